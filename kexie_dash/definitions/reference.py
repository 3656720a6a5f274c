"""Regions and resident population, from data/reference."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast, get_args

from kexie_dash.definitions.problem import DefinitionError, Problem
from kexie_dash.model.report import Level, Population, Region

_REGION_COLUMNS = ("code", "name", "level", "parent")
_POPULATION_COLUMNS = ("region_code", "population", "as_of", "source")


def load_regions(folder: Path) -> dict[str, Region]:
    """Regions by code, with their population where it is known; DefinitionError names file and line."""
    population = {figure.region_code: figure for figure in load_population(folder)}
    regions: dict[str, Region] = {}
    path = folder / "regions.csv"
    for line, row in _rows(path, _REGION_COLUMNS):
        code, level = row["code"], row["level"]
        if not is_region_code(code) or level not in get_args(Level) or not row["name"] or code in regions:
            raise _fault(path, line, f"区划 {code} {row['name']} {level} 有误或重复")
        figure = population.get(code)
        regions[code] = Region(
            code=code,
            name=row["name"],
            level=cast(Level, level),
            parent=row["parent"] or None,
            population=int(figure.value) if figure else None,
            population_source=f"{figure.source}，{figure.as_of:%Y-%m-%d}" if figure else None,
        )
    return regions


def load_population(folder: Path) -> tuple[Population, ...]:
    """Resident population figures with their sources, in the order of the file."""
    path = folder / "population.csv"
    figures = []
    for line, row in _rows(path, _POPULATION_COLUMNS):
        try:
            value, as_of = Decimal(row["population"]), date.fromisoformat(row["as_of"])
        except (InvalidOperation, ValueError) as error:
            raise _fault(path, line, "人口数或日期不是规定写法") from error
        if value <= 0 or value != int(value) or not row["source"] or not is_region_code(row["region_code"]):
            raise _fault(path, line, "人口数应为正整数，区划代码为六位，来源不能空")
        figures.append(Population(row["region_code"], value, as_of, row["source"]))
    return tuple(figures)


def is_region_code(code: str) -> bool:
    """True for six ASCII digits."""
    return len(code) == 6 and code.isascii() and code.isdigit()


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise _fault(path, None, "缺少这个文件") from error
    except UnicodeDecodeError as error:
        raise _fault(path, None, "不是 UTF-8 编码") from error
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise _fault(path, 1, f"表头应为 {','.join(columns)}")
    for row in reader:
        if None in row or None in row.values():
            raise _fault(path, reader.line_num, f"应有 {len(columns)} 列")
        yield reader.line_num, {key: value.strip() for key, value in row.items()}


def _fault(path: Path, line: int | None, message: str) -> DefinitionError:
    remedy = "按 data/reference/README.md 的说明改正"
    return DefinitionError(Problem(f"reference/{path.name}", line, message, remedy))
