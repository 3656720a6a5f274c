"""A portrait's peers, lines, score tree and targets, by hand and by a second, plainer way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.queries.portrait import full_portrait
from kexie_dash.queries.portrait_metrics import line_verdicts, metric_rows
from kexie_dash.queries.portrait_scores import ScoreNode, score_tree
from kexie_dash.queries.portrait_targets import target_rows
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from tests.charts.samples import value
from tests.golden_loader import golden
from tests.many_bodies import LINE, code, fill, metrics


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> View:
    folder: Path = tmp_path_factory.mktemp("portraits") / "21"
    fill(folder, 21)
    return Database(folder).view()


def test_peers_are_everybody_else_comparable_by_a_plain_count(many: View) -> None:
    """From the values alone: sure, of the usual basis, of somebody else; the middle one of all of them."""
    for number in (1, 6, 12):
        report = next(s.report for s in many.reports() if s.report.body_code == code(number))
        row = next(r for r in metric_rows(many, report) if r.metric.id == "execution_rate")
        able = [
            v for v in many.values(metric="execution_rate")
            if v.value is not None and v.status in ("stated", "derived") and v.basis == "adjusted"
        ]  # fmt: skip
        others = sorted(v.value for v in able if v.body_code != code(number) and v.value is not None)
        everyone = sorted(v.value for v in able if v.value is not None)
        assert row.peers is not None
        assert (row.peers.lowest.value, row.peers.highest.value) == (others[0], others[-1])
        assert row.peers.bodies == len(others)
        assert row.peers.median is not None
        half, odd = divmod(len(everyone), 2)
        middle = everyone[half] if odd else (everyone[half - 1] + everyone[half]) / 2
        assert row.peers.median.value == middle


@pytest.mark.parametrize(
    ("figure", "bound", "reached"),
    [
        ("0.95", "exact", "met"), ("0.949", "exact", "missed"), ("0.9", "at_least", "open"),
        ("0.96", "at_least", "met"), ("0.9", "at_most", "missed"), ("0.99", "at_most", "open"),
    ],
)  # fmt: skip
def test_a_bound_leaves_a_line_open_where_it_does_not_tell(figure: str, bound: str, reached: str) -> None:
    metric = next(one for one in metrics() if one.id == "execution_rate")
    (verdict,) = line_verdicts(metric, value("甲甲", figure, bound=bound))  # type: ignore[arg-type]
    assert (verdict.line, verdict.reached) == (LINE, reached)
    assert line_verdicts(metric, replace(value("甲甲", "0.5"), status="pending_review")) == ()


def _outline(nodes: tuple[ScoreNode, ...]) -> list[tuple[int, str, str, str]]:
    return [(d, n.name, str(n.score), str(n.full_mark)) for root in nodes for d, n in root.walk()]


def test_a_tree_read_in_two_places_is_one_tree(built: Paths) -> None:
    """深圳: second and third level in the text, first and third in the table of the annex."""
    found = full_portrait(Database(built.database), "440300-2020")
    assert found is not None
    tree = found.scores
    assert [(n.name, n.full_mark) for n in tree] == [
        ("部门绩效", Decimal(60)), ("部门管理", Decimal(20)), ("部门决策", Decimal(20)),
    ]  # fmt: skip
    for root in tree:
        # By the report's own full marks: every level adds up to the one above.
        assert sum(child.full_mark or 0 for child in root.children) == root.full_mark
    first = _outline(tree)[:4]
    assert [row[:2] for row in first] == [
        (0, "部门绩效"), (1, "效率性"), (2, "预算执行率"), (2, "项目完成及时性"),
    ]  # fmt: skip
    assert first[0][2] == "None"
    assert first[2][2:] == ("4.64", "6")


def test_losses_come_first_and_a_score_without_full_mark_loses_nothing() -> None:
    nine = score_tree(golden("440600-2020"))
    assert [(n.name, n.lost) for n in nine[:4]] == [
        ("重点任务完成与部门履职效益", 2), ("预算编制", 1), ("绩效目标设置", 1), ("公众或服务对象满意度", 1),
    ]  # fmt: skip
    assert sum(n.lost or 0 for n in nine) == 5
    halves = score_tree(golden("440117-2021"))
    assert [(n.score, n.full_mark, n.lost) for n in halves] == [
        (Decimal("42.7"), None, None), (Decimal(50), None, None),
    ]  # fmt: skip
    assert score_tree(golden("440700-2022")) == ()


def test_targets_by_a_plain_count() -> None:
    said = [o for o in golden("440300-2020") if o.family == "target"]
    found = target_rows(said)
    assert len(found.rows) + len(found.plans) == len(said)
    assert [row.outcome for row in found.rows] == sorted(
        (row.outcome for row in found.rows), key=("unmet", "far_exceeded", "met", "undecided").index
    )
    far = {
        o.label for o in said
        if o.actual is not None and o.target and o.actual >= 10 * o.target and "≤" not in str(o.target_text)
    }  # fmt: skip
    assert {row.observation.label for row in found.of("far_exceeded")} == far
    assert len(found.of("unmet")) == 12
    assert {row.observation.actual for row in found.of("unmet")[:3]} == {Decimal(0)}


def test_a_finding_stands_at_the_figures_it_cites(built: Paths) -> None:
    found = full_portrait(Database(built.database), "440600-2020")
    assert found is not None
    (rate,) = found.of("execution_rate")
    assert {one.verdict for one in rate.findings} == {"contradicts"}
    (declared,) = found.of("declared_execution_rate")
    assert any("财政资金支出完成率" in one.message for one in declared.findings)
    (share,) = found.of("external_staff")
    assert share.findings == ()
    assert len(found.narratives["存在问题"]) == 2
    assert found.narratives["下一步计划"] == ()
    document = Database(built.database).view().document("440600-2020")
    assert document is not None
    for items in found.narratives.values():
        assert all(document.text[o.evidence.start : o.evidence.end] == o.evidence.quote for o in items)
