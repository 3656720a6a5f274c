"""Targets against what was achieved, in figures and words, and full marks beside missed targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, plain
from kexie_dash.checking.score_items import scores, totals
from kexie_dash.definitions.checks import pattern
from kexie_dash.measures.target_rows import state, with_result
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Observation

_HUNDREDFOLD = 100


def rows(case: Case) -> list[Observation]:
    """Targets with what became of them."""
    return with_result(case.family("target"))


def targets(case: Case) -> Iterator[Finding]:
    """Every row of a target table."""
    for o in rows(case):
        found = state(o)
        if found == "unknown":
            continue
        yield finding(
            case, "target_met", "holds" if found == "met" else "undecided", evidences(o),
            declared=o.actual, expected=o.target, unit=o.unit if o.actual is not None else None,
            declared_text=o.actual_text, expected_text=o.target_text,
            wanting=f"“{o.label}”未完成的原因和相应扣减的分数",
            name=o.label, target=o.target_text or "", actual=o.actual_text or "", line=line(o),
        )  # fmt: skip
    yield from _too_far(case)


def _too_far(case: Case) -> Iterator[Finding]:
    for o in rows(case):
        if o.target and o.actual and o.unit != "比率" and o.actual >= o.target * _HUNDREDFOLD:
            yield finding(
                case, "target_far", "undecided", evidences(o), declared=o.actual, expected=o.target,
                unit=o.unit,
                declared_text=o.actual_text, expected_text=o.target_text,
                wanting=f"“{o.label}”的统计口径（是否把广播、线上人数计入）和目标值的测算依据",
                name=o.label, target=o.target_text or "", actual=o.actual_text or "", line=line(o),
                times=plain(o.actual / o.target, 0),
            )  # fmt: skip


def claims(case: Case) -> Iterator[Finding]:
    """全部完成 in the text beside rows that were missed."""
    missed = [o for o in rows(case) if state(o) == "missed"]
    said = pattern("all_done").search(case.flat.chars)
    if missed and said:
        yield finding(
            case, "all_done", "contradicts", (case.evidence(*said.span()), *evidences(missed)),
            declared_text=said.group(), expected_text=f"{len(missed)}项未完成",
            said=said.group(), count=str(len(missed)), names=_names(missed),
        )  # fmt: skip


def _names(missed: Sequence[Observation], most: int = 3) -> str:
    text = "、".join(
        f"{o.label}（{line(o)}，预期{o.target_text}，实际{o.actual_text}）" for o in missed[:most]
    )
    return f"{text}等{len(missed)}项" if len(missed) > most else text


def full_marks(case: Case) -> Iterator[Finding]:
    """Full marks for an indicator of results while targets were missed."""
    missed = [o for o in rows(case) if state(o) == "missed"]
    if not missed:
        return
    graded = [o for o in scores(case) if o.full_mark and o.value is not None and o.level != "total"]
    named = [o for o in graded if _is_about_targets(o)]
    for o in _first_of_value(named):
        if o.value != o.full_mark:
            continue
        yield finding(
            case, "full_marks_missed", "undecided", evidences(o, missed), declared=o.value, expected=None,
            unit="分", points=o.full_mark, wanting="各项未达目标对应的扣分标准和扣分",
            name=o.subject, full=plain(o.full_mark or Decimal(0)), line=line(o), names=_names(missed),
            count=str(len(missed)),
        )  # fmt: skip


def _is_about_targets(o: Observation) -> bool:
    return bool(
        pattern("result_indicator").search(o.subject) or pattern("result_rule").search(o.criteria or "")
    )


def _first_of_value(named: Sequence[Observation]) -> list[Observation]:
    """Prose and table say the same indicator; one of each full mark is enough."""
    found: dict[object, Observation] = {}
    for o in named:
        found.setdefault(o.full_mark, o)
    return list(found.values())


def perfect_total(case: Case) -> Iterator[Finding]:
    """The highest total beside money that did not arrive or was not spent."""
    whole = next(iter(totals(case)), None)
    if whole is None or whole.value != (whole.full_mark or 100):
        return
    for o in case.family("rate"):
        if (
            o.value is not None
            and o.value < 1
            and pattern("money_rate").search(o.label)
            and case.is_whole_of_rate(o)
        ):
            yield finding(
                case, "perfect_total", "undecided", evidences(whole, o), declared=whole.value, unit="分",
                wanting=f"“{o.label}”对应指标的分值、评分标准和得分",
                total=plain(whole.value), line=line(whole), name=o.label, said=o.value_text,
                rate_line=line(o),
            )  # fmt: skip
            return
