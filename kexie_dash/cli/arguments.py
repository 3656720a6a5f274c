"""Argument parsing whose complaints are Chinese."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NoReturn

from kexie_dash.cli.outcome import FAILED, warn
from kexie_dash.settings import Paths, data_paths

_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，可以是：\3"),
    (r"argument (.*?): expected one argument", r"\1 后面要有一个值"),
    (r"argument (.*?): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"argument (.*?): invalid int value: (.*)", r"\1 应是整数，写成了 \2"),
    (r"argument (.*?): (.*)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """Knows --data and --verbose for every command; wrong usage exits with 2."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.add_argument(
            "--verbose", action="store_true", default=argparse.SUPPRESS, help="把日志写到标准错误"
        )
        self.add_argument(
            "--data",
            type=Path,
            default=argparse.SUPPRESS,
            metavar="DIR",
            help="数据目录（默认取环境变量 KEXIE_DATA，否则为项目的 data）",
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and exit with 2."""
        for pattern, said in _SAID:
            match = re.fullmatch(pattern, message)
            if match:
                message = match.expand(said)
                break
        warn(f"kexie：用法不对。{message}\n{self.format_usage().strip()}")
        raise SystemExit(FAILED)


def paths_of(arguments: argparse.Namespace) -> Paths:
    """The data folder the command works on."""
    return data_paths(getattr(arguments, "data", None))
