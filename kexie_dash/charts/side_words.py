"""The words around heat map and small multiples: what stands out inside one group, how to read cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kexie_dash.charts import texts
from kexie_dash.charts import texts_side as wording
from kexie_dash.charts.format import value_text
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.rows import why_hollow
from kexie_dash.charts.side import (
    RowCast,
    bands_by_group,
    build_words,
    foot_of,
    position_of,
    reference_name,
    reference_words,
    row_cast,
    years_words,
)
from kexie_dash.charts.side import facet_scale as scale_of
from kexie_dash.charts.theme import Style
from kexie_dash.charts.titles import title_for
from kexie_dash.model.assessment import STATUS_LABEL, Band
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, is_disclosure, state_of
from kexie_dash.queries.side_by_side import Row, SideBySide

_TINTS = wording.HEAT_TINTS
#: So many cells on the wrong side of what a column is held against are worth a title.
_TELLING = 2
_MOST_NAMED = 3


def heat_captions(table: SideBySide) -> Captions:
    """table: all rows, also where a page of them is drawn."""
    cast = row_cast(table, Style())
    counted = wording.REPORTS_BY_METRICS.format(reports=len(table.rows), metrics=len(table.facets))
    subtitle = texts.BETWEEN_CLAUSES.join(
        filter(
            None, (counted, years_words([r.first for r in table.rows]), _TINTS, _signs(table, hatched=True))
        )
    )
    return Captions(
        _heat_title(table, cast), subtitle, foot_of(table, build_words(table), [*_sources(table)])
    )


def multiples_captions(table: SideBySide) -> Captions:
    """The first metric's finding; each column says what it is."""
    first = table.facets[0]
    others = texts.BETWEEN_NAMES.join(facet.label for facet in table.facets[1:])
    subtitle = texts.BETWEEN_CLAUSES.join(
        filter(
            None,
            (
                wording.FIRST_BESIDE_OTHERS.format(label=first.label, others=others),
                years_words([row.first for row in table.rows]),
                wording.MULTIPLES_SUBTITLE,
                _signs(table),
            ),
        )
    )
    foot = foot_of(table, build_words(table), [*_sources(table)])
    return Captions(title_for(first.metric, first.bands), subtitle, foot)


def side_alt(table: SideBySide, what: str, title: str) -> str:
    """Row by row every cell with its value, or the word for what is missing. what: the kind of picture."""
    cast = row_cast(table, Style())
    bands = [bands_by_group(facet) for facet in table.facets]
    groups = [
        texts.LABELLED.format(
            label=group.label,
            said=texts.BETWEEN_CLAUSES.join(_row(table, cast, bands, row) for row in group.rows),
        )
        for group in table.groups
    ]
    columns = texts.BETWEEN_NAMES.join(
        texts.WITH_NOTE.format(label=facet.label, note=reference_words(facet, scale_of(facet)))
        for facet in table.facets
    )
    return wording.SIDE_ALT.format(
        title=title, what=what, columns=columns, groups=texts.BETWEEN_SENTENCES.join(groups)
    )


def _row(table: SideBySide, cast: RowCast, bands: Sequence[Mapping[str, Band]], row: Row) -> str:
    cells = (_cell(table, bands, row, column) for column in range(len(table.facets)))
    return f"{cast.said(row)} {texts.BETWEEN_PARTS.join(cells)}"


def _cell(table: SideBySide, bands: Sequence[Mapping[str, Band]], row: Row, column: int) -> str:
    facet, item = table.facets[column], table.value(row, column)
    if item is None:
        several = [one for one in table.cell(row, column) if one.value.has_figure]
        word = wording.SEVERAL_IN_TABLE.format(count=len(several)) if several else wording.NOT_AMONG_THEM
        return f"{facet.label} {word}"
    if not item.value.has_figure:
        return f"{facet.label} {STATUS_LABEL[item.value.status]}"
    found = position_of(facet, bands[column], item) if item.comparable else None
    side = wording.SIDE.get(found.side, "") if found else ""
    why = why_hollow(item)
    note = texts.IN_BRACKETS.format(said=why) if why else ""
    return f"{facet.label} {value_text(item.value, facet.metric)}{side}{note}"


def _heat_title(table: SideBySide, cast: RowCast) -> str:
    """甲2022年项目的5项可判定指标中，3项差于对照; else how much is stated."""
    bands = [bands_by_group(facet) for facet in table.facets]
    told: list[tuple[int, int, Row | None]] = []
    for row in table.rows:
        verdicts = []
        for column, facet in enumerate(table.facets):
            item = table.figure(row, column)
            found = position_of(facet, bands[column], item) if item and item.comparable else None
            verdicts += [found.good] if found and found.good is not None else []
        told.append((verdicts.count(False), len(verdicts), row))
    bad, decided, worst = max(told, key=lambda one: (one[0], -one[1]), default=(0, 0, None))
    if worst and bad >= _TELLING:
        also = sum(one[0] == bad for one in told) - 1
        more = wording.AND_OTHERS_TOO.format(also=also) if also else ""
        who = texts.BODY_YEAR_KIND.format(
            name=cast.name(worst), year=worst.first.year, kind=KIND_LABEL[worst.first.kind]
        )
        return wording.WORSE_IN_SO_MANY.format(who=who, decided=decided, bad=bad, more=more)
    if (said := _worst_column(table, cast, bands)) is not None:
        return said
    cells = [table.cell(row, column) for row in table.rows for column in range(len(table.facets))]
    empty = sum(not any(item.value.has_figure for item in cell) for cell in cells)
    short = wording.AND_EMPTY_CELLS.format(empty=empty) if empty else wording.AND_NO_EMPTY_CELL
    return (
        wording.REPORTS_AND_METRICS.format(reports=len(table.rows), metrics=len(table.facets), more=short)
        if cells
        else wording.NO_REPORTS
    )


def _worst_column(table: SideBySide, cast: RowCast, bands: Sequence[Mapping[str, Band]]) -> str | None:
    """2022 项目·市级：甲、乙的预算执行率低于目标 95%; the column with most such reports of one group."""
    most: tuple[int, str] = (0, "")
    for group in table.groups:
        for column, facet in enumerate(table.facets):
            bad = [
                (row, found)
                for row in group.rows
                if (item := table.figure(row, column)) is not None and item.comparable
                if (found := position_of(facet, bands[column], item)) is not None and found.good is False
            ]
            if len(bad) > most[0]:
                names = list(dict.fromkeys(cast.name(row) for row, _ in bad))
                more = texts.AND_BODIES.format(count=len(names)) if len(names) > _MOST_NAMED else ""
                side = wording.BELOW_LINE if bad[0][1].size < 0 else wording.ABOVE_LINE
                against = reference_name(facet, scale_of(facet))
                who = f"{texts.BETWEEN_NAMES.join(names[:_MOST_NAMED])}{more}"
                most = (
                    len(bad),
                    wording.OFF_LINE.format(
                        group=group.label, who=who, label=facet.label, side=side, against=against
                    ),
                )
    return most[1] or None


def _signs(table: SideBySide, *, hatched: bool = False) -> str:
    """The signs of states in use, each with its word."""
    used = {
        state_of(item, facet.metric.unit)
        for column, facet in enumerate(table.facets)
        for row in table.rows
        for item in table.cell(row, column)
        if not is_disclosure(item.value)
    }
    shown = [state for state in STATE_SIGN if state in used and state not in ("stated", "derived", "zero")]
    more = dict.fromkeys(("not_comparable", "pending_review"), wording.HATCHED) if hatched else {}
    return texts.BETWEEN_PARTS.join(
        f"{STATE_SIGN[one]} {STATE_LABEL[one]}{more.get(one, '')}" for one in shown
    )


def _sources(table: SideBySide) -> list[str]:
    """Where the declared lines come from."""
    said = dict.fromkeys(
        wording.LINE_FROM.format(label=facet.metric.label, source=facet.metric.thresholds[0].source)
        for facet in table.facets
        if facet.metric.thresholds
    )
    return list(said)
