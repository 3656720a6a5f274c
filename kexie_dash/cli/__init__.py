"""The command line: `kexie COMMAND …`. Each command is a module with `configure(parser)`, `run(arguments)`.

Only the module of the command given is imported, so that reading one report does not wait for a database.
Exit codes: 0 done, 1 done but something needs attention (said on standard error), 2 nothing could be done.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from kexie_dash.cli.arguments import Parser
from kexie_dash.cli.outcome import FAILED, CommandError

#: Command, what it does. The module has the command's name.
COMMANDS: dict[str, str] = {
    "build": "读取全部报告，生成数据库",
    "add": "登记一份新报告",
    "extract": "从报告文件提取观测，每行一条 JSON",
    "text": "打印报告的规范文本",
    "compare": "按一个指标比较各单位",
    "check": "用报告自己的数字核查报告",
    "mark": "标记核查结果：已发函、已说明、已解决",
    "score": "用一套评分体系给任何报告打分",
    "metrics": "列出指标词典",
    "search": "在全部报告里找词、数字和指标",
    "export": "导出图表、表格和依据",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except CommandError as refusal:
        print(f"kexie：{refusal}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing may be written at interpreter exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("kexie：已中断。", file=sys.stderr)
        return FAILED
    except Exception as error:
        logging.getLogger(__name__).exception("kexie %s", " ".join(arguments))
        print(f"kexie：程序出错（{type(error).__name__}）。加 --verbose 再运行可看到详情。", file=sys.stderr)
        return FAILED


def _run(arguments: list[str]) -> int:
    parser = Parser(prog="kexie", description="读科协绩效自评报告，提取数字，一把尺子比较。")
    parser.add_argument("--version", action="version", version=_version(arguments))
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True, parser_class=Parser)
    for name, help_text in COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        if name in arguments:
            importlib.import_module(f"kexie_dash.cli.{name}").configure(command)
    parsed = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if getattr(parsed, "verbose", False) else logging.CRITICAL,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    code = importlib.import_module(f"kexie_dash.cli.{parsed.command}").run(parsed)
    sys.stdout.flush()
    return int(code)


def _version(arguments: list[str]) -> str:
    if "--version" not in arguments:
        return ""
    from kexie_dash import __version__

    return f"kexie {__version__}"


def _speak_utf8(stream: TextIO) -> None:
    """UTF-8 whatever the locale; a file name that is no UTF-8 is shown escaped instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
