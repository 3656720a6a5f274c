"""Reading without OCR, whether it is installed or not; test_ocr.py is about it."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(autouse=True)
def _without_ocr(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.module.__name__.endswith("test_ocr"):
        monkeypatch.setitem(sys.modules, "rapidocr", None)
