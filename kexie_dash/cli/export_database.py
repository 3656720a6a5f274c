"""`kexie export database`: the whole DuckDB file, verified."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from kexie_dash.cli.arguments import Parser
from kexie_dash.cli.export_common import add_out, command, opened, told
from kexie_dash.exports.files import check_place, write_beside


def configure(what: argparse._SubParsersAction[Parser]) -> None:
    add_out(command(what, "database", "整个数据库（DuckDB 文件）", run))


def run(arguments: argparse.Namespace) -> int:
    from kexie_dash.store.parquet import database_bytes

    paths, view = opened(arguments)

    def make() -> Sequence[str]:
        check_place(arguments.out)
        write_beside(arguments.out, database_bytes(paths, view.snapshot))
        return ()

    return told(view, (), arguments.out, make)
