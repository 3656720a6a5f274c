"""Where words and figures do not belong together: a score under the wrong name."""

from __future__ import annotations

from collections.abc import Iterator

from kexie_dash.checking.case import Case, evidences, name_key
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, said
from kexie_dash.checking.score_items import named_parts, scores, sums
from kexie_dash.checking.scores import item_lists
from kexie_dash.model.finding import Finding


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
