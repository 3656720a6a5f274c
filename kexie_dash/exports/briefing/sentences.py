"""The two or three sentences of a metric: the groups, what bodies declare or a bound means, who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.charts import texts as shared
from kexie_dash.charts.dumbbell import is_dumbbell
from kexie_dash.charts.format import Scale, has_value, percent
from kexie_dash.definitions.phrases import load_phrases
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.exports.briefing.clauses import Parts, Teller
from kexie_dash.exports.briefing.content import Part, Sentence
from kexie_dash.exports.briefing.words import as_printed, listed
from kexie_dash.measures.median import comparable
from kexie_dash.model.assessment import STATUS_LABEL, Band, MeasureValue, Status
from kexie_dash.queries.comparison import Comparison

#: So many groups are told; the picture shows all.
_MOST_GROUPS, _MOST_IN_SUMMARY = 3, 2
_FULL_STOP = wording.FULL_STOP


def sentences(teller: Teller, compared: Comparison) -> tuple[Sentence, ...]:
    """One to three sentences on what is drawn; at least one."""
    made = [_groups(teller, compared.bands), _second(teller, compared.bands), _silent(teller, compared)]
    found = tuple(Sentence(parts) for parts in made if parts)
    return found or (Sentence((Part(wording.NOTHING_COMPARABLE.format(label=teller.metric.label)),)),)


def lead(teller: Teller, label: str, compared: Comparison) -> Sentence | None:
    """The clauses of the groups that compare most bodies, for the summary."""
    clauses = _ordered(teller, compared.bands)
    if not clauses:
        return None
    several = sum(_count(band) > 1 for band in compared.bands)
    told = clauses[: min(max(several, 1), _MOST_IN_SUMMARY)]
    parts = [part for clause in told for part in (Part(shared.BETWEEN_CLAUSES), *clause)]
    return Sentence((Part(wording.LABEL_BEFORE.format(label=label)), *parts[1:], Part(_FULL_STOP)))


def _ordered(teller: Teller, bands: Sequence[Band]) -> list[Parts]:
    """The clauses of the groups: those with most values to compare first, else as they are drawn."""
    sized = sorted(bands, key=lambda band: -min(_count(band), 3))
    return [parts for band in sized if (parts := teller.group(band))]


def _count(band: Band) -> int:
    return len({item.value.body_code for item in comparable(band)})


def _groups(teller: Teller, bands: Sequence[Band]) -> Parts:
    clauses = _ordered(teller, bands)
    parts: list[Part] = []
    for clause in clauses[:_MOST_GROUPS]:
        parts += [*([Part(shared.BETWEEN_CLAUSES)] if parts else []), *clause]
    if len(clauses) > _MOST_GROUPS:
        parts.append(Part(wording.FURTHER_GROUPS.format(count=len(clauses) - _MOST_GROUPS)))
    return (*parts, Part(_FULL_STOP)) if parts else ()


def _second(teller: Teller, bands: Sequence[Band]) -> Parts:
    """What bodies declare; of all other metrics what a bound means, and who may not be compared."""
    values = [item.value for band in bands for item in band.values]
    parts: list[Part] = []
    if is_dumbbell(teller.metric):
        parts += _declared(teller, [value for value in values if has_value(value)])
    hollow = [i for band in bands for i in band.values if i.reasons and has_value(i.value)]
    if hollow:
        names = listed([teller.names[item.value.body_code] for item in hollow])
        why = shared.BETWEEN_CLAUSES.join(
            dict.fromkeys(reason for item in hollow for reason in item.reasons[:1])
        )
        parts += [
            *([Part(shared.BETWEEN_CLAUSES)] if parts else []),
            Part(wording.NOT_COMPARED.format(names=names, why=why)),
        ]
    if not parts and any(value.bound == "at_least" for value in values if has_value(value)):
        said = wording.AT_LEAST_MEANS
        parts.append(Part(said))
    return (*parts, Part(_FULL_STOP)) if parts else ()


def _declared(teller: Teller, values: Sequence[MeasureValue]) -> list[Part]:
    """深圳自报94.0%，比统一口径高22.3个百分点; those who agree are named, then those who declare nothing."""
    least = load_phrases().declared.least
    gaps = {
        value.id: value.declared - value.value
        for value in values
        if value.declared is not None and value.value is not None and value.bound == "exact"
    }
    wide = sorted(
        (v for v in values if abs(gaps.get(v.id, Decimal(0))) >= least), key=lambda v: -abs(gaps[v.id])
    )
    parts: list[Part] = []
    for value in wide[:_MOST_GROUPS]:
        parts += [*([Part(shared.BETWEEN_CLAUSES)] if parts else []), *_gap(teller, value)]
    if len(wide) > _MOST_GROUPS:
        parts.append(Part(wording.FURTHER_GAPS.format(count=len(wide) - _MOST_GROUPS)))
    near = [v for v in values if v.id in gaps and v not in wide]
    if near:
        said = Scale(wording.POINTS, Decimal(100), 1, trim=True).with_unit(least)
        told = wording.DECLARED_NEAR.format(
            names=listed([teller.names[v.body_code] for v in near]), size=said
        )
        numbers = tuple(teller.register.declared(value, teller.metric) for value in near)
        parts += [*([Part(shared.BETWEEN_CLAUSES)] if parts else []), Part(told, numbers)]
    return parts


def _gap(teller: Teller, value: MeasureValue) -> tuple[Part, ...]:
    assert value.declared is not None
    assert value.value is not None
    gap = value.declared - value.value
    scale = Scale(wording.POINTS, Decimal(100), 1)
    printed = as_printed(teller.metric, value.declared) - as_printed(teller.metric, value.value)
    hedge = "" if scale.number(abs(printed)) == scale.number(abs(gap)) else wording.ABOUT
    one = teller.register.declared(value, teller.metric)
    two = teller.register.value(value, teller.metric)
    return (
        Part(wording.DECLARES.format(name=teller.names[value.body_code])),
        Part(percent(value.declared), (one,)),
        Part(wording.THAN_RULER.format(way=shared.HIGHER if gap > 0 else shared.LOWER)),
        Part(f"{hedge}{scale.with_unit(abs(gap))}", (one, two)),
    )


def _silent(teller: Teller, compared: Comparison) -> Parts:
    """湛江、从化未载明，不等于零; by the reason there is no figure."""
    values = [item.value for band in compared.bands for item in band.values]
    heard = {value.body_code for value in values if has_value(value)}
    by_status: dict[Status, list[str]] = {}
    for value in values:
        if has_value(value) or (teller.tells_breakdown and value.body_code in heard):
            continue
        year = wording.OF_YEAR.format(year=value.year) if value.body_code in heard else ""
        by_status.setdefault(value.status, []).append(f"{teller.names[value.body_code]}{year}")
    told = [
        f"{listed(names)}{wording.SILENT.get(status, STATUS_LABEL[status])}"
        for status, names in by_status.items()
    ]
    absent = [one.body.name for one in compared.absent]
    if absent:
        told.append(wording.WITHOUT_REPORT.format(names=listed(absent)))
    return (Part(shared.BETWEEN_CLAUSES.join(told) + _FULL_STOP),) if told else ()
