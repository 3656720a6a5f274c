"""Scoring rules in bands as reports print them: 控制率<90%的，得3分；90%≤控制率≤100%的，得2分."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.quantity import Bound, interval

_BAND = re.compile(
    r"(?:(?P<left>\d+(?:\.\d+)?)%(?P<left_op>[≤<≥>]))?"
    r"(?P<name>[^\d%≤<≥>，。；;：:,.=×]{2,24}?)"
    r"(?P<right_op>[≤<≥>])(?P<right>\d+(?:\.\d+)?)%的?[，,]?得(?P<points>\d+(?:\.\d+)?)分"
)
_FLIP = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_TRIM = re.compile(r"^[)）、.．>p/<]+|[(（]+$")
#: Between two bands of one rule stand a list mark and a separator at most.
_GAP = 12
_TAGS = re.compile(r"</?p>|\$")
_SIGNS = (("\\geq", "≥"), ("\\leq", "≤"), ("\\ge", "≥"), ("\\le", "≤"), ("\\%", "%"), ("（", "("),
          ("）", ")"),
          ("＜", "<"), ("＞", ">"), ("％", "%"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Band:
    """A rate that meets all conditions (operator, limit as a fraction) earns the points."""

    conditions: tuple[tuple[str, Decimal], ...]
    points: Decimal

    def holds(self, value: Decimal) -> bool:
        return all(_meets(value, sign, limit) for sign, limit in self.conditions)


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of one rate; start, end: where they stand in the text they were read from."""

    name: str
    bands: tuple[Band, ...]
    start: int
    end: int

    @property
    def highest(self) -> Decimal:
        return max(band.points for band in self.bands)

    @property
    def is_whole(self) -> bool:
        """True if the best band has one end: none above it was lost."""
        return any(len(band.conditions) == 1 for band in self.bands if band.points == self.highest)

    def points(self, value: Decimal, bound: Bound = "exact") -> Decimal | None:
        """What the rate earns; None if no band or, for a bound, more than one may apply."""
        if bound == "exact":
            return next((band.points for band in self.bands if band.holds(value)), None)
        if bound not in ("at_least", "at_most"):
            return None
        low, high = interval(value, bound)
        ends = [low if low is not None else Decimal(0), high if high is not None else Decimal(1)]
        earned = {self.points(end) for end in ends}
        return earned.pop() if len(earned) == 1 else None


def _meets(value: Decimal, sign: str, limit: Decimal) -> bool:
    if sign == "<":
        return value < limit
    if sign == "≤":
        return value <= limit
    return value > limit if sign == ">" else value >= limit


def folded(criteria: str) -> str:
    """A printed rule with one spelling of its signs, without tags."""
    text = _TAGS.sub("", criteria)
    for printed, sign in _SIGNS:
        text = text.replace(printed, sign)
    return text


def read_bands(text: str) -> Iterator[Bands]:
    """Every rule of at least two bands, in order."""
    run: list[re.Match[str]] = []
    for match in _BAND.finditer(text):
        if run and (_name(run[-1]) != _name(match) or match.start("name") - run[-1].end() > _GAP + 8):
            yield from _closed(run)
            run = []
        run.append(match)
    yield from _closed(run)


def _name(match: re.Match[str]) -> str:
    return _TRIM.sub("", match["name"])


def _conditions(match: re.Match[str], limits: set[str]) -> Iterator[tuple[str, Decimal]]:
    """limits: of the other bands. Without white space 2. 90% reads 2.90%; the limit is the one it shares."""
    if left := match["left"]:
        bare = left.partition(".")[2]
        yield _FLIP[match["left_op"]], Decimal(bare if left not in limits and bare in limits else left) / 100
    yield match["right_op"], Decimal(match["right"]) / 100


def _closed(run: Sequence[re.Match[str]]) -> Iterator[Bands]:
    limits = {match["right"] for match in run}
    bands = [Band(tuple(_conditions(match, limits)), Decimal(match["points"])) for match in run]
    if len(run) > 1:
        yield Bands(_name(run[0]), tuple(bands), run[0].start(), run[-1].end())
