"""Worked formulas: 指标得分=已完成数/计划总数×5=19/20×5=4.75分 states 19, 20 and 4.75, not the constant 5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.extraction.attributes import plain
from kexie_dash.extraction.numbers import Number
from kexie_dash.extraction.sentences import Sentence
from kexie_dash.extraction.statement import Frame
from kexie_dash.model.observation import PERIOD_STOCK, PERIOD_YEAR, Family, Observation

_NUMERIC = re.compile(r"(?<==)(?P<body>[(\d][\d.,()+\-/÷×*%]{0,80}[\d)%])(?==)")
_OPERAND = re.compile(r"(?P<op>[×*]?)(?P<value>\d[\d,]{0,18}(?:\.\d{1,6})?)")
_SYMBOL = re.compile(r"[^/÷×*+=]+")
_PEOPLE = re.compile(r"人数|编制|在编|在职|编外|人员")
_MONEY = re.compile(r"预算|支出|决算|收入|金额|资金|经费|采购额")


@dataclass(frozen=True, slots=True)
class _Operand:
    start: int
    end: int
    value: Decimal
    name: str


def formula_spans(chars: str) -> list[tuple[int, int]]:
    """Where formulas stand whose numbers are constants or operands: from the first = to the last."""
    spans = []
    for match in re.finditer(r"=[^，。；]*=", chars):
        spans.append((match.start(), match.end()))
    for match in re.finditer(r"[×*]\d{1,9}(?:\.\d{1,6})?(?:%|分)?", chars):
        spans.append((match.start(), match.end()))
    for match in re.finditer(
        r"[(（][^()（）]{2,40}/[^()（）]{2,40}\d{1,6}(?:\.\d{1,4})?%[)）](?=[×*])", chars
    ):
        spans.append((match.start(), match.end()))
    return spans


def read_operands(frame: Frame, sentence: Sentence) -> Iterator[Observation]:
    """The operands of worked formulas, named by the symbolic formula before them."""
    for match in _NUMERIC.finditer(sentence.strip.chars, sentence.start, sentence.end):
        yield from _operands(frame, sentence, match)


def _operands(frame: Frame, sentence: Sentence, match: re.Match[str]) -> Iterator[Observation]:
    chars = sentence.strip.chars
    symbolic_start = chars.rfind("=", sentence.start, match.start() - 1)
    symbolic = chars[symbolic_start + 1 : match.start() - 1]
    names = [n for n in _names(symbolic) if not re.fullmatch(r"[\d.%]+", n)]
    base = max(symbolic_start + 1, sentence.start)
    found = [m for m in _OPERAND.finditer(match["body"]) if not m["op"]]
    for position, item in enumerate(found):
        start, end = match.start() + item.start("value"), match.start() + item.end("value")
        name = names[min(position, len(names) - 1)] if names else symbolic
        operand = _Operand(start, end, Decimal(item["value"].replace(",", "")), name)
        yield _observe(frame, sentence, operand, base)


def _names(symbolic: str) -> list[str]:
    flat = re.sub(r"\([^()]*\)", lambda m: m.group() if "/" not in m.group() else m.group()[1:-1], symbolic)
    return [s.strip("()（） ") if s.count("(") != s.count(")") else s for s in _SYMBOL.findall(flat) if s]


def _observe(frame: Frame, sentence: Sentence, operand: _Operand, base: int) -> Observation:
    people, money = bool(_PEOPLE.search(operand.name)), bool(_MONEY.search(operand.name))
    family: Family = "staffing" if people else "budget" if money else "output"
    unit = "人" if people else "元" if money else "个"
    number = Number(operand.start, operand.end, operand.start, operand.value, unit, "bare", "exact",
                    sentence.strip.chars[operand.start : operand.end])  # fmt: skip
    fields: dict[str, object] = (
        {"stage": "executed" if "支出" in operand.name else "initial"} if money else {}
    )
    return frame.observe(
        sentence,
        number,
        family,
        (base, operand.end),
        label=operand.name,
        subject=operand.name,
        value=plain(operand.value),
        period=PERIOD_STOCK if people else PERIOD_YEAR,
        rule="prose.formula",
        confidence=0.85,
        **fields,
    )
