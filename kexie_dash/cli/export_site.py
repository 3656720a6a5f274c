"""`kexie export site`: comparisons as plain HTML, a folder or one file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kexie_dash.cli.arguments import Parser
from kexie_dash.cli.export_common import add_choice, choice_of, command, on_terminal, opened, told
from kexie_dash.exports.choice import choose
from kexie_dash.exports.files import check_folder, check_place, write_beside, write_folder


def configure(what: argparse._SubParsersAction[Parser]) -> None:
    parser = command(what, "site", "静态网页包（不需要服务器）", run)
    add_choice(parser)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="FOLDER", help="写到哪个目录")
    where.add_argument("--single", type=Path, metavar="FILE", help="写成单个网页文件")


def run(arguments: argparse.Namespace) -> int:
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.site import make_folder, make_site, single_file

    _, view = opened(arguments)

    def make() -> Sequence[str]:
        chosen = choose(view, choice_of(view, arguments))
        if arguments.single:
            check_place(arguments.single)
            write_beside(arguments.single, single_file(make_site(view, chosen, today(), on_terminal)))
        else:
            check_folder(arguments.out)
            write_folder(arguments.out, make_folder(view, chosen, today(), on_terminal))
        return chosen.unknown

    return told(view, (), arguments.single or arguments.out, make)
