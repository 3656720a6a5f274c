"""`kexie text FILE`: the canonical text that evidence offsets count in, exactly."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kexie_dash.cli.outcome import DONE, CommandError
from kexie_dash.reading import ReadError, read_document


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="报告文件")


def run(arguments: argparse.Namespace) -> int:
    try:
        document = read_document(arguments.file)
    except ReadError as error:
        raise CommandError(f"{arguments.file}：{error}。") from error
    # Bytes, because line ends must come out as they are.
    sys.stdout.buffer.write(document.text.encode("utf-8"))
    sys.stdout.buffer.flush()
    return DONE
