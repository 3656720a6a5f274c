"""The stamp of everything that is taken away: which build it was made from, and which figures it shows.

    stamp = make_stamp(view, "briefing", today, values=values, findings=found)
    data = stamp_office(data, stamp)            # PPTX, DOCX, XLSX: properties and a part of its own
    archive.writestr(STAMP_MEMBER, stamp_json(stamp))            # ZIP
    head += stamp_html(stamp)                   # HTML: data, never run
    data = stamp_picture(data, "png", stamp)    # PNG, SVG, PDF
    stamp = read_stamp(data)                    # from any of them, also after other programs saved it
    freshness(view, stamp).lines                # exports/freshness: 仍是最新, or what has changed

What a reader sees of it is `stamp_words(stamp)`; every product prints it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import value_text
from kexie_dash.charts.names import names_of, short_names
from kexie_dash.exports import texts_stamp as wording
from kexie_dash.exports.clean import clean
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp_office import Change, office_stamp, stamp_into
from kexie_dash.exports.stamp_picture import picture_stamp, stamp_pdf, stamp_png, stamp_svg
from kexie_dash.exports.stamp_plain import STAMP_MEMBER, html_block, plain_stamp
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.finding import VERDICT_LABEL, Finding
from kexie_dash.model.labels import by_label
from kexie_dash.model.report import KIND_LABEL, Report
from kexie_dash.queries.comparison import Comparison
from kexie_dash.store.database import View

__all__ = [
    "STAMP_MEMBER",
    "Shown",
    "Stamp",
    "exact_of",
    "figures_stamp",
    "make_stamp",
    "read_stamp",
    "stamp_html",
    "stamp_json",
    "stamp_office",
    "stamp_picture",
    "stamp_words",
    "worded_stamp",
]

FORMAT = 1
#: What `stamp_words` and the lines of tables print, and the head of a JSON file.
_WORDS = (
    re.compile(
        "第 (?P<number>[0-9]{1,9}) 次生成（(?P<build>[0-9A-Za-z.-]{1,64})），"
        "指标词典 (?P<dictionary>[0-9A-Za-z.-]{1,64})(?:，(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) 导出)?".encode()
    ),
    re.compile(
        rb'"snapshot": ?\{"build": ?"(?P<build>[^"]{1,64})", ?"number": ?(?P<number>[0-9]{1,9}), ?'
        rb'"dictionary_version": ?"(?P<dictionary>[^"]{1,64})"(?P<day>)'
    ),
)
NO_STAMP = wording.NO_STAMP


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure or finding of a product. id: of the value or finding. exact: changes with the figure."""

    id: str
    name: str
    shown: str
    exact: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """reports: ids of all reports in use in that build. figures: what the product shows of it.

    made_on: None where a file of data does not say it.
    """

    product: str
    build: str
    number: int
    dictionary: str
    made_on: date | None
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


def figures_stamp(view: View, figures: object, day: date, product: str = "chart") -> Stamp:
    """Of a picture or a file of data. A comparison names its figures, other tables the build."""
    compared = figures.bands if isinstance(figures, Comparison) else ()
    return make_stamp(view, product, day, [item.value for band in compared for item in band.values])


def stamp_words(stamp: Stamp) -> str:
    """What stands in the foot of every product."""
    day = wording.EXPORTED_ON.format(day=stamp.made_on.isoformat()) if stamp.made_on else ""
    return wording.STAMP.format(number=stamp.number, build=stamp.build, dictionary=stamp.dictionary, day=day)


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
    told = shared.IN_BRACKETS.format(said=shared.BETWEEN_PARTS.join(parts)) if parts else ""
    return clean(f"{body} {value.year} {KIND_LABEL[value.kind]} {metric.label}{told}")[0]


def _findings(used: dict[str, Report], findings: Iterable[Finding]) -> Iterable[Shown]:
    names = short_names({report.body_code: report.body for report in used.values()})
    for found in findings:
        report = used.get(found.report)
        where = f"{names[report.body_code]} {report.year} " if report else ""
        shown = shared.LABELLED.format(label=VERDICT_LABEL[found.verdict], said=found.message)
        yield Shown(found.id, clean(f"{where}{found.title}")[0], clean(shown)[0], exact_of(found))


def _day(stamp: Stamp) -> str:
    return stamp.made_on.isoformat() if stamp.made_on else ""


def stamp_json(stamp: Stamp) -> str:
    """The whole stamp; keys in one order."""
    data = {"format": FORMAT, **asdict(stamp), "made_on": _day(stamp)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def stamp_html(stamp: Stamp) -> str:
    """A block of data for <head>; no browser runs it."""
    return html_block(stamp_json(stamp))


def stamp_office(data: bytes, stamp: Stamp, also: Change | None = None) -> bytes:
    """The PPTX, DOCX or XLSX with the stamp in it, otherwise as it was, or as `also` makes its parts."""
    short = {
        "kexie.product": stamp.product,
        "kexie.build": stamp.build,
        "kexie.number": str(stamp.number),
        "kexie.dictionary": stamp.dictionary,
        "kexie.exported": _day(stamp),
    }
    return stamp_into(data, short, stamp_json(stamp), also)


def stamp_picture(data: bytes, form: str, stamp: Stamp, title: str = "", scale: float = 1.0) -> bytes:
    """form: png, svg, pdf. title: for what lists files. scale: pixels of a PNG a drawn pixel."""
    whole = stamp_json(stamp)
    if form == "png":
        return stamp_png(data, whole, title, scale)
    return stamp_svg(data, whole) if form == "svg" else stamp_pdf(data, whole, title)


def worded_stamp(data: bytes) -> Stamp | None:
    """From the words in it, as CSV, JSON and Parquet hold nothing else; it names no figures."""
    found = next((match for pattern in _WORDS if (match := pattern.search(data))), None)
    if found is None:
        return None
    said = {key: (word or b"").decode("utf-8", "replace") for key, word in found.groupdict().items()}
    day = said.pop("day")
    return _parsed(json.dumps({**said, "format": FORMAT, "product": "data", "made_on": day or None}))


def read_stamp(data: bytes) -> Stamp:
    """ExportError where there is none, or none that can be understood."""
    text = picture_stamp(data) or plain_stamp(data)
    if text is not None:
        return _parsed(text)
    found = office_stamp(data)
    if found is None:
        worded = None if data.startswith(b"PK") else worded_stamp(data)
        if worded is None:
            raise ExportError(NO_STAMP)
        return worded
    properties, whole = found
    if whole is not None:
        return _parsed(whole)
    plain = {key.removeprefix("kexie."): said for key, said in properties.items()}
    return _parsed(json.dumps({**plain, "format": FORMAT, "made_on": plain.get("exported", "")}))


def _parsed(text: str) -> Stamp:
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ExportError(wording.STAMP_TOO_NEW)
        return Stamp(
            _word(data["product"]),
            _word(data["build"]),
            int(data["number"]),
            _word(data["dictionary"]),
            date.fromisoformat(data["made_on"]) if data["made_on"] else None,
            tuple(_word(one) for one in data.get("reports", ())),
            tuple(
                Shown(**{key: _word(said) for key, said in one.items()}) for one in data.get("figures", ())
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError(wording.STAMP_BROKEN) from error


def _word(text: object) -> str:
    """A text from a file anybody may have changed: it is shown, so it holds no control characters."""
    if not isinstance(text, str):
        raise TypeError(text)
    return clean(text)[0]
