"""Every picture of a page reaches the browser as words, numbers and addresses, and as nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from kexie_dash.pages.chart_component import BUNDLE, LINKS, SCRIPT, STATIC, versioned
from tests.pages.conftest import OpenPage, Shown

PAGES = ("overview", "compare", "body", "same_ruler")
#: More than any picture of the five reports has.
MOST_BYTES = 30_000


@pytest.fixture(params=PAGES)
def shown(request: pytest.FixtureRequest, open_page: OpenPage) -> Shown:
    return open_page(str(request.param))


def test_pictures_are_small_and_say_what_they_show(shown: Shown) -> None:
    assert shown.figures
    for figure in shown.figures:
        assert re.search(r"[\u4e00-\u9fff]", figure["alt"])
        assert "template" not in figure["layout"]
        assert figure["layout"]["height"] > 0
        assert figure["layout"]["meta"]["width"] in (556, 772)
        text = json.dumps(figure, ensure_ascii=False)
        assert "bdata" not in text
        assert len(text.encode()) < MOST_BYTES


def _texts(node: Any) -> list[str]:
    """Every text Plotly would print."""
    if isinstance(node, dict):
        return [text for value in node.values() for text in _texts(value)]
    if isinstance(node, list):
        return [text for value in node for text in _texts(value)]
    return [node] if isinstance(node, str) else []


def test_pictures_hold_no_markup_but_plotlys_own(shown: Shown) -> None:
    for figure in shown.figures:
        for text in _texts([figure["data"], figure["layout"]]):
            assert set(re.findall(r"<(/?\w+)", text)) <= {"b", "/b", "br", "span", "/span"}, text


def test_a_picture_keeps_its_place_and_sends_no_script(open_page: OpenPage) -> None:
    pages = [open_page("compare", year=year) for year in ("2020", "2022")]
    first, second = (page.test.get("bidi_component")[0].proto for page in pages)
    assert first.bytes != second.bytes
    assert first.id == second.id
    assert first.isolate_styles is False
    assert len(first.js_content) + len(first.html_content) + len(first.css_content) < 600
    for name in (BUNDLE, SCRIPT):
        assert f'"{versioned(name)}"' in first.js_content


def test_static_files_are_named_by_their_content() -> None:
    for name in (BUNDLE, SCRIPT, LINKS):
        path, mark = versioned(name).split("?v=")
        assert (STATIC / path).is_file()
        assert re.fullmatch("[0-9a-f]{16}", mark)
    bundle, script, links = (versioned(name).split("?")[1] for name in (BUNDLE, SCRIPT, LINKS))
    assert script == links != bundle
