"""One coverage at a time: figures of the command line, quotients by a second reckoning, nothing added."""

from __future__ import annotations

import csv
import json
from fractions import Fraction

import pytest

from kexie_dash.cli import main
from kexie_dash.queries.activities import activity_table, coverage_panel, coverages_told, undefined_of
from kexie_dash.queries.activity_tables import audience_table, categories_table
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View

COVERAGES = ("system", "own", "subordinate", "funded")


@pytest.fixture(scope="module")
def view(built: Paths) -> View:
    return Database(built.data).view()


def _printed(built: Paths, metric: str, capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], object]:
    assert main(["compare", metric, "--data", str(built.data), "--format", "json"]) == 0
    return {
        (one["report"], json.dumps(one["by"], sort_keys=True)): one["value"]
        for one in json.loads(capsys.readouterr().out)["values"]
    }


def test_figures_are_those_of_the_command_line(
    built: Paths, view: View, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = {
        metric: _printed(built, metric, capsys)
        for metric in ("activities", "activities_by_category", "audience", "audience_range")
    }
    seen = 0
    for coverage in COVERAGES:
        for row in activity_table(view, coverage).rows:
            values = [row.total, *row.categories.values(), *row.channels.values()]
            for v in [one for one in (*values, row.range) if one is not None and one.has_figure]:
                key = (v.report, json.dumps(dict(v.by), sort_keys=True))
                assert printed[v.metric][key] == float(v.value or 0)
                assert dict(v.by)["coverage"] == coverage
                seen += 1
    stated = sum(value is not None for one in printed.values() for value in one.values())
    assert seen == stated > 40


def test_known_figures_of_the_five(view: View) -> None:
    system = {row.total.report: row for row in activity_table(view, "system").rows}
    shenzhen = system["440300-2020"]
    assert (shenzhen.total.value, shenzhen.total.bound) == (5903, "at_least")
    assert shenzhen.range is not None
    assert (shenzhen.range.low, shenzhen.range.value) == (10_350_000, 51_000_000)
    # On site, online and all channels stand beside each other; unstated stays by itself.
    assert set(shenzhen.channels) == {"total", "on_site", "online", "unstated"}
    assert not system["440600-2020"].told
    assert system["440600-2020"].total.status == "not_stated"


def test_quotients_by_a_second_reckoning(built: Paths, view: View) -> None:
    """Population from the reference table, money from the budget, in fractions."""
    with (built.reference / "population.csv").open(encoding="utf-8-sig") as file:
        people = {row["region_code"]: Fraction(row["population"]) for row in csv.DictReader(file)}
    spent = {
        value.report: Fraction(value.value)
        for value in view.values(metric="budget_by_stage")
        if dict(value.by).get("stage") == "executed" and value.value is not None
    }
    checked = 0
    for coverage in ("own", "system"):
        for row in activity_table(view, coverage).rows:
            if row.total.value is None:
                continue
            held = Fraction(row.total.value)
            assert row.per_people is not None
            expected = held * 10_000 / people[row.total.region_code]
            assert abs(Fraction(row.per_people.value or 0) - expected) < Fraction(1, 10**8)
            for channel, value in row.audience_per_people.items():
                if value.value is not None:
                    reached = Fraction(row.channels[channel].value or 0)
                    wanted = reached * 10_000 / people[row.total.region_code]
                    assert abs(Fraction(value.value) - wanted) < Fraction(1, 10**8)
            if coverage == "own":
                assert row.per_money is not None
                per = held * 1_000_000 / spent[row.total.report]
                assert abs(Fraction(row.per_money.value or 0) - per) < Fraction(1, 10**8)
            checked += 1
    assert checked == 7


def test_money_of_the_body_is_not_divided_by_what_others_did(view: View) -> None:
    assert coverage_panel(view, "activities_per_million", "system") is None
    assert "统计范围不同，不能相除" in undefined_of(view, "activities_per_million", "system")
    assert undefined_of(view, "activities_per_million", "own") == ""


def test_coverages_are_counted_apart(view: View) -> None:
    assert coverages_told(view) == {"system": 2, "own": 5, "subordinate": 5, "funded": 1}
    assert coverages_told(view, (2022,))["funded"] == 0
    assert len(activity_table(view, "own", (2022,)).rows) == 2
    assert activity_table(view, "own", (), ("440600",)).rows[0].total.body_code == "440600"


def test_tables_say_what_is_not_stated(view: View) -> None:
    own = activity_table(view, "own")
    table = categories_table(view, own, "t")
    assert len(table.rows) == len(own.rows) * (1 + len(own.categories))
    rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    silent = [row for row in rows if row["状态"] == "未载明"]
    assert silent
    assert all(row["数值"] is None for row in silent)
    assert all(row["行"] for row in rows if row["数值"] is not None)
    reached = audience_table(view, own, "t")
    assert "下端（线下）" in reached.headings
