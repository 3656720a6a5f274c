"""Static pack and evidence pack: whole, verifiable, the same for the same input; text stays text."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.theme import THEMES
from kexie_dash.exports import browser
from kexie_dash.exports.choice import Choice, choose
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.files import FOLDER_MARK
from kexie_dash.exports.pack import make_pack
from kexie_dash.exports.site import make_folder, make_site, single_file
from kexie_dash.exports.site_look import look_of, script, style_sheet
from kexie_dash.exports.site_rows import panel_json
from kexie_dash.exports.site_side import MOST_AXES, facets_of, side_json
from kexie_dash.exports.stamp import read_stamp
from kexie_dash.settings import data_paths
from kexie_dash.store.database import View

DAY = date(2026, 11, 24)


class Page(HTMLParser):
    """Scripts and their content, tags, attributes that would run or fetch, rows by body."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.handlers: list[str] = []
        self.rows: dict[str, str] = {}
        self._row = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag == "tr":
            self._row = given.get("id") or ""

    def handle_data(self, data: str) -> None:
        if self._row:
            self.rows[self._row] = self.rows.get(self._row, "") + data


def test_every_value_stands_in_the_page_with_its_sentence(view: View) -> None:
    page = Page(single_file(make_site(view, choose(view, Choice()), DAY)))
    for value in view.values(metric="execution_rate"):
        row = page.rows[f"r-{value.id}"]
        assert value.body in row
        behind = view.observations_by_id([o.observation for o in value.operands if o.observation])
        assert all("".join(one.evidence.quote.split()) in "".join(row.split()) for one in behind.values())
    assert (
        "66.8%"
        in page.rows[next(f"r-{v.id}" for v in view.values(metric="execution_rate", report="440700-2022"))]
    )


def test_nothing_is_asked_of_anybody(view: View) -> None:
    found = choose(view, Choice())
    single = single_file(make_site(view, found, DAY))
    assert set(Page(single).fetched) <= {"#main", "data:,"}
    files = make_folder(view, found, DAY)
    asked = {one for one in Page(files["index.html"]).fetched if not one.startswith(("#", "data:"))}
    assert asked <= set(files)
    policy = re.search(rb'Content-Security-Policy" content="([^"]+)"', files["index.html"])
    assert policy is not None
    assert policy[1].startswith(b"default-src &#x27;none&#x27;")


def test_hostile_text_is_neither_markup_nor_script(hostile_view: View) -> None:
    page = Page(single_file(make_site(hostile_view, choose(hostile_view, Choice()), DAY)))
    assert page.handlers == []
    assert "img" not in page.tags
    # The program and its two calls, settings, stamp, what stands across metrics, and the data of each metric.
    metrics = {panel.comparison.metric.id for panel in choose(hostile_view, Choice()).panels}
    assert page.tags.count("script") == 6 + len(metrics)
    assert any("<script>alert(1)</script>" in row for row in page.rows.values())


def test_both_grounds_have_every_colour() -> None:
    colours = BodyColours(["440300", "440600", "990001"])
    look = look_of(["440300", "440600", "990001"], colours)
    light, dark, paper = look.css().strip().split("\n")
    for code in look.slots:
        for block, name in ((light, "light"), (dark, "dark"), (paper, "print")):
            shade = colours.of(code, THEMES[name])  # type: ignore[index]
            assert f"{look.style(code).removeprefix('--c:var(').removesuffix(')')}:{shade}" in block
    names = [set(re.findall(r"--\w+(?=:)", block)) for block in (light, dark, paper)]
    assert names[0] == names[1] == names[2]
    used = set(re.findall(r"var\((--\w+)", style_sheet() + script())) - {"--c", "--k"}
    assert used <= names[0]


def test_rows_are_the_values(view: View) -> None:
    for panel in choose(view, Choice(("execution_rate", "audience"))).panels:
        bands = panel_json("key", panel)["bands"]
        rows = {row["i"]: row for band in bands for row in band["rows"]}  # type: ignore[attr-defined]
        assert list(rows) == [item.value.id for item in panel.values]
        for item in panel.values:
            row, value = rows[item.value.id], item.value
            assert (row["b"], row["y"]) == (value.body_code, value.year)
            assert ("v" in row) is (value.has_figure and value.value is not None)
            assert row.get("v") == (None if "v" not in row else float(value.value or 0))
            assert row.get("o", "exact") == (value.bound if value.has_figure else "exact")
            assert ("w" in row) is bool(item.reasons and value.has_figure)


def test_columns_hold_only_what_several_bodies_state(view: View) -> None:
    found = choose(view, Choice())
    facets = facets_of(found.panels)
    assert {one.metric.id for one in facets} == {panel.comparison.metric.id for panel in found.panels}
    mains = {
        max((p for p in found.panels if p.comparison.metric == one.metric), key=lambda p: len(p.stated)).key
        for one in facets
    }
    for one in facets:
        assert one.panel.key in mains or len({item.value.body_code for item in one.panel.stated}) > 1
    side = side_json(facets, BodyColours([]))
    assert len(side["columns"]) == len(facets)  # type: ignore[arg-type]
    axes = range(min(MOST_AXES, len(facets)))
    assert set(side["pairs"]) == {f"{x}-{y}" for y in axes for x in range(y)}  # type: ignore[call-overload]


def test_a_folder_lists_its_files(view: View) -> None:
    files = make_folder(view, choose(view, Choice(("self_score",))), DAY)
    listed = {one["name"]: one["sha256"] for one in json.loads(files.pop(FOLDER_MARK))["files"]}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert read_stamp(files["index.html"]).build == view.snapshot.build


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> bytes:
        raise ExportError(browser.NO_BROWSER)

    monkeypatch.setattr(browser, "_ask", missing)


@pytest.mark.usefixtures("no_browser")
def test_evidence_without_a_browser_says_what_is_missing(hostile_view: View, hostile_data: Path) -> None:
    found = choose(hostile_view, Choice(("execution_rate",)))
    reports = data_paths(hostile_data).reports
    data, missing = make_pack(hostile_view, reports, found, DAY)
    assert data == make_pack(hostile_view, reports, found, DAY)[0]
    assert len(missing) == 1
    assert "chromium" in missing[0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        content = {name: archive.read(name) for name in names}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names == sorted(names)
    assert {name.split("/")[0] for name in names} >= {
        "文档",
        "数据",
        "原文",
        "SHA256SUMS",
        "清单.json",
        "说明.txt",
    }
    assert not [name for name in names if name.endswith((".png", ".pdf"))]
    assert "certutil -hashfile" in content["说明.txt"].decode()
    for line in content.pop("SHA256SUMS").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(content.pop(name)).hexdigest() == digest
    assert content == {}
    assert "chromium" in zipfile.ZipFile(io.BytesIO(data)).read("说明.txt").decode()


def test_an_original_that_was_changed_is_refused(
    hostile_view: View, hostile_data: Path, tmp_path: Path
) -> None:
    for file in data_paths(hostile_data).reports.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes() + b" ")
    with pytest.raises(ExportError, match="sha256"):
        make_pack(hostile_view, tmp_path, choose(hostile_view, Choice()), DAY)


def test_whoever_stops_it_leaves_nothing(view: View) -> None:
    class StopError(Exception):
        pass

    def stop(done: float, said: str) -> None:
        assert said
        if done > 0.3:
            raise StopError

    with pytest.raises(StopError):
        make_folder(view, choose(view, Choice()), DAY, stop)
