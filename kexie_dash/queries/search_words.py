"""What is looked for: words that must all be there, phrases in quotation marks, numbers however written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kexie_dash.model.folding import fold

#: Nobody looks for more; the rest of a longer address is left out and said.
LONGEST, MOST_WORDS = 200, 8
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_WORD = re.compile(r'[“"]([^“”"]*)[”"]|([^\s“”"]+)')
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?)(亿|千万|百万|万|千)?(%)?[一-鿿]{0,3}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_SCALE = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 1000}
#: Between two digits a comma may group thousands.
_THOUSANDS = r"(?:,(?=\d{3}(?!\d)))?"


@dataclass(frozen=True, slots=True)
class Number:
    """A number looked for, in base units. digits: after the point, as typed; percent: it was a rate."""

    value: Decimal
    digits: int
    percent: bool


@dataclass(frozen=True)
class Word:
    """shown: as typed. chars: folded, without white space, as texts are searched."""

    shown: str
    chars: str

    @cached_property
    def number(self) -> Number | None:
        """The number the word is; None for any other word."""
        match = _NUMBER.fullmatch(self.chars)
        if match is None:
            return None
        written, scale, percent = match.groups()
        whole, _, decimals = written.lstrip("+-").partition(".")
        if not _GROUPED.fullmatch(whole):
            return None
        value = Decimal(written.replace(",", "")) * _SCALE.get(scale, 1)
        return Number(value / 100 if percent else value, len(decimals), percent is not None)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """With digits side by side the thousands may be grouped in the text or not; else None."""
        bare = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", self.chars)
        if not re.search(r"\d\d", bare):
            return None
        return re.compile(re.sub(r"(?<=\d)(?=\d)", _THOUSANDS.replace("\\", "\\\\"), re.escape(bare)))

    def places(self, folded: str) -> list[tuple[int, int]]:
        """Where the word stands in a folded text, one place after the other."""
        if self._pattern is not None:
            return [match.span() for match in self._pattern.finditer(folded)]
        found, size, at = [], len(self.chars), folded.find(self.chars)
        while at >= 0:
            found.append((at, at + size))
            at = folded.find(self.chars, at + size)
        return found

    def count(self, folded: str) -> int:
        """How many places there are."""
        return folded.count(self.chars) if self._pattern is None else len(self.places(folded))

    def within(self, folded: str) -> bool:
        if self._pattern is not None:
            return self._pattern.search(folded) is not None
        return self.chars in folded


@dataclass(frozen=True, slots=True)
class Wanted:
    """words: all must be there; empty where nothing is asked. shortened: something was left out."""

    text: str
    words: tuple[Word, ...]
    shortened: bool = False

    @property
    def phrase(self) -> Word | None:
        """The words one after the other, where there are several."""
        if len(self.words) < 2:
            return None
        return Word(self.text, "".join(word.chars for word in self.words))


def wanted(text: str) -> Wanted:
    """What a query means. It is only ever compared with text, so nothing in it can do anything."""
    cleaned = " ".join(_UNPRINTABLE.sub("", text[: 10 * LONGEST]).split())
    cut = cleaned[:LONGEST]
    words: dict[str, Word] = {}
    for quoted, plain in _WORD.findall(cut):
        said = (quoted or plain).strip()
        chars = "".join(fold(said).split())
        if chars:
            words.setdefault(chars, Word(said, chars))
    kept = tuple(words.values())[:MOST_WORDS]
    return Wanted(cut, kept, len(cleaned) > LONGEST or len(words) > MOST_WORDS)
