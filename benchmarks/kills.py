"""F1 in its long form: a build killed at random moments harms nothing. `python -m benchmarks.kills [TIMES]`.

Every time the build has something new to publish; after every kill the file in use must be wholly one build
or the other, and at the end an undisturbed build must leave nothing behind. Writes benchmarks/KILLS.md.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.__main__ import built
from benchmarks.serving import ROOT
from kexie_dash.settings import Paths, data_paths
from kexie_dash.store.database import Database

_TIMES = 100
_ENTRY = "\n  - id: "


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else _TIMES
    with tempfile.TemporaryDirectory() as folder:
        paths = data_paths(built(Path(folder)))
        whole = paths.origins.read_text("utf-8")
        # Two registers, of all reports and of all but the last, take turns.
        registers = (whole, whole[: whole.rindex(_ENTRY)] + "\n")
        known, took = _undisturbed(paths, registers)
        faults, published = [], 0
        for number in range(times):
            before = _state(paths)
            paths.origins.write_text(registers[number % 2], "utf-8")
            killed = _killed(paths, random.uniform(0, took))
            after = _state(paths)
            published += after != before
            if after not in known:
                faults.append(f"{number}: {after} after a kill at {killed:.2f} s")
        last, _ = _build(paths, registers[0])
        left = sorted(path.name for path in paths.data.iterdir() if path.is_file())
    if last != known[0]:
        faults.append(f"the undisturbed build gave {last}, not {known[0]}")
    said = _KILLS.format(
        times=times, took=took, published=published, faults=len(faults), left="、".join(left)
    )
    print(said, *faults, sep="\n")
    (ROOT / "benchmarks" / "KILLS.md").write_text(said, "utf-8")
    return 1 if faults else 0


def _undisturbed(paths: Paths, registers: tuple[str, str]) -> tuple[list[tuple[str, int]], float]:
    """What both registers give, and how long a build takes."""
    states, seconds = zip(*(_build(paths, register) for register in reversed(registers)), strict=True)
    return [states[1], states[0]], max(seconds)


def _build(paths: Paths, register: str) -> tuple[tuple[str, int], float]:
    paths.origins.write_text(register, "utf-8")
    started = time.monotonic()
    subprocess.run(_command(paths), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return _state(paths), time.monotonic() - started


def _killed(paths: Paths, after: float) -> float:
    process = subprocess.Popen(
        _command(paths), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    # With the children that parse, as when the machine goes down.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return after


def _command(paths: Paths) -> list[str]:
    return [sys.executable, "-m", "kexie_dash.cli", "build", "--data", str(paths.data)]


def _state(paths: Paths) -> tuple[str, int]:
    """The build in use and how many reports it holds; a notice means that it is not whole."""
    view = Database(paths.data).view()
    ((count,),) = view.rows("SELECT count(*) FROM kexie.report")
    return view.snapshot.notice or view.snapshot.build, int(count)


_KILLS = """# A build killed at random moments

    make soak           # python -m benchmarks.kills [TIMES]

{times} builds of the five reports (each with something new to publish, {took:.1f} s undisturbed) killed with
-9 at a random moment: {faults} faults; {published} of them had already published. After the last, an
undisturbed build gives what it gave before, and these files lie in the data folder: {left}.

This file is written by the command.
"""


if __name__ == "__main__":
    raise SystemExit(main())
