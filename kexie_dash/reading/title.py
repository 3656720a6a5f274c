"""What the head of a report seems to say of itself: a proposal to confirm, never a fact."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kexie_dash.model.report import Document, ReportKind
from kexie_dash.settings import FIRST_YEAR, LAST_YEAR

#: Titles stand within the first lines; a cover page may come before them.
_HEAD = 600
_DIGITS = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九", "0123456789000123456789")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?=年)")
_FISCAL_YEAR = re.compile(r"(?<!\d)(\d{4})(?=年度|年(?:部门|整体|预算|财政|项目|省级|市级))")
_DEPARTMENT = re.compile(r"部门整体|整体支出|整体绩效|单位整体")
_PROJECT = re.compile(r"项目(?:支出)?(?:绩效|自评)|项目名称|专项(?:经费|资金)")
_NAMED = re.compile(r"项目名称[：:\s]*([^\s，。；：:（(]{2,40})")
_BEFORE = re.compile(r"(?:年度?|[“《])([^\s，。；：:“”《》]{2,40}?)(?:项目)?(?:支出)?[”》]?绩效(?:评价)?自评")


@dataclass(frozen=True, slots=True)
class Proposal:
    """None where the head says nothing or two things."""

    year: int | None
    kind: ReportKind | None
    project: str | None


def propose(document: Document) -> Proposal:
    """Year, kind and project as the first lines suggest them."""
    head = document.text[:_HEAD]
    plain = re.sub(r"\s+", "", head).translate(_DIGITS)
    kind = _kind(re.sub(r"\s+", "", head))
    return Proposal(_year(plain), kind, _project(head) if kind == "project" else None)


def _year(plain: str) -> int | None:
    for pattern in (_FISCAL_YEAR, _YEAR):
        years = {int(year) for year in pattern.findall(plain) if FIRST_YEAR <= int(year) <= LAST_YEAR}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _kind(head: str) -> ReportKind | None:
    department, project = _DEPARTMENT.search(head), _PROJECT.search(head)
    if department and project:
        return "department" if department.start() < project.start() else "project"
    if department:
        return "department"
    return "project" if project else None


def _project(head: str) -> str | None:
    named = _NAMED.search(head)
    if named:
        return named[1]
    before = _BEFORE.search(re.sub(r"\s+", "", head))
    return before[1] if before else None
