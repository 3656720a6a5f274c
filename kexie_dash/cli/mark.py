"""`kexie mark ID STATE`, `kexie mark --list`: what was done about a finding."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, get_args

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, warn
from kexie_dash.cli.table import format_table
from kexie_dash.exports.json_text import to_json
from kexie_dash.model.finding import Finding
from kexie_dash.model.mark import LONGEST_NAME, MARK_LABEL, Mark, MarkState
from kexie_dash.queries.marks import GONE_LABEL, Vanished, new_mark, standing, vanished
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError
from kexie_dash.store.marks import Marks, add_mark, read_marks

_HEAD = ("编号", "标记", "时间", "谁", "报告", "事项", "文字")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("finding", nargs="?", metavar="ID", help="核查结果的编号，即 kexie check 的 id")
    states = "、".join(f"{state} {label}" for state, label in MARK_LABEL.items())
    parser.add_argument("state", nargs="?", choices=get_args(MarkState), metavar="STATE", help=states)
    parser.add_argument("--note", default="", metavar="TEXT", help="附记；标为 explained 时写单位的原话")
    parser.add_argument("--by", default="", metavar="NAME", help="谁标的")
    parser.add_argument(
        "--list", action="store_true", dest="listed", help="列出全部标记，包括结果已不在的；可加编号看历史"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="--list 的输出格式")


def run(arguments: argparse.Namespace) -> int:
    paths = paths_of(arguments)
    try:
        view, marks = Database(paths.database).view(), read_marks(paths.marks)
        for problem in marks.problems:
            warn(problem)
        if arguments.listed:
            _list(view, marks, arguments)
        else:
            _add(paths, view, marks, arguments)
    except StoreError as error:
        raise CommandError(str(error)) from error
    return ATTENTION if marks.problems else DONE


def _add(paths: Paths, view: View, marks: Marks, arguments: argparse.Namespace) -> None:
    if not arguments.finding or not arguments.state:
        raise CommandError("用法不对。请写编号和状态，如 kexie mark f0123456789 sent；或用 --list 列出标记。")
    about: Finding | Mark | None = standing(view).get(arguments.finding) or marks.current(arguments.finding)
    if about is None:
        raise CommandError(
            f"没有编号为“{arguments.finding}”的核查结果。编号见 kexie check --format json 的 id。"
        )
    if arguments.state == "explained" and not arguments.note.strip():
        raise CommandError("标为 explained（已说明）要用 --note 写明单位的原话。")
    if len(arguments.by) > LONGEST_NAME:
        raise CommandError(f"--by 太长，上限 {LONGEST_NAME} 字。")
    mark = new_mark(about, arguments.state, arguments.note, arguments.by, datetime.now().astimezone())
    add_mark(paths.marks, mark)
    print(f"已记下：{mark.finding} {MARK_LABEL[mark.state]}（{mark.report}，{mark.title}）。")


def _list(view: View, marks: Marks, arguments: argparse.Namespace) -> None:
    gone = {one.mark.finding: one for one in vanished(view, marks)}
    if arguments.finding:
        shown = list(marks.histories.get(arguments.finding, ()))
    else:
        shown = [history[-1] for history in marks.histories.values()]
    if arguments.format == "json":
        print("[" + ",\n ".join(to_json(_record(mark, gone.get(mark.finding))) for mark in shown) + "]")
        return
    if shown:
        print(format_table(_HEAD, list(_rows(shown, gone))))
    lost = sum(mark.finding in gone for mark in shown)
    print(f"标记 {len(shown)} 条" + (f"，其中 {lost} 条的核查结果已不在。" if lost else "。"))


def _rows(shown: list[Mark], gone: Mapping[str, Vanished]) -> Iterator[tuple[str, ...]]:
    for mark in shown:
        left = gone.get(mark.finding)
        about = f"{mark.title}（{GONE_LABEL[left.why]}）" if left else mark.title
        moment = mark.time.astimezone().strftime("%Y-%m-%d %H:%M")
        yield mark.finding, MARK_LABEL[mark.state], moment, mark.by or "", mark.report, about, mark.note or ""


def _record(mark: Mark, gone: Vanished | None) -> dict[str, Any]:
    return {
        "id": mark.finding,
        **mark_record(mark),
        "report": mark.report,
        "title": mark.title,
        "message": mark.message,
        "vanished": gone.why if gone else None,
    }


def mark_record(mark: Mark | None) -> dict[str, Any]:
    """A mark as JSON prints it; a finding nobody has marked is open."""
    if mark is None:
        return {"state": "open", "note": None, "by": None, "time": None}
    moment = mark.time.isoformat(timespec="seconds")
    return {"state": mark.state, "note": mark.note, "by": mark.by, "time": moment}
