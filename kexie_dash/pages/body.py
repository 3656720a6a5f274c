"""单位画像: one report of one body on one page that prints on A4, every figure beside its peers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

import streamlit as st

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import count
from kexie_dash.charts.names import short_names
from kexie_dash.charts.theme import THEMES
from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import COVERAGE_LABEL, LEVEL_LABEL, by_label
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.pages import choices, figures, statements, texts
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.frame import (
    asset,
    foot,
    guarded,
    heading,
    notice,
    opening,
    section,
    start,
    theme,
)
from kexie_dash.pages.gravest_list import findings_html
from kexie_dash.pages.kept import kept
from kexie_dash.pages.markup import (
    EMPTY,
    FINDINGS_PATH,
    SOURCE_PATH,
    Html,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.packs import checkup_buttons
from kexie_dash.pages.portrait_bullets import targets_finding, targets_html
from kexie_dash.pages.portrait_money import money_picture
from kexie_dash.pages.portrait_peers import peers_section
from kexie_dash.pages.portrait_rows import PortraitRows
from kexie_dash.pages.portrait_tree import tree_finding, tree_html
from kexie_dash.pages.portrait_words import report_html, words_html
from kexie_dash.pages.selection import Selection, report_shown
from kexie_dash.pages.standing_out import points_html
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.findings import FoundIn
from kexie_dash.queries.portrait import SCORE_RATES, FullPortrait, full_portrait
from kexie_dash.queries.portrait_metrics import MetricRow
from kexie_dash.queries.portrait_tables import metrics_table, scores_table, targets_table
from kexie_dash.queries.standouts import standouts_of
from kexie_dash.store.database import View

#: What stands at the top in large type, as far as the dictionary has it.
_CARDS = (
    "execution_rate",
    "declared_execution_rate",
    "execution_gap",
    "self_score",
    "grade",
    "project_share",
)
#: Topics with a section of their own; all others stand in the last table.
_MONEY, _SCORES, _TARGETS, _COUNTED = wording.TOPICS_OF_SECTIONS
#: The body's own first.
_COVERAGES = [COVERAGE_LABEL[one] for one in ("own", "system", "subordinate", "funded")] + [""]
_MOST_FINDINGS = 6


@guarded
def show() -> None:
    view, known, chosen = start()
    if not known.reports:
        heading(texts.BODY)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    report_id = report_shown(known, chosen)
    found = full_portrait(view, report_id)
    if found is None:
        raise LookupError(report_id)
    st.html(asset("portrait.css") + asset("portrait_print.css"))
    heading(found.base.report.body, join([escape(_lead(found)), _whole_text(found, chosen)], " "))
    st.html(_print_head(found))
    opening(view, known, chosen)
    _choosers(view, known, chosen, found)
    page = _Page(view, known, chosen, found)
    for part in (page.glance, page.money, page.scores, page.targets, page.counted, page.others):
        part()
    page.findings()
    page.words()
    page.peers()
    with st.container(key="noprint-statements"):
        statements.listed(view, found.base, chosen)
    foot(view)


def _choosers(view: View, known: Catalogue, chosen: Selection, found: FullPortrait) -> None:
    """Which report, where the body has several, and the sheet to take away; the line above names the body."""
    report = found.base.report
    reports = known.reports_of(report.body_code)
    with st.container(key="noprint-choosers"):
        if len(reports) > 1:
            choices.report_choice(reports, chosen, report.id)
        checkup_buttons(report.id, f"{report.body}_{report.year}", view)


def _lead(found: FullPortrait) -> str:
    report, people = found.base.report, found.region.population
    return wording.LEAD.format(
        year=report.year,
        kind=KIND_LABEL[report.kind],
        named=f"（{report.project}）" if report.project else "",
        level=LEVEL_LABEL[report.level],
        people=wording.PEOPLE.format(count=count(Decimal(people))) if people else "",
        count=found.base.observations,
        left=wording.LEFT.format(count=found.base.leftovers) if found.base.leftovers else "",
    )


def _whole_text(found: FullPortrait, chosen: Selection) -> Html:
    report = found.base.report
    address = chosen.address(SOURCE_PATH, own=report.body_code, report=report.id)
    return link(address, escape(texts.SEE_SOURCE), "kx-noprint")


def _print_head(found: FullPortrait) -> Html:
    """On paper alone: which report, which build, which day."""
    said = wording.PRINT_SNAPSHOT.format(
        product=texts.PRODUCT,
        page=texts.BODY,
        report=found.base.report.id,
        number=found.snapshot.number,
        build=found.snapshot.build,
        dictionary=found.snapshot.dictionary_version,
        date=datetime.now().astimezone().date().isoformat(),
    )
    return text("p", said, "kx-paper")


def _put(html: Html) -> None:
    """Streamlit takes no empty element."""
    if html:
        st.html(html)


class _Page:
    """The sections of one portrait, in the order they are read."""

    def __init__(self, view: View, known: Catalogue, chosen: Selection, found: FullPortrait) -> None:
        self._view, self._known, self._chosen, self._found = view, known, chosen, found
        self._names = short_names({body.code: body.name for body in known.bodies})
        code = found.base.report.body_code
        colours = BodyColours((body.code for body in known.bodies), own=code)
        self._colour = colours.of(code, THEMES[theme()])
        self._rows = PortraitRows(found, chosen, self._colour)

    def _kept(self, part: str, make: Callable[[], Html]) -> Html:
        """A part of this portrait, made once a build, selection and ground."""
        report = self._found.base.report.id
        return kept(self._view, ("portrait", part, report, self._chosen, self._colour), make)

    def _table(
        self,
        caption: str,
        rows: Callable[[], Sequence[MetricRow]],
        group: Callable[[MetricRow], str] | None = None,
    ) -> None:
        """A section's metrics; nothing where it has none."""
        _put(self._kept(caption, lambda: self._rows.table(caption, rows(), group)))

    def _of(self, topics: Sequence[str], without: Sequence[str] = ()) -> list[MetricRow]:
        rows = (row for topic in topics for row in self._found.topics.get(topic, ()))
        return [row for row in rows if row.metric.id not in without]

    @guarded
    def glance(self) -> None:
        """Large figures, then what stands out of this report."""
        st.html(self._kept("glance", self._glance))

    def _glance(self) -> Html:
        cards = [self._card(metric) for one in _CARDS if (metric := self._view.metric(one)) is not None]
        said = standouts_of(self._view, self._found.base.report.id)
        points = (
            points_html(self._view, said, self._names, self._chosen)
            if said
            else text("p", wording.NOTHING_SAID, "kx-sub")
        )
        return join([element("div", join(cards), class_="kx-cards"), points])

    def _card(self, metric: Metric) -> Html:
        values = self._found.base.of(metric.id)
        shown = join((figures.figure(value, metric, self._chosen) for value in values), " ")
        number = element("div", shown or escape(texts.NOT_STATED), class_="kx-big")
        reason = next((value.caveats[0] for value in values if value.caveats), "")
        remark = text("div", reason, "kx-caveat") if reason else EMPTY
        return element("div", join([text("div", metric.label, "kx-soft"), number, remark]))

    @guarded
    def money(self) -> None:
        with st.container(key="sheet-money"):
            money_picture(self._view, self._found)
            st.html(text("p", wording.KEY, "kx-sub kx-small"))
            self._table("、".join(_MONEY), lambda: self._of(_MONEY))

    @guarded
    def scores(self) -> None:
        with st.container(key="sheet-scores"):
            section(tree_finding(self._found), escape(wording.SCORES_HINT) if self._found.scores else EMPTY)
            if self._found.scores:
                st.html(self._kept("tree", lambda: tree_html(self._found, self._chosen, self._colour)))
            self._table("、".join(_SCORES), lambda: self._of(_SCORES, (SCORE_RATES,)))
            if self._found.scores:
                table_buttons("portrait-scores", lambda: scores_table(self._found), self._view)

    @guarded
    def targets(self) -> None:
        with st.container(key="sheet-targets"):
            section(f"{wording.TARGETS}：{targets_finding(self._found.targets)}")
            _put(self._kept("bars", lambda: targets_html(self._found.targets, self._chosen, self._colour)))
            self._table("、".join(_TARGETS), lambda: self._of(_TARGETS))
            if self._found.targets.rows:
                table_buttons("portrait-targets", lambda: targets_table(self._found), self._view)

    @guarded
    def counted(self) -> None:
        """Coverage by coverage, because they contain each other and are never added."""
        with st.container(key="sheet-counted"):
            section(texts.ACTIVITIES_AND_AUDIENCE, escape(texts.NEVER_ADDED))
            self._table(
                texts.ACTIVITIES_AND_AUDIENCE,
                lambda: sorted(self._of(_COUNTED), key=lambda row: _COVERAGES.index(_coverage(row))),
                _coverage,
            )

    @guarded
    def others(self) -> None:
        with st.container(key="sheet-others"):
            told = (*_MONEY, *_SCORES, *_TARGETS, *_COUNTED)
            topics = [topic for topic in self._found.topics if topic not in told]
            section(wording.METRICS)
            self._table(wording.METRICS, lambda: self._of(topics))
            _put(self._kept("disclosed", self._rows.disclosed))
            table_buttons("portrait-metrics", lambda: metrics_table(self._found), self._view)

    @guarded
    def findings(self) -> None:
        report, found = self._found.base.report, self._found.findings
        with st.container(key="sheet-findings"):
            section(wording.FINDINGS)
            if not found:
                st.html(text("p", wording.NO_FINDINGS, "kx-sub"))
                return
            shown = [(FoundIn(one, report), EMPTY) for one in found[:_MOST_FINDINGS]]
            st.html(self._kept("findings", lambda: findings_html(shown, self._chosen)))
            more = len(found) - _MOST_FINDINGS
            if more > 0:
                address = self._chosen.address(
                    FINDINGS_PATH, bodies=(report.body_code,), years=(report.year,), report=""
                )
                st.html(
                    element(
                        "p", link(address, escape(wording.MORE_THERE.format(count=more))), class_="kx-sub"
                    )
                )

    @guarded
    def words(self) -> None:
        with st.container(key="sheet-words"):
            section(wording.PROBLEMS, escape(wording.PROBLEMS_HINT))
            st.html(self._kept("words", lambda: words_html(self._found, self._chosen)))
        with st.container(key="sheet-report"):
            section(wording.WHOLE_REPORT)
            _put(self._kept("report", lambda: report_html(self._view, self._found, self._chosen)))

    @guarded
    def peers(self) -> None:
        """The headline measures as pictures with everyone of the same group; paper has the tables."""
        with st.container(key="noprint-peers"):
            peers_section(self._view, self._found, self._known, self._chosen)


def _coverage(row: MetricRow) -> str:
    """A value without one says that nothing is stated; it has no row."""
    return by_label("coverage", dict(row.value.by).get("coverage", ""))
