"""单位体检单: what one page says of one report. The page is laid out by checkup_html and checkup_docx."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import MONEY, SCORE, percent, scale_for, value_text
from kexie_dash.charts.names import short_names
from kexie_dash.exports import texts_checkup as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.stamp import Stamp, make_stamp, stamp_words
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.finding import VERDICT_LABEL, Finding, Verdict
from kexie_dash.model.labels import LEVEL_LABEL, STAGE_LABEL, by_label
from kexie_dash.model.observation import Stage
from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.portrait import FullPortrait
from kexie_dash.queries.portrait_metrics import LineVerdict, MetricRow
from kexie_dash.queries.portrait_scores import ScoreNode
from kexie_dash.store.database import View

#: Headline measures, and how many values of each at most (one a coverage or channel).
_HEAD: tuple[tuple[str, int], ...] = (
    ("execution_rate", 1),
    ("execution_gap", 1),
    ("self_score", 1),
    ("target_completion_rate", 1),
    ("activities", 2),
    ("audience", 2),
    ("satisfaction", 1),
    ("disclosure_rate", 1),
)
_ALWAYS = frozenset({"execution_rate", "self_score", "activities", "audience"})
_STAGES: tuple[Stage, ...] = ("initial", "adjusted", "received", "executed", "frozen")
_SIGN: dict[Verdict, str] = {"contradicts": "✕", "undecided": "?", "holds": "✓"}
#: A text of a report that goes on longer is cut, so that one page holds the rest.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class HeadRow:
    """peers: range of the others of the group. aside: declared figure, basis, line."""

    name: str
    value: str
    peers: str
    median: str
    aside: str


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """share: of the budget execution is held against, 0 … 1 for the bar; None where there is no amount."""

    label: str
    amount: str
    share: float | None
    of_budget: str


@dataclass(frozen=True, slots=True)
class Line:
    """sign: of a verdict or state, never alone: word says it. place: where it stands in the source."""

    sign: str
    word: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    """Texts are plain and cleaned. Lists are whole; how much of them the page holds is up to its layout."""

    report: Report
    lead: str
    group: str
    head: tuple[HeadRow, ...]
    money: tuple[MoneyRow, ...]
    score: str
    losses: tuple[Line, ...]
    targets: str
    unmet: tuple[Line, ...]
    verdicts: str
    findings: tuple[Line, ...]
    silent: str
    caveats: tuple[str, ...]
    foot: str
    stamp: Stamp

    @property
    def heading(self) -> str:
        """Over the headline values: the group, and when it has a median."""
        group = wording.MEDIAN_FROM_THREE.format(group=self.group) if self.group else ""
        return wording.HEADLINES.format(group=group)


def make_checkup(view: View, found: FullPortrait, day: date) -> Checkup:
    report = found.base.report
    head = tuple(_head(found))
    stamp = make_stamp(view, "checkup", day, [row.value for row in head], found.findings)
    names = short_names({s.report.body_code: s.report.body for s in view.reports() if s.in_use})
    losses = _losses(found.scores)
    return Checkup(
        report,
        _lead(found),
        next((row.item.group_label for row in head if row.metric.id == "execution_rate"), ""),
        tuple(_head_row(row, names) for row in head),
        tuple(_money(found.money)),
        _score(found, losses),
        tuple(losses),
        _targets(found),
        tuple(_unmet(found)),
        _verdicts(found.findings),
        tuple(_finding(one) for one in found.findings),
        _silent(found),
        tuple(_caveats(head)),
        wording.FOOT.format(stamp=stamp_words(stamp), file=_short(report.file)),
        stamp,
    )


def _short(text: str, most: int = _LONGEST) -> str:
    said = clean(text)[0]
    return said if len(said) <= most else said[: most - 1] + "…"


def _lead(found: FullPortrait) -> str:
    report = found.base.report
    project = shared.IN_BRACKETS.format(said=_short(report.project, 40)) if report.project else ""
    kind, level, code = KIND_LABEL[report.kind], LEVEL_LABEL[report.level], report.body_code
    read, left = found.base.observations, found.base.leftovers
    said = wording.LEAD.format(
        year=report.year, kind=kind, project=project, level=level, code=code, observations=read
    )
    return said + (wording.AND_NOT_UNDERSTOOD.format(leftovers=left) if left else "")


def _head(found: FullPortrait) -> Iterable[MetricRow]:
    """The stated values first; a headline measure nobody states stands there by its word."""
    for metric, most in _HEAD:
        rows = found.of(metric)
        stated = [row for row in rows if row.value.has_figure]
        yield from stated[:most]
        if not stated and rows and metric in _ALWAYS:
            yield rows[0]


def _head_row(row: MetricRow, names: dict[str, str]) -> HeadRow:
    value, metric = row.value, row.metric
    parts = "·".join(by_label(*pair) for pair in value.by)
    named = parts and value.has_figure
    name = shared.WITH_NOTE.format(label=metric.label, note=parts) if named else metric.label
    peers = median = ""
    if row.peers is not None:
        low, high = row.peers.lowest, row.peers.highest
        shown = value_text(low, metric)
        peers = (
            f"{names[low.body_code]} {shown}"
            if low.id == high.id
            else (wording.PEERS.format(low=shown, high=value_text(high, metric), bodies=row.peers.bodies))
        )
        if row.peers.median is not None:
            figure = scale_for(metric.unit, [row.peers.median.value]).with_unit(row.peers.median.value)
            median = f"{BOUND_SIGN[row.peers.median.bound]}{figure}"
    sign = STATE_SIGN[row.state] + " " if row.state not in ("stated", "derived", "zero") else ""
    return HeadRow(_short(name, 40), f"{sign}{value_text(value, metric)}", peers, median, _aside(row))


def _aside(row: MetricRow) -> str:
    value, metric = row.value, row.metric
    said = []
    if value.declared is not None:
        declared = scale_for(metric.unit, [value.declared]).with_unit(value.declared)
        said.append(wording.DECLARED.format(declared=declared))
    missed = [one for one in row.lines if one.reached != "met"]
    said += [_line(one) for one in missed[:1]]
    if row.findings:
        said.append(wording.SO_MANY_FINDINGS.format(count=len(row.findings)))
    if not row.item.comparable and value.has_figure:
        said.append(wording.NOT_COMPARABLE)
    return shared.BETWEEN_CLAUSES.join(said)


def _line(verdict: LineVerdict) -> str:
    return wording.LINE.format(reached=wording.REACHED[verdict.reached], label=_short(verdict.line.label, 16))


def _money(values: Sequence[MeasureValue]) -> Iterable[MoneyRow]:
    by_stage = {dict(value.by).get("stage", ""): value for value in values}
    amounts = {
        stage: one.value for stage, one in by_stage.items() if one.has_figure and one.value is not None
    }
    scale = scale_for(MONEY, amounts.values())
    budget = amounts.get("adjusted") or amounts.get("initial")
    most = max(map(abs, amounts.values()), default=None)
    basis = STAGE_LABEL["adjusted" if amounts.get("adjusted") else "initial"]
    for stage in _STAGES:
        value, amount = by_stage.get(stage), amounts.get(stage)
        if amount is None or value is None:
            if stage != "frozen":
                word = STATUS_LABEL[value.status if value else "not_stated"]
                yield MoneyRow(STAGE_LABEL[stage], f"– {word}", None, "")
            continue
        share = percent(amount / budget) if budget and stage in _STAGES[2:] else ""
        share = wording.SHARE_OF.format(basis=basis, share=share) if share else ""
        size = float(abs(amount) / most) if most else 0.0
        yield MoneyRow(STAGE_LABEL[stage], BOUND_SIGN[value.bound] + scale.with_unit(amount), size, share)


def _leaves(nodes: Iterable[ScoreNode]) -> Iterable[ScoreNode]:
    for node in nodes:
        if node.children:
            yield from _leaves(node.children)
        else:
            yield node


def _losses(nodes: Sequence[ScoreNode]) -> list[Line]:
    """Items that lost points, the most first."""
    number = scale_for(SCORE).number
    lost = [node for node in _leaves(nodes) if node.lost]
    lost.sort(key=lambda node: -node.weight)
    return [
        Line(
            "",
            f"−{number(node.weight)}",
            f"{_short(node.name, 30)} {number(node.score)}/{number(node.full_mark)}",
        )
        for node in lost
        if node.score is not None and node.full_mark is not None
    ]


def _score(found: FullPortrait, losses: Sequence[Line]) -> str:
    total = next((row for row in found.of("self_score")), None)
    grade = next((row for row in found.of("grade") if row.value.has_figure), None)
    score = value_text(total.value, total.metric) if total else ""
    word = _short(value_text(grade.value, grade.metric), 10) if grade else ""
    said = wording.SELF_SCORE.format(score=score) if total else wording.NO_SELF_SCORE
    said += wording.AND_GRADE.format(grade=word) if grade else wording.AND_NO_GRADE
    items = [node for node in _leaves(found.scores) if node.lost is not None]
    if not items:
        return wording.ITEMS_NOT_STATED.format(said=said)
    return wording.ITEMS_WITH_LOSSES.format(said=said, items=len(items), losses=len(losses))


def _targets(found: FullPortrait) -> str:
    rows = found.targets.rows
    if not rows:
        return wording.NO_TARGETS
    counted = {name: len(found.targets.of(name)) for name in ("unmet", "far_exceeded", "met", "undecided")}
    far, reached = counted["far_exceeded"], counted["met"] + counted["far_exceeded"]
    said = wording.TARGETS_DECIDED.format(rows=len(rows), reached=reached, unmet=counted["unmet"])
    said += wording.AND_UNDECIDED.format(undecided=counted["undecided"]) if counted["undecided"] else ""
    return said + (wording.AND_FAR_EXCEEDED.format(far=far) if far else wording.FULL_STOP)


def _unmet(found: FullPortrait) -> Iterable[Line]:
    for row in found.targets.of("unmet"):
        o = row.observation
        share = shared.IN_BRACKETS.format(said=percent(row.ratio)) if row.ratio is not None else ""
        name = (o.indicator_path or (o.label,))[-1]
        went = f"{_short(o.target_text or '', 20)} → {_short(o.actual_text or '', 20)}{share}"
        said, place = shared.LABELLED.format(label=_short(name, 36), said=went), o.evidence.line_first
        yield Line("✕", wording.REACHED["missed"], said, wording.LINE_OF_TEXT.format(line=place))


def _verdicts(findings: Sequence[Finding]) -> str:
    if not findings:
        return wording.NO_FINDINGS
    wrong = sum(one.verdict == "contradicts" for one in findings)
    return wording.FINDINGS_COUNTED.format(wrong=wrong, asked=len(findings) - wrong)


def _finding(one: Finding) -> Line:
    # Messages name the lines themselves.
    return Line(_SIGN[one.verdict], VERDICT_LABEL[one.verdict], _short(one.message))


def _silent(found: FullPortrait) -> str:
    """What every report is asked for and this one leaves out."""
    items = [_short(name, 20) for name, row in found.disclosed().items() if row.value.value == 0]
    return wording.NOT_STATED.format(names=shared.BETWEEN_NAMES.join(items)) if items else wording.ALL_STATED


def _caveats(rows: Sequence[MetricRow]) -> Iterable[str]:
    seen: dict[str, None] = {}
    for row in rows:
        if row.value.has_figure:
            for one in (*row.item.reasons, *row.value.caveats):
                seen[shared.LABELLED.format(label=row.metric.label, said=one)] = None
    return (_short(one, 100) for one in seen)
