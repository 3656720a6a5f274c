"""origins.yaml as it is written: entries with the line of every field, before anything is judged.

Needs no validation library, so that `kexie extract` starts quickly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from kexie_dash.definitions.problem import Problem

FILE = "reports/origins.yaml"
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One item under `reports:`; line and column of its first key, the line of every field, its last line."""

    fields: dict[str, object]
    lines: dict[str, int]
    line: int
    column: int
    last_line: int

    def line_of(self, field: str) -> int:
        return self.lines.get(field, self.line)

    @property
    def id(self) -> str | None:
        """The id as written, for naming the entry in a message; None if it has none."""
        value = self.fields.get("id")
        return str(value) if value is not None else None


@dataclass(frozen=True, slots=True)
class OriginsFile:
    """All entries that could be parsed, and what could not be."""

    entries: tuple[RawEntry, ...]
    problems: tuple[Problem, ...]


def read_origins_file(path: Path) -> OriginsFile:
    """Entries of the file; a missing or undecodable file is a problem, not an exception."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        remedy = "在 data/reports 里放入 origins.yaml，或用 kexie add 登记第一份报告"
        return OriginsFile((), (Problem(FILE, None, "没有这个文件", remedy),))
    except UnicodeDecodeError as error:
        message = f"不是 UTF-8 编码（第 {error.start + 1} 个字节起）"
        return OriginsFile((), (Problem(FILE, None, message, "另存为 UTF-8 编码"),))
    except OSError as error:
        return OriginsFile((), (Problem(FILE, None, f"打不开（{error.strerror}）", "检查读取权限"),))
    return parse_origins(text)


def parse_origins(text: str) -> OriginsFile:
    """Entries of the text. Where the YAML as a whole cannot be parsed, each item is parsed by itself."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return _parse_items(text)
    if root is None:
        return OriginsFile((), ())
    reports = _child(root, "reports")
    if reports is None:
        return OriginsFile((), (Problem(FILE, 1, "没有 reports 一项", "把各报告列在 reports: 之下"),))
    if isinstance(reports, yaml.ScalarNode) and not reports.value:
        return OriginsFile((), ())
    if not isinstance(reports, yaml.SequenceNode):
        line = reports.start_mark.line + 1
        return OriginsFile((), (Problem(FILE, line, "reports 应是一个列表", "每份报告以“- id:”开头"),))
    return _collect(reports)


def _collect(reports: yaml.SequenceNode, shift: int = 0) -> OriginsFile:
    entries: list[RawEntry] = []
    problems: list[Problem] = []
    for node in reports.value:
        made = _entry(node, shift)
        if isinstance(made, RawEntry):
            entries.append(made)
        else:
            problems.append(made)
    return OriginsFile(tuple(entries), tuple(problems))


def _parse_items(text: str) -> OriginsFile:
    """Item by item: a slip of YAML in one entry must not take the other reports away."""
    starts = list(_ITEM.finditer(text))
    outer = min((len(match[1]) for match in starts), default=0)
    offsets = [match.start() for match in starts if len(match[1]) == outer]
    if not offsets:
        return OriginsFile((), (_syntax_problem(text, 0),))
    entries: list[RawEntry] = []
    problems: list[Problem] = []
    for begin, end in zip(offsets, [*offsets[1:], len(text)], strict=True):
        shift = text.count("\n", 0, begin)
        try:
            node = yaml.compose(text[begin:end], Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            problems.append(_syntax_problem(text[begin:end], shift))
            continue
        if isinstance(node, yaml.SequenceNode):
            part = _collect(node, shift)
            entries.extend(part.entries)
            problems.extend(part.problems)
    if not problems:
        problems.append(_syntax_problem(text, 0))
    return OriginsFile(tuple(entries), tuple(problems))


def _syntax_problem(text: str, shift: int) -> Problem:
    line, why = shift + 1, ""
    try:
        yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = shift + (mark.line + 1 if mark else 1)
        why = f"（{error.problem}）" if error.problem else ""
    except yaml.YAMLError as error:
        why = f"（{error}）"
    remedy = "检查这一行及上一行的缩进、冒号后的空格和引号是否成对"
    return Problem(FILE, line, f"YAML 写法有误{why}", remedy)


def _entry(node: yaml.Node, shift: int) -> RawEntry | Problem:
    line = node.start_mark.line + 1 + shift
    if not isinstance(node, yaml.MappingNode):
        return Problem(FILE, line, "这一项不是“名称: 值”的形式", "每份报告以“- id:”开头，各项缩进对齐")
    fields: dict[str, object] = {}
    lines: dict[str, int] = {}
    last = line
    for key, value in node.value:
        name = str(key.value)
        if name in fields:
            return Problem(
                FILE,
                key.start_mark.line + 1 + shift,
                f"{name} 写了两次",
                "删去多余的一行",
                str(fields.get("id")),
            )
        fields[name] = _value(value)
        lines[name] = key.start_mark.line + 1 + shift
        last = max(last, _last_line(value) + shift)
    return RawEntry(fields, lines, line, node.start_mark.column, last)


def _value(node: yaml.Node) -> object:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError):
        # An impossible date such as 2021-02-30: kept as printed, so that validation names the field.
        return str(node.value)
    finally:
        loader.dispose()


def _last_line(node: yaml.Node) -> int:
    """1-based; a scalar that ends at the start of a line ended on the line before."""
    mark = node.end_mark
    return int(mark.line + 1 if mark.column or mark.line == node.start_mark.line else mark.line)


def _child(root: yaml.Node, name: str) -> yaml.Node | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    return next((value for key, value in root.value if key.value == name), None)
