"""A second way to scores: the rules of a rubric and the losses by dimension, in fractions.

It shares no code with kexie_dash.measures or kexie_dash.scoring. Rules are the plain data of the YAML file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any

from kexie_dash.model.observation import Observation

Ends = tuple[Fraction, Fraction | None]
#: A quantity nothing is known of is tried at so many places up to this; no rule changes beyond it.
_FAR = Fraction(200)


def points(rule: Mapping[str, Any], inputs: Sequence[Ends]) -> tuple[Fraction, Fraction]:
    """Least and most points over quantities tried one by one between the ends of each input."""
    if rule["kind"] == "judgement":
        return Fraction(0), _f(rule["points"])
    if rule["kind"] == "mean_times":
        lows = [low for low, _ in inputs]
        highs = [_FAR if high is None else high for _, high in inputs]
        ends = [min(sum(side) / len(side) * _f(rule["points"]), _f(rule["points"])) for side in (lows, highs)]
        return ends[0], ends[1]
    low, high = inputs[0]
    tried = _tried(rule, low, _FAR if high is None else high)
    earned = [one for quantity in tried for one in _earned(rule, quantity)]
    return min(earned), max(earned)


def _tried(rule: Mapping[str, Any], low: Fraction, high: Fraction) -> list[Fraction]:
    """The ends, every limit the rule names, and a little on both sides of each."""
    named = [_f(band[k]) for band in rule.get("bands", ()) for k in band if k != "points"]
    named += [_f(rule[k]) for k in ("of", "zero_above", "beyond") if rule.get(k) is not None]
    little = Fraction(1, 10**6)
    around = [one + step for one in named for step in (-little, Fraction(0), little)]
    return [low, high, *(one for one in around if low <= one <= high)]


def _earned(rule: Mapping[str, Any], quantity: Fraction) -> list[Fraction]:
    if rule["kind"] == "bands":
        return [_f(band["points"]) for band in rule["bands"] if _holds(band, quantity)]
    most = _f(rule["points"])
    if rule["kind"] == "times":
        limit = rule.get("zero_above")
        if limit is not None and quantity > _f(limit):
            return [Fraction(0)]
        return [min(quantity / _f(rule.get("of", 1)) * most, most)]
    over = max(quantity - _f(rule.get("beyond", 0)), Fraction(0)) / _f(rule.get("step", 1))
    return [max(most - _f(rule["each"]) * steps, Fraction(0)) for steps in (floor(over), ceil(over))]


def _holds(band: Mapping[str, Any], quantity: Fraction) -> bool:
    return not (
        ("at_least" in band and quantity < _f(band["at_least"]))
        or ("above" in band and quantity <= _f(band["above"]))
        or ("at_most" in band and quantity > _f(band["at_most"]))
        or ("below" in band and quantity >= _f(band["below"]))
    )


def lost(said: Sequence[Observation], crosswalk: Mapping[str, str], level: str) -> dict[str, list[Fraction]]:
    """By dimension: score and full mark of the level's items; an item counts once, printed finest."""
    items: dict[str, list[Observation]] = {}
    for o in said:
        asked = (o.family, o.level, o.period) == ("score", level, "year")
        if asked and o.value is not None and "扣" not in o.label:
            items.setdefault(o.subject.replace("的", ""), []).append(o)
    sums: dict[str, list[Fraction]] = {}
    for of_it in items.values():
        marks = [o.full_mark for o in of_it if o.full_mark]
        if not marks:
            continue
        whole = [o for o in of_it if o.full_mark in (None, max(marks))]
        chosen = max(whole, key=lambda o: (_digits(o.value_text), -o.evidence.start))
        pair = sums.setdefault(crosswalk.get(chosen.subject, "未归入"), [Fraction(0), Fraction(0)])
        pair[0] += Fraction(chosen.value or 0)
        pair[1] += Fraction(max(marks))
    return sums


def _digits(text: str) -> int:
    return len("".join(c for c in text.partition(".")[2] if c.isdigit()))


def _f(number: object) -> Fraction:
    return Fraction(str(number))
