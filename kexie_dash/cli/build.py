"""`kexie build`: read every report, write the database, swap it in."""

from __future__ import annotations

import argparse

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, FAILED, CommandError, progress, warn
from kexie_dash.pipeline import Outcome, build
from kexie_dash.settings import Paths
from kexie_dash.store.errors import StoreError


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="全部文件重新读取，不沿用未变文件上次读出的结果")
    parser.epilog = "退出码：0 完成；1 完成，但有报告或登记项需要处理；2 没有生成。"


def run(arguments: argparse.Namespace) -> int:
    paths = paths_of(arguments)
    if not paths.data.is_dir():
        raise CommandError(f"没有数据目录 {paths.data}。请检查 --data 或 KEXIE_DATA。")
    try:
        outcome = build(paths, progress, fresh=arguments.fresh)
    except (StoreError, OSError) as error:
        raise CommandError(_said(error)) from error
    for problem in outcome.problems:
        warn(problem)
    if outcome.publication is None:
        warn(_nothing_built(outcome, paths))
        return FAILED
    print(_summary(outcome))
    return ATTENTION if outcome.problems else DONE


def _said(error: Exception) -> str:
    if isinstance(error, StoreError):
        return str(error)
    return f"data 目录不能读写（{getattr(error, 'strerror', None) or error}）。请检查目录和权限。"


def _nothing_built(outcome: Outcome, paths: Paths) -> str:
    if not outcome.problems:
        return "没有登记任何报告，没有生成数据库。请用 kexie add 登记报告。"
    kept = "；正在使用的数据库没有变化" if paths.database.exists() else ""
    return f"没有一份报告可以读入，没有生成数据库{kept}。"


def _summary(outcome: Outcome) -> str:
    if outcome.publication is None:
        return ""
    rows = outcome.publication.build.rows
    made = outcome.publication.build
    read = [built for built in outcome.reports if built.unreadable is None]
    counts = f"{len(read)} 份报告，{rows['observation']} 条观测，{rows['measure_value']} 个指标值"
    if outcome.publication.unchanged:
        return f"内容没有变化，仍是第 {made.number} 次生成（{made.build}）：{counts}。"
    replaced = [
        f"{built.report.id} 由 {built.superseded_by} 取代"
        for built in read
        if built.superseded_by is not None
    ]
    note = f"（{'；'.join(replaced)}）" if replaced else ""
    return f"已生成第 {made.number} 次（{made.build}）：{counts}{note}。"
