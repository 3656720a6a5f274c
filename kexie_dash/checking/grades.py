"""The stated grade against the report's own bands; without bands of its own, a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.checking.case import Case, evidences
from kexie_dash.checking.findings import finding
from kexie_dash.checking.phrases import line, plain
from kexie_dash.checking.score_items import totals
from kexie_dash.definitions.checks import load_checks
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence

_GRADE = r"(?P<grade>优秀|优|良好|良|中等|中|合格|及格|不合格|不及格|较差|差)"
_INCLUDED = r"(?P<in{n}>[(]含[^)]{{0,4}}[)])?"
_RANGE = re.compile(
    rf"(?P<low>\d+(?:\.\d+)?)分?{_INCLUDED.format(n=1)}[-—–~～至](?P<high>\d+(?:\.\d+)?)分?"
    rf"{_INCLUDED.format(n=2)}分?(?:的|以下|之间)*(?:[，,]?为|[:：]|[，,]评为|等级为)[“\"]?{_GRADE}"
)
_GRADE_FIRST = re.compile(
    rf"[“\"]?{_GRADE}[”\"]?[(:：为][(]?(?P<low>\d+(?:\.\d+)?)分?{_INCLUDED.format(n=1)}"
    rf"[-—–~～至](?P<high>\d+(?:\.\d+)?)分?{_INCLUDED.format(n=2)}"
)
_ABOVE = re.compile(
    rf"(?P<low>\d+(?:\.\d+)?)分?{_INCLUDED.format(n=1)}(?:及)?以上{_INCLUDED.format(n=2)}(?:的)?(?:[，,]?为|[:：]|[，,]评为)[“\"]?{_GRADE}"
)
_BELOW = re.compile(
    rf"(?P<high>\d+(?:\.\d+)?)分?(?:[(]不含[)])?(?:以下|及以下){_INCLUDED.format(n=1)}(?:的)?(?:[，,]?为|[:：]|[，,]评为)[“\"]?{_GRADE}"
)
_SIGNS = re.compile(
    rf"(?:(?P<low>\d+(?:\.\d+)?)分?≤|≥(?P<least>\d+(?:\.\d+)?)分?)?(?:得分|总分|分数|评分)?"
    rf"(?:<(?P<high>\d+(?:\.\d+)?)分?)?(?:的)?[，,]?为[“\"]?{_GRADE}"
)
_SAME = {
    "优秀": "优",
    "良好": "良",
    "中等": "中",
    "合格": "中",
    "及格": "中",
    "较差": "差",
    "不合格": "差",
    "不及格": "差",
}
_TOP = Decimal(100)


@dataclass(frozen=True, slots=True)
class GradeBand:
    """low ≤ score < high earns the grade; the highest band ends with 100."""

    grade: str
    low: Decimal
    high: Decimal
    start: int
    end: int

    def holds(self, score: Decimal) -> bool:
        return self.low <= score < self.high or score == self.high == _TOP


def one_word(grade: str) -> str:
    """优秀 and 优 are one grade."""
    bare = grade.strip("“”\"'。，、 ")
    return _SAME.get(bare, bare)


def read_grade_bands(case: Case) -> list[GradeBand]:
    """The bands the report prints, in order; none where it prints none."""
    found: dict[str, GradeBand] = {}
    for pattern in (_RANGE, _GRADE_FIRST, _ABOVE, _BELOW, _SIGNS):
        for match in pattern.finditer(case.flat.chars):
            groups = match.groupdict()
            low = Decimal(groups.get("low") or groups.get("least") or 0)
            high = Decimal(groups.get("high") or _TOP)
            if not any(groups.get(end) for end in ("low", "least", "high")):
                continue
            grade = one_word(match["grade"])
            if low < high <= _TOP and grade not in found:
                found[grade] = GradeBand(grade, low, high, match.start(), match.end())
    return sorted(found.values(), key=lambda band: -band.low)


def grades(case: Case) -> Iterator[Finding]:
    """Total and grade, once a report."""
    stated = [
        o for o in case.family("score") if o.value is None and o.full_mark is None and o.level == "total"
    ]
    scored = totals(case)
    if not stated:
        return
    grade = stated[0]
    word = one_word(grade.value_text)
    if not scored or scored[0].value is None:
        yield finding(
            case, "grade", "undecided", evidences(grade), declared_text=grade.value_text, wanting="自评总分",
            grade=grade.value_text, line=line(grade), score="（未载明）", bands="报告没有写明总分",
        )  # fmt: skip
        return
    total, bands = scored[0], read_grade_bands(case)
    score = total.value or Decimal(0)
    fitting = next((band for band in bands if band.holds(score)), None)
    if len(bands) < 2 or fitting is None:
        common = "、".join(
            f"{low}分及以上为{name}" for name, low in load_checks().common_bands.items() if low
        )
        likely = _common_grade(score)
        yield finding(
            case, "grade", "undecided", evidences(grade, total), declared_text=grade.value_text,
            expected_text=likely, wanting="本次评价适用的等级划分标准",
            grade=grade.value_text, line=line(grade), score=f"{plain(score)}分",
            bands=f"报告没有写明等级划分；按常用划分（{common}）应为{likely}",
        )  # fmt: skip
        return
    spans: tuple[Evidence, ...] = (*evidences(grade, total), case.evidence(fitting.start, fitting.end))
    yield finding(
        case, "grade", "holds" if fitting.grade == word else "contradicts", spans,
        declared_text=grade.value_text, expected_text=fitting.grade, grade=grade.value_text,
        line=line(grade), score=f"{plain(score)}分",
        bands=f"{plain(fitting.low)}至{plain(fitting.high)}分为{fitting.grade}",
    )  # fmt: skip


def _common_grade(score: Decimal) -> str:
    bands = sorted(load_checks().common_bands.items(), key=lambda item: -item[1])
    return next(name for name, low in bands if score >= low)
