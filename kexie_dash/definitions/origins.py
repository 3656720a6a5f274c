"""Whose report is in which file: origins.yaml, every entry checked by itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kexie_dash.definitions.origins_file import FILE, RawEntry, parse_origins, read_origins_file
from kexie_dash.definitions.problem import Problem
from kexie_dash.model.report import Region, Report, ReportKind
from kexie_dash.settings import FIRST_YEAR, LAST_YEAR

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

_WANTED: dict[str, str] = {
    "id": "用字母、数字和短横线写一个编号，如 440600-2020",
    "file": "写 data/reports 里的文件名，如 440600-2020.txt",
    "region_code": '写六位区划代码并加引号，如 "440600"',
    "body_code": '写区划代码，非科协单位加后缀，如 "440600-fl"',
    "body": "写单位全称",
    "year": f"写 {FIRST_YEAR} 至 {LAST_YEAR} 之间的年份，如 2020，不加引号",
    "kind": "写 department（部门整体）或 project（项目）",
    "project": "写项目名称；部门整体报告不写这一项",
    "publisher": "写发布单位",
    "received": "写日期，如 2026-11-21",
    "sha256": "写文件的 SHA-256（64 位十六进制），可用 sha256sum 算出",
}


class _Entry(BaseModel):
    """The fields an entry may have, each strict: a number is no text and a text no number."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$")]
    file: Text
    region_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    body_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}(-[0-9a-z]{1,20})?$")] | None = None
    body: Text
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    kind: ReportKind
    project: Text | None = None
    publisher: Text | None = None
    received: date | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class Origin:
    """A report with the lines its entry was written on."""

    report: Report
    entry: RawEntry

    def problem(self, field: str, message: str, remedy: str) -> Problem:
        """A problem located at one field of the entry."""
        return Problem(FILE, self.entry.line_of(field), message, remedy, self.report.id)


@dataclass(frozen=True, slots=True)
class Origins:
    """Entries that can be used, in the order of the file, and what is wrong with the others."""

    origins: tuple[Origin, ...]
    problems: tuple[Problem, ...]


def load_origins(path: Path, regions: Mapping[str, Region]) -> Origins:
    """Read and check the file. A faulty entry becomes a problem; the others stay usable."""
    raw = read_origins_file(path)
    return _judge(raw.entries, list(raw.problems), regions)


def check_origins(text: str, regions: Mapping[str, Region]) -> Origins:
    """The same for a text that is not yet written."""
    raw = parse_origins(text)
    return _judge(raw.entries, list(raw.problems), regions)


def _judge(entries: tuple[RawEntry, ...], problems: list[Problem], regions: Mapping[str, Region]) -> Origins:
    good: list[Origin] = []
    taken: dict[tuple[str, str], int] = {}
    for entry in entries:
        made = _origin(entry, regions)
        faults = [made] if isinstance(made, Problem) else list(_repeats(made, taken))
        if isinstance(made, Origin) and not faults:
            good.append(made)
        problems.extend(faults)
    return Origins(tuple(good), tuple(sorted(problems, key=lambda problem: problem.line or 0)))


def _origin(entry: RawEntry, regions: Mapping[str, Region]) -> Origin | Problem:
    try:
        fields = _Entry.model_validate(entry.fields)
    except ValidationError as error:
        # A misspelt name explains the missing one, so it is told first.
        faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
        return _explain(entry, faults[0])
    region = regions.get(fields.region_code)
    fault = _region_fault(fields, region, regions) or _field_fault(fields)
    if fault is not None or region is None:
        field, message, remedy = fault or ("region_code", "未知区划", _WANTED["region_code"])
        return Problem(FILE, entry.line_of(field), message, remedy, entry.id)
    report = Report(
        id=fields.id,
        file=fields.file,
        region_code=fields.region_code,
        body_code=fields.body_code or fields.region_code,
        body=fields.body,
        year=fields.year,
        kind=fields.kind,
        level=region.level,
        project=fields.project,
        publisher=fields.publisher,
        received=fields.received,
        sha256=fields.sha256,
    )
    return Origin(report, entry)


def _explain(entry: RawEntry, error: Any) -> Problem:
    """error: one item of ValidationError.errors()."""
    field = str(error["loc"][0]) if error["loc"] else ""
    wanted = _WANTED.get(field, "对照其他报告的写法改正")
    if error["type"] == "missing":
        return Problem(FILE, entry.line, f"缺少 {field}", wanted, entry.id)
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(field, _WANTED, n=1)
        remedy = f"是不是 {near[0]}？否则删去这一行" if near else "删去这一行，或对照其他报告的写法改正"
        return Problem(FILE, entry.line_of(field), f"不认识的项 {field}", remedy, entry.id)
    value = entry.fields.get(field)
    shown = f"“{value}”" + ("（没加引号）" if isinstance(value, int) and "code" in field else "")
    return Problem(FILE, entry.line_of(field), f"{field} 写成了 {shown}", wanted, entry.id)


_Fault = tuple[str, str, str]


def _region_fault(fields: _Entry, region: Region | None, regions: Mapping[str, Region]) -> _Fault | None:
    code = fields.region_code
    if region is None:
        near = difflib.get_close_matches(code, regions, n=3, cutoff=0.6)
        hint = "、".join(f"{other}（{regions[other].name}）" for other in near)
        remedy = (
            "核对代码"
            + (f"，相近的有 {hint}" if hint else "")
            + "；确有此地则在 reference/regions.csv 补一行"
        )
        return "region_code", f"区划代码 {code} 不在区划表里", remedy
    body_code = fields.body_code
    if body_code is not None and body_code.partition("-")[0] != code:
        return "body_code", f"body_code {body_code} 与 region_code {code} 不一致", _WANTED["body_code"]
    return None


def _field_fault(fields: _Entry) -> _Fault | None:
    name = PurePosixPath(fields.file)
    if name.is_absolute() or ".." in name.parts or "\\" in fields.file or not fields.file.isprintable():
        return "file", f"文件“{fields.file}”不在 data/reports 里", _WANTED["file"]
    if fields.kind == "department" and fields.project is not None:
        return "project", "部门整体报告不应有 project", "删去 project，或把 kind 改为 project"
    return None


def _repeats(origin: Origin, taken: dict[tuple[str, str], int]) -> Iterator[Problem]:
    """Ids, files and contents may stand once; the first entry keeps them."""
    report = origin.report
    for field, value, name in (
        ("id", report.id, "编号"),
        ("file", report.file, "文件"),
        ("sha256", report.sha256, "同一份内容"),
    ):
        first = taken.get((field, value))
        if first is not None:
            remedy = "每份报告一个编号、一个文件；删去重复的一项或改正"
            yield origin.problem(field, f"{name} {value} 已在第 {first} 行登记", remedy)
            return
    for field, value in (("id", report.id), ("file", report.file), ("sha256", report.sha256)):
        taken[field, value] = origin.entry.line
