"""One compared value as `kexie compare --format json` prints it, with the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kexie_dash.exports import texts_table as wording
from kexie_dash.exports.evidence_record import evidence_record
from kexie_dash.measures.ranking import why_unranked
from kexie_dash.model.assessment import ComparedValue, Operand
from kexie_dash.model.observation import Evidence, Observation
from kexie_dash.model.state import state_of
from kexie_dash.queries.comparison import Absent, Comparison
from kexie_dash.store.database import View

Record = dict[str, Any]
Observations = Mapping[str, Observation]


def comparison_records(view: View, found: Comparison) -> list[Record]:
    """All values in the order of the bands, then those asked for without a report."""
    compared = [value for band in found.bands for value in band.values]
    observations = view.observations_by_id(cited(compared))
    metric = found.metric
    unranked = {band.group: why_unranked(metric, band) for band in found.bands}
    records = [value_record(one, observations, metric.unit, unranked[one.group]) for one in compared]
    return records + [absent_record(absent) for absent in found.absent]


def cited(compared: Iterable[ComparedValue]) -> list[str]:
    """Ids of all observations the values rest on, each once."""
    ids = (operand.observation for item in compared for operand in item.value.operands)
    return list(dict.fromkeys(name for name in ids if name is not None))


def value_record(item: ComparedValue, observations: Observations, unit: str, unranked: str | None) -> Record:
    """The value with its place in the comparison; evidence of what the body declared stands apart."""
    value = item.value
    declared = [operand for operand in value.operands if operand.role == "declared"]
    behind = [operand for operand in value.operands if operand.role != "declared"]
    return {
        "report": value.report,
        "region_code": value.region_code,
        "body_code": value.body_code,
        "body": value.body,
        "year": value.year,
        "kind": value.kind,
        "project": value.project,
        "by": dict(value.by),
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "bound": value.bound,
        "text": value.text,
        "basis": value.basis,
        "declared": value.declared,
        "declared_label": value.declared_label,
        "declared_evidence": _evidence(declared, observations),
        "status": value.status,
        "group": item.group,
        "group_label": item.group_label,
        "state": state_of(item, unit),
        "rank": [item.rank_low, item.rank_high] if item.rank_low is not None else None,
        "unranked": unranked,
        "comparable": item.comparable,
        "reasons": list(item.reasons),
        "caveats": list(value.caveats),
        "operands": [_operand(operand, observations) for operand in behind],
        "evidence": _evidence(behind, observations),
    }


def absent_record(absent: Absent) -> Record:
    """A row for a body or year that was asked for and has no report."""
    empty = dict.fromkeys(
        ("project", "value", "low", "high", "text", "basis", "declared", "declared_label"), None
    )
    return {
        "report": None,
        "region_code": absent.body.region_code,
        "body_code": absent.body.code,
        "body": absent.body.name,
        "year": absent.year,
        "kind": None,
        **empty,
        "by": {},
        "bound": "exact",
        "declared_evidence": [],
        "status": "no_report",
        "group": None,
        "group_label": None,
        "state": "no_report",
        "rank": None,
        "unranked": None,
        "comparable": False,
        "reasons": [wording.NO_REPORT],
        "caveats": [],
        "operands": [],
        "evidence": [],
    }


def _operand(operand: Operand, observations: Observations) -> Record:
    place = _place(operand, observations)
    return {
        "label": operand.label,
        "value": operand.value,
        "unit": operand.unit,
        "bound": operand.bound,
        "role": operand.role,
        "source": operand.source,
        "evidence": evidence_record(place) if place else None,
    }


def _evidence(operands: Iterable[Operand], observations: Observations) -> list[Record]:
    places = (_place(operand, observations) for operand in operands)
    return [evidence_record(place) for place in dict.fromkeys(places) if place is not None]


def _place(operand: Operand, observations: Observations) -> Evidence | None:
    """Where the operand is stated; a sum and a reference figure have no place of their own."""
    behind = observations.get(operand.observation or "")
    return behind.evidence if behind else operand.evidence
