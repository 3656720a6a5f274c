"""Questions on a terminal; without one, a refusal that names the option to give."""

from __future__ import annotations

import sys

from kexie_dash.cli.outcome import CommandError


def ask(question: str, proposal: str | None, option: str) -> str:
    """The answer, or the proposal where Enter is pressed; never the proposal unasked."""
    if not sys.stdin.isatty():
        hint = f"（报告开头像是 {proposal}）" if proposal else ""
        raise CommandError(f"缺少{question}{hint}。请加 {option} 再运行。")
    default = f" [{proposal}]" if proposal else ""
    try:
        print(f"{question}{default}：", end="", file=sys.stderr, flush=True)
        answer = input().strip()
    except EOFError as error:
        raise CommandError("没有回答，没有登记。") from error
    if not answer and proposal is None:
        raise CommandError(f"{question}不能空。没有登记。")
    return answer or proposal or ""
