"""`kexie add FILE --body CODE --year Y --kind K`: copy a report in and write its entry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.ask import ask
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, warn
from kexie_dash.cli.register import Registration, register
from kexie_dash.definitions.origins import load_origins
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.definitions.reference import load_regions
from kexie_dash.model.report import KIND_LABEL, Region, ReportKind
from kexie_dash.reading import ReadError, document_of, read_bytes
from kexie_dash.reading.title import Proposal, propose
from kexie_dash.settings import FIRST_YEAR, LAST_YEAR


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="报告文件（文本、PDF、Word、网页或表格）")
    parser.add_argument("--body", metavar="CODE", help="区划代码；非科协单位加后缀，如 440600-fl")
    parser.add_argument("--year", type=int, metavar="Y", help="报告年度")
    parser.add_argument("--kind", choices=tuple(KIND_LABEL), help="department 部门整体，project 项目")
    parser.add_argument("--project", metavar="NAME", help="项目名称（项目报告）")
    parser.add_argument("--name", metavar="NAME", help="单位全称（默认：区划名 + 科学技术协会）")
    parser.add_argument("--id", metavar="ID", help="报告编号（默认：代码-年度）")


def run(arguments: argparse.Namespace) -> int:
    paths = paths_of(arguments)
    try:
        data = read_bytes(arguments.file)
        proposal = propose(document_of(data))
        regions = load_regions(paths.reference)
    except ReadError as error:
        raise CommandError(f"{arguments.file} 读不了：{error}。没有登记。") from error
    except DefinitionError as error:
        raise CommandError(str(error)) from error
    known = load_origins(paths.origins, regions)
    names = {origin.report.body_code: origin.report.body for origin in known.origins}
    wanted = _complete(arguments, proposal, regions, names, data)
    report, replaced = register(paths, wanted, known, regions)
    what = f"{report.body} {report.year} 年{KIND_LABEL[report.kind]}"
    print(f"已登记 {report.id}：{what}，文件 reports/{report.file}。")
    print("运行 make serve（或 kexie build）后即可看到。")
    if replaced:
        print(f"同一单位、年度和类型已有 {replaced}；比较时用新登记的这一份，旧的保留。")
    for problem in known.problems:
        warn(problem)
    if report.kind == "project" and report.project is None:
        warn(f"没有写项目名称，请在 origins.yaml 的 {report.id} 下补一行 project: 名称。")
        return ATTENTION
    return ATTENTION if known.problems else DONE


def _complete(
    arguments: argparse.Namespace,
    proposal: Proposal,
    regions: dict[str, Region],
    names: dict[str, str],
    data: bytes,
) -> Registration:
    """Everything an entry needs: as given, else asked on a terminal, else a refusal that says what to add."""
    code = arguments.body or ask("单位代码（六位区划代码）", None, "--body 代码")
    region = regions.get(code.partition("-")[0])
    if region is None:
        raise CommandError(
            f"区划代码 {code} 不在区划表里。请核对；确有此地则在 reference/regions.csv 补一行。"
        )
    proposed_year = None if proposal.year is None else str(proposal.year)
    year = arguments.year or _year(ask("报告年度", proposed_year, "--year 年度"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CommandError(f"年度 {year} 不对，应在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。")
    kind = arguments.kind or _kind(
        ask("报告类型（department 部门整体 / project 项目）", proposal.kind, "--kind 类型")
    )
    return Registration(
        data=data,
        code=code,
        region=region,
        year=year,
        kind=kind,
        project=_project(arguments, kind, proposal),
        name=arguments.name or names.get(code) or _name(code, region, regions),
        id=arguments.id,
    )


def _year(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CommandError(f"年度应是四位数字，写成了“{text}”。") from error


def _kind(text: str) -> ReportKind:
    for kind, label in KIND_LABEL.items():
        if text in (kind, label):
            return kind
    raise CommandError(f"报告类型应是 department 或 project，写成了“{text}”。")


def _project(arguments: argparse.Namespace, kind: ReportKind, proposal: Proposal) -> str | None:
    if kind == "department":
        if arguments.project:
            raise CommandError("部门整体报告没有项目名称。请去掉 --project，或改为 --kind project。")
        return None
    if arguments.project:
        return str(arguments.project)
    if sys.stdin.isatty():
        return ask("项目名称", proposal.project, "--project 名称") or None
    if proposal.project:
        warn(f"项目名称取自报告开头：“{proposal.project}”；不对请改 origins.yaml。")
    return proposal.project


def _name(code: str, region: Region, regions: dict[str, Region]) -> str:
    if "-" in code:
        return ask("单位全称", None, "--name 单位全称")
    parent = regions.get(region.parent or "")
    above = parent.name if parent and region.level == "county" else ""
    return f"{above}{region.name}科学技术协会"
