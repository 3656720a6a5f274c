"""How much of the long lists one page of A4 holds; the rest is counted, with the place where it stands."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_dash.charts.text import text_width
from kexie_dash.exports import texts_checkup as wording
from kexie_dash.exports.checkup import Checkup, Line

#: Points (1/72 inch): between the margins of 14 and 12 mm, and of one line of text.
WIDTH, HEIGHT = 516.0, 768.0
LINE, FONT = 13.0, 9
#: Titles, rules and gaps that are always there, in lines.
_FIXED = 15.0


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each list are printed."""

    findings: int
    unmet: int
    losses: int
    caveats: int


#: From generous to sparse.
ROOMS: tuple[Room, ...] = tuple(
    Room(findings, max(1, findings // 2), max(2, findings // 2), max(1, findings // 3))
    for findings in (14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
)


def rest(what: str, printed: int, whole: int) -> str:
    """另有 12 条，见“矛盾核查”页; empty where everything is printed."""
    return wording.FURTHER[what].format(count=whole - printed) if whole > printed else ""


def room_for(sheet: Checkup) -> Room:
    """The most generous room by estimate; the sparsest where nothing fits."""
    return next((room for room in ROOMS if _lines(sheet, room) * LINE <= HEIGHT), ROOMS[-1])


def sparser(room: Room) -> Room | None:
    place = ROOMS.index(room) + 1
    return ROOMS[place] if place < len(ROOMS) else None


def _lines(sheet: Checkup, room: Room) -> float:
    half = WIDTH / 2 - 24
    money = len(sheet.money)
    score = _wrapped([sheet.score], half) + _listed(sheet.losses[: room.losses], half) + 1
    targets = _wrapped([sheet.targets], half) + _listed(sheet.unmet[: room.unmet], half) + 1
    silent = _wrapped([sheet.silent, *sheet.caveats[: room.caveats]], half) + 1
    head = sum(
        max(_wrapped([cell], width) for cell, width in zip(
            (row.name, row.value, row.peers, row.aside), (130, 90, 120, 110), strict=True))
        for row in sheet.head
    )  # fmt: skip
    findings = _wrapped([sheet.verdicts], WIDTH) + _listed(sheet.findings[: room.findings], WIDTH - 40) + 1
    foot = _wrapped([sheet.foot, sheet.lead], WIDTH)
    return _FIXED + head * 1.25 + max(money, score) + max(targets, silent) + findings + foot


def _listed(lines: Sequence[Line], width: float) -> float:
    return _wrapped([f"{one.sign} {one.word} {one.text} {one.place}" for one in lines], width)


def _wrapped(texts: Iterable[str], width: float) -> float:
    return sum(max(1, math.ceil(text_width(text, FONT) / (width * 0.97))) for text in texts)
