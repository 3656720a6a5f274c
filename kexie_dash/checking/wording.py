"""Where words and figures do not belong together: a score under the wrong name, a table row that slid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kexie_dash.checking.case import Case, evidences, name_key
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, said
from kexie_dash.checking.score_items import named_parts, scores, sums
from kexie_dash.checking.scores import item_lists
from kexie_dash.model.finding import Finding

_QUARTERS = re.compile(r"[一二三四]季度")
_CELL_FIGURE = re.compile(r"\d[\d,]*\.\d+")


def misnamed_scores(case: Case) -> Iterator[Finding]:
    """A score under the name of one part that must be the whole's: no other part has a score."""
    total = next((o for o in scores(case) if o.level == "total" and o.value is not None), None)
    if total is None:
        return
    lists = [items for items in item_lists(case) if total.value in sums(items)]
    items = [item.first for one in lists for item in one if item.full is None]
    scored = {name_key(o.subject) for o in scores(case)} | {name_key(o.label) for o in scores(case)}
    for o in items:
        around = name_key(o.evidence.quote) + name_key(o.subject)
        for _, whole, parts in named_parts(case):
            keys = [name_key(part) for part in parts]
            if (
                name_key(whole) == ""
                or keys[0] == name_key(whole)
                or name_key(whole) in scored - {name_key(o.subject)}
            ):
                continue
            mine = [key for key in keys if key in around]
            others = [key for key in keys if key not in around and key in scored]
            if len(mine) == 1 and not others and len(keys) > 2:
                yield finding(
                    case, "misnamed_score", "undecided", evidences(o, total), declared=o.value, unit="分",
                    points=o.value, wanting=f"{'、'.join(parts)}各自的分值和得分",
                    said=said(o), line=line(o), part=mine[0], whole=whole, parts="、".join(parts),
                )  # fmt: skip
                return


def slid_rows(case: Case) -> Iterator[Finding]:
    """A header line that carries a figure: the row below has lost its first cell to it."""
    text = case.document.text
    for number, start in enumerate(case.document.line_starts, start=1):
        end = text.find("\n", start)
        raw = text[start : end if end >= 0 else None]
        cells = [cell.strip() for cell in raw.split("\t")]
        heads = [cell for cell in cells if _QUARTERS.fullmatch(cell)]
        figures = [cell for cell in cells if _CELL_FIGURE.fullmatch(cell)]
        if len(heads) > 2 and len(figures) == 1:
            first = case.flat_at(start)
            last = case.flat_at(start + len(raw))
            yield finding(
                case, "slid_row", "undecided", (case.evidence(first, last),), declared_text=figures[0],
                wanting="该表各行的原始数据（尤其是被挤占的一行）", figure=figures[0], line=f"第{number}行",
            )  # fmt: skip
