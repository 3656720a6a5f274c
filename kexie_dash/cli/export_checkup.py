"""`kexie export checkup --body CODE`: one body on one page of A4, as PDF or Word."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from kexie_dash.cli.arguments import Parser
from kexie_dash.cli.export_common import add_out, command, on_terminal, opened, suffix_of, told
from kexie_dash.cli.outcome import CommandError
from kexie_dash.exports.choice import body_codes
from kexie_dash.exports.files import check_place, write_beside
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.store.database import View


def configure(what: argparse._SubParsersAction[Parser]) -> None:
    parser = command(what, "checkup", "单位体检单（一页 A4，PDF 或 DOCX）", run)
    parser.add_argument("--body", required=True, metavar="CODE", help="单位代码、区划代码或名称")
    parser.add_argument("--year", type=int, metavar="Y", help="年度，默认为最新一年")
    parser.add_argument("--report", metavar="ID", help="报告编号，一年有几份报告时用")
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    form = suffix_of(arguments.out, ("pdf", "docx"))
    _, view = opened(arguments)

    def make() -> Sequence[str]:
        check_place(arguments.out)
        report = _report(view, arguments)
        on_terminal(0.2, f"体检单 {report}")
        write_beside(arguments.out, checkup_bytes(view, report, form))
        return ()

    return told(view, (), arguments.out, make)


def checkup_bytes(view: View, report: str, form: str) -> bytes:
    from kexie_dash.exports.checkup_docx import checkup_docx
    from kexie_dash.exports.checkup_html import checkup_pdf
    from kexie_dash.exports.checkups import checkup_of

    sheet = checkup_of(view, report)
    return checkup_pdf(sheet) if form == "pdf" else checkup_docx(sheet)


def _report(view: View, arguments: argparse.Namespace) -> str:
    code = body_codes(view, [arguments.body])[0]
    reports = [stored.report for stored in catalogue(view).reports_of(code)]
    fitting = [
        report.id
        for report in reports
        if (arguments.year in (None, report.year)) and (arguments.report in (None, report.id))
    ]
    if not fitting:
        known = "、".join(f"{report.year} 年（{report.id}）" for report in reports)
        raise CommandError(f"{reports[0].body}没有这样的报告，可以选的有：{known}。没有写文件。")
    return fitting[0]
