"""The table of a portrait: every value with its peers, thresholds, caveats and findings, by topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kexie_dash.charts.format import bounded, has_value, scale_for
from kexie_dash.charts.lines import threshold_text
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, State, is_disclosure
from kexie_dash.pages import figures
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.gravest_list import mark_html
from kexie_dash.pages.markup import EMPTY, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.range_mark import range_mark
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.standing_out import dictionary_link
from kexie_dash.queries.portrait import FullPortrait
from kexie_dash.queries.portrait_metrics import LineVerdict, MetricRow

#: States that go without saying beside a figure.
_PLAIN = ("stated", "zero")


class PortraitRows:
    """Tables for one report. colour: of its body on the ground the page is drawn on."""

    def __init__(self, found: FullPortrait, chosen: Selection, colour: str) -> None:
        self._found, self._chosen, self._colour = found, chosen, colour

    def table(
        self, caption: str, rows: Sequence[MetricRow], group: Callable[[MetricRow], str] | None = None
    ) -> Html:
        """Rows with a figure as a table, those without one in a line below it, by the word for it.

        group: the heading a row stands under, else its topic; rows come in the order of their headings.
        """
        table = Table(
            [Column(name, numeric=place == 1) for place, name in enumerate(wording.COLUMNS)], caption
        )
        given = [row for row in rows if has_value(row.value) and not is_disclosure(row.value)]
        heading = None
        for row in given:
            name = group(row) if group else row.metric.topic
            if name != heading:
                table.group(name)
                heading = name
            table.row(*self._cells(row))
        body = [element("div", table.html(), class_="kx-portrait")] if given else []
        return join([*body, *_missing(rows)])

    def disclosed(self) -> Html:
        """The items every report is asked for, each a sign; a stated one leads to its sentence."""
        rows = self._found.disclosed()
        if not rows:
            return EMPTY
        asked = [row for row in rows.values() if row.state != "not_applicable"]
        given = sum(row.value.value == 1 for row in asked)
        lead = text("strong", wording.DISCLOSED.format(asked=len(asked), given=given) + "：")
        items = []
        for name, row in rows.items():
            sign = escape(f"{STATE_SIGN[row.state]} {name}")
            leads = row.value.operands and row.value.value == 1
            address = figures.evidence_address(self._chosen, "value", row.value.id)
            why = "；".join((STATE_LABEL[row.state], *row.value.caveats))
            items.append(link(address, sign, label=why) if leads else element("span", sign, title=why))
        return element("p", join([lead, join(items, "\u2003")]), class_="kx-flow")

    def _cells(self, row: MetricRow) -> tuple[Html, ...]:
        metric, value = row.metric, row.value
        named = [value.project] if value.project and value.project != self._found.base.report.project else []
        words = "·".join([*(by_label(*pair) for pair in value.by), *named])
        name = [
            dictionary_link(metric, metric.label, self._chosen),
            *([text("span", words, "kx-year")] if words else []),
        ]
        state = [] if row.state in _PLAIN else [_sign(row.state)]
        place = place_words(row.item)
        return (
            join(name, " "),
            join([figures.figure(value, metric, self._chosen), *state], " "),
            range_mark(row, self._colour),
            join([self._peers(row), *([text("div", place, "kx-soft")] if place else [])]),
            join(_line(verdict, metric) for verdict in row.lines),
            self._notes(row),
        )

    def _peers(self, row: MetricRow) -> Html:
        """In words and figures, each figure of a peer leading to its sentence."""
        peers, metric = row.peers, row.metric
        if peers is None:
            return text("span", wording.NO_PEERS, "kx-soft")
        low, high = (figures.figure(v, metric, self._chosen) for v in (peers.lowest, peers.highest))
        if peers.lowest.id == peers.highest.id:
            said = Html(escape(wording.PEERS_ONE).format(value=low))
        else:
            said = Html(escape(wording.PEERS_RANGE).format(low=low, high=high, count=peers.bodies))
        if peers.median is None:
            return said
        scale = scale_for(metric.unit, [peers.median.value])
        shown = bounded(scale.with_unit(peers.median.value), peers.median.bound)
        return join([said, text("div", wording.MEDIAN.format(value=shown), "kx-soft")])

    def _notes(self, row: MetricRow) -> Html:
        """What the value stands on, what to mind, what was found."""
        value = row.value
        said = [word for word in (basis_label(value.basis), *row.item.reasons[:1], *value.caveats) if word]
        notes = [text("span", "；".join(dict.fromkeys(said)), "kx-caveat")] if said else []
        if row.findings:
            notes.insert(0, mark_html(row.findings[0], self._found.base.report, self._chosen))
        if len(row.findings) > 1:
            notes.insert(1, text("span", wording.MORE_FINDINGS.format(count=len(row.findings)), "kx-soft"))
        return join(notes, " ")


def _sign(state: State) -> Html:
    """The sign alone; what it means stands above the tables, and here for who cannot see it."""
    word = STATE_LABEL[state]
    return element(
        "span", escape(STATE_SIGN[state]), class_="kx-soft", title=word, aria_label=word, role="img"
    )


def _line(verdict: LineVerdict, metric: Metric) -> Html:
    """目标 95% ✕ 未达到."""
    words = threshold_text(verdict.line, scale_for(metric.unit, [verdict.line.value]))
    sign = text("span", wording.REACHED[verdict.reached], f"kx-{verdict.reached}")
    return element("div", join([escape(words), sign], " "), class_="kx-thr", title=verdict.line.source)


def _missing(rows: Iterable[MetricRow]) -> list[Html]:
    """Metrics without any figure, by the word for it; the reason is each name's tooltip."""
    given = {row.metric.id for row in rows if has_value(row.value)}
    by_word: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.metric.id not in given and row.metric.id not in {k for d in by_word.values() for k in d}:
            word = f"{STATE_SIGN[row.state]} {STATE_LABEL[row.state]}"
            by_word.setdefault(word, {})[row.metric.id] = "；".join(row.value.caveats)
    labels = {row.metric.id: row.metric.label for row in rows}
    made = []
    for word, names in by_word.items():
        listed = join(
            (element("span", escape(labels[key]), title=why or None) for key, why in names.items()), "、"
        )
        made.append(element("p", join([escape(f"{word}："), listed]), class_="kx-sub kx-small"))
    return made
