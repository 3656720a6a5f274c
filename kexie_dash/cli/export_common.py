"""What all larger exports share: their selection, progress on a terminal, refusals in one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kexie_dash.cli.arguments import Parser, paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, progress, warn
from kexie_dash.exports.choice import Choice
from kexie_dash.exports.errors import ExportError
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError

Run = Callable[[argparse.Namespace], int]


def command(what: argparse._SubParsersAction[Parser], name: str, said: str, run: Run) -> Parser:
    """A part of `kexie export` with its function."""
    parser = what.add_parser(name, help=said, description=f"导出{said}")
    parser.set_defaults(export=run)
    return parser


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Metrics, years and bodies."""
    parser.add_argument("metrics", nargs="*", metavar="METRIC", help="指标，默认为总览上的主要指标")
    parser.add_argument("--all", action="store_true", help="指标词典里的全部指标")
    parser.add_argument("--year", nargs="+", type=int, action="extend", default=[], metavar="Y", help="年度")
    parser.add_argument(
        "--body", nargs="+", action="extend", default=[], metavar="CODE", help="单位代码、区划代码或名称"
    )


def choice_of(view: View, arguments: argparse.Namespace) -> Choice:
    everything = tuple(metric.id for metric in view.metrics()) if arguments.all else ()
    return Choice(everything or tuple(arguments.metrics), tuple(arguments.year), tuple(arguments.body))


def add_out(parser: argparse.ArgumentParser, said: str = "写到哪个文件") -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=said)


def suffix_of(out: Path, formats: Sequence[str]) -> str:
    """The format by the file's name."""
    suffix = out.suffix.lstrip(".").lower()
    if suffix not in formats:
        raise CommandError(f"文件名 {out.name} 要以 {'、'.join(f'.{one}' for one in formats)} 结尾。")
    return suffix


def opened(arguments: argparse.Namespace) -> tuple[Paths, View]:
    paths = paths_of(arguments)
    try:
        return paths, Database(paths.database).view()
    except StoreError as error:
        raise CommandError(str(error)) from error


def told(view: View, unknown: Sequence[str], written: Path, make: Callable[[], Sequence[str]]) -> int:
    """Make and write it; make says what else needs attention. Refusals become one line and exit code 2."""
    try:
        attention = [*make(), *unknown, *filter(None, [view.snapshot.notice])]
    except (StoreError, ExportError) as error:
        raise CommandError(str(error)) from error
    finally:
        _clear_line()
    for sentence in attention:
        warn(f"{sentence.rstrip('。')}。")
    progress(f"已写到 {written}")
    return ATTENTION if attention else DONE


def on_terminal(done: float, said: str) -> None:
    """One line that is written over, only where a person watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{done:4.0%} {said}", end="", file=sys.stderr, flush=True)


def _clear_line() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
