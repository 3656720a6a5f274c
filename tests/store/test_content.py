"""What is written comes back the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from store_sample import CITY, METRIC, built_of, content_of

from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.settings import data_paths
from kexie_dash.store.content import build_id, figure, tables_of
from kexie_dash.store.database import Database
from kexie_dash.store.write import publish


@pytest.fixture
def database(tmp_path: Path) -> Database:
    paths = data_paths(tmp_path)
    publish(paths, content_of(7))
    return Database(paths.database)


def test_types_come_back_whole(database: Database) -> None:
    view, made = database.view(), built_of(2021, 7)
    assert made.extraction is not None
    assert view.metrics() == (METRIC,)
    assert view.metric("held") == METRIC
    assert view.metric("no such") is None
    assert view.regions()["990100"] == CITY
    assert [stored.report for stored in view.reports()] == [
        built_of(year, 7).report for year in (2020, 2021, 2022)
    ]
    assert view.values(report="990100-2021") == made.values
    assert len(view.values("held")) == 3
    assert view.values("no such") == ()
    assert view.observations(report="990100-2021") == made.extraction.observations
    assert view.observations(family="budget") == ()
    assert view.document("990100-2021") == made.document
    assert view.document("no such") is None
    assert view.leftovers("990100-2021") == made.extraction.leftovers
    assert view.narratives("990100-2021") == made.extraction.narratives
    assert len(view.narratives()) == 3
    known = made.extraction.observations[0]
    assert view.observations_by_id([known.id, "no such"]) == {known.id: known}


def test_figures_are_decimals_and_rounded_half_up(database: Database) -> None:
    (value,) = database.rows("SELECT DISTINCT full_mark FROM kexie.observation")[0]
    assert value == Decimal("0.1234567890")
    assert figure(Decimal("0.00000000005")) == Decimal("0.0000000001")
    assert figure(Decimal("98.62500000005")) == Decimal("98.6250000001")
    assert figure(None) is None


def test_line_ends_and_counts_are_kept(database: Database) -> None:
    stored = database.view().reports()[0]
    assert stored.line_count == 3
    assert stored.in_use
    document = database.view().document(stored.report.id)
    assert document is not None
    assert "\r\n" in document.text
    assert stored.char_count == len(document.text)


def test_the_build_id_is_the_content(tmp_path: Path) -> None:
    assert build_id(tables_of(content_of(7))) == build_id(tables_of(content_of(7)))
    assert build_id(tables_of(content_of(7))) != build_id(tables_of(content_of(8)))
    assert build_id(tables_of(content_of(7))) != build_id(tables_of(content_of(7, years=2)))


def test_rows_records_and_frames_agree(database: Database) -> None:
    sql = "SELECT id, year FROM kexie.report WHERE year > ? ORDER BY id"
    assert database.rows(sql, [2020]) == [("990100-2021", 2021), ("990100-2022", 2022)]
    assert database.records(sql, [2021]) == [{"id": "990100-2022", "year": 2022}]
    assert list(database.frame(sql, [2020])["year"]) == [2021, 2022]


def test_every_status_has_a_name(database: Database) -> None:
    assert {status for (status,) in database.rows("SELECT status FROM kexie.measure_value")} <= set(
        STATUS_LABEL
    )
