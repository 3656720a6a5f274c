"""The score tree of a portrait: items by level, the largest losses first, each figure leading on."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kexie_dash.charts.format import SCORE, percent, scale_for
from kexie_dash.model.labels import SCORE_LEVEL_LABEL
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN
from kexie_dash.pages import figures
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.markup import Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.range_mark import part
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.portrait import FullPortrait
from kexie_dash.queries.portrait_scores import ScoreNode


def tree_finding(found: FullPortrait) -> str:
    """The total, what was lost, and where most of it."""
    total = _total(found)
    nodes = [node for root in found.scores for _, node in root.walk()]
    rated = [node for node in nodes if node.lost is not None]
    if not nodes:
        return wording.SCORES_NONE.format(total=total)
    if not rated:
        return wording.SCORES_NO_MARKS.format(total=total, count=len(nodes))
    lost = sum((root.weight for root in found.scores), Decimal(0))
    if not lost:
        return wording.SCORES_FULL.format(total=total, count=len(rated))
    leaves = [node for node in rated if not node.children]
    worst = max(leaves, key=lambda node: node.weight)
    return wording.SCORES_LOST.format(
        total=total, lost=points(lost), item=worst.name, most=points(worst.weight)
    )


def _total(found: FullPortrait) -> str:
    value = next((row.value for row in found.of("self_score") if row.value.value is not None), None)
    return scale_for(SCORE).with_unit(value.value) if value and value.value is not None else _word()


def _word() -> str:
    return STATE_LABEL["not_stated"]


def points(value: Decimal) -> str:
    return scale_for(SCORE).number(value)


def tree_html(found: FullPortrait, chosen: Selection, colour: str) -> Html:
    """One row an item, indented by level; a bar is the share of the full mark, so what is lost is a gap."""
    table = Table(
        [
            Column(wording.INDICATOR),
            *(Column(name, numeric=True) for name in (wording.FULL_MARK, wording.SCORE, wording.LOST)),
            Column(wording.SCORE_RATE),
        ],
        wording.SCORES,
    )
    for depth, node in _walk(found.scores):
        table.row(*_cells(depth, node, chosen, colour))
    return element("div", table.html(), class_="kx-tree")


def _walk(roots: Iterable[ScoreNode]) -> Iterable[tuple[int, ScoreNode]]:
    for root in roots:
        yield from root.walk()


def _cells(depth: int, node: ScoreNode, chosen: Selection, colour: str) -> tuple[Html, ...]:
    level = SCORE_LEVEL_LABEL[node.level]
    name = element("span", escape(node.name), class_=f"kx-depth-{depth}", title=level)
    others = [
        figures_link(points(said.score), said.observation, chosen)
        for said in node.others
        if said.score is not None
    ]
    if others:
        also = join([escape(f"（{wording.ALSO_WRITTEN}"), join(others, "、"), escape("）")])
        name = join([name, element("span", also, class_="kx-soft")])
    return name, _mark(node.full_mark), _score(node, chosen), _lost(node), _bar(node, colour)


def _mark(value: Decimal | None) -> Html:
    return escape(points(value)) if value is not None else _not_stated()


def _not_stated() -> Html:
    word = STATE_LABEL["not_stated"]
    return element("span", escape(f"{STATE_SIGN['not_stated']} {word}"), class_="kx-soft")


def _score(node: ScoreNode, chosen: Selection) -> Html:
    if node.score is None:
        return _not_stated()
    if node.value is not None:
        address = figures.evidence_address(chosen, "value", node.value)
        return link(address, escape(points(node.score)), "kx-figure")
    return figures_link(points(node.score), node.observation, chosen)


def figures_link(shown: str, observation: str, chosen: Selection) -> Html:
    return link(figures.evidence_address(chosen, "obs", observation), escape(shown), "kx-figure")


def _lost(node: ScoreNode) -> Html:
    if node.lost is None:
        said = wording.PARTS_LOST.format(lost=points(node.parts_lost)) if node.parts_lost else ""
        return text("span", said, "kx-soft")
    return (
        text("strong", f"−{points(node.lost)}")
        if node.lost > 0
        else text("span", points(node.lost), "kx-soft")
    )


def _bar(node: ScoreNode, colour: str) -> Html:
    if node.lost is None or not node.full_mark or node.score is None:
        return escape("")
    rate = node.score / node.full_mark
    filled = float(min(max(rate, Decimal(0)), Decimal(1)) * 100)
    bar = part("kx-r-bar", left=0, width=filled, colour=colour)
    drawn = element("span", bar, class_="kx-range kx-framed", aria_hidden="true")
    return join([drawn, text("span", percent(rate), "kx-soft")], " ")
