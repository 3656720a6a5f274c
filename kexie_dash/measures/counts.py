"""Activities and audience: the stated total, else a sum over different subjects as a lower bound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kexie_dash.definitions.recipes import Count, CountBreakdown, Counting
from kexie_dash.measures.case import Case, subject_key
from kexie_dash.measures.result import Result, operand, unique
from kexie_dash.model.labels import CATEGORY_LABEL, by_label
from kexie_dash.model.observation import PERIOD_STOCK, PERIOD_YEAR, Observation
from kexie_dash.model.quantity import bound_of_sum

Key = tuple[tuple[str, str], ...]

#: How many statements left out are quoted in a caveat.
_QUOTED = 3


def counts(case: Case, calculation: Count) -> list[Result]:
    """One value a breakdown that the report states, and one not stated for each coverage always asked for."""
    groups: dict[Key, list[Observation]] = {}
    for o in countable(case, calculation):
        groups.setdefault(tuple((name, _part(o, name)) for name in calculation.by), []).append(o)
    results = [result for by, said in groups.items() if (result := settled(by, said, calculation))]
    covered = {dict(result.by).get("coverage") for result in results}
    for coverage in calculation.always:
        if coverage not in covered:
            channel = (("channel", "total"),) if "channel" in calculation.by else ()
            results.append(not_stated((("coverage", coverage), *channel)))
    return results or [not_stated(())]


def countable(case: Case, calculation: Count) -> list[Observation]:
    """Held, not planned, of this year, and no limit: what may enter a count at all."""
    return [
        o
        for o in case.family(calculation.family)
        if o.value is not None
        and o.bound != "at_most"
        and o.period != PERIOD_STOCK
        and not any(word in text for word in calculation.planned for text in (o.label, o.evidence.quote))
        and counting_of(o, calculation) is not None
    ]


def counting_of(o: Observation, calculation: Count) -> Counting | None:
    """The way of counting a statement belongs to: by its words first, else by its unit."""
    for way in calculation.counting:
        if any(word in o.label or word in o.evidence.quote for word in way.words):
            return way
    return next((way for way in calculation.counting if o.unit in way.units), None)


def one_a_subject(said: Iterable[Observation], calculation: Count) -> list[Observation]:
    """A subject said twice counts once: attended before viewed, then the largest; in text order.

    The same figure under a longer and a shorter form of one name is one subject too.
    """
    chosen: dict[str, Observation] = {}
    for o in said:
        name = subject_of(o)
        if name not in chosen or _weight(o, calculation) > _weight(chosen[name], calculation):
            chosen[name] = o
    alike: dict[tuple[object, ...], list[str]] = {}
    for name, o in chosen.items():
        alike.setdefault((o.value, o.bound, o.category), []).append(name)
    repeated = {
        short
        for names in alike.values()
        for short in names
        for long in names
        if short != long and short in long
    }
    kept = (o for name, o in chosen.items() if name not in repeated)
    return sorted(kept, key=lambda o: o.evidence.start)


def subject_of(o: Observation) -> str:
    """Key of what the count is about."""
    return subject_key(o.subject)


def _weight(o: Observation, calculation: Count) -> tuple[bool, Decimal]:
    first = not any(word in o.label or word in o.evidence.quote for word in calculation.seen_later)
    return first, o.value or Decimal(0)


def _part(o: Observation, name: CountBreakdown) -> str:
    if name == "coverage":
        return o.coverage
    return (o.category or "other") if name == "category" else (o.channel or "unstated")


def settled(by: Key, said: Sequence[Observation], calculation: Count) -> Result | None:
    """The value of one group: a stated total, else a sum, in the first way of counting that is given."""
    ways = {way: [o for o in said if counting_of(o, calculation) == way] for way in calculation.counting}
    for way, counted in ways.items():
        if counted:
            others = [(w, left) for w, left in ways.items() if left and w is not way]
            return _counted(by, way, counted, others, calculation)
    return None


def _counted(
    by: Key,
    way: Counting,
    counted: Sequence[Observation],
    others: Sequence[tuple[Counting, list[Observation]]],
    calculation: Count,
) -> Result:
    left_out = [f"另有{other.label}{_texts(said)}，未计入" for other, said in others]
    if not way.addable:
        terms = one_a_subject(counted, calculation)
        reason = f"报告只以{way.label}计数（{_texts(terms)}），不能折成{calculation.counting[0].label}"
        return Result(
            "undefined", by=by, caveats=(reason,), operands=tuple(operand("term", o) for o in terms)
        )
    note = (
        [] if way is calculation.counting[0] else [f"这里是{way.label}，不是{calculation.counting[0].label}"]
    )
    totals = [o for o in counted if o.is_total]
    result = _total(by, totals) if totals else _sum(by, one_a_subject(counted, calculation))
    basis = "+".join(filter(None, (result.basis, way.suffix)))
    return Result(
        result.status,
        result.value,
        result.bound,
        basis=basis,
        by=by,
        caveats=unique([*note, *result.caveats, *left_out]),
        operands=result.operands,
    )


def _total(by: Key, totals: Sequence[Observation]) -> Result:
    """The total of the year before one of a campaign, then the largest; others are named."""
    chosen = max(totals, key=lambda o: (o.period == PERIOD_YEAR, o.value, -o.evidence.start))
    caveats = []
    if chosen.category and chosen.category != "other" and "category" not in dict(by):
        caveats.append(f"这是报告写明的{CATEGORY_LABEL[chosen.category]}合计，其他类别没有合计")
    others = [o for o in totals if o.value != chosen.value]
    if others:
        caveats.append(f"报告另写有合计{_texts(others)}，未与此相加")
    return Result(
        "stated",
        chosen.value,
        chosen.bound,
        basis="total",
        by=by,
        caveats=tuple(caveats),
        operands=(operand("value", chosen),),
    )


def _sum(by: Key, terms: Sequence[Observation]) -> Result:
    bound = bound_of_sum(["at_least", *(o.bound for o in terms)])
    how = f"由所列{len(terms)}项相加" if len(terms) > 1 else "只列出这一项"
    kind = "是下限" if bound == "at_least" else "其中有“近、约”之数，只是约数"
    return Result(
        "derived",
        sum((o.value for o in terms if o.value is not None), Decimal(0)),
        bound,
        basis="sum",
        by=by,
        caveats=(f"报告没有写明合计，{how}，{kind}",),
        operands=tuple(operand("term", o) for o in terms),
    )


def _texts(said: Sequence[Observation]) -> str:
    texts = [f"{o.subject}{o.value_text}" for o in said]
    rest = f"等{len(texts)}处" if len(texts) > _QUOTED else ""
    return "、".join(texts[:_QUOTED]) + rest


def not_stated(by: Key) -> Result:
    """The value of a group the report says nothing of."""
    where = "".join(by_label(name, value) for name, value in by if name == "coverage")
    return Result("not_stated", by=by, caveats=(f"报告没有写明{where}的数字" if where else "报告没有写明",))
