"""Pages drawn without a browser, from a database the production writer filled."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.golden_store import fill


@dataclass
class Shown:
    """What a page shows."""

    test: AppTest

    @property
    def html(self) -> str:
        return "\n".join(part.proto.body for part in self.test.get("html"))

    @property
    def text(self) -> str:
        """As a reader reads it: no tags, no entities, one space for white space."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", self.html)))

    @property
    def charts(self) -> list[str]:
        """The pictures in words, as screen readers hear them."""
        return [str(figure["alt"]) for figure in self.figures]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The pictures as the browser gets them."""
        return [json.loads(chart.proto.bytes) for chart in self.test.get("bidi_component")]

    @property
    def links(self) -> list[str]:
        return [unescape(href) for href in re.findall(r'href="([^"]*)"', self.html)]

    def row(self, *words: str) -> str:
        """The text of the one table row that holds all these words."""
        rows = [re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr>.*?</tr>", self.html, re.DOTALL)]
        found = [unescape(row) for row in rows if all(word in row for word in words)]
        assert len(found) == 1, f"{words}: {len(found)} rows"
        return found[0]


OpenPage = Callable[..., Shown]


@pytest.fixture(scope="session")
def golden_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    fill(folder)
    return folder


@pytest.fixture
def folder(golden_folder: Path) -> Path:
    """The folder the pages read from; a module may override it."""
    return golden_folder


@pytest.fixture
def open_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Draw a page by its module's name with the parameters of an address."""
    monkeypatch.setenv("KEXIE_DATA", str(folder))
    st.cache_resource.clear()

    def opened(name: str, **parameters: str | list[str]) -> Shown:
        script = f"from kexie_dash.pages import {name}\n{name}.show()\n"
        test = AppTest.from_string(script, default_timeout=30)
        for key, value in parameters.items():
            test.query_params[key] = value
        shown = Shown(test.run())
        assert not test.exception
        return shown

    return opened
