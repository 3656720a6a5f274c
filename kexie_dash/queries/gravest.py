"""The gravest findings of all reports: by verdict, severity and points at stake, a few of each body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.model.finding import Finding
from kexie_dash.queries.findings import FoundIn, findings
from kexie_dash.store.database import Database, View

#: So many in all, and so many of one body, so that one report does not hide all others.
MOST, MOST_OF_A_BODY = 6, 2
#: So many characters of a sentence stand for it.
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class Gravest:
    """shown: in the order of gravity. contradicted, undecided: how many of all bodies."""

    shown: tuple[FoundIn, ...]
    contradicted: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two figures of a finding. number: which of its sentences carries it, from 1."""

    value: Decimal | None
    text: str | None
    number: int


def gravest(
    database: Database | View,
    most: int = MOST,
    of_a_body: int = MOST_OF_A_BODY,
    *,
    years: Collection[int] = (),
    own: str = "",
) -> Gravest:
    """Contradictions first, the own body's before the others'; no years: all.

    A body's further ones stand on the page of findings.
    """
    found = findings(database.view(), years=years)
    told: Counter[str] = Counter()
    shown: list[FoundIn] = []
    for one in sorted(found.shown, key=lambda one: one.report.body_code != own):
        if len(shown) < most and told[one.report.body_code] < of_a_body:
            told[one.report.body_code] += 1
            shown.append(one)
    return Gravest(tuple(shown), found.verdicts.get("contradicts", 0), found.verdicts.get("undecided", 0))


def sides(finding: Finding) -> tuple[Side | None, Side | None]:
    """What was declared and what it was held against; None where the finding has no such figure.

    Where no figure was expected, the second is the sentence the question stands on, in its own words.
    """
    count = len(finding.evidence)
    if not count:
        return None, None
    quoted = _quoted(finding.evidence[1].quote) if count > 1 and finding.expected is None else None
    declared = _side(finding.declared, finding.declared_text, 1)
    return declared, _side(finding.expected, finding.expected_text or quoted, min(2, count))


def _quoted(quote: str) -> str:
    words = " ".join(quote.split())
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[:_QUOTED]}…”"


def _side(value: Decimal | None, text: str | None, number: int) -> Side | None:
    return None if value is None and not text else Side(value, text, number)
