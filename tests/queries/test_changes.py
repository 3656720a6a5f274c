"""What changed since the build before, and why: each reason made to happen alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Extraction
from kexie_dash.queries.changes import Changes, changes
from kexie_dash.settings import data_paths
from kexie_dash.store.content import BuiltReport, Content
from kexie_dash.store.database import Database
from kexie_dash.store.write import publish
from tests import many_bodies

Change = Callable[[BuiltReport], BuiltReport]
_REGIONS = tuple(many_bodies._region(number) for number in range(3))


def _publish(folder: Path, built: Sequence[BuiltReport], version: str = "d1", **definition: str) -> None:
    folder.mkdir(exist_ok=True)
    metrics = tuple(replace(m, **definition) if m.id == "execution_rate" else m for m in load_metrics())
    publish(data_paths(folder), Content(tuple(built), (many_bodies._PROVINCE, *_REGIONS), metrics, version))


def _built() -> list[BuiltReport]:
    return [many_bodies._built(number, 2023) for number in range(3)]


def _compared(folder: Path) -> Changes:
    database = Database(folder)
    before = database.before()
    assert before is not None
    return changes(database.view(), before)


def _other_rate(built: BuiltReport) -> BuiltReport:
    values = tuple(
        replace(v, value=Decimal("0.5")) if v.metric == "execution_rate" else v for v in built.values
    )
    return replace(built, values=values)


def _other_file(built: BuiltReport) -> BuiltReport:
    return replace(_other_rate(built), report=replace(built.report, sha256="f" * 64))


def _other_reading(built: BuiltReport) -> BuiltReport:
    assert built.extraction is not None
    first, *rest = built.extraction.observations
    other = replace(first, value=Decimal(1))
    return replace(_other_rate(built), extraction=Extraction((other, *rest), ()))


def test_the_first_build_has_none_before_it(tmp_path: Path) -> None:
    _publish(tmp_path, _built())
    assert Database(tmp_path).before() is None


def test_a_damaged_build_before_is_none(tmp_path: Path) -> None:
    _publish(tmp_path, _built()[:2])
    _publish(tmp_path, _built())
    assert Database(tmp_path).before() is not None
    file = data_paths(tmp_path).previous
    file.write_bytes(file.read_bytes()[:-100])
    assert Database(tmp_path).before() is None


@pytest.mark.parametrize(
    ("change", "version", "definition", "reason"),
    [
        (_other_file, "d1", {}, "report"),
        (_other_rate, "d2", {"formula": "另一个公式"}, "definition"),
        (_other_reading, "d2", {}, "reading"),
        (_other_rate, "d2", {}, "dictionary"),
        (_other_rate, "d1", {}, "calculation"),
    ],
)
def test_a_changed_value_says_old_new_and_why(
    tmp_path: Path, change: Change, version: str, definition: dict[str, str], reason: str
) -> None:
    built = _built()
    _publish(tmp_path, built)
    _publish(tmp_path, [built[0], change(built[1]), built[2]], version, **definition)
    found = _compared(tmp_path)
    (one,) = found.values
    assert one.old is not None
    assert one.new is not None
    old = next(v.value for v in built[1].values if v.metric == "execution_rate")
    assert (one.metric.id, one.old.value, one.new.value, one.reason) == (
        "execution_rate", old and old.quantize(Decimal("1e-10")).normalize(), Decimal("0.5"), reason,
    )  # fmt: skip
    assert [(c.before is None, c.now is None) for c in found.reports] == [(False, False)] * (
        reason == "report"
    )
    assert (found.before.number, found.now.number) == (1, 2)


def test_reports_come_go_and_nothing_of_them_is_told_value_by_value(tmp_path: Path) -> None:
    built = _built()
    _publish(tmp_path, built[:2])
    _publish(tmp_path, built[1:])
    found = _compared(tmp_path)
    told = {(c.report.body_code, c.before is None, c.now is None) for c in found.reports}
    assert told == {(many_bodies.code(2), True, False), (many_bodies.code(0), False, True)}
    assert found.values == ()


def test_findings_that_came_and_went(tmp_path: Path) -> None:
    built = _built()
    evidence = built[1].extraction.observations[0].evidence if built[1].extraction else None
    assert evidence is not None
    one = Finding(
        built[1].report.id,
        "some_check",
        "某项核查",
        "sum",
        "contradicts",
        "money",
        "某处对不上。",
        (evidence,),
    )
    _publish(tmp_path, built)
    _publish(tmp_path, [built[0], replace(built[1], findings=(one,)), built[2]])
    found = _compared(tmp_path)
    assert [item.finding.message for item in found.found] == ["某处对不上。"]
    assert found.gone == ()
    assert not found.nothing
    _publish(tmp_path, built)
    again = _compared(tmp_path)
    assert [item.finding.message for item in again.gone] == ["某处对不上。"]
    assert again.found == ()
