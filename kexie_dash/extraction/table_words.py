"""The crosswalk of wording_tables.yaml: what printed header cells and row labels mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from kexie_dash.definitions.yaml_text import load_yaml
from kexie_dash.model.observation import Family, Stage

_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_YEAR_WORD = re.compile(r"(?:(?:19|20)\d\d年度?|本年度|本年(?=[预决执支]))")
_MONEY_UNIT = re.compile(r"(亿元|千元|百万元|万元|元)")
_SCALE = {
    "亿元": Decimal(100_000_000),
    "百万元": Decimal(1_000_000),
    "万元": Decimal(10_000),
    "千元": Decimal(1000),
    "元": Decimal(1),
}
_HEADER_MAX = 28


@dataclass(frozen=True, slots=True)
class TableWords:
    """wording_tables.yaml. Read without pydantic: `kexie extract` must start at once."""

    columns: dict[str, tuple[str, ...]]
    stages: dict[str, tuple[str, ...]]
    sources: frozenset[str]
    rate_endings: tuple[str, ...]
    score_rates: frozenset[str]
    counts: dict[str, dict[str, tuple[str, ...]]]
    count_families: dict[str, frozenset[str]]
    name_units: dict[str, tuple[str, ...]]
    loose_units: frozenset[str]
    comparators: frozenset[str]
    periods: dict[str, tuple[str, ...]]
    path_words: dict[str, frozenset[str]]
    totals: frozenset[str]
    subtotals: frozenset[str]
    score_totals: frozenset[str]
    grade_rows: frozenset[str]
    grades: frozenset[str]
    form_rows: frozenset[str]
    subjects: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    role: a key of `columns`, or stage, source, rate, score_rate, count, period, other (unknown words),
    blank (no words). scale: factor into 元 where the header names a money unit. unit: of counts;
    "%" for a ratio printed without its sign. subject: of an amount whose rows are the stages.
    """

    role: str
    label: str = ""
    stage: str | None = None
    scale: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    period: str | None = None
    family: Family | None = None
    subject: str | None = None


BLANK = Column("blank")


@lru_cache(maxsize=1)
def table_words() -> TableWords:
    """The crosswalk, read once."""
    text = (files("kexie_dash.definitions") / "wording_tables.yaml").read_text(encoding="utf-8")
    tables = cast("dict[str, Any]", load_yaml(text))
    return TableWords(**{name: _typed(name, node) for name, node in tables.items()})


#: Which entries are sets of words; lists elsewhere keep their order.
_SETS = frozenset(
    {"sources", "score_rates", "count_families", "loose_units", "comparators", "path_words", "totals"}
    | {"subtotals", "score_totals", "grade_rows", "grades", "form_rows"}
)


def _typed(name: str, node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _typed(name, value) for key, value in node.items()}
    return frozenset(node) if name in _SETS else tuple(node)


@lru_cache(maxsize=1)
def _header_index() -> dict[str, Column]:
    words = table_words()
    index: dict[str, Column] = {}
    for source in words.sources:
        index[source] = Column("source")
    for role, printed in words.columns.items():
        index.update((word, Column(role)) for word in printed)
    for family, by_unit in words.counts.items():
        for unit, printed in by_unit.items():
            column = Column("count", unit=unit or None, family=cast(Family, family))
            index.update((word, column) for word in printed)
    for stage, printed in words.stages.items():
        index.update((word, Column("stage", stage=stage)) for word in printed)
    for period, printed in words.periods.items():
        index.update((word, Column("period", period=period)) for word in printed)
    index.update((word, Column("score_rate")) for word in words.score_rates)
    return index


def bare(chars: str) -> str:
    """The words of a cell without brackets, years and a closing colon."""
    plain = _YEAR_WORD.sub("", _BRACKET.sub("", chars))
    return plain.strip("：:*#、.") or chars.strip("：:")


@lru_cache(maxsize=4096)
def column_of(chars: str) -> Column:
    """What a header cell says of the column below it; role other for words that are not known."""
    if not chars:
        return BLANK
    if len(chars) > _HEADER_MAX:
        return Column("other", chars)
    words = table_words()
    plain = bare(chars)
    found = _header_index().get(plain) or _header_index().get(re.sub(r"^其中[：:]?", "", plain))
    if found is None and plain.startswith("其中"):
        found = Column("source")
    if found is None and len(plain) <= 16 and plain.endswith(words.rate_endings):
        found = Column("rate")
    if found is None:
        return Column("other", chars, scale=money_scale(chars))
    year = _YEAR.search(chars)
    unit = found.unit or ("%" if found.role == "rate" and "%" in chars else _bracket_unit(chars))
    return Column(
        found.role,
        chars,
        found.stage,
        money_scale(chars),
        unit,
        int(year.group()) if year else None,
        found.period,
        found.family,
    )


def _bracket_unit(chars: str) -> str | None:
    for content in _BRACKET.findall(chars):
        if content in table_words().loose_units:
            return str(content)
    return None


def money_scale(chars: str) -> Decimal | None:
    """Factor into 元 of the money unit named in a header, caption or row label; None if none is named."""
    for content in _BRACKET.findall(chars):
        match = _MONEY_UNIT.search(content)
        if match:
            return _SCALE[match.group()]
    match = re.search(r"单位[：:]?(?:人民币)?(亿元|千元|百万元|万元|元)", chars)
    return _SCALE[match.group(1)] if match else None


@lru_cache(maxsize=1)
def _subject_index() -> dict[str, str]:
    return {printed: name for name, all_printed in table_words().subjects.items() for printed in all_printed}


def subject_of(name: str) -> str:
    """The product's name of a subject, or the report's own words."""
    return _subject_index().get(name) or _subject_index().get(bare(name)) or name


def stage_term(stage: str, beside: frozenset[str]) -> Stage:
    """Our term of a printed stage; a plain budget is adjusted beside executed figures, else initial."""
    if stage != "budget":
        return cast(Stage, stage)
    return "adjusted" if "executed" in beside and "adjusted" not in beside else "initial"
