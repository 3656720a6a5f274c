"""Measure, print, and write the figures into benchmarks/README.md: `python -m benchmarks [ROUNDS]`."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import sys
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from benchmarks.pages import LOAD, Change, Subject, Times, measure
from benchmarks.readers import Seen, percentile, readers
from benchmarks.serving import ROOT, Server, dashboard, running, streamlit
from kexie_dash.pipeline import build
from kexie_dash.settings import data_paths

_ROUNDS = 10
_READERS, _THINK, _SECONDS = 50, 5.0, 90.0
_SMALLEST, _DASH, _COMPARE, _BODY = "smallest Streamlit page", "the same in Dash", "横向对比", "单位画像"
_RULER = "同一把尺子"
_ONE, _TWO, _THREE, _FIVE = "one chart", "two charts", "three charts", "five charts"
#: What is measured: of ours, of another's, and the most ours may be of it.
_LINES = (
    ("warm page load → first chart", (_COMPARE, LOAD), (_SMALLEST, LOAD), 0.9),
    ("warm page load → first of three charts", (_RULER, LOAD), (_SMALLEST, LOAD), 0.9),
    ("warm page load → first of five charts", (_BODY, LOAD), (_SMALLEST, LOAD), None),
    ("change that redraws one chart → redrawn", (_COMPARE, _ONE), (_SMALLEST, _ONE), 0.45),
    ("change that redraws one chart → redrawn", (_COMPARE, _ONE), (_DASH, _ONE), 0.9),
    ("filter that redraws three charts and a table → all redrawn", (_RULER, _THREE), (_SMALLEST, _ONE), 1.2),
    ("filter that redraws two charts and a table → both redrawn", (_COMPARE, _TWO), (_SMALLEST, _ONE), None),
    ("another body → five charts and eight tables redrawn", (_BODY, _FIVE), (_SMALLEST, _ONE), None),
)
#: Two bodies of different groups, so that no picture of the one is as that of the other.
_BODIES = ("440300", "440800")
#: Two whose reports fill all three pictures of the ruler.
_OF_ONE_KIND = ("440300", "440600")
_SUBJECTS = (
    Subject(_SMALLEST, _SMALLEST, "/", (Change(_ONE, ("other", "one")),)),
    Subject(_DASH, _DASH, "/", (Change(_ONE, ("other", "one")),)),
    Subject(
        _COMPARE,
        _COMPARE,
        "/compare",
        (
            Change(_ONE, ("混排（跨组）", "按可比组")),
            Change(_TWO, ("/compare?year=2022", "/compare"), 2),
        ),
    ),
    Subject(
        _RULER,
        _COMPARE,
        f"/ruler?body={_OF_ONE_KIND[1]}",
        (Change(_THREE, (f"/ruler?body={_OF_ONE_KIND[0]}", f"/ruler?body={_OF_ONE_KIND[1]}"), 3),),
    ),
    Subject(
        _BODY,
        _COMPARE,
        f"/body?own={_BODIES[1]}",
        (Change(_FIVE, (f"/body?own={_BODIES[0]}", f"/body?own={_BODIES[1]}"), 5),),
    ),
)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        data = built(Path(folder))
        times = measure(_servers(Path(folder), data), _SUBJECTS, rounds)
        with running(dashboard(data)) as (address, _):
            seen = Seen()
            asyncio.run(readers(address, _READERS, _THINK, _SECONDS, seen))
    report = _README.format(
        report=_report(times), spread=_spread(times), readers=_said(seen), about=about(rounds)
    )
    print(report)
    (ROOT / "benchmarks" / "README.md").write_text(report, "utf-8")
    return 0


def built(folder: Path) -> Path:
    """The five reports in a data folder of their own, built."""
    paths = data_paths(folder / "data")
    for name in ("reports", "reference"):
        shutil.copytree(ROOT / "data" / name, paths.data / name)
    build(paths)
    return paths.data


def _servers(folder: Path, data: Path) -> dict[str, Server]:
    """The smallest page stands in a folder of its own, so that it runs with Streamlit's usual settings."""
    shutil.copy(ROOT / "benchmarks" / "smallest.py", folder / "smallest.py")
    dash = (sys.executable, str(ROOT / "benchmarks" / "smallest_dash.py"), "{port}")
    return {
        _SMALLEST: streamlit(folder / "smallest.py", folder),
        _DASH: Server(dash, folder, "/"),
        _COMPARE: dashboard(data),
    }


def _report(times: Times) -> str:
    lines = ["| | ours | beside it | ratio | aim |", "|---|---:|---:|---:|---:|"]
    for title, ours, other, aim in _LINES:
        mine, theirs = median(times[ours]), median(times[other])
        beside = f"{other[0]} {theirs:.0f} ms"
        wanted = f"≤ {aim}" if aim else "–"
        lines.append(f"| {title} | {ours[0]} {mine:.0f} ms | {beside} | {mine / theirs:.2f} | {wanted} |")
    return "\n".join(lines)


def _spread(times: Times) -> str:
    """How far the rounds lie apart: the middle half of each, over its median."""
    parts = []
    for (subject, what), taken in times.items():
        if len(taken) > 2:
            low, _, high = quantiles(taken, n=4)
            parts.append(f"{subject}, {what} ±{(high - low) / 2 / median(taken):.0%}")
    return "; ".join(parts)


def _said(seen: Seen) -> str:
    slow = percentile(seen.seconds, 0.95)
    return (
        f"{len(seen.seconds)} pages, median {median(seen.seconds):.2f} s, p95 {slow:.2f} s (aim ≤ 1 s), "
        f"slowest {max(seen.seconds):.2f} s, {len(seen.errors)} errors (aim 0)"
    )


def about(rounds: int) -> str:
    names = ("streamlit", "plotly", "dash", "duckdb", "pandas", "playwright")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    load = os.getloadavg()[2]
    return (
        f"{datetime.now().astimezone():%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}; medians of {rounds} interleaved rounds; "
        f"load of the machine over the last quarter of an hour {load:.1f}"
    )


_README = """# Measurements

    make bench          # python -m benchmarks [ROUNDS]

starts three servers on this machine and visits them in turn in Debian's Chromium: the smallest Streamlit page
with one `px` chart (`smallest.py`, Streamlit's usual settings), the same view in Dash (`smallest_dash.py`),
and this dashboard on the five reports: 横向对比 (navigation, choices, two charts, table), 同一把尺子
(navigation, choices, three charts, table) and 单位画像 (navigation, choices, five charts, tables). Times are
taken inside the browser: from the start of the navigation, or from the click, until the marks of the chart or
charts stand (anew) in the page. "Warm": the browser has the scripts, the server has run.

{report}

The change that redraws one chart is the order of the dot plot (by group, or one order across groups), whose
two figures travel together; the filters are another body, and one year or all. Middle half of the rounds:
{spread}.

Then fifty readers, each looking at a page of the dashboard every five seconds (`readers.py`), for a minute
and a half: {readers}. What they do takes processor time of the same machine.

{about}. This file is written by the command; the figures move with the load of the machine, the ratios less.
"""


if __name__ == "__main__":
    raise SystemExit(main())
