"""What a body gave itself as a tree: 一级 → 二级 → 三级指标, each with full mark, score and points lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kexie_dash.definitions.metrics import load_subjects
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.observation import Observation, ScoreLevel

_DEPTH: dict[ScoreLevel | None, int] = {"level_1": 0, "level_2": 1, "level_3": 2}
_DEDUCTION = "扣"
_SILENT = str.maketrans("", "", "的“”\"' \u3000")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of an item's score. observation: its id."""

    score: Decimal | None
    full_mark: Decimal | None
    observation: str


@dataclass(frozen=True, slots=True)
class ScoreNode:
    """score, full_mark: None where the report gives none. value: id of the measure value they stand in.

    observation: of the statement used. others: statements of the same item with another score.
    parts_lost: what the items below lose together, of those with both figures.
    """

    name: str
    level: ScoreLevel
    score: Decimal | None
    full_mark: Decimal | None
    value: str | None
    observation: str
    others: tuple[Said, ...]
    children: tuple[ScoreNode, ...]

    @property
    def lost(self) -> Decimal | None:
        """Full mark less score, where the report gives both."""
        if self.score is None or self.full_mark is None:
            return None
        return self.full_mark - self.score

    @property
    def parts_lost(self) -> Decimal:
        return sum((one.weight for one in self.children), Decimal(0))

    @property
    def weight(self) -> Decimal:
        """What it is ordered by: its own loss, else that of its parts."""
        return self.lost if self.lost is not None else self.parts_lost

    def walk(self, depth: int = 0) -> Iterable[tuple[int, ScoreNode]]:
        """Itself and all below, with how deep each stands."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


@dataclass(slots=True)
class _Item:
    """parents: keys of items it stood under, with how often."""

    name: str
    level: ScoreLevel
    said: list[Observation] = field(default_factory=list)
    parents: Counter[str] = field(default_factory=Counter)


def score_tree(
    observations: Iterable[Observation], rates: Sequence[MeasureValue] = ()
) -> tuple[ScoreNode, ...]:
    """The coarsest items, the largest loss first. rates: the report's score_rate values, whose choice holds.

    An item belongs to the nearest coarser one it stands under in the text; where a text gives its second
    level in one place and its first in another, they meet by the items both hold, else by full marks.
    """
    items = _items(observations)
    by_key = {_key(dict(v.by).get("item", "")): v for v in reversed(rates) if v.value is not None}
    parents = {key: _parent(key, items) for key in items}
    for key, item in items.items():
        if parents[key] is None and _DEPTH[item.level] > 0:
            parents[key] = _through_children(key, items)
    parents.update(_by_full_marks(parents, items))
    return _below(None, parents, items, by_key)


def _items(observations: Iterable[Observation]) -> dict[str, _Item]:
    items: dict[str, _Item] = {}
    above: dict[int, str] = {}
    for o in observations:
        if o.family != "score" or o.level not in _DEPTH or _DEDUCTION in o.label or o.level is None:
            continue
        depth, name = _DEPTH[o.level], _name(o)
        key = f"{o.level}|{_key(name)}"
        item = items.setdefault(key, _Item(name, o.level))
        item.said.append(o)
        above = {d: k for d, k in above.items() if d < depth}
        item.parents.update(above.values())
        above[depth] = key
    return items


def _name(o: Observation) -> str:
    """The label is often no more than 自评得分; the item is the subject, unless that is the whole."""
    whole = {name for names in load_subjects().whole.values() for name in names}
    return o.label if o.subject in whole else o.subject


def _key(name: str) -> str:
    return name.translate(_SILENT)


def _parent(key: str, items: Mapping[str, _Item]) -> str | None:
    """The deepest it stood under; of those the one it stood under most."""
    found = items[key].parents
    return max(found, key=lambda one: (_DEPTH[items[one].level], found[one]), default=None)


def _through_children(key: str, items: Mapping[str, _Item]) -> str | None:
    """The coarser item under which its own items stand elsewhere, if that is one."""
    depth = _DEPTH[items[key].level]
    over = {
        parent
        for item in items.values()
        if key in item.parents
        for parent in item.parents
        if _DEPTH[items[parent].level] < depth
    }
    return over.pop() if len(over) == 1 else None


def _by_full_marks(parents: Mapping[str, str | None], items: Mapping[str, _Item]) -> dict[str, str | None]:
    """Third-level items that stand under a first-level one, given to the second-level item that lacks just
    their full mark; only where one item and one place fit each other alone.
    """
    full = {key: next((o.full_mark for o in one.said if o.full_mark), None) for key, one in items.items()}
    direct = [k for k, over in parents.items() if over and _depth_gap(k, over, items) > 1 and full[k]]
    claims: dict[str, list[str]] = {}
    for key, item in items.items():
        if _DEPTH[item.level] != 1:
            continue
        marks = [full[k] or Decimal(0) for k, over in parents.items() if over == key]
        lacking = (full[key] or Decimal(0)) - sum(marks, Decimal(0))
        fitting = [k for k in direct if full[k] == lacking and parents[key] in (None, parents[k])]
        if len(fitting) == 1:
            claims.setdefault(fitting[0], []).append(key)
    settled: dict[str, str | None] = {}
    for child, claiming in claims.items():
        if len(claiming) == 1:
            settled |= {child: claiming[0], claiming[0]: parents[child]}
    return settled


def _depth_gap(key: str, over: str, items: Mapping[str, _Item]) -> int:
    return _DEPTH[items[key].level] - _DEPTH[items[over].level]


def _below(
    parent: str | None,
    parents: Mapping[str, str | None],
    items: Mapping[str, _Item],
    rates: Mapping[str, MeasureValue],
) -> tuple[ScoreNode, ...]:
    nodes = [
        _node(items[key], _below(key, parents, items, rates), rates)
        for key, over in parents.items()
        if over == parent
    ]
    return tuple(sorted(nodes, key=lambda node: -node.weight))


def _node(item: _Item, children: tuple[ScoreNode, ...], rates: Mapping[str, MeasureValue]) -> ScoreNode:
    rate = rates.get(_key(item.name))
    operands = {operand.role: operand for operand in rate.operands} if rate is not None else {}
    if rate is not None and {"numerator", "denominator"} <= set(operands):
        score, full = operands["numerator"].value, operands["denominator"].value
        used = operands["numerator"].observation or item.said[0].id
    else:
        first = next((o for o in item.said if o.value is not None), item.said[0])
        score, used = first.value, first.id
        full = next((o.full_mark for o in (first, *item.said) if o.full_mark), None)
    others: dict[Decimal, Said] = {}
    for o in item.said:
        if o.value is not None and o.value != score:
            others.setdefault(o.value, Said(o.value, o.full_mark, o.id))
    return ScoreNode(
        item.name, item.level, score, full, rate.id if rate else None, used, tuple(others.values()), children
    )
