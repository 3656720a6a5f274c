"""`kexie metrics`: the metric dictionary."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from kexie_dash.cli.metrics_document import DIRECTION, document
from kexie_dash.cli.outcome import DONE, CommandError
from kexie_dash.cli.table import format_table
from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.exports.json_text import to_json


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("table", "json", "markdown"), default="table", help="输出格式")


def run(arguments: argparse.Namespace) -> int:
    try:
        metrics = load_metrics()
    except DefinitionError as error:
        raise CommandError(str(error)) from error
    if arguments.format == "json":
        print("[" + ",\n ".join(to_json(asdict(metric)) for metric in metrics) + "]")
        return DONE
    if arguments.format == "markdown":
        print(document(metrics), end="")
        return DONE
    rows = [(m.id, m.label, m.unit, DIRECTION[m.direction], m.definition) for m in metrics]
    print(format_table(("指标", "名称", "单位", "方向", "定义"), rows))
    return DONE
