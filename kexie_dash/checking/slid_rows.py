"""A quarter table whose header line swallowed a figure: its figures are still held against its rates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.compare import Comparison, Range, around, compare_with, less, quotient
from kexie_dash.checking.findings import finding
from kexie_dash.checking.formulas import quarter_rates
from kexie_dash.checking.phrases import alike, line, said
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence, Observation

_QUARTER = re.compile(r"[一二三四]季度")
_CELL_FIGURE = re.compile(r"\d[\d,]*\.\d+")
_QUARTERS = 4
#: So many figures must fit before one that does not is the odd one out.
_MOST_FIT = 2


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    evidence: Evidence

    @property
    def range(self) -> Range:
        return Range.of(Decimal(self.text.replace(",", "")))


def slid_rows(case: Case) -> Iterator[Finding]:
    """A header line of quarters that carries a figure: the row below has lost its first cell to it."""
    for number, start, raw in _lines(case):
        cells = [cell.strip() for cell in raw.split("\t")]
        heads = [cell for cell in cells if _QUARTER.fullmatch(cell)]
        strays = [cell for cell in cells if _CELL_FIGURE.fullmatch(cell)]
        if len(heads) < _QUARTERS - 1 or len(strays) != 1:
            continue
        span = case.evidence(case.flat_at(start), case.flat_at(start + len(raw)))
        yield finding(
            case, "slid_row", "undecided", (span,), declared_text=strays[0],
            wanting="该表各行的原始数据（尤其是被挤占的一行）", figure=strays[0], line=f"第{number}行",
        )  # fmt: skip
        figures = [*_figures(case, start, raw), *_next_figures(case, number)]
        if len(figures) == _QUARTERS:
            yield from _against_rates(case, figures)


def _lines(case: Case) -> Iterator[tuple[int, int, str]]:
    text = case.document.text
    for number, start in enumerate(case.document.line_starts, start=1):
        end = text.find("\n", start)
        yield number, start, text[start : end if end >= 0 else None]


def _figures(case: Case, start: int, raw: str) -> list[_Figure]:
    return [
        _Figure(match.group(), Evidence.of(case.document, start + match.start(), start + match.end()))
        for match in _CELL_FIGURE.finditer(raw)
    ]


def _next_figures(case: Case, number: int) -> list[_Figure]:
    """The figures of the first line below that holds any."""
    for below, start, raw in _lines(case):
        if below > number and raw.strip():
            return _figures(case, start, raw)
    return []


def _against_rates(case: Case, figures: Sequence[_Figure]) -> Iterator[Finding]:
    """The four figures over the same denominator against the four rates, where most of them fit."""
    rates = quarter_rates(case)
    if len(rates) != _QUARTERS or case.amounts("部门整体", ("executed",), "q1"):
        return
    trials = [_trial(figures, rates, under) for _, under in _denominators(case)]
    best = max(trials, key=lambda results: sum(r.fits for r in results), default=[])
    if sum(result.fits for result in best) < _MOST_FIT:
        return
    for figure, rate, result in zip(figures, rates, best, strict=True):
        yield finding(
            case, "rate", result.verdict(), (*evidences(rate), figure.evidence), declared=rate.value,
            expected=result.expected, tolerance=result.tolerance, unit="比率", wanting="该季度的支出数",
            name=rate.label, said=said(rate), line=line(rate), note=result.note,
            trials=f"支出数{figure.text}÷其余各季度所用的分母＝{alike(rate, result.expected)}",
        )  # fmt: skip


def _trial(figures: Sequence[_Figure], rates: Sequence[Observation], under: Range) -> list[Comparison]:
    found = []
    for figure, rate in zip(figures, rates, strict=True):
        expected = quotient(figure.range, under)
        if expected is not None:
            found.append(compare_with(rate, expected))
    return found if len(found) == len(figures) else []


def _denominators(case: Case) -> Iterator[tuple[str, Range]]:
    for total in case.amounts("部门整体", ("adjusted", "initial")):
        yield said(total), around(total)
        for frozen in case.amounts("部门整体", ("frozen",)):
            yield f"{said(total)}－{said(frozen)}", less(around(total), around(frozen))
