"""`kexie compare METRIC`: one metric over bodies and years, as JSON, table or CSV."""

from __future__ import annotations

import argparse
import csv
import sys
from decimal import Decimal

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.compare_order import order_lines, order_record, variant_asked
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, warn
from kexie_dash.cli.table import format_table
from kexie_dash.exports.json_data import comparison_json
from kexie_dash.exports.value_record import Record, comparison_records
from kexie_dash.model.assessment import STATUS_LABEL
from kexie_dash.model.labels import basis_label, by_label
from kexie_dash.model.quantity import BOUND_SIGN, round_half_up
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, ZERO_NOTE, State
from kexie_dash.queries.comparison import Comparison, UnknownMetricError, comparison
from kexie_dash.queries.variants import denominator_orders
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError

_HEAD = ("单位", "年度", "报告", "分类", "数值", "口径", "自报", "状态", "名次", "分组", "说明")
_PLACE = ("report", "region_code", "body_code", "body", "year", "kind", "project", "by")
_FIGURES = ("value", "low", "high", "bound", "text", "basis", "declared", "declared_label")
_RANK = ("state", "rank", "unranked")
_CSV = (*_PLACE, *_FIGURES, "status", "group", "comparable", "reasons", "caveats", "source", *_RANK)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("metric", metavar="METRIC", help="指标，如 execution_rate；见 kexie metrics")
    parser.add_argument("--year", nargs="+", type=int, action="extend", default=[], metavar="Y", help="年度")
    parser.add_argument(
        "--body", nargs="+", action="extend", default=[], metavar="CODE", help="单位代码、区划代码或名称"
    )
    parser.add_argument(
        "--against", metavar="METRIC", help="换一个分母：同一指标的另一口径，并说明组内次序变不变"
    )
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="输出格式")


def run(arguments: argparse.Namespace) -> int:
    try:
        view = Database(paths_of(arguments).database).view()
        found = comparison(view, arguments.metric, arguments.year, arguments.body)
        records = comparison_records(view, found)
        variant = _variant(view, found, arguments)
    except StoreError as error:
        raise CommandError(str(error)) from error
    except UnknownMetricError as error:
        known = "、".join(metric.id for metric in view.metrics())
        raise CommandError(f"没有指标“{arguments.metric}”。可以用的有：{known}。") from error
    if found.unknown and not records:
        raise CommandError(f"{'；'.join(found.unknown)}。")
    for sentence in (*found.unknown, *filter(None, [found.snapshot.notice])):
        warn(f"{sentence.rstrip('。')}。")
    _print(found, records, arguments.format, variant)
    return ATTENTION if found.unknown or found.snapshot.notice else DONE


def _variant(view: View, found: Comparison, arguments: argparse.Namespace) -> Comparison | None:
    if not arguments.against:
        return None
    metric = variant_asked(view, found.metric, arguments.against)
    return comparison(view, metric.id, arguments.year, arguments.body)


def _print(found: Comparison, records: list[Record], form: str, variant: Comparison | None) -> None:
    if form == "json":
        print(_json(found, records, variant))
    elif form == "csv":
        _write_csv(records)
    else:
        print(_table(found, records))
        if variant:
            print(f"\n{order_lines(variant, denominator_orders(found, variant))}")


def _json(found: Comparison, records: list[Record], variant: Comparison | None) -> str:
    if not variant:
        return comparison_json(found, records)
    named = {"id": variant.metric.id, "label": variant.metric.label}
    orders = [order_record(group) for group in denominator_orders(found, variant)]
    return comparison_json(found, records, {"against": {**named, "orders": orders}})


def _write_csv(records: list[Record]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_CSV)
    for record in records:
        writer.writerow([_cell(record, name) for name in _CSV])


def _cell(record: Record, name: str) -> str:
    if name == "by":
        return _guarded(";".join(f"{key}={value}" for key, value in record["by"].items()))
    if name == "source":
        return _guarded(" | ".join(f"第{e['line_first']}行：{e['quote']}" for e in record["evidence"]))
    value = record[name]
    if isinstance(value, Decimal):
        return format(value, "f")
    if name == "rank":
        return "–".join(str(place) for place in dict.fromkeys(value or ()))
    if isinstance(value, list):
        return _guarded("；".join(value))
    if isinstance(value, bool):
        return str(value).lower()
    return _guarded(str(value)) if value is not None else ""


def _guarded(text: str) -> str:
    """A label that a spreadsheet would run as a formula gets an apostrophe; figures never come here."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _table(found: Comparison, records: list[Record]) -> str:
    title = f"{found.metric.label}（{found.metric.unit}）：{found.metric.definition}"
    built = found.snapshot
    state = f"第 {built.number} 次生成（{built.build}），词典 {built.dictionary_version}"
    if not records:
        return f"{title}\n{state}\n没有数值。"
    rows = [_row(record, found.metric.unit) for record in records]
    unranked = dict.fromkeys(
        f"{record['group_label']}：{record['unranked']}" for record in records if record["unranked"]
    )
    notes = "".join(f"\n{note}。" for note in unranked)
    return f"{title}\n{state}{notes}\n\n{format_table(_HEAD, rows, right=frozenset({4, 6}))}"


def _row(record: Record, unit: str) -> tuple[str, ...]:
    project = f"：{record['project']}" if record["project"] else ""
    value = _shown(record["value"], unit)
    return (
        record["body"],
        "" if record["year"] is None else str(record["year"]),
        KIND_LABEL.get(record["kind"], "") + project,
        "，".join(by_label(key, part) for key, part in record["by"].items()),
        _range(record, unit) + _zero(record) if value else record["text"] or "",
        basis_label(record["basis"]),
        _shown(record["declared"], unit),
        _state(record),
        "–".join(str(place) for place in dict.fromkeys(record["rank"] or ())),
        record["group_label"] or "",
        "；".join(dict.fromkeys("；".join((*record["reasons"], *record["caveats"])).split("；"))),
    )


def _range(record: Record, unit: str) -> str:
    """With the lower end before it where the value is one of two ends, not a figure with a bound."""
    value, low, high = record["value"], record["low"], record["high"]
    upper = BOUND_SIGN[record["bound"]] + _shown(value, unit)
    return f"{_shown(low, unit)}–{upper}" if None not in (low, high) and low < high == value else upper


def _zero(record: Record) -> str:
    return f"（{ZERO_NOTE}）" if record["state"] == "zero" else ""


def _state(record: Record) -> str:
    """The word every page and export has for it, with its sign."""
    state: State = record["state"]
    own = f"{STATUS_LABEL[record['status']]}，" if state == "not_comparable" else ""
    return f"{STATE_SIGN[state]} {own}{STATE_LABEL[state]}"


def _shown(value: Decimal | None, unit: str) -> str:
    """For the eye: ratios as per cent with two digits, other figures with separators."""
    if value is None:
        return ""
    if unit == "比率":
        return f"{round_half_up(value * 100, 2)}%"
    if unit == "百分点":
        return f"{round_half_up(value * 100, 2)}"
    digits = 0 if value == value.to_integral_value() else 2
    return f"{round_half_up(value, digits):,}"
