"""The stamp of everything that is taken away: which build it was made from, and which figures it shows.

    stamp = make_stamp(view, "briefing", today, values=values, findings=found)
    data = stamp_office(data, stamp)            # PPTX, DOCX, XLSX: properties and a part of its own
    archive.writestr(STAMP_MEMBER, stamp_json(stamp))            # ZIP
    head += stamp_html(stamp)                   # HTML: data, never run
    stamp = read_stamp(data)                    # from any of them, also after other programs saved it
    freshness(view, stamp).lines                # exports/freshness: 仍是最新, or what has changed

What a reader sees of it is `stamp_words(stamp)`; every product prints it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from kexie_dash.charts.format import value_text
from kexie_dash.charts.names import names_of, short_names
from kexie_dash.exports.clean import clean
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp_office import office_stamp, stamp_into
from kexie_dash.exports.stamp_plain import STAMP_MEMBER, html_block, plain_stamp
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.finding import VERDICT_LABEL, Finding
from kexie_dash.model.labels import by_label
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.store.database import View

__all__ = [
    "STAMP_MEMBER",
    "Shown",
    "Stamp",
    "exact_of",
    "make_stamp",
    "read_stamp",
    "stamp_html",
    "stamp_json",
    "stamp_office",
    "stamp_words",
]

FORMAT = 1
NO_STAMP = "这个文件里没有数据版本的标记：它不是从这里导出的，或标记已被别的程序去掉。"


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure or finding of a product. id: of the value or finding. exact: changes with the figure."""

    id: str
    name: str
    shown: str
    exact: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """reports: ids of all reports in use in that build. figures: what the product shows of it."""

    product: str
    build: str
    number: int
    dictionary: str
    made_on: date
    reports: tuple[str, ...] = ()
    figures: tuple[Shown, ...] = ()


def make_stamp(
    view: View,
    product: str,
    made_on: date,
    values: Iterable[MeasureValue] = (),
    findings: Iterable[Finding] = (),
) -> Stamp:
    """product: one word (briefing, questions, workbook …). A value without a report has no place in it."""
    snapshot = view.snapshot
    used = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
    figures = (*_values(view, tuple(values)), *_findings(used, findings))
    return Stamp(
        product,
        snapshot.build,
        snapshot.number,
        snapshot.dictionary_version,
        made_on,
        tuple(used),
        tuple({shown.id: shown for shown in figures}.values()),
    )


def stamp_words(stamp: Stamp) -> str:
    """What stands in the foot of every product."""
    return (
        f"数据截至第 {stamp.number} 次生成（{stamp.build}），指标词典 {stamp.dictionary}，"
        f"{stamp.made_on.isoformat()} 导出；以最新版为准。"
    )


def exact_of(item: MeasureValue | Finding) -> str:
    """Another text for every other figure."""
    if isinstance(item, Finding):
        parts: Sequence[object] = (item.verdict, item.declared, item.expected, item.points, item.message)
    else:
        parts = (item.status, item.bound, item.value, item.low, item.high, item.basis, item.text)
    return "|".join("" if part is None else str(part) for part in parts)


def _values(view: View, values: Sequence[MeasureValue]) -> Iterable[Shown]:
    metrics = {metric.id: metric for metric in view.metrics()}
    names = names_of(values)
    for value in values:
        metric = metrics[value.metric]
        yield Shown(
            value.id,
            value_name(value, metric, names[value.body_code]),
            value_text(value, metric),
            exact_of(value),
        )


def value_name(value: MeasureValue, metric: Metric, body: str) -> str:
    """深圳 2020 部门整体 活动场次（全市系统）."""
    parts = [by_label(name, said) for name, said in value.by]
    if value.project and value.project not in parts:
        parts.insert(0, value.project)
    told = f"（{'，'.join(parts)}）" if parts else ""
    return clean(f"{body} {value.year} {KIND_LABEL[value.kind]} {metric.label}{told}")[0]


def _findings(used: dict[str, Report], findings: Iterable[Finding]) -> Iterable[Shown]:
    names = short_names({report.body_code: report.body for report in used.values()})
    for found in findings:
        report = used.get(found.report)
        where = f"{names[report.body_code]} {report.year} " if report else ""
        shown = f"{VERDICT_LABEL[found.verdict]}：{found.message}"
        yield Shown(found.id, clean(f"{where}{found.title}")[0], clean(shown)[0], exact_of(found))


def stamp_json(stamp: Stamp) -> str:
    """The whole stamp; keys in one order."""
    data = {"format": FORMAT, **asdict(stamp), "made_on": stamp.made_on.isoformat()}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def stamp_html(stamp: Stamp) -> str:
    """A block of data for <head>; no browser runs it."""
    return html_block(stamp_json(stamp))


def stamp_office(data: bytes, stamp: Stamp) -> bytes:
    """The PPTX, DOCX or XLSX with the stamp in it, otherwise as it was."""
    short = {
        "kexie.product": stamp.product,
        "kexie.build": stamp.build,
        "kexie.number": str(stamp.number),
        "kexie.dictionary": stamp.dictionary,
        "kexie.exported": stamp.made_on.isoformat(),
    }
    return stamp_into(data, short, stamp_json(stamp))


def read_stamp(data: bytes) -> Stamp:
    """ExportError where there is none, or none that can be understood."""
    text = plain_stamp(data)
    if text is not None:
        return _parsed(text)
    found = office_stamp(data)
    if found is None:
        raise ExportError(NO_STAMP)
    properties, whole = found
    if whole is not None:
        return _parsed(whole)
    plain = {key.removeprefix("kexie."): said for key, said in properties.items()}
    return _parsed(json.dumps({**plain, "format": FORMAT, "made_on": plain.get("exported", "")}))


def _parsed(text: str) -> Stamp:
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ExportError("这个文件的数据版本标记是更新的程序写的，请用新版程序核对。")
        return Stamp(
            _word(data["product"]),
            _word(data["build"]),
            int(data["number"]),
            _word(data["dictionary"]),
            date.fromisoformat(data["made_on"]),
            tuple(_word(one) for one in data.get("reports", ())),
            tuple(
                Shown(**{key: _word(said) for key, said in one.items()}) for one in data.get("figures", ())
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError("这个文件的数据版本标记已损坏，读不出来。") from error


def _word(text: object) -> str:
    """A text from a file anybody may have changed: it is shown, so it holds no control characters."""
    if not isinstance(text, str):
        raise TypeError(text)
    return clean(text)[0]
