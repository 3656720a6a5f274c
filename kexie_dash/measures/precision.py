"""How exactly a figure was printed, and whether two statements agree within that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.model.observation import Observation

_PRINTED = re.compile(r"\d[\d,，]*(?:\.(\d+))?")
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def resolution(observation: Observation) -> Decimal:
    """The step of the last printed digit in base units: 12.34万元 → 100, 56.78% → 0.0001, 320 → 1."""
    printed = _PRINTED.search(observation.value_text)
    if printed is None:
        return _step_of_word(observation.value_text)
    digits = len(printed[1] or "")
    number = Decimal(re.sub("[,，]", "", printed[0]))
    if number and observation.value:
        return abs(observation.value / number).scaleb(-digits)
    scale = Decimal("0.01") if "%" in observation.value_text else _step_of_word(observation.value_text)
    return scale.scaleb(-digits)


def _step_of_word(text: str) -> Decimal:
    return Decimal(max((size for word, size in _TENS.items() if word in text), default=1))


def agree(one: Observation, other: Observation) -> bool:
    """True if the two values may be the same figure printed with different care, or one is not exact."""
    if one.value is None or other.value is None or one.bound != "exact" or other.bound != "exact":
        return True
    return abs(one.value - other.value) <= (resolution(one) + resolution(other)) / 2


def most_exact(candidates: Sequence[Observation]) -> Observation:
    """Of several statements of one quantity: a stated total, else an exact one, the finest, the first."""
    return min(
        candidates,
        key=lambda o: (not o.is_total, o.bound != "exact", resolution(o), o.evidence.start, o.evidence.end),
    )


def other_counts(chosen: Observation, candidates: Sequence[Observation]) -> tuple[str, ...]:
    """One caveat for every other number of the same thing: people and stations are counted, not rounded."""
    others = {o.value: o for o in reversed(candidates) if o.value != chosen.value}
    return tuple(
        f"报告第{o.evidence.line_first}行另写为“{o.label}”{o.value_text}，"
        f"这里取第{chosen.evidence.line_first}行的{chosen.value_text}，使用前请核对"
        for o in sorted(others.values(), key=lambda o: o.evidence.start)
    )


def disagreements(chosen: Observation, candidates: Sequence[Observation]) -> tuple[str, ...]:
    """One caveat for every value said elsewhere that rounding does not explain."""
    seen: set[Decimal] = set()
    texts = []
    for other in candidates:
        part = chosen.is_total and not other.is_total and (other.value or 0) < (chosen.value or 0)
        if other is chosen or part or agree(chosen, other) or other.value is None or other.value in seen:
            continue
        seen.add(other.value)
        texts.append(
            f"报告第{other.evidence.line_first}行另写为{other.value_text}，"
            f"这里取第{chosen.evidence.line_first}行的{chosen.value_text}，使用前请核对"
        )
    return tuple(texts)
