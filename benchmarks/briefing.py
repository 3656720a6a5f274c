"""How long a briefing over all bodies and eight metrics takes: as slides, as a document, with pictures.

python -m benchmarks.briefing [--data DIR]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kexie_dash.exports.briefing.document.brief import to_docx
from kexie_dash.exports.briefing.document.questions import to_questions
from kexie_dash.exports.briefing.make import Choice, make_briefing
from kexie_dash.exports.briefing.slides.deck import to_pptx
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.queries.findings import findings
from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database

METRICS = (
    *("execution_rate", "self_score", "activities", "audience"),
    *("score_rate_by_dimension", "disclosure_rate", "public_funds_rate", "targets_unmet"),
)
#: Seconds each may take.
LIMITS = {"PPTX": 6.0, "DOCX": 6.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None)
    view = Database(data_paths(parser.parse_args().data).database).view()
    today = datetime.now().astimezone().date()
    known = catalogue(view)

    def whole(make: Callable[..., object]) -> Callable[[], object]:
        return lambda: make(make_briefing(view, Choice(METRICS), today))

    parts: dict[str, Callable[[], object]] = {
        "PPTX": whole(to_pptx),
        "DOCX": whole(to_docx),
        "DOCX without pictures": whole(lambda made: to_docx(made, pictures=False)),
    }
    most = max(known.bodies, key=lambda body: len(findings(view, bodies=[body.code]).shown))
    parts["questions to one body"] = lambda: to_questions(view, most.code, today)
    print(f"{len(known.bodies)} bodies, {len(METRICS)} metrics; the first is cold, of three the middle")
    for name, make in parts.items():
        times = sorted(_seconds(make) for _ in range(3))
        limit = LIMITS.get(name)
        kept = (
            "" if limit is None else f"  (at most {limit:.0f} s: {'kept' if times[1] <= limit else 'MISSED'})"
        )
        print(f"{name:24} {times[1]:5.2f} s{kept}")


def _seconds(make: Callable[[], object]) -> float:
    began = time.perf_counter()
    make()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
