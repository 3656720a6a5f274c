"""Figures that make bodies of different size comparable: per activity, per person, per resident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.definitions.recipes import Count, PerPerson, PerPopulation
from kexie_dash.measures.case import Case, is_year_figure, subject_key
from kexie_dash.measures.counts import countable, counting_of, one_a_subject
from kexie_dash.measures.precision import most_exact
from kexie_dash.measures.result import DIGITS, Result, operand, quotient, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.labels import CHANNEL_LABEL, COVERAGE_LABEL, by_label
from kexie_dash.model.observation import Channel, Observation
from kexie_dash.model.quantity import Bound, bound_of_quotient, bound_of_sum, round_half_up

#: Which channel stands for an audience of which several are given.
_CHANNELS: tuple[Channel, ...] = ("total", "on_site", "unstated", "online", "broadcast")
#: A total over channels is another thing than a stated total.
_BASIS: dict[Channel, str] = {"total": "all_channels"}
#: Ways of counting (suffixes of the dictionary) that are people taking part.
_PEOPLE = ("", "persons")


def per_statement(case: Case, activities: Count, audience: Count) -> list[Result]:
    """Audience ÷ activities for every sentence that gives both for one subject."""
    held = _by_sentence(countable(case, activities))
    attended = _by_sentence(_people(countable(case, audience), audience))
    pairs: dict[tuple[str, str], Result] = {}
    for sentence, together in held.items():
        for activity in together:
            there = [o for o in attended.get(sentence, ()) if _same_activity(o, activity)]
            rivals = (o for o in together if o is not activity and any(_same_activity(a, o) for a in there))
            if there and activity.value and not any(_closer(rival, activity, there) for rival in rivals):
                result = _per_statement(activity, there, activities)
                pairs.setdefault((activity.coverage, dict(result.by)["activity"]), result)
    return list(pairs.values()) or [
        Result("not_stated", caveats=("报告没有在同一句话里写明一项活动的场次和受众",))
    ]


def _by_sentence(said: Sequence[Observation]) -> dict[int, list[Observation]]:
    sentences: dict[int, list[Observation]] = {}
    for o in said:
        sentences.setdefault(o.sentence, []).append(o)
    return sentences


def _same_activity(audience: Observation, activity: Observation) -> bool:
    """Same coverage, same name, and not of two categories: a project may hold lectures and a contest."""
    names = {subject_key(activity.subject), subject_key(activity.label)}
    open_category = (None, "other", audience.category)
    return (
        audience.coverage == activity.coverage
        and audience.period == activity.period
        and subject_key(audience.subject) in names
        and (activity.category in open_category or audience.category in (None, "other"))
    )


def _closer(rival: Observation, activity: Observation, there: Sequence[Observation]) -> bool:
    """True if the audience goes rather with the rival: named by its label, or the larger of equals."""
    said = [subject_key(o.label) + subject_key(o.subject) for o in there]
    named, rival_named = (any(subject_key(a.label) in text for text in said) for a in (activity, rival))
    if named != rival_named:
        return rival_named
    return (rival.value or 0, -rival.evidence.start) > (activity.value or 0, -activity.evidence.start)


def _per_statement(activity: Observation, there: Sequence[Observation], activities: Count) -> Result:
    channel = next(c for c in _CHANNELS if any((o.channel or "unstated") == c for o in there))
    audience = most_exact([o for o in there if (o.channel or "unstated") == channel])
    way = counting_of(activity, activities)
    assert audience.value is not None
    assert activity.value
    basis = [
        _BASIS.get(channel, channel),
        *(["persons"] if audience.unit != "人次" else []),
        *([way.suffix] if way and way.suffix else []),
    ]
    caveats = [
        f"场次以{activity.unit}计，一{activity.unit}可能含多场" if way and way.suffix else "",
        f"受众是{CHANNEL_LABEL[channel]}的数" if channel != "on_site" else "",
        "受众以人计，不是人次" if audience.unit != "人次" else "",
    ]
    return Result(
        "stated",
        quotient(audience.value, activity.value),
        bound_of_quotient(audience.bound, activity.bound),
        basis="+".join(basis),
        by=(("coverage", activity.coverage), ("activity", audience.subject)),
        caveats=unique(caveats),
        operands=(operand("numerator", audience), operand("denominator", activity)),
    )


def per_person(case: Case, calculation: PerPerson, audience: Count) -> list[Result]:
    """Money of a named project ÷ its own audience; undefined if that audience is of another coverage."""
    attended = [o for o in _people(countable(case, audience), audience) if o.channel != "broadcast"]
    by_name: dict[str, list[Observation]] = {}
    for o in attended:
        by_name.setdefault(subject_key(o.subject), []).append(o)
    by_sentence = _by_sentence(attended)
    spendings = [o for o in case.family("budget") if o.stage == calculation.stage and o.value is not None]
    rows = _rows_of_one(spendings)
    results = []
    for (name, _), spent in _projects(case, spendings).items():
        in_rows = (o for row in rows.get(name, ()) for o in by_sentence.get(row, ()))
        there = [*by_name.get(subject_key(name), ()), *in_rows]
        reached = list({o.id: o for o in there}.values())
        if reached:
            results.append(_per_person(name, most_exact(spent), reached, audience))
    return results or [Result("not_stated", caveats=("报告没有在同一个项目名下写明支出和受众",))]


def _projects(case: Case, spendings: Sequence[Observation]) -> dict[tuple[str, str], list[Observation]]:
    """Executed money by named project and coverage; the whole of a department is none."""
    subjects = load_subjects()
    general = {subject_key(s) for s in (*subjects.nested, *subjects.parts_required, *subjects.parts_further)}
    found: dict[tuple[str, str], list[Observation]] = {}
    for o in spendings:
        own_whole = case.report.kind == "department" and case.is_whole(o.subject)
        if subject_key(o.subject) not in general and not own_whole and is_year_figure(o):
            found.setdefault((o.subject, o.coverage), []).append(o)
    return found


def _rows_of_one(spendings: Sequence[Observation]) -> dict[str, list[int]]:
    """By project the sentences in which nothing else spends: a row of a table tells of one project."""
    spenders: dict[int, set[str]] = {}
    for o in spendings:
        spenders.setdefault(o.sentence, set()).add(o.subject)
    rows: dict[str, list[int]] = {}
    for sentence, subjects in sorted(spenders.items()):
        if len(subjects) == 1:
            rows.setdefault(next(iter(subjects)), []).append(sentence)
    return rows


def _per_person(name: str, money: Observation, reached: Sequence[Observation], audience: Count) -> Result:
    by = (("project", name), ("coverage", money.coverage))
    alike = [o for o in reached if o.coverage == money.coverage]
    if not alike:
        whose = "、".join(dict.fromkeys(by_label("coverage", o.coverage) for o in reached))
        reason = f"项目支出是{COVERAGE_LABEL[money.coverage]}的，受众是{whose}的，统计范围不同，不能相除"
        return Result(
            "undefined",
            by=by,
            caveats=(reason,),
            operands=(operand("numerator", money), *(operand("term", o) for o in reached)),
        )
    channel = next(c for c in _CHANNELS if any((o.channel or "unstated") == c for o in alike))
    there = [o for o in alike if (o.channel or "unstated") == channel]
    totals = [o for o in there if o.is_total]
    terms = [most_exact(totals)] if totals else one_a_subject(there, audience)
    people = sum((o.value for o in terms if o.value is not None), Decimal(0))
    if not people or money.value is None:
        return Result(
            "undefined", by=by, caveats=("受众为零，不能相除",), operands=(operand("numerator", money),)
        )
    bounds: list[Bound] = [o.bound for o in terms]
    under = bounds[0] if len(terms) == 1 else bound_of_sum(["at_least", *bounds])
    persons = any(o.unit != "人次" for o in terms)
    return Result(
        "stated" if len(terms) == 1 else "derived",
        quotient(money.value, people),
        bound_of_quotient(money.bound, under),
        basis=_BASIS.get(channel, channel) + ("+persons" if persons else ""),
        by=by,
        caveats=unique(["受众以人计，不是人次" if persons else "", "广播听众不计入"]),
        operands=(operand("numerator", money), *_denominator(terms, people, under)),
    )


def _denominator(terms: Sequence[Observation], people: Decimal, bound: Bound) -> tuple[Operand, ...]:
    if len(terms) == 1:
        return (operand("denominator", terms[0]),)
    total = Operand("denominator", "受众（所列相加）", people, terms[0].unit, bound)
    return (total, *(operand("term", o) for o in terms))


def per_population(case: Case, calculation: PerPopulation, results: Sequence[Result]) -> list[Result]:
    """The results of the coverages or the stage wanted, per so many residents of the body's region."""
    if calculation.stage:
        of_stage = [replace(r, by=()) for r in results if dict(r.by).get("stage") == calculation.stage]
        return [_per_resident(case, calculation, r) for r in of_stage]
    wanted = [r for r in results if dict(r.by).get("coverage") in calculation.coverages]
    return [_per_resident(case, calculation, r) for r in wanted]


def _per_resident(case: Case, calculation: PerPopulation, result: Result) -> Result:
    if result.value is None:
        return result
    population = case.region.population
    if not population:
        reason = f"没有{case.region.name}的常住人口数，补入人口参考表后才能计算"
        return replace(
            result,
            status="undefined",
            value=None,
            bound="exact",
            basis=None,
            caveats=(reason, *result.caveats),
        )
    residents = Operand(
        "denominator",
        f"{case.region.name}常住人口",
        Decimal(population),
        "人",
        source=case.region.population_source,
    )
    counted = tuple(replace(o, role="numerator") if o.role == "value" else o for o in result.operands)
    if counted and counted[0].role == "term":
        total = Operand("numerator", "所列相加", result.value, _unit(result), result.bound)
        counted = (total, *counted)
    return replace(
        result,
        value=round_half_up(result.value * calculation.per / population, DIGITS),
        operands=(*counted, residents),
    )


def _unit(result: Result) -> str | None:
    return result.operands[0].unit if result.operands else None


def _people(said: Sequence[Observation], audience: Count) -> list[Observation]:
    ways = ((o, counting_of(o, audience)) for o in said)
    return [o for o, way in ways if way is not None and way.suffix in _PEOPLE]
