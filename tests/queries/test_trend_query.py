"""Trends of made-up reports: figures as `kexie compare` prints them, gaps, breaks, changes."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.cli import main
from kexie_dash.queries.comparison import comparison
from kexie_dash.queries.panels import By, panels
from kexie_dash.queries.quarters import quarter_years
from kexie_dash.queries.quoted import quoted
from kexie_dash.queries.trend import Track, Trend, trend
from kexie_dash.queries.trend_table import trend_table
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from tests.many_years import ALONE, CHANGING, OPEN, STEADY, YEARS, Made, build_years

OWN: By = (("coverage", "own"),)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_years(tmp_path_factory.mktemp("years"))


@pytest.fixture(scope="module")
def view(folder: Path) -> View:
    return Database(folder).view()


def rates(view: View, first: tuple[str, ...] = ()) -> Trend:
    return trend(comparison(view, "execution_rate"), (), first)


def track(found: Trend, code: str) -> Track:
    return next(one for one in found.all if one.body_code == code)


def shown(one: Track) -> dict[int, Decimal | None]:
    return {p.year: p.stated.value if p.stated else None for p in one.points}


def test_every_year_is_there_and_gaps_stay_gaps(view: View) -> None:
    steady = track(rates(view), STEADY)
    figures = {2019: "0.9", 2020: "0.8", 2021: None, 2022: "0.95", 2023: "0.9"}
    assert shown(steady) == {year: Decimal(f) if f else None for year, f in figures.items()}
    assert steady.points[2].value is None
    assert [(s.before.year, s.after.year, s.joined) for s in steady.steps] == [
        (2019, 2020, True), (2020, 2022, False), (2022, 2023, True)
    ]  # fmt: skip
    assert steady.breaks == ()


def test_changes_are_the_plain_differences(view: View) -> None:
    """A second reckoning from what the reports were made of."""
    made = {
        (one.code, one.year): Decimal(one.executed) / Decimal(one.adjusted or one.initial or 0)
        for one in YEARS
        if one.executed
    }
    told = [
        (one.body_code, step) for one in rates(view).tracks for step in one.steps if step.change is not None
    ]
    assert len(told) == 6
    for code, step in told:
        assert step.change is not None
        assert step.change.size == made[code, step.after.year] - made[code, step.before.year]


def test_breaks_are_named_and_nothing_is_compared_across_them(view: View) -> None:
    changing = track(rates(view), CHANGING)
    assert [(one.before, one.after, one.words) for one in changing.breaks] == [
        (2019, 2020, ("按调整预算→按年初预算",)),
        (2020, 2021, ("部门整体→项目",)),
    ]
    assert [step.change is None for step in changing.steps] == [True, True, False]
    # A report that does not state the figure is no year without a report.
    silent = changing.points[3]
    assert silent.year == 2022
    assert silent.value is not None
    assert silent.value.status == "not_stated"
    assert changing.steps[-1].between == (2022,)


def test_a_body_with_one_report_stands_apart(view: View) -> None:
    found = rates(view)
    assert [one.body_code for one in found.single] == [ALONE]
    assert ALONE not in {one.body_code for one in found.tracks}
    first = rates(view, first=(OPEN, CHANGING))
    assert [one.body_code for one in first.tracks] == [OPEN, CHANGING, STEADY]


def test_two_lower_bounds_decide_nothing(view: View) -> None:
    found = trend(comparison(view, "activities"), OWN)
    steps = track(found, OPEN).steps
    assert [str(s.after.value).split(".")[0] for s in steps] == ["120", "150"]
    assert all(step.change is not None and step.change.way == "open" for step in steps)


def test_years_asked_for_are_ends_not_a_choice(view: View) -> None:
    found = trend(comparison(view, "execution_rate"), (), ends=(2020, 2022))
    assert found.years == (2020, 2021, 2022)
    assert shown(track(found, STEADY))[2021] is None
    assert trend(comparison(view, "execution_rate"), (), ends=(2022,)).years[0] == 2019


def test_a_year_that_tells_another_coverage_is_a_break(tmp_path: Path) -> None:
    made = (
        Made(OPEN, 2021, "70", "100", activities="100"),
        Made(OPEN, 2022, "80", "100", quoted="2022年全市科协系统共举办科普活动500场次。"),
    )
    compared = comparison(Database(build_years(tmp_path / "data", made)).view(), "activities")
    told = track(trend(compared, OWN), OPEN)
    assert [(one.before, one.after, one.words) for one in told.breaks] == [(2021, 2022, ("本级→全市系统",))]
    assert told.points[1].stated is None
    assert [dict(v.by)["coverage"] for v in told.points[1].elsewhere] == ["system"]
    assert told.steps == ()


def test_figures_are_those_of_the_command_line(
    folder: Path, view: View, capsys: pytest.CaptureFixture[str]
) -> None:
    for metric in ("execution_rate", "activities", "audience"):
        assert main(["compare", metric, "--data", str(folder), "--format", "json"]) == 0
        printed = {
            (one["report"], json.dumps(one["by"], sort_keys=True)): one["value"]
            for one in json.loads(capsys.readouterr().out)["values"]
        }
        compared = comparison(view, metric)
        for panel in panels(compared):
            for one in trend(compared, panel.by).all:
                for v in one.figures:
                    key = (v.report, json.dumps(dict(v.by), sort_keys=True))
                    assert printed[key] == float(v.value or 0)


def test_the_table_holds_every_year(view: View) -> None:
    table = trend_table(view, rates(view), "t")
    rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    assert len(rows) == 4 * 5
    found = next(r for r in rows if r["单位"] == "珠海市科学技术协会" and r["年度"] == 2022)
    assert (found["数值"], found["与哪一年比"], found["相差"]) == (Decimal("0.95"), 2020, Decimal("0.15"))
    assert "285" in str(found["依据（原文）"])
    gap = next(r for r in rows if r["单位"] == "珠海市科学技术协会" and r["年度"] == 2021)
    assert (gap["状态"], gap["数值"]) == ("无报告", None)


def test_quarters_against_the_calendar(view: View) -> None:
    (year,) = quarter_years(view).shown
    assert year.report.id == f"{STEADY}-2023"
    # By hand: 64, 128, 224, 288 of 320 万元.
    assert [p.progress.value for p in year.points if p.progress] == [
        Decimal(one) for one in ("0.2", "0.4", "0.7", "0.9")
    ]
    assert [v.value for v in year.gaps] == [Decimal(one) for one in ("-0.05", "-0.1", "-0.05", "-0.1")]
    assert year.doubts == ()
    assert len(quarter_years(view).silent) == len(YEARS) - 1
    assert quarter_years(view, years=(2019,)).shown == ()


def test_the_shifted_quarter_table_is_doubted(built: Paths) -> None:
    (year,) = quarter_years(Database(built.data).view()).shown
    assert year.report.id == "440300-2020"
    assert "slid_row" in {finding.check for finding in year.doubts}
    assert all(finding.verdict != "holds" for finding in year.doubts)


def test_what_a_later_report_says_of_a_year_is_quoted_and_never_a_value(view: View) -> None:
    (one,) = quoted(view)
    assert (one.report.id, one.observation.year, one.observation.value) == (
        f"{STEADY}-2023", 2022, Decimal(2_850_000)
    )  # fmt: skip
    assert quoted(view, (OPEN,)) == ()


def test_the_export_opens_as_csv(view: View) -> None:
    from kexie_dash.exports.flat import flat_csv

    text = flat_csv(trend_table(view, rates(view), "t"), "x").decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 21
