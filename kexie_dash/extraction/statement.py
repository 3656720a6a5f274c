"""What every reader of prose shares: the frame of a report, and observations cut from a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kexie_dash.definitions import wording
from kexie_dash.extraction.attributes import plain
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.model.observation import PERIOD_YEAR, Evidence, Family, Leftover, Observation, ScoreLevel
from kexie_dash.model.report import Document, ReportKind

_CONNECTIVES = re.compile(
    r"^(?:其中|并且|并|还|同时|此外|另外|先后|全年|年内|一年来|累计|共|分别为|以及|及|和|与|、|[“”\"（(])*"
)
_LABEL_HEAD = re.compile(
    r"^[(（“”]*(?:[(（]?\d{1,2}[)）、.])?(?:(?:19|20)\d\d年(?:度|以来|末|底)?|今年|去年|本年度|其中|包括|[和及与的、]|并|还|先后|年内|累计|共|已|截[止至]目前|目前)*[，,]?"
)
_BODY = re.compile(
    r"^(?:[一-鿿]{0,10}?(?:科协|科学技术协会|妇联|残联|文联|社科联|联合会)|我会|本会|我单位|本单位|本部门)(?:\(?本级\)?)?(?=.{2})"
)
_LABEL_TAIL = re.compile(r"(?:共计|合计|总计|累计|共|达到|达|约|有|为|是|了|分别|：|:|=|已|的|在)+$")
#: Right behind a figure: what follows are its parts.
PARTS_FOLLOW = re.compile(r"^(?:[，,；;（(：:。]{0,2}(?:其中|\(含|（含|用于)|\([^()]{1,10}\d)")
_VERBS = re.compile(
    r"^(?:组织开展|组织举办|联合举办|创办并举办|举办|开展|召开|组织|参与|参加|举行|完成|承办|主办|提供|发送|播出|制作|建成|建立|成立|设立)了?"
)


@dataclass(slots=True)
class Memory:
    """What a later sentence may refer back to as 该指标: the indicator named last, under which headings."""

    indicator: str = ""
    indicator_under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The report a statement belongs to, and what its tables already told.

    levels: score level by indicator name, from the report's own rubric table. county: it is a county's or
    district's report.
    """

    document: Document
    report: str
    year: int | None
    kind: ReportKind | None
    levels: Mapping[str, ScoreLevel] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    county: bool = False

    @property
    def whole(self) -> str:
        """The subject of a figure about everything reported."""
        return "项目整体" if self.kind == "project" else "部门整体"

    @property
    def whole_words(self) -> re.Pattern[str]:
        """Words that name everything reported; 专项经费 and the like only in a report of a project."""
        return wording.pattern("whole_words", self.kind or "department")

    def observe(
        self,
        sentence: Sentence,
        number: Number,
        family: Family,
        span: tuple[int, int],
        **fields: Any,
    ) -> Observation:
        """An observation of the number, its evidence the span of the passage."""
        values: dict[str, Any] = {
            "report": self.report,
            "family": family,
            "label": "",
            "subject": self.whole,
            "value": plain(number.value),
            "unit": number.unit,
            "value_text": number.text,
            "bound": number.bound,
            "coverage": "own",
            "is_total": False,
            "period": PERIOD_YEAR,
            "year": self.year,
            "evidence": self.evidence(sentence, span),
            "rule": f"prose.{family}",
            "confidence": 0.9,
            "sentence": sentence.offset,
        }
        return Observation(**(values | fields))

    def leftover(self, sentence: Sentence, number: Number, reason: str) -> Leftover:
        """The number's clause as a listed leftover."""
        return Leftover(self.report, self.evidence(sentence, clause_span(sentence, number)), reason)

    def evidence(self, sentence: Sentence, span: tuple[int, int]) -> Evidence:
        """The span of the sentence's passage as evidence; of a cell broken over rows only its last part."""
        offsets, text = sentence.strip.offsets, self.document.text
        start, end = span
        broken = "\t" in text[offsets[start] : offsets[end - 1]]
        for index in range(end - 1, start, -1) if broken else ():
            if offsets[index] - offsets[index - 1] > 1 and "\t" in text[offsets[index - 1] : offsets[index]]:
                start = index
                break
        return sentence.strip.evidence(self.document, start, end)


def clause_span(sentence: Sentence, number: Number) -> tuple[int, int]:
    """The whole clause of the number, without a leading connective."""
    clause = sentence.clauses[sentence.clause_of(number.core)]
    head = sentence.strip.chars[clause.start : number.start]
    lead = _CONNECTIVES.match(head)
    return clause.start + (lead.end() if lead else 0), max(clause.end, number.end)


def head_span(sentence: Sentence, number: Number, floor: int = 0) -> tuple[int, int]:
    """From the clause's start (or floor, where the number before it ends) to the number's end."""
    start, _ = clause_span(sentence, number)
    return max(start, floor), number.end


def label_before(head: str) -> str:
    """The words before a figure that name it: "其中，参与人数超过" → 参与人数."""
    text = _LABEL_HEAD.sub("", _BODY.sub("", _LABEL_HEAD.sub("", head)))
    return _LABEL_TAIL.sub("", text).strip("，,。；;“”")


def without_verb(label: str) -> str:
    """The thing done, without the doing: 举办学术交流活动 → 学术交流活动."""
    return _VERBS.sub("", label)
