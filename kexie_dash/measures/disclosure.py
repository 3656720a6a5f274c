"""Which items a report states: a body that reports badly is another thing than one that performs badly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from kexie_dash.definitions.recipes_money import Select
from kexie_dash.definitions.stated_recipes import Disclosure, Item
from kexie_dash.measures.amounts import Amount, amount
from kexie_dash.measures.case import Case
from kexie_dash.measures.precision import resolution
from kexie_dash.measures.result import Result, operand, quotient
from kexie_dash.measures.target_rows import with_result
from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Observation, Stage

_ITEM = "disclosed"
Ask = Callable[[str], list[Result]]


def disclosure(case: Case, calculation: Disclosure, ask: Ask) -> list[Result]:
    """One value an item: 1 with the sentence that states it, 0 where nothing does, or not applicable."""
    return [_item(case, item, ask) for item in calculation.items]


def _item(case: Case, item: Item, ask: Ask) -> Result:
    by = ((_ITEM, item.name),)
    if case.report.kind not in item.applies_to:
        return Result("not_applicable", by=by, caveats=(item.not_applicable or "这类报告不要求",))
    found = _found(case, item, ask)
    if found is None:
        return Result("stated", Decimal(0), by=by, caveats=(f"报告没有写明{item.name}",))
    return Result("stated", Decimal(1), by=by, operands=(found,))


def _found(case: Case, item: Item, ask: Ask) -> Operand | None:
    """The first place that states the item, by any of its selectors."""
    if item.denominator:
        return _denominator(case, item, ask)
    return (
        _of_metric(item, ask) or _of_words(case, item) or _of_targets(case, item) or _of_section(case, item)
    )


def _of_metric(item: Item, ask: Ask) -> Operand | None:
    if item.metric is None:
        return None
    for result in ask(item.metric):
        pairs = dict(result.by).items()
        wanted = item.by.items() <= pairs and not (item.without_by and item.without_by.items() <= pairs)
        if wanted and result.status in ("stated", "derived"):
            behind = next((o for o in result.operands if o.observation), None)
            if behind is not None:
                return replace(behind, role="value")
    return None


def _of_words(case: Case, item: Item) -> Operand | None:
    for family in item.families:
        for o in case.family(family):
            if o.value is not None and any(word in o.label or word in o.subject for word in item.words):
                return operand("value", o)
    return None


def _of_targets(case: Case, item: Item) -> Operand | None:
    rows = with_result(case.family("target")) if item.targets else []
    return operand("value", rows[0]) if rows else None


def _of_section(case: Case, item: Item) -> Operand | None:
    told = [n for n in case.narratives if n.section == item.section]
    return Operand("value", item.name, None, None, evidence=told[0].evidence) if told else None


def _denominator(case: Case, item: Item, ask: Ask) -> Operand | None:
    """An amount of the whole that gives the declared rate, within the digits printed."""
    declared = _declared(case, item, ask)
    spent = amount(case, Select(stage="executed"))
    if declared is None or declared.value is None or not isinstance(spent, Amount):
        return None
    for value, said in _possible(case, item.denominator):
        near = abs(quotient(spent.value, value) - declared.value) <= resolution(declared) if value else False
        if near:
            return operand("denominator", said)
    return None


def _declared(case: Case, item: Item, ask: Ask) -> Observation | None:
    ids = {o.observation for result in ask(item.metric or "") for o in result.operands}
    return next((o for o in case.observations if o.id in ids), None)


def _possible(case: Case, stages: Sequence[Stage]) -> list[tuple[Decimal, Observation]]:
    """Amounts of the whole, each also without the frozen money."""
    frozen = amount(case, Select(stage="frozen"))
    found: list[tuple[Decimal, Observation]] = []
    for stage in stages:
        whole = amount(case, Select(stage=stage))
        if isinstance(whole, Amount):
            found.append((whole.value, whole.terms[0]))
            if isinstance(frozen, Amount):
                found.append((whole.value - frozen.value, whole.terms[0]))
    return found


def disclosure_rate(items: Sequence[Result]) -> Result:
    """Items stated ÷ items that apply; what is not stated is named."""
    applicable = [r for r in items if r.status == "stated"]
    if not applicable:
        return Result("not_applicable", caveats=("没有适用的项目",))
    stated = [r for r in applicable if r.value]
    lacking = "、".join(dict(r.by)[_ITEM] for r in applicable if not r.value)
    return Result(
        "derived",
        quotient(Decimal(len(stated)), Decimal(len(applicable))),
        caveats=(f"未载明：{lacking}",) if lacking else (),
        operands=(
            Operand("numerator", "写明的项数", Decimal(len(stated)), "项"),
            Operand("denominator", "适用的项数", Decimal(len(applicable)), "项"),
            *(
                replace(o, role="term", label=f"{dict(r.by)[_ITEM]}：{o.label}")
                for r in stated
                for o in r.operands
            ),
        ),
    )
