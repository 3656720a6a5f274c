"""Text of reports on its way into files other programs open: no control characters, never a formula."""

from __future__ import annotations

import re

from kexie_dash.exports import texts_table as wording

#: What neither XML nor a spreadsheet may hold; lone surrogates cannot be encoded at all. And signs that turn
#: the direction of what follows, by which a file shows other words than it holds.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")
#: A spreadsheet runs a cell that begins so; full-width signs do the same in Chinese Excel.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
#: Excel's limit for a cell, in units of UTF-16.
LONGEST = 32_767
_CUT = wording.CUT

DROPPED, SHORTENED = wording.CONTROLS_DROPPED, wording.SHORTENED


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as files may hold it, in one line, and what was done to it."""
    kept = _FORBIDDEN.sub("", text)
    notes = [DROPPED] if len(kept) < len(text) else []
    kept = _SPACE.sub(" ", kept).strip()
    if len(kept) > LONGEST // 2 and len(coded := kept.encode("utf-16-le")) > 2 * LONGEST:
        kept = coded[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
        notes.append(SHORTENED)
    return kept, tuple(notes)


def guarded(text: str) -> str:
    """For CSV: what would run as a formula gets an apostrophe. Figures never come here."""
    return "'" + text if _FORMULA.match(text) else text
