"""The findings on slides: which body, what does not agree, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kexie_dash.charts import texts as shared
from kexie_dash.charts.theme import VERDICT_COLOURS
from kexie_dash.exports.briefing import texts as common
from kexie_dash.exports.briefing import texts_slides as wording
from kexie_dash.exports.briefing.content import Briefing, FoundItem
from kexie_dash.exports.briefing.slides.table import add_table
from kexie_dash.exports.briefing.slides.template import CM, MARGIN, WIDTH
from kexie_dash.exports.briefing.slides.text import SOFT, Box, Paragraph, Run, add_text, describe
from kexie_dash.model.finding import VERDICT_LABEL, Verdict

VERDICT_SIGN: dict[Verdict, str] = {"contradicts": "✕", "undecided": "?", "holds": "✓"}
_A_SLIDE = 5
_TOP = round(3.1 * CM)
_WIDTHS = (1.6, 1.3, 6.2, 4.6)
_HEAD = (wording.BODY_AND_YEAR, wording.VERDICT, wording.QUESTION, wording.WHERE_IT_STANDS)
_LONGEST = 150


def add_findings(briefing: Briefing, slide_for: Callable[[str], Any]) -> None:
    """slide_for: a new slide with this title."""
    against, asked = briefing.found
    if not briefing.findings:
        slide = slide_for(wording.NOTHING_FOUND_TITLE)
        words = common.NOTHING_FOUND
        add_text(slide, Box(MARGIN, _TOP, WIDTH - 2 * MARGIN, CM), [[Run(words, 16)]])
        return
    items = briefing.findings
    for start in range(0, len(items), _A_SLIDE):
        slide = slide_for(
            wording.FINDINGS_TITLE.format(against=against, asked=asked) + (wording.CONTINUED if start else "")
        )
        part = items[start : start + _A_SLIDE]
        box = Box(MARGIN, _TOP, WIDTH - 2 * MARGIN, 10 * CM)
        rows = [_row(item) for item in part]
        frame = add_table(slide, box, _WIDTHS, _HEAD, rows, row_height=round(2.3 * CM), size=11)
        frame.table.rows[0].height = round(0.7 * CM)
        describe(frame, wording.FINDINGS, shared.BETWEEN_CLAUSES.join(item.finding.message for item in part))
        left = against + asked - len(items)
        if start + _A_SLIDE >= len(items) and left > 0:
            words = wording.FURTHER_FINDINGS.format(left=left)
            where = Box(MARGIN, round(16.9 * CM), WIDTH - 2 * MARGIN, CM)
            add_text(slide, where, [[Run(words, 11, colour=SOFT)]])


def _row(item: FoundItem) -> Sequence[Sequence[Paragraph]]:
    verdict = item.finding.verdict
    said = f"{VERDICT_SIGN[verdict]} {VERDICT_LABEL[verdict]}"
    quotes = [
        [
            Run(common.QUOTED.format(said=_short(side.evidence.quote)), 10),
            Run(f" {side.place}", 9, colour=SOFT),
        ]
        for side in item.sides[:2]
    ]
    return (
        [[Run(f"{item.body} {item.report.year}", 11)]],
        [[Run(said, 11, bold=True, colour=VERDICT_COLOURS[verdict][0])]],
        [[Run(_short(item.finding.message, 2 * _LONGEST // 2), 11)]],
        quotes,
    )


def _short(text: str, most: int = 60) -> str:
    one = " ".join(text.split())
    return one if len(one) <= most else one[: most - 1] + "…"
