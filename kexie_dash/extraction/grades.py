"""Stated grades: 绩效等级为“优”, 自评优秀, 等级为A级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame
from kexie_dash.model.observation import Observation

_GRADE = re.compile(
    r"(?:(?P<label>[^，,。；;：:“”\"]{0,8}?等[级次])(?:评定)?[为是：:]{0,2}(?:\d[\d.]*分[，,、])?|自评(?:结果|结论)?[为是：:]?|评定为|评级为|"
    r"等级(?:和分数)?[为是：:](?:[\d.]+分[，,、])?)[“\"]?(?P<grade>优秀|良好|合格|不合格|优|良|中|差|[A-D]级?)(?=[”\"。；;，,、]|$)"
)


def read_grades(frame: Frame, sentence: Sentence) -> Iterator[Observation]:
    """Stated grades (优, 良好 …); bands of a grading rule (90-100分为优) are not grades."""
    chars = sentence.strip.chars
    for match in _GRADE.finditer(chars, sentence.start, sentence.end):
        around = chars[max(sentence.start, match.start() - 12) : match.end() + 2]
        if (
            re.search(r"\d[^，。]{0,6}分?为[“\"]?(?:优|良|中|差)", around)
            or "等级一般" in chars[sentence.start : match.end()]
        ):
            continue
        number = Number(
            match.start("grade"),
            match.end("grade"),
            match.start("grade"),
            Decimal(0),
            "",
            "grade",
            "exact",
            match["grade"],
        )
        yield frame.observe(
            sentence,
            number,
            "score",
            _grade_span(sentence, match),
            label="自评等级",
            subject=frame.whole,
            value=None,
            unit=None,
            level="total",
            confidence=0.95,
        )


def _grade_span(sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """The clause before the grade, and the quotation mark that closes it."""
    chars = sentence.strip.chars
    start = max(chars.rfind(c, sentence.start, match.start()) for c in "，。；") + 1
    end = match.end("grade")
    closed = chars.startswith(("”", '"'), end)
    return max(start, sentence.start), end + closed
