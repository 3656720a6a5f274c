"""Targets across bodies: standings against the goldens and a plain second way, filters, ways of naming."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from kexie_dash.definitions.target_limits import kind_of, load_target_limits, usual_level_1
from kexie_dash.measures.target_standing import completion, standing
from kexie_dash.model.observation import Observation
from kexie_dash.queries.targets import TargetFilter, tally, targets
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.golden_loader import golden, reports
from tests.naive_stated import LESS, verdict


def naive(o: Observation) -> str:
    """By the sentences on the page, without the program's code for rows."""
    if not o.actual_text or not o.target_text:
        return "plan"
    if verdict(o) is False:
        return "missed"
    if o.target is None and "-" not in o.target_text:
        return "words"
    if verdict(o) is None:
        return "undecided"
    if o.target and o.actual is not None and not LESS.search(o.label) and "≤" not in o.target_text:
        return "gross" if Fraction(o.actual) / Fraction(o.target) >= Fraction(3, 2) else "met"
    return "met"


def _key(o: Observation) -> tuple[object, ...]:
    """A plan in prose may be quoted from another line than a person did."""
    return o.report, o.evidence.line_first if o.actual_text else 0, o.target_text, o.actual_text


@pytest.mark.parametrize("report", reports())
def test_standings_of_the_goldens_are_those_of_a_second_way(report: str) -> None:
    rows = [o for o in golden(report) if o.family == "target"]
    wrong = [
        (o.label, o.target_text, o.actual_text, standing(o), naive(o))
        for o in rows
        if standing(o) != naive(o)
    ]
    assert wrong == []


def test_the_built_rows_add_up_to_what_a_person_counted(built: Paths) -> None:
    found = targets(Database(built.database))
    by_hand = {_key(o): naive(o) for report in reports() for o in golden(report) if o.family == "target"}
    read = [_key(row.observation) for row in found.rows]
    assert set(read) <= set(by_hand)
    assert len(read) == len(set(read)) >= len(by_hand) - 1
    counted = tally(found.rows)
    assert counted.counts == dict(Counter(by_hand[key] for key in read))
    assert counted.total == len(found.rows)
    # Read from the table of 440300-2020, lines 258 to 456.
    assert (counted.of("missed"), counted.of("gross")) == (12, 22)
    assert [report.id for report in found.reports] == ["440300-2020", "440800-2022"]
    assert {report.id for report in found.silent} == {"440600-2020", "440117-2021", "440700-2022"}


def test_the_unmet_come_first_and_the_most_exceeded_before_the_less(built: Paths) -> None:
    rows = targets(Database(built.database)).rows
    order = [row.standing for row in rows]
    assert order == sorted(order, key=["missed", "undecided", "gross", "met", "words", "plan"].index)
    assert [row.name for row in rows[:2]] == ["工作会议次数", "开展工作会议数"]
    gross = [row.completion for row in rows if row.standing == "gross"]
    assert gross == sorted(gross, key=lambda share: -(share or 0))
    assert gross[0] == Decimal("1413.4")


def test_filters_choose_and_count_like_a_loop(built: Paths) -> None:
    found = targets(Database(built.database))
    asked = TargetFilter(("missed",), "产出指标", "", "words")
    shown = found.fitting(asked)
    assert len(shown) == sum(
        row.standing == "missed" and row.level_1 == "产出指标" and row.form == "words" for row in found.rows
    )
    assert shown
    without = [row for row in found.rows if row.level_1 == "产出指标" and row.form == "words"]
    assert found.counted(asked, "standings") == dict(Counter(row.standing for row in without))
    own = targets(Database(built.database), own="440800")
    assert own.reports[0].body_code == "440800"
    assert targets(Database(built.database), bodies=["440600"]).rows == ()


def row(target: str, actual: str, goal: str | None, done: str | None, **more: str) -> Observation:
    first = next(o for o in golden("440300-2020") if o.family == "target" and o.actual_text)
    changes = {
        "target_text": target, "actual_text": actual, "target": Decimal(goal) if goal else None,
        "actual": Decimal(done) if done else None, "label": "活动", "bound": "exact", **more,
    }  # fmt: skip
    return replace(first, **changes)  # type: ignore[arg-type]


def test_a_bound_is_grossly_exceeded_only_where_its_least_is() -> None:
    assert standing(row("10", "15", "10", "15")) == "gross"
    assert standing(row("10", "14.9", "10", "14.9")) == "met"
    assert standing(row("10", "近16", "10", "16", bound="nearly")) == "met"
    assert standing(row("10", "超过15", "10", "15", bound="at_least")) == "gross"
    assert standing(row("≤5", "1", "5", "1")) == "met"
    assert completion(row("≤5", "1", "5", "1")) is None
    assert completion(row("0", "3", "0", "3")) is None
    assert standing(row("有效保障", "未保障", None, None)) == "missed"
    assert standing(row("有效保障", "有效保障", None, None)) == "words"


def test_names_belong_together_by_declared_wording() -> None:
    assert usual_level_1("产出") == usual_level_1("产 出 指标") == "产出指标"
    assert usual_level_1("管理指标") == "管理指标"
    assert kind_of("服务对象满意度") == "满意度"
    assert kind_of("绿化面积") == ""
    limits = load_target_limits()
    assert limits.gross.times == Decimal("1.5")
    assert "财预〔2020〕10号" in limits.gross.reason
