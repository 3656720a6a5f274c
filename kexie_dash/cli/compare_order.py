"""`kexie compare METRIC --against VARIANT`: another denominator, and whether the order changes."""

from __future__ import annotations

from typing import Any

from kexie_dash.cli.outcome import CommandError
from kexie_dash.measures.order import GroupOrder, Verdict
from kexie_dash.model.assessment import ComparedValue, Metric
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.variants import variants_of
from kexie_dash.store.database import View

_VERDICT: dict[Verdict, str] = {
    "same": "次序不变",
    "changed": "次序改变",
    "open": "次序不能判定（差别在四舍五入或界限以内）",
    "alone": "两种分母都可比的不足两家，谈不上次序",
}


def variant_asked(view: View, metric: Metric, wanted: str) -> Metric:
    """CommandError with the ids that can be used if the two are no variants of each other."""
    family = variants_of(view, metric)
    found = next((one for one in family if one.id == wanted), None)
    if found is None:
        known = "、".join(one.id for one in family)
        hint = f"可以用的有：{known}。" if known else "它没有别的分母。"
        raise CommandError(f"“{wanted}”不是“{metric.id}”换分母的指标。{hint}")
    return found


def order_record(group: GroupOrder) -> dict[str, Any]:
    """One group; bodies by report, as in `values`."""
    return {
        "group": group.group,
        "group_label": group.label,
        "order": group.verdict,
        "moved": [{"ahead": s.ahead.report, "behind": s.behind.report} for s in group.swaps],
        "undecided_pairs": group.undecided,
        "lost": [item.value.report for item in group.lost],
        "gained": [item.value.report for item in group.gained],
        "values": [
            {
                "report": item.value.report,
                "project": item.value.project,
                "by": dict(item.value.by),
                "value": item.value.value,
                "against": _figures(other),
            }
            for item, other in group.pairs
        ],
    }


def _figures(item: ComparedValue | None) -> dict[str, Any] | None:
    if item is None:
        return None
    value = item.value
    return {
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "bound": value.bound,
        "basis": value.basis,
        "status": value.status,
        "comparable": item.comparable,
    }


def order_lines(variant: Comparison, groups: tuple[GroupOrder, ...]) -> str:
    """For the eye, a line a group."""
    lines = [f"换成“{variant.metric.label}”（{variant.metric.id}）："]
    for group in groups:
        said = [_VERDICT[group.verdict]]
        said += [f"{s.ahead.body}与{s.behind.body}换位" for s in group.swaps]
        if group.lost:
            said.append(f"没有可比数值的：{'、'.join(item.value.body for item in group.lost)}")
        lines.append(f"  {group.label}：{'；'.join(said)}")
    return "\n".join(lines)
