"""`kexie export workbook [METRIC …]`: an Excel workbook that stands alone."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from kexie_dash.cli.arguments import Parser
from kexie_dash.cli.export_common import (
    add_choice,
    add_out,
    choice_of,
    command,
    on_terminal,
    opened,
    suffix_of,
    told,
)
from kexie_dash.exports.choice import choose
from kexie_dash.exports.files import check_place, write_beside


def configure(what: argparse._SubParsersAction[Parser]) -> None:
    parser = command(what, "workbook", "完整工作簿（XLSX：图表、全部数值、全部观测、词典）", run)
    add_choice(parser)
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    suffix_of(arguments.out, ("xlsx",))
    from kexie_dash.exports.book import to_book
    from kexie_dash.exports.notes import today

    _, view = opened(arguments)

    def make() -> Sequence[str]:
        check_place(arguments.out)
        chosen = choose(view, choice_of(view, arguments))
        write_beside(arguments.out, to_book(view, chosen, today(), on_terminal))
        return chosen.unknown

    return told(view, (), arguments.out, make)
