"""The audience of a coverage as a range: from those on site alone to those of all channels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kexie_dash.definitions.recipes import Count, Counting
from kexie_dash.measures.case import Case
from kexie_dash.measures.counts import countable, counting_of, not_stated, settled
from kexie_dash.measures.result import Result, unique
from kexie_dash.model.assessment import Operand
from kexie_dash.model.labels import CHANNEL_LABEL
from kexie_dash.model.observation import Channel, Observation
from kexie_dash.model.quantity import bound_of_sum

_PARTS: tuple[Channel, ...] = ("on_site", "online", "broadcast", "unstated")
_CHANNELS: tuple[Channel, ...] = ("total", *_PARTS)


def audience_range(case: Case, audience: Count) -> list[Result]:
    """One value a coverage: all channels, with those on site as its lower end; coverages are never added."""
    groups: dict[str, list[Observation]] = {}
    for o in countable(case, audience):
        groups.setdefault(o.coverage, []).append(o)
    found = [_range(coverage, said, audience) for coverage, said in groups.items()]
    lacking = [coverage for coverage in audience.always if coverage not in groups]
    return [*found, *(not_stated((("coverage", coverage),)) for coverage in lacking)]


def _range(coverage: str, said: Sequence[Observation], audience: Count) -> Result:
    """Only figures of one way of counting meet; what is counted otherwise is named."""
    way = next(w for w in audience.counting if any(counting_of(o, audience) == w for o in said))
    counted = [o for o in said if counting_of(o, audience) == way]
    channels = {c: r for c in _CHANNELS if (r := _channel(c, counted, audience))}
    parts = [channels[c] for c in _PARTS if c in channels]
    whole = channels.get("total") or _added(parts)
    low = channels.get("on_site")
    return Result(
        "derived",
        whole.value,
        whole.bound,
        basis=way.suffix or None,
        by=(("coverage", coverage),),
        ends=(low.value if low else None, whole.value),
        caveats=_caveats(channels, whole, len(said) - len(counted), way),
        operands=_operands(low, channels.get("total"), parts, whole),
    )


def _channel(channel: Channel, counted: Sequence[Observation], audience: Count) -> Result | None:
    here = [o for o in counted if (o.channel or "unstated") == channel]
    return settled((("channel", channel),), here, audience) if here else None


def _added(parts: Sequence[Result]) -> Result:
    return Result(
        "derived",
        sum((part.value for part in parts if part.value is not None), Decimal(0)),
        bound_of_sum(["at_least", *(part.bound for part in parts)]),
    )


def _caveats(channels: Mapping[Channel, Result], whole: Result, left: int, way: Counting) -> tuple[str, ...]:
    named = "、".join(CHANNEL_LABEL[c] for c in _PARTS if c in channels)
    upper = (
        "上端是报告写明的各渠道合计"
        if "total" in channels
        else f"上端由{named}相加，{'是下限' if whole.bound == 'at_least' else '只是约数'}"
        if len(channels) > 1
        else f"报告只写了{named}"
    )
    lower = "下端是线下" if "on_site" in channels else "线下没有写明，下端不能确定"
    unstated = "其中有的渠道未载明，只计入上端" if "unstated" in channels else ""
    other = f"另有{left}处不是{way.label}，未计入" if left else ""
    return unique([lower, upper, unstated, other])


def _operands(
    low: Result | None, total: Result | None, parts: Sequence[Result], whole: Result
) -> tuple[Operand, ...]:
    """Both ends first, then the statements behind them, each once."""
    behind = [o for result in (low, total) if result for o in result.operands]
    behind += [o for part in parts for o in part.operands]
    kept = {o.observation: Operand("term", o.label, o.value, o.unit, o.bound, o.observation) for o in behind}
    ends = [Operand("value", "各渠道", whole.value, behind[0].unit, whole.bound)]
    if low is not None:
        ends.insert(0, Operand("value", "只计线下", low.value, behind[0].unit, low.bound))
    return (*ends, *kept.values())
