"""Measure a build of the five reports, read anew and reused: `python -m benchmarks.rebuild [ROUNDS]`."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from kexie_dash.pipeline import build
from kexie_dash.settings import Paths

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder) / "data")
        for name in ("reports", "reference"):
            shutil.copytree(ROOT / "data" / name, paths.data / name)
        build(paths)
        fresh, kept = (_seconds(paths, rounds, fresh=fresh) for fresh in (True, False))
    print(f"unchanged reports, read anew: {fresh:.2f} s; readings reused, all else made: {kept:.2f} s")
    print(f"ratio {kept / fresh:.2f}; aim for measures and checks of the five: 2 s")
    return 0


def _seconds(paths: Paths, rounds: int, *, fresh: bool) -> float:
    taken: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        build(paths, fresh=fresh)
        taken.append(time.perf_counter() - began)
    return median(taken)


if __name__ == "__main__":
    raise SystemExit(main())
