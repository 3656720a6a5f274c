"""Is a product still of the newest build, and if not, what of it has changed?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kexie_dash.charts.format import value_text
from kexie_dash.exports.stamp import Shown, Stamp, exact_of, read_stamp
from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.marks import standing
from kexie_dash.store.database import View
from kexie_dash.store.manifest import load_manifest

#: More changes than this are counted.
MOST = 20
#: What a DuckDB file begins with, after eight bytes of its own.
_MAGIC, _MAGIC_AT = b"DUCK", 8
_NOTHING = frozenset({"not_stated", "not_applicable"})


@dataclass(frozen=True, slots=True)
class Freshness:
    """says: whether it is the newest. changes: what has changed since, a sentence each."""

    current: bool
    says: str
    changes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        more = len(self.changes) - MOST
        rest = (f"另有 {more} 处变化，请重新导出。",) if more > 0 else ()
        return (self.says, *self.changes[:MOST], *rest)


def freshness(view: View, stamp: Stamp) -> Freshness:
    """The stamp of a file held against the build shown now."""
    now = view.snapshot
    here = f"第 {now.number} 次生成（{now.build}）"
    made = f"第 {stamp.number} 次生成（{stamp.build}）"
    day = f"，{stamp.made_on.isoformat()} 导出" if stamp.made_on else ""
    if now.build == stamp.build:
        return Freshness(True, f"仍是最新：文件的数据是{made}{day}。")
    if stamp.number > now.number:
        return Freshness(
            False, f"无法核对：文件的数据是{made}，这里是{here}；文件较新，或出自另一个数据目录。"
        )
    changes = (*_figures(view, stamp.figures), *_reports(view, stamp))
    if now.dictionary_version != stamp.dictionary:
        said = f"指标词典有修订：由 {stamp.dictionary} 改为 {now.dictionary_version}，见更新说明。"
        changes = (*changes, said)
    if not changes:
        changes = (_unchanged(stamp),)
    says = f"已有更新的数据：文件是{made}，现在是{here}。请重新导出后再用。"
    return Freshness(False, says, changes)


def file_freshness(view: View, data: bytes, manifest: Path) -> Freshness:
    """Of the bytes of any product; ExportError where it says nothing of its data.

    A database is a copy of a build's file, so its sha256 tells which; after others wrote in it, it is none.
    """
    if data[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] != _MAGIC:
        return freshness(view, read_stamp(data))
    known = load_manifest(manifest).by_sha256(hashlib.sha256(data).hexdigest())
    if known is None:
        now = view.snapshot
        said = f"数据库文件不是现在的第 {now.number} 次生成（{now.build}），也不是上一次："
        return Freshness(False, f"{said}已有更新的数据，或文件被改过。请重新导出后再用。")
    return freshness(view, Stamp("database", known.build, known.number, known.dictionary_version, None))


def _unchanged(stamp: Stamp) -> str:
    if not stamp.figures:
        return "文件没有留下逐个数字的标记，说不出变了哪些。"
    return f"文件里的 {len(stamp.figures)} 个数和结论没有变化。"


def _figures(view: View, figures: Iterable[Shown]) -> Iterable[str]:
    values = view.cached("values by id", lambda: {value.id: value for value in view.values()})
    used = {stored.report.id for stored in view.reports() if stored.in_use}
    metrics = {metric.id: metric for metric in view.metrics()}
    found = standing(view)
    for one in figures:
        value, finding = values.get(one.id), found.get(one.id)
        if finding is not None:
            if exact_of(finding) != one.exact:
                now = f"{VERDICT_LABEL[finding.verdict]}：{finding.message}"
                yield f"{one.name}：文件里是“{one.shown}”，现在是“{now}”"
        elif value is None and one.exact.partition("|")[0] in _NOTHING:
            # A report's silence on one item of a breakdown is stored nowhere: it is silent still.
            continue
        elif value is None or value.report not in used:
            yield f"{one.name}：文件里是“{one.shown}”，现在没有这一项"
        elif exact_of(value) != one.exact:
            yield f"{one.name}：文件里是{one.shown}，现在是{value_text(value, metrics[value.metric])}"


def _reports(view: View, stamp: Stamp) -> Iterable[str]:
    if not stamp.reports:
        return
    used = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
    for key, report in used.items():
        if key not in stamp.reports:
            yield f"新增报告：{report.body} {report.year} {KIND_LABEL[report.kind]}（{key}）"
    for key in stamp.reports:
        if key not in used:
            yield f"不再使用的报告：{key}"
