"""Which body is meant: by body code, region code or name; never guessed between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kexie_dash.store.database import View


@dataclass(frozen=True, slots=True)
class Body:
    """A body that reports, or a region asked for whose 科协 has no report here."""

    code: str
    region_code: str
    name: str
    has_report: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Bodies found, in the order asked, and what was not found or was ambiguous, with the reason."""

    bodies: tuple[Body, ...]
    unknown: tuple[str, ...]


def known_bodies(view: View) -> tuple[Body, ...]:
    """Bodies with a readable report, by code."""
    found = {
        stored.report.body_code: Body(
            stored.report.body_code, stored.report.region_code, stored.report.body, has_report=True
        )
        for stored in view.reports()
        if stored.in_use
    }
    return tuple(found[code] for code in sorted(found))


def find_bodies(view: View, asked: Iterable[str]) -> Asked:
    """Resolve what was asked; a name two bodies share is unknown, with both codes named."""
    bodies: dict[str, Body] = {}
    unknown: list[str] = []
    for text in asked:
        word = text.strip()
        found = _with_report(view, word) or _regions(view, word)
        if len(found) == 1 or (found and found[0].region_code == word):
            bodies.update({body.code: body for body in found})
        elif found:
            names = "、".join(f"{body.code}（{_full_name(view, body)}）" for body in found[:5])
            unknown.append(f"“{_shown(word)}”可以是 {names}，请用代码")
        else:
            unknown.append(f"没有“{_shown(word)}”这个单位或区划")
    return Asked(tuple(bodies.values()), tuple(unknown))


def _with_report(view: View, word: str) -> list[Body]:
    known = known_bodies(view)
    regions = view.regions()
    exact = [body for body in known if body.code == word or body.name == word]
    return exact or [
        body
        for body in known
        if body.region_code == word or word in _short_names(regions[body.region_code].name)
    ]


def _regions(view: View, word: str) -> list[Body]:
    return [
        Body(region.code, region.code, f"{region.name}科学技术协会", has_report=False)
        for region in view.regions().values()
        if region.code == word or word in _short_names(region.name)
    ]


def _short_names(name: str) -> tuple[str, ...]:
    """With and without 市, 区 or 县; a two-character name keeps its ending."""
    return (name, name[:-1]) if len(name) > 2 else (name,)


def _full_name(view: View, body: Body) -> str:
    region = view.regions()[body.region_code]
    parent = view.regions().get(region.parent or "")
    return f"{parent.name if parent else ''}{region.name}"


def _shown(word: str) -> str:
    return word if len(word) <= 40 else word[:40] + "…"
