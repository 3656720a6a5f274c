"""An hour of fifty readers, and the server's memory: `python -m benchmarks.soak [MINUTES] [READERS]`.

Ends with 1 if a page failed or if memory grew. Writes its figures into benchmarks/SOAK.md.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.__main__ import about, built
from benchmarks.readers import Seen, percentile, readers
from benchmarks.serving import ROOT, dashboard, running

_MINUTES, _READERS, _THINK = 60.0, 50, 5.0
#: Samples of memory in a run, and the most the last third may lie above the third before it.
_SAMPLES, _GROWTH = 60, 0.05


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else _MINUTES
    count = int(sys.argv[2]) if len(sys.argv) > 2 else _READERS
    seen = Seen()
    with (
        tempfile.TemporaryDirectory() as folder,
        running(dashboard(built(Path(folder)))) as (address, process),
    ):
        memory = asyncio.run(_watched(address, process, count, minutes * 60, seen))
    second, third = (median(memory[_SAMPLES * part // 3 : _SAMPLES * (part + 1) // 3]) for part in (1, 2))
    growth = third / second - 1
    fit = growth <= _GROWTH and not seen.errors
    said = _SOAK.format(
        count=count,
        minutes=minutes,
        pages=len(seen.seconds),
        median=median(seen.seconds),
        p95=percentile(seen.seconds, 0.95),
        errors=len(seen.errors),
        line=" ".join(f"{one:.0f}" for one in memory[:: _SAMPLES // 12]),
        second=second,
        third=third,
        growth=growth,
        verdict="flat" if growth <= _GROWTH else "GROWING",
        about=about(1),
    )
    print(said, *seen.errors[:20], sep="\n")
    (ROOT / "benchmarks" / "SOAK.md").write_text(said, "utf-8")
    return 0 if fit else 1


async def _watched(address: str, process: int, count: int, seconds: float, seen: Seen) -> list[float]:
    """Megabytes of the server over the time, at even distances."""
    running_readers = asyncio.create_task(readers(address, count, _THINK, seconds, seen))
    memory, started = [], time.monotonic()
    for number in range(_SAMPLES):
        await asyncio.sleep(max(0.0, started + seconds * (number + 1) / _SAMPLES - time.monotonic()))
        memory.append(_megabytes(process))
    await running_readers
    return memory


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


_SOAK = """# An hour of fifty readers

    make soak           # python -m benchmarks.soak [MINUTES] [READERS], then 100 kills of a build

{count} readers, each looking at a page every five seconds, for {minutes:g} minutes: {pages} pages, median
{median:.2f} s, p95 {p95:.2f} s, {errors} errors.

Memory of the server in MB, at twelve even distances: {line}. Median of the middle third {second:.0f},
of the last third {third:.0f}: {growth:+.1%}, {verdict} (aim ≤ +5 %).

{about}. This file is written by the command.
"""


if __name__ == "__main__":
    raise SystemExit(main())
