"""A selection becomes a briefing: what is said, what is drawn, and the annex behind every figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kexie_dash.charts import texts as shared
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import has_value
from kexie_dash.charts.names import short_names
from kexie_dash.exports import texts
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.exports.briefing.clauses import Teller
from kexie_dash.exports.briefing.content import Briefing, Part, Section, Sentence
from kexie_dash.exports.briefing.found import found_items
from kexie_dash.exports.briefing.method import method
from kexie_dash.exports.briefing.register import Register
from kexie_dash.exports.briefing.section import Subject, section, subject
from kexie_dash.exports.briefing.sentences import lead
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp import make_stamp
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.bodies import find_bodies, known_bodies
from kexie_dash.queries.catalogue import HEADLINE
from kexie_dash.queries.comparison import comparison
from kexie_dash.store.database import View
from kexie_dash.store.marks import NO_MARKS, Marks

#: More metrics make no briefing.
MOST_METRICS = 24
#: Told the share that is done and what is being done.
Tick = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a briefing is asked to be of. Empty: headline metrics, all bodies, all years, no own body.

    by: metric id and key of the breakdown to tell of; else the one most bodies state.
    """

    metrics: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    own: str = ""
    by: tuple[tuple[str, str], ...] = ()


def make_briefing(
    view: View,
    choice: Choice,
    made_on: date,
    *,
    marks: Marks = NO_MARKS,
    tick: Tick = lambda share, what: None,
) -> Briefing:
    """ExportError where the selection has nothing to say: an unknown metric or body, or no value at all."""
    own, unknown = _own(view, choice)
    subjects: list[Subject] = []
    for metric in _metrics(view, choice):
        tick(len(subjects) / 40, metric.label)
        found = comparison(view, metric.id, choice.years, choice.bodies)
        unknown = (*unknown, *found.unknown)
        subjects.append(subject(found, dict(choice.by).get(metric.id, "")))
    values = [value for one in subjects for value in one.values]
    notices = tuple(dict.fromkeys(unknown))
    if not any(has_value(value) for value in values):
        why = shared.BETWEEN_CLAUSES.join((*notices, wording.NOTHING_CHOSEN))
        raise ExportError(texts.NOTHING_WRITTEN.format(why=why))
    names = short_names({body.code: body.name for body in known_bodies(view)})
    register = Register(view, names, values)
    sections, summary = _told(subjects, names, register, own, tick)
    bodies = tuple(dict.fromkeys(value.body_code for value in values))
    items, counted = found_items(view, bodies, choice.years, names, marks)
    found_in = [item.finding for item in items]
    return Briefing(
        title=_title(subjects),
        scope=_scope(values, names),
        made_on=made_on,
        summary=(*summary, _found_sentence(counted)),
        sections=sections,
        findings=items,
        found=counted,
        method=method([one.metric for one in subjects], view.snapshot),
        references=register.references,
        stamp=make_stamp(view, "briefing", made_on, values, found_in),
        colours=BodyColours((body.code for body in known_bodies(view)), own, bodies if own else ()),
        own=own,
        notices=notices,
        finding=next((one.finding for one in subjects if one.finding), ""),
    )


def _told(
    subjects: Sequence[Subject], names: dict[str, str], register: Register, own: str, tick: Tick
) -> tuple[tuple[Section, ...], list[Sentence]]:
    """The sections and the lines of the summary; what is drawn and not said comes last into the annex."""
    sections, summary = [], []
    for place, one in enumerate(subjects, start=1):
        tick(place / 20, one.metric.label)
        teller = Teller(one.metric, names, register, own, tells_breakdown=bool(one.matrix))
        sections.append(section(teller, one))
        if (told := lead(teller, one.label, one.told)) is not None:
            summary.append(told)
    for one in subjects:
        for value in one.values:
            if has_value(value):
                register.value(value, one.metric)
            if value.declared is not None and one.form == "dumbbell":
                register.declared(value, one.metric)
    return tuple(sections), summary


def _metrics(view: View, choice: Choice) -> tuple[Metric, ...]:
    asked = choice.metrics or tuple(name for name in HEADLINE if view.metric(name))
    found = {name: view.metric(name) for name in dict.fromkeys(asked)}
    unknown = [name for name, metric in found.items() if metric is None]
    if unknown:
        known = shared.BETWEEN_NAMES.join(metric.id for metric in view.metrics())
        raise ExportError(
            wording.NO_SUCH_METRIC.format(names=shared.BETWEEN_NAMES.join(unknown), known=known)
        )
    if len(found) > MOST_METRICS:
        raise ExportError(wording.TOO_MANY_METRICS.format(most=MOST_METRICS, count=len(found)))
    return tuple(metric for metric in found.values() if metric is not None)


def _own(view: View, choice: Choice) -> tuple[str, tuple[str, ...]]:
    if not choice.own:
        return "", ()
    asked = find_bodies(view, [choice.own])
    return (asked.bodies[0].code if asked.bodies else "", asked.unknown)


def _title(subjects: Sequence[Subject]) -> str:
    """One metric: its finding; several: what the briefing is about."""
    if len(subjects) == 1:
        return subjects[0].title
    topics = shared.BETWEEN_NAMES.join(dict.fromkeys(one.metric.topic for one in subjects))
    return (
        wording.TITLE_WITH_TOPICS.format(topics=topics) if len(topics) <= _LONGEST_TOPICS else wording.TITLE
    )


def _scope(values: Sequence[MeasureValue], names: dict[str, str]) -> str:
    """5家单位，2020—2022年，5份报告（部门整体3份、项目2份）."""
    reports = {value.report: value for value in values}
    years = sorted({value.year for value in values})
    span = (
        wording.OF_YEAR.format(year=years[0])
        if len(years) == 1
        else wording.OF_YEARS.format(first=years[0], last=years[-1])
    )
    bodies = list(dict.fromkeys(names[value.body_code] for value in reports.values()))
    who = (
        shared.BETWEEN_NAMES.join(bodies)
        if len(bodies) <= _MOST_BODIES
        else wording.SO_MANY_BODIES.format(count=len(bodies))
    )
    kinds = [(label, sum(v.kind == kind for v in reports.values())) for kind, label in KIND_LABEL.items()]
    told = shared.BETWEEN_NAMES.join(
        wording.REPORTS_OF_KIND.format(kind=label, count=count) for label, count in kinds if count
    )
    return wording.SCOPE.format(who=who, span=span, count=len(reports), kinds=told)


def _found_sentence(counted: tuple[int, int]) -> Sentence:
    against, asked = counted
    if not against and not asked:
        return Sentence((Part(wording.NO_FINDINGS),))
    return Sentence((Part(wording.FINDINGS_COUNTED.format(against=against, asked=asked)),))


_LONGEST_TOPICS, _MOST_BODIES = 20, 8
