"""A finding is written from its check's definition: kind, weight and the sentence that may be sent on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from kexie_dash.checking.case import Case
from kexie_dash.definitions.checks import check_of
from kexie_dash.model.finding import Finding, Severity, Verdict
from kexie_dash.model.observation import Evidence
from kexie_dash.model.quantity import round_half_up

_DIGITS = 6


def finding(
    case: Case,
    check_id: str,
    verdict: Verdict,
    evidence: tuple[Evidence, ...],
    *,
    declared: Decimal | None = None,
    expected: Decimal | None = None,
    tolerance: Decimal | None = None,
    unit: str | None = None,
    declared_text: str | None = None,
    expected_text: str | None = None,
    points: Decimal | None = None,
    wanting: str | None = None,
    severity: Severity | None = None,
    **words: str,
) -> Finding:
    """The finding with its message; `words` fill the places of the check's sentence for this verdict."""
    check = check_of(check_id)
    words.setdefault("wanting", wanting or "")
    return Finding(
        report=case.report,
        check=check_id,
        title=check.title,
        kind=check.kind,
        verdict=verdict,
        severity=severity or check.severity,
        message=check.messages[verdict].format(**words),
        evidence=evidence,
        declared=_short(declared),
        expected=_short(expected),
        tolerance=_short(tolerance),
        unit=unit,
        declared_text=declared_text,
        expected_text=expected_text,
        points=_short(points and round_half_up(points, 2)),
        wanting=wanting if verdict == "undecided" else None,
    )


def _short(value: Decimal | None) -> Decimal | None:
    """Without the endless digits of a quotient; six are more than any report prints."""
    if value is None:
        return None
    short = round_half_up(value, _DIGITS).normalize()
    return short if int(short.as_tuple().exponent) <= 0 else short.quantize(Decimal(1))


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same finding once; different ones of one rule on the same quotes numbered."""
    seen: set[tuple[object, ...]] = set()
    taken: dict[str, int] = {}
    for one in findings:
        same = (one.check, one.verdict, one.message, tuple((e.start, e.end) for e in one.evidence))
        if same in seen:
            continue
        seen.add(same)
        count = taken.get(one.id, 0)
        taken[one.id] = count + 1
        yield replace(one, nth=count) if count else one
