"""A text in a cell of a worksheet, whatever characters it has."""

from __future__ import annotations

from typing import Any


def write_text(sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
    """The library takes a text from <r> to </r> for mark-up of its own and writes it raw: never for ours."""
    if text.startswith("<r>") and text.endswith("</r>"):
        sheet.write_rich_string(row, column, text[:1], text[1:2], text[2:], form)
    else:
        sheet.write_string(row, column, text, form)
