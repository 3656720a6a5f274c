"""Counts said twice: the same clause, or the same name in the same surroundings, at two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from kexie_dash.checking.case import Case, evidences, name_key
from kexie_dash.checking.compare import around, compare_with, half_step
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, said
from kexie_dash.definitions.checks import pattern
from kexie_dash.model.finding import Finding, Verdict
from kexie_dash.model.observation import Observation

#: Nearer than this two counts belong to one enumeration.
_APART = 150
#: Shorter clauses (举办5场) are said of many things.
_TELLING = 10
#: So far back a clause's predecessor is looked for.
_BEHIND = 120
#: Characters in a row that make two names one, alone or where the names are alike as a whole.
_LONG_RUN, _RUN, _ALIKE = 9, 5, 0.68
_DIGITS = re.compile(r"\d[\d,.]*")
_UNITS = {"场": "场次", "次": "场次", "期": "场次", "名": "人", "位": "人", "个": "家", "所": "家"}


def counts(case: Case) -> Iterator[Finding]:
    """Pairs of neighbours in the text that say the same of the same."""
    found: dict[object, list[Observation]] = {}
    for o in case.family("activity", "audience", "output", "staffing"):
        if o.bound == "exact" and o.value is not None and not case.in_table(o):
            for key in _keys(case, o):
                found.setdefault(key, []).append(o)
    seen: set[tuple[str, str]] = set()
    for key, group in found.items():
        for one, other in pairwise(group):
            if case.distance(one, other) < _APART or (one.id, other.id) in seen:
                continue
            seen.add((one.id, other.id))
            yield _compared(case, one, other, firm=_is_firm(case, key, one, other))


def _keys(case: Case, o: Observation) -> Iterator[object]:
    head, tail = _words(case, o)
    place = (o.period, o.year, o.unit)
    if len(head) + len(tail) >= _TELLING:
        yield "clause", head, tail, place
    before = _before(case, o)
    if len(head) >= 6 and len(before) >= _TELLING:
        yield "clause", before, head[-6:], tail, place
    label = name_key(o.label)
    if len(label) >= 6:
        yield "label", label, name_key(o.subject), tail[:6], o.coverage, place


def _words(case: Case, o: Observation) -> tuple[str, str]:
    """The clause before and behind the figure, other figures blanked, empty opening words dropped."""
    head, tail = case.clause(o)
    head = pattern("clause_opening").sub("", _DIGITS.sub("#", head))
    return head, _DIGITS.sub("#", tail)


def _before(case: Case, o: Observation) -> str:
    """The clause before the figure's own, figures blanked."""
    end = case.spot(o)[0] - len(case.clause(o)[0])
    first = max(0, end - _BEHIND)
    clauses = re.split("[。！？；;，,：:]", case.flat.chars[first : max(end - 1, 0)])
    return _DIGITS.sub("#", clauses[-1]) if len(clauses) > 1 else ""


def _is_firm(case: Case, key: object, one: Observation, other: Observation) -> bool:
    """Only a whole clause said twice is surely the same; a name may be that of two things."""
    if isinstance(key, tuple) and key[0] == "clause":
        return True
    before = [case.flat.chars[max(0, case.spot(o)[0] - 40) : case.spot(o)[0]] for o in (one, other)]
    return _DIGITS.sub("#", before[0])[-16:] == _DIGITS.sub("#", before[1])[-16:]


def _compared(case: Case, one: Observation, other: Observation, *, firm: bool) -> Finding:
    fits = compare_with(one, around(other), cut=False).fits
    verdict: Verdict = "holds" if fits else "contradicts" if firm else "undecided"
    return finding(
        case, "repeat_count", verdict, evidences(one, other), declared=one.value, expected=other.value,
        tolerance=half_step(one) + half_step(other), unit=one.unit,
        wanting=f"两处“{one.label}”是否同一事项、以哪一处为准",
        name=one.label, said=said(one), line=line(one), other=said(other), other_line=line(other),
    )  # fmt: skip


def targets(case: Case) -> Iterator[Finding]:
    """A count in the text and the row of the target table that by its name is the same."""
    rows = [o for o in case.family("target") if o.actual is not None and o.target_text and o.unit != "比率"]
    by_run: dict[str, list[Observation]] = {}
    for row in rows:
        for run in _runs(name_key(row.label)):
            by_run.setdefault(run, []).append(row)
    for o in case.family("output", "activity", "audience"):
        if o.bound != "exact" or o.value is None:
            continue
        near = {id(row): row for run in _runs(name_key(o.label)) for row in by_run.get(run, ())}
        same = [row for row in near.values() if _is_same_name(name_key(o.label), name_key(row.label))]
        if len(same) != 1:
            continue
        verdict: Verdict = "holds" if same[0].actual == o.value else "undecided"
        yield finding(
            case, "repeat_target", verdict, evidences(o, same[0]), declared=o.value, expected=same[0].actual,
            unit=o.unit, wanting=f"“{o.label}”与“{same[0].label}”是否同一事项、以哪一处为准",
            name=o.label, said=said(o), line=line(o), other_name=same[0].label,
            other=same[0].actual_text or "", other_line=line(same[0]),
        )  # fmt: skip


def _runs(name: str) -> set[str]:
    """Every run of characters that two names must share to be compared at all."""
    return {name[at : at + _RUN] for at in range(len(name) - _RUN + 1)}


@lru_cache(maxsize=4096)
def _is_same_name(one: str, other: str) -> bool:
    """Names that share most of their characters in order, or a long run of them."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    run = matcher.find_longest_match().size
    return run >= _LONG_RUN or (run >= _RUN and matcher.ratio() >= _ALIKE)
