"""A report against itself: every check applied to one report's statements and text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kexie_dash.checking import (
    budget_sums,
    changes,
    counts,
    formulas,
    grades,
    lists,
    money_order,
    ratios,
    repeated_counts,
    repeats,
    row_relations,
    rubric,
    score_lists,
    scores,
    shares,
    slid_rows,
    sums,
    targets,
    wording,
)
from kexie_dash.checking.case import Case
from kexie_dash.checking.findings import distinct
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document, Region, ReportKind

__all__ = ["check", "residents"]

_RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    sums.columns, sums.relations, sums.of_which, sums.unspent, sums.adjustment,
    ratios.rates, shares.shares, shares.counted, shares.schedule, shares.possible,
    scores.within_full_mark, scores.score_rates, scores.children, scores.total, scores.deductions,
    formulas.worked, formulas.operands, formulas.named, formulas.means,
    rubric.bands_in_prose, rubric.bands_in_criteria, rubric.other_satisfaction, rubric.criteria_points,
    rubric.rate_times_points,
    repeats.amounts, repeats.unnamed_amounts, repeats.slips,
    repeats.rates, repeats.score_values, repeats.quotas, repeated_counts.counts, repeated_counts.targets,
    targets.targets, targets.claims, targets.full_marks, targets.perfect_total,
    grades.grades,
    money_order.within_budget, money_order.within_row, money_order.nested, money_order.quarters,
    money_order.zero_execution,
    counts.parts, counts.complements, counts.audiences, counts.audience_rows,
    counts.beyond_residents, counts.per_activity,
    wording.misnamed_scores, slid_rows.slid_rows,
    row_relations.row_relations, changes.stated_changes, changes.behind_schedule,
    lists.together, lists.in_brackets, lists.each, budget_sums.adjusted, budget_sums.adjustment_rates,
    budget_sums.quarter_sums, budget_sums.grouped_rows,
    score_lists.left, score_lists.forms, score_lists.sentences,
)  # fmt: skip


def check(
    document: Document,
    observations: Sequence[Observation],
    *,
    report: str,
    year: int | None = None,
    kind: ReportKind | None = None,
    project: str | None = None,
    population: Decimal | None = None,
) -> tuple[Finding, ...]:
    """Every application of every check, the gravest first."""
    case = Case(report, document, tuple(observations), kind, year, project, population)
    found = distinct(_with_doubt(document, finding) for rule in _RULES for finding in rule(case))
    return tuple(sorted(found, key=lambda finding: finding.consequence))


def _with_doubt(document: Document, finding: Finding) -> Finding:
    """What was read from an image may be a slip of the reading: said with what is more than agreement."""
    seen = any(document.recognised_in(evidence.start, evidence.end) for evidence in finding.evidence)
    if not seen or finding.verdict == "holds":
        return finding
    return replace(finding, message=finding.message.rstrip("。") + "。" + _RECOGNISED)


_RECOGNISED = "数字由图像识别（OCR），请先与原件核对。"


def residents(region: Region | None) -> Decimal | None:
    """The region's residents as a figure to hold audiences against; None if unknown."""
    return Decimal(region.population) if region is not None and region.population else None
