"""The process that recognises pages: `python -m kexie_dash.reading.scan_child PAGE…` (from 0).

In a folder that holds `source` it writes one file a page, so that pages done stay when a later one fails.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kexie_dash.reading.child import SOURCE, enclose, limit_cpu
from kexie_dash.reading.ocr import NOT_STARTED, page_file
from kexie_dash.reading.scan_page import ScannedPage
from kexie_dash.settings import OCR_MEMORY_BYTES, OCR_PAGE_CPU_SECONDS


def main(arguments: Sequence[str]) -> int:
    folder = Path.cwd()
    numbers = [int(argument) for argument in arguments]
    data = (folder / SOURCE).read_bytes()
    enclose(OCR_PAGE_CPU_SECONDS * (len(numbers) + 1), OCR_MEMORY_BYTES)
    try:
        import pypdfium2 as pdfium

        from kexie_dash.reading.recogniser import Recogniser
        from kexie_dash.reading.scan_reader import scanned_page

        recogniser = Recogniser()
    except (ImportError, OSError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return NOT_STARTED
    pdf = pdfium.PdfDocument(data)
    for number in numbers:
        limit_cpu(int(sum(os.times()[:2])) + OCR_PAGE_CPU_SECONDS)
        _write(page_file(folder, number), scanned_page(pdf, number, recogniser))
    return 0


def _write(path: Path, page: ScannedPage) -> None:
    """Whole or not at all."""
    half = path.with_suffix(".part")
    half.write_text(json.dumps(asdict(page)), encoding="ascii")
    half.rename(path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
