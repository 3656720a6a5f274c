"""How surely an amount is about what it is filed under: only what is said plainly may contradict."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from kexie_dash.checking.case import Case, money_key
from kexie_dash.definitions import wording
from kexie_dash.definitions.checks import load_checks, pattern
from kexie_dash.model.observation import Observation, Stage

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
#: A table is not longer than this many lines.
TABLE_LINES = 60


def is_plain(case: Case, o: Observation) -> bool:
    """True if the row or the clause names the subject itself and nothing narrower."""
    if case.in_table(o):
        return not _is_balance(case, o)
    head = case.clause(o)[0]
    if pattern("difference_words").search(head) or pattern("partial_period").search(head):
        return False
    subject = money_key(o.subject)
    names = next((names for names in load_checks().same_subject if subject in names), (subject,))
    bare = re.sub('[“”"]', "", head)
    if case.is_whole(o.subject):
        kind = case.kind or "department"
        if kind == "project":
            bare = pattern("project_name").sub("", bare)
            return not _rest(bare, names)
        named = bool(wording.pattern("whole_words", kind).search(bare) or pattern("whole_words").search(bare))
    else:
        named = any(re.sub('[“”"]', "", name) in bare for name in names)
    return named and not _rest(bare, names)


def _rest(head: str, names: tuple[str, ...]) -> str:
    """What the clause says beside subject, stage and words any amount may carry: something narrower."""
    text = head
    for name in names:
        text = text.replace(re.sub('[“”"]', "", name), "")
    for stage, words in wording.choices("stages", "stage"):
        text = words.sub("", text) if stage != "granted" else text
    for _, words in wording.choices("budget_subjects", "subject"):
        text = words.sub("", text)
    text = wording.pattern("generic_money_words").sub("", pattern("whole_words").sub("", text))
    return text if len(re.sub("[^一-鿿]", "", text)) > 3 else ""


def _is_balance(case: Case, o: Observation) -> bool:
    """True for 总计 of an account that adds what was carried over to the year's own figures."""
    if not case.is_whole(o.subject):
        return False
    return any(
        r.value != o.value and (r.stage, r.period, r.label) == (o.stage, o.period, o.label)
        and case.in_table(r) and case.is_whole(r.subject)
        and abs(r.evidence.line_first - o.evidence.line_first) <= TABLE_LINES
        for r in case.family("budget")
    )  # fmt: skip


def equals_other_stage(case: Case, o: Observation) -> bool:
    """True if prose does not say the stage and the amount is printed for the subject at another one."""
    if case.in_table(o) or pattern("stage_said").search(case.clause(o)[0]):
        return False
    subject, whole = money_key(o.subject), case.is_whole(o.subject)
    others: tuple[Stage, ...] = ("initial", "adjusted", "received", "executed", "income")
    return any(
        r.stage in others and r.stage != o.stage and r.value == o.value
        and (case.is_whole(r.subject) if whole else money_key(r.subject) == subject)
        for r in case.family("budget")
    )  # fmt: skip


def near_in_size(one: Observation, other: Observation) -> bool:
    """True if two values are close enough for one to be a slip of the other."""
    a, b = abs(one.value or Decimal(0)), abs(other.value or Decimal(0))
    return min(a, b) * 2 >= max(a, b) > 0


def is_row_read(case: Case, o: Observation) -> bool:
    """True if every figure of the cell's row became a statement; else its columns may have been mistaken."""
    start = case.document.line_starts[o.evidence.line_first - 1]
    end = case.document.text.find("\n", start)
    cells = re.split(r"[\t|｜]|\s{2,}|(?<=\d)\s(?=\d)", case.document.text[start : end if end >= 0 else None])
    figures = Counter("".join(cell.split()) for cell in cells if _FIGURE.fullmatch(cell.strip()))
    read = Counter(case.once("printed by line", lambda: _by_line(case)).get(o.evidence.line_first, ()))
    return not figures - read


def _by_line(case: Case) -> dict[int, list[str]]:
    """What was read of every line, as printed."""
    found: dict[int, list[str]] = {}
    for o in case.family("budget", "rate", "score", "target"):
        for number in range(o.evidence.line_first, o.evidence.line_last + 1):
            found.setdefault(number, []).append("".join(o.value_text.split()))
    return found
