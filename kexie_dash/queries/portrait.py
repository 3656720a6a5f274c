"""单位画像 as one answer: all a page or a document needs to show one report of one body beside its peers.

found = full_portrait(view, report)
found.rows          every metric with value, peers' range and median, lines, findings
found.money         budget_by_stage; found.scores: the tree; found.targets: the unmet first
found.narratives    problems, measures, practice, plans in the body's own words, with their place
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Narrative
from kexie_dash.model.report import Region
from kexie_dash.model.state import DISCLOSED
from kexie_dash.queries.body import Portrait, portrait
from kexie_dash.queries.findings import OPEN_VERDICTS
from kexie_dash.queries.portrait_metrics import MetricRow, metric_rows
from kexie_dash.queries.portrait_scores import ScoreNode, score_tree
from kexie_dash.queries.portrait_targets import Targets, target_rows
from kexie_dash.store.database import Database, Snapshot, View

MONEY, SCORE_RATES, DISCLOSURE = "budget_by_stage", "score_rate", "disclosure"
_SECTIONS = ("存在问题", "改进措施", "主要做法", "下一步计划")


@dataclass(frozen=True, slots=True)
class FullPortrait:
    """base: the report with its values and statements. rows: every value, also those not stated.

    findings: contradictions and questions, the gravest first. narratives: by section, in its order.
    """

    base: Portrait
    snapshot: Snapshot
    region: Region
    rows: tuple[MetricRow, ...]
    scores: tuple[ScoreNode, ...]
    targets: Targets
    narratives: Mapping[str, tuple[Narrative, ...]]
    findings: tuple[Finding, ...]

    @property
    def money(self) -> tuple[MeasureValue, ...]:
        return self.base.of(MONEY)

    @property
    def topics(self) -> Mapping[str, tuple[MetricRow, ...]]:
        """The rows by topic, in the order of the dictionary."""
        found: dict[str, list[MetricRow]] = {}
        for row in self.rows:
            found.setdefault(row.metric.topic, []).append(row)
        return {topic: tuple(rows) for topic, rows in found.items()}

    def of(self, metric_id: str) -> tuple[MetricRow, ...]:
        return tuple(row for row in self.rows if row.metric.id == metric_id)

    def disclosed(self) -> Mapping[str, MetricRow]:
        """The items every report is asked for, by name."""
        return {dict(row.value.by)[DISCLOSED]: row for row in self.of(DISCLOSURE) if row.value.by}


def full_portrait(database: Database | View, report_id: str) -> FullPortrait | None:
    """None if the build has no such readable report; made once a build."""
    view = database.view()
    return view.cached(("full portrait", report_id), lambda: _made(view, report_id))


def _made(view: View, report_id: str) -> FullPortrait | None:
    base = portrait(view, report_id)
    if base is None:
        return None
    said = view.narratives(report_id)
    open_ones = [one for one in view.findings(report_id) if one.verdict in OPEN_VERDICTS]
    return FullPortrait(
        base,
        view.snapshot,
        view.regions()[base.report.region_code],
        metric_rows(view, base.report),
        score_tree(base.scores, base.of(SCORE_RATES)),
        target_rows(base.statements["target"]),
        {name: tuple(one for one in said if one.section == name) for name in _SECTIONS},
        tuple(sorted(open_ones, key=lambda one: one.consequence)),
    )
