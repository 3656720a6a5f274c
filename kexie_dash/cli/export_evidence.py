"""`kexie export evidence`: documents, sources and a manifest of hashes as one ZIP."""

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
    parser = command(what, "evidence", "证据包（ZIP：文档、原文、校验清单）", run)
    add_choice(parser)
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    suffix_of(arguments.out, ("zip",))
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.pack import make_pack

    paths, view = opened(arguments)

    def make() -> Sequence[str]:
        check_place(arguments.out)
        chosen = choose(view, choice_of(view, arguments))
        data, missing = make_pack(view, paths.reports, chosen, today(), on_terminal)
        write_beside(arguments.out, data)
        return (*chosen.unknown, *missing)

    return told(view, (), arguments.out, make)
