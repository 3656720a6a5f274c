"""Measure, print, and write the figures into benchmarks/README.md: `python -m benchmarks [ROUNDS]`."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from benchmarks.pages import Subject, Times, measure
from kexie_dash.pipeline import build
from kexie_dash.settings import data_paths

ROOT = Path(__file__).resolve().parent.parent
_SMALLEST, _OURS = "smallest", "compare"
_ROUNDS = 10
_LOAD, _ONE, _ALL = "load", "one chart", "everything"
#: What is measured, of which of our actions, and the most it may be of the smallest page's.
_LINES = (
    ("warm page load → first chart", _LOAD, _LOAD, 1.2),
    ("change that redraws one chart → redrawn", _ONE, _ONE, 0.65),
    ("filter that redraws both charts and the table → first redrawn", _ALL, _ONE, None),
)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else _ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        times = measure(_subjects(Path(folder)), rounds)
    report = _report(times, rounds)
    print(report)
    (ROOT / "benchmarks" / "README.md").write_text(
        _README.format(report=report, about=_about(rounds)), "utf-8"
    )
    return 0


def _subjects(folder: Path) -> list[Subject]:
    """The smallest page stands in a folder of its own, so that it runs with Streamlit's usual settings."""
    paths = data_paths(folder / "data")
    for name in ("reports", "reference"):
        shutil.copytree(ROOT / "data" / name, paths.data / name)
    build(paths)
    shutil.copy(ROOT / "benchmarks" / "smallest.py", folder / "smallest.py")
    plain = dict(os.environ)
    return [
        Subject(_SMALLEST, folder / "smallest.py", folder, "/", {_ONE: ("other", "one")}, plain),
        Subject(
            _OURS,
            ROOT / "app.py",
            ROOT,
            "/compare",
            {_ONE: ("混排（跨组）", "按可比组"), _ALL: ("2020", "2020")},
            {**plain, "KEXIE_DATA": str(paths.data)},
        ),
    ]


def _report(times: Times, rounds: int) -> str:
    lines = [
        "| | smallest page | 横向对比 | ratio | aim |",
        "|---|---:|---:|---:|---:|",
    ]
    for title, what, against, aim in _LINES:
        theirs, ours = median(times[_SMALLEST, against]), median(times[_OURS, what])
        wanted = f"≤ {aim}" if aim else "–"
        lines.append(f"| {title} | {theirs:.0f} ms | {ours:.0f} ms | {ours / theirs:.2f} | {wanted} |")
    return "\n".join(lines)


def _about(rounds: int) -> str:
    names = ("streamlit", "plotly", "duckdb", "pandas", "playwright")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{datetime.now().astimezone():%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}; medians of {rounds} interleaved rounds"
    )


_README = """# Measurements

    make bench          # python -m benchmarks [ROUNDS]

starts two servers on this machine and visits them in turn in Debian's Chromium: the smallest Streamlit page
with one `px` chart (`smallest.py`, Streamlit's usual settings) and 横向对比 of this dashboard on the five
reports (navigation, choices, two charts, table). Times are taken inside the browser: from the start of the
navigation, or from the click, until the marks of the first chart stand (anew) in the page. "Warm": the
browser has the scripts, the server has run.

{report}

{about}.

The change that redraws one chart is the order of the dot plot (by group, or one order across groups). This
file is written by the command; the figures move with the load of the machine, the ratios less.
"""


if __name__ == "__main__":
    raise SystemExit(main())
