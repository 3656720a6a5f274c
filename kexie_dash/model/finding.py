"""What a check of a report against itself found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kexie_dash.model.observation import Evidence

Verdict = Literal["holds", "contradicts", "undecided"]
CheckKind = Literal["sum", "ratio", "score", "rubric", "repeat", "target", "grade", "consistency"]
Severity = Literal["score", "money", "fact", "wording"]

VERDICT_LABEL: dict[Verdict, str] = {"contradicts": "矛盾", "undecided": "待说明", "holds": "相符"}
CHECK_KIND_LABEL: dict[CheckKind, str] = {
    "sum": "合计",
    "ratio": "比率",
    "score": "评分",
    "rubric": "评分规则",
    "repeat": "前后表述",
    "target": "绩效目标",
    "grade": "等级",
    "consistency": "合理性",
}
SEVERITY_LABEL: dict[Severity, str] = {
    "score": "影响得分",
    "money": "涉及资金",
    "fact": "涉及事实",
    "wording": "涉及表述",
}
_VERDICT_ORDER: dict[Verdict, int] = {"contradicts": 0, "undecided": 1, "holds": 2}
_SEVERITY_ORDER: dict[Severity, int] = {"score": 0, "money": 1, "fact": 2, "wording": 3}


@dataclass(frozen=True, slots=True)
class Finding:
    """One application of one check to one report.

    declared, expected, difference (declared − expected), tolerance: base units of `unit`; None where the
    check compares words, which then stand in declared_text and expected_text.
    points: score at stake, None if no score is. wanting: the figure that would decide an undecided check.
    evidence: the declared statement first, then what it was held against.
    nth: tells apart findings of one rule on the same quotes, in the order of the text.
    """

    report: str
    check: str
    title: str
    kind: CheckKind
    verdict: Verdict
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    declared: Decimal | None = None
    expected: Decimal | None = None
    tolerance: Decimal | None = None
    unit: str | None = None
    declared_text: str | None = None
    expected_text: str | None = None
    points: Decimal | None = None
    wanting: str | None = None
    nth: int = 0

    @property
    def difference(self) -> Decimal | None:
        """declared − expected, where both are figures."""
        if self.declared is None or self.expected is None:
            return None
        return self.declared - self.expected

    @property
    def id(self) -> str:
        """Short key of report, rule and quotes; the same after a rebuild and after a shift of lines."""
        quotes = ("".join(evidence.quote.split()) for evidence in self.evidence)
        seed = "|".join((self.report, self.check, *quotes, str(self.nth or "")))
        return "f" + hashlib.sha256(seed.encode()).hexdigest()[:11]

    @property
    def consequence(self) -> tuple[int, int, Decimal, int]:
        """Sort key: contradictions before questions, score and money before the rest, large before small."""
        at_stake = self.points if self.points is not None else abs(self.difference or Decimal(0))
        place = self.evidence[0].start if self.evidence else 0
        return _VERDICT_ORDER[self.verdict], _SEVERITY_ORDER[self.severity], -at_stake, place
