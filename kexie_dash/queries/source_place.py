"""Where in its evidence an observation's figure stands: from a row's label to its figure it is a long way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kexie_dash.model.observation import Observation

_NUMBER = re.compile(r"\d[\d.,，]*\d|\d")
_CELL_EDGES = "\t\n|"


def figure_place(observation: Observation) -> tuple[int, int]:
    """Start and end in the text of what the observation printed; of the whole evidence where that is lost.

    White space does not count. A figure that stands there several times is meant where it fills a cell or is
    no part of a longer number; then after its label; then last, as evidence ends with its figure.
    """
    evidence = observation.evidence
    for printed in _printed(observation):
        found = list(_occurrences(evidence.quote, printed))
        if found:
            start, end = _meant(observation, found)
            return evidence.start + start, evidence.start + end
    return evidence.start, evidence.end


def _printed(observation: Observation) -> Iterator[str]:
    """What to look for, the most telling first."""
    said = (observation.value_text, observation.actual_text, observation.target_text)
    yield from (one for one in said if one and one.strip())
    yield from _NUMBER.findall(observation.value_text or "")


def _occurrences(quote: str, printed: str) -> Iterator[tuple[int, int]]:
    places = [place for place, sign in enumerate(quote) if not sign.isspace()]
    bare, wanted = "".join(quote.split()), "".join(printed.split())
    at = bare.find(wanted)
    while at >= 0:
        yield places[at], places[at + len(wanted) - 1] + 1
        at = bare.find(wanted, at + 1)


def _meant(observation: Observation, found: list[tuple[int, int]]) -> tuple[int, int]:
    quote = observation.evidence.quote
    best = max(_standing(quote, *place) for place in found)
    found = [place for place in found if _standing(quote, *place) == best]
    label = list(_occurrences(quote, observation.label)) if observation.label.strip() else []
    if label and observation.actual_text is None and "\t" not in quote:
        after = [place for place in found if place[0] >= label[-1][1]]
        return (after or found[-1:])[0]
    return found[-1]


def _standing(quote: str, start: int, end: int) -> int:
    """2: a cell of its own. 1: no part of a longer number. 0: neither."""
    before, after = quote[:start].rstrip(" \u3000"), quote[end:].lstrip(" \u3000")
    if (not before or before[-1] in _CELL_EDGES) and (not after or after[0] in _CELL_EDGES):
        return 2
    inside = _goes_on(quote[max(start - 2, 0) : start][::-1], quote[start]) or _goes_on(
        quote[end : end + 2], quote[end - 1]
    )
    return 0 if inside else 1


def _goes_on(beside: str, edge: str) -> bool:
    """A digit stands beside the digit at the edge, or beyond a point or comma."""
    if not edge.isdigit() or not beside:
        return False
    return beside[0].isdigit() or (beside[0] in ".,．" and beside[1:2].isdigit())
