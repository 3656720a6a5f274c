"""`kexie export briefing|questions|check`: a briefing, the questions to a body, is a file the newest."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from kexie_dash.cli.arguments import Parser
from kexie_dash.cli.export_common import add_out, command, on_terminal, opened, suffix_of, told
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.files import check_place, write_beside
from kexie_dash.exports.notes import today
from kexie_dash.settings import Paths
from kexie_dash.store.marks import Marks, read_marks

#: A product is no larger than this; what is larger is not read.
_LARGEST = 500 << 20


def configure(what: argparse._SubParsersAction[Parser]) -> None:
    brief = command(what, "briefing", "简报（PPTX、DOCX），句子按规则由数字写成，附每个数的原句", _briefing)
    brief.add_argument("metrics", nargs="*", metavar="METRIC", help="指标，默认为主要指标；见 kexie metrics")
    _years(brief)
    brief.add_argument(
        "--body", nargs="+", action="extend", default=[], metavar="CODE", help="单位代码、区划代码或名称"
    )
    brief.add_argument("--own", default="", metavar="CODE", help="本单位，在图和句子里标出")
    brief.add_argument("--no-pictures", action="store_true", help="DOCX 只放表格，不放图片")
    add_out(brief)
    questions = command(what, "questions", "一家单位的核查问题清单（DOCX）", _questions)
    questions.add_argument("--body", required=True, metavar="CODE", help="单位代码、区划代码或名称")
    _years(questions)
    add_out(questions)
    check = what.add_parser(
        "check",
        help="核对导出的文件是否仍是最新",
        description="读出文件（文档、工作簿、图片、PDF、数据、网页包、数据库）里的数据版本，与现在的数据比较",
    )
    check.add_argument("file", type=Path, metavar="FILE", help="导出的文件或网页包目录")
    check.set_defaults(export=_check)


def _years(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", nargs="+", type=int, action="extend", default=[], metavar="Y", help="年度")


def _briefing(arguments: argparse.Namespace) -> int:
    """All of it is made before the file is touched, so that a stop leaves nothing behind."""
    form = suffix_of(arguments.out, ("pptx", "docx"))
    paths, view = opened(arguments)

    def make() -> Sequence[str]:
        from kexie_dash.exports.briefing.make import Choice, make_briefing

        check_place(arguments.out)
        asked = Choice(tuple(arguments.metrics), tuple(arguments.body), tuple(arguments.year), arguments.own)
        marks, broken = _marks(paths)
        briefing = make_briefing(view, asked, today(), marks=marks, tick=on_terminal)
        missing: tuple[str, ...] = ()
        if form == "pptx":
            from kexie_dash.exports.briefing.slides.deck import to_pptx

            data = to_pptx(briefing, on_terminal)
        else:
            from kexie_dash.exports.briefing.document.brief import to_docx

            data, missing = to_docx(briefing, on_terminal, pictures=not arguments.no_pictures)
        write_beside(arguments.out, data)
        return (*briefing.notices, *broken, *missing)

    return told(view, (), arguments.out, make)


def _questions(arguments: argparse.Namespace) -> int:
    suffix_of(arguments.out, ("docx",))
    paths, view = opened(arguments)

    def make() -> Sequence[str]:
        from kexie_dash.exports.briefing.document.questions import to_questions

        check_place(arguments.out)
        marks, broken = _marks(paths)
        made = to_questions(view, arguments.body, today(), years=arguments.year, marks=marks)
        write_beside(arguments.out, made.data)
        return broken

    return told(view, (), arguments.out, make)


def _check(arguments: argparse.Namespace) -> int:
    """Exit 0: still the newest; 1: there is newer data, or it cannot be told."""
    from kexie_dash.exports.freshness import file_freshness
    from kexie_dash.exports.stamp_plain import PAGE

    paths, view = opened(arguments)
    # The folder of a static pack is told by its page.
    file = arguments.file / PAGE if arguments.file.is_dir() else arguments.file
    try:
        if file.stat().st_size > _LARGEST:
            raise CommandError(f"{arguments.file} 太大，没有读取。")
        found = file_freshness(view, file.read_bytes(), paths.manifest)
    except OSError as error:
        raise CommandError(f"读不了 {arguments.file}（{error.strerror or error}）。") from error
    except ExportError as error:
        raise CommandError(str(error)) from error
    for line in found.lines:
        print(line)
    return DONE if found.current else ATTENTION


def _marks(paths: Paths) -> tuple[Marks, tuple[str, ...]]:
    marks = read_marks(paths.marks)
    return marks, tuple(str(problem) for problem in marks.problems[:3])
