"""An evidence pack: documents, the reports they rest on, a manifest of hashes; same input, same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.titles import about_words, captions_for
from kexie_dash.exports import texts
from kexie_dash.exports import texts_pack as wording
from kexie_dash.exports.archive import steady, zipped
from kexie_dash.exports.book import to_book
from kexie_dash.exports.briefing.document.brief import to_docx
from kexie_dash.exports.briefing.make import Choice as BriefingChoice
from kexie_dash.exports.briefing.make import make_briefing
from kexie_dash.exports.briefing.slides.deck import to_pptx
from kexie_dash.exports.checkup_docx import checkup_docx
from kexie_dash.exports.checkup_html import checkup_pdf
from kexie_dash.exports.checkups import checkup_of, newest_reports
from kexie_dash.exports.choice import Chosen
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.image import fitted, to_image
from kexie_dash.exports.json_data import to_json_file
from kexie_dash.exports.manifest import SUMS, VERIFY, manifest_json, sha256, sums
from kexie_dash.exports.notes import day_words, picture_notes
from kexie_dash.exports.progress import Progress, part_of, silent
from kexie_dash.exports.rows import comparison_rows
from kexie_dash.exports.site import make_site, single_file
from kexie_dash.exports.stamp import STAMP_MEMBER, Stamp, figures_stamp, make_stamp, stamp_json, stamp_words
from kexie_dash.exports.table import to_csv
from kexie_dash.model.report import Report
from kexie_dash.queries.catalogue import catalogue
from kexie_dash.queries.panels import Panel
from kexie_dash.store.database import View

MANIFEST, README = texts.MANIFEST_FILE, texts.README_FILE
_PDF_DAY = re.compile(rb"\(D:\d{14}")
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_README = wording.README


def make_pack(
    view: View, reports: Path, chosen: Chosen, day: date, progress: Progress = silent
) -> tuple[bytes, tuple[str, ...]]:
    """The archive, and in words what of it could not be made (pictures without a browser).

    reports: the folder of the originals. ExportError where one is missing or not what was registered.
    """
    used = _used(view, chosen)
    originals = {_original(report): _read(reports, report) for report in used}
    values = [i.value for one in chosen.comparisons for band in one.bands for i in band.values]
    stamp = make_stamp(view, "evidence", day, values)
    files, missing = _documents(view, chosen, used, day, part_of(progress, 0.0, 0.95))
    files.update(originals)
    files[README] = _readme(stamp, day, missing)
    files[STAMP_MEMBER] = stamp_json(stamp).encode("utf-8")
    sources = [_source(report) for report in used]
    files[MANIFEST] = manifest_json(files, view.snapshot, day, {"verify": VERIFY, "sources": sources})
    files[SUMS] = sums(files)
    progress(0.97, wording.PACKING)
    return zipped(files), missing


def _used(view: View, chosen: Chosen) -> tuple[Report, ...]:
    """Reports the values come from, in the order of origins.yaml."""
    cited = {i.value.report for one in chosen.comparisons for band in one.bands for i in band.values}
    return tuple(stored.report for stored in view.reports() if stored.report.id in cited)


def _documents(
    view: View, chosen: Chosen, used: Sequence[Report], day: date, progress: Progress
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    files = {wording.WORKBOOK_FILE: steady(to_book(view, chosen, day, part_of(progress, 0.0, 0.25)))}
    files[wording.SITE_FILE] = single_file(make_site(view, chosen, day, part_of(progress, 0.25, 0.35)))
    for compared in chosen.comparisons:
        about = about_words(compared.metric, compared.snapshot)
        files[wording.CSV_FILE.format(metric=compared.metric.id)] = to_csv(
            comparison_rows(view, compared), about
        )
        files[wording.JSON_FILE.format(metric=compared.metric.id)] = to_json_file(view, compared)
    for report in newest_reports(view, dict.fromkeys(one.body_code for one in used)):
        progress(0.4, wording.DOING_CHECKUP.format(report=report))
        files[wording.CHECKUP_DOCX_FILE.format(report=_plain(report))] = steady(
            checkup_docx(checkup_of(view, report))
        )
    missing: dict[str, None] = {}
    files.update(_briefing(view, chosen, day, part_of(progress, 0.45, 0.7), missing))
    for name, data in _drawn(view, chosen, used, day, part_of(progress, 0.7, 1.0), missing):
        files[name] = _undated(data)
    return files, tuple(missing)


def _briefing(
    view: View, chosen: Chosen, day: date, progress: Progress, missing: dict[str, None]
) -> dict[str, bytes]:
    """Of the same metrics, years and bodies."""
    choice = chosen.choice
    metrics = tuple(one.metric.id for one in chosen.comparisons)
    try:
        made = make_briefing(view, BriefingChoice(metrics, choice.bodies, choice.years), day)
        slides = to_pptx(made, part_of(progress, 0.0, 0.5))
        letter, lacking = to_docx(made, part_of(progress, 0.5, 1.0))
    except ExportError as error:
        missing[wording.NO_BRIEFING.format(error=error)] = None
        return {}
    missing.update(dict.fromkeys(lacking))
    return {wording.SLIDES_FILE: steady(slides), wording.LETTER_FILE: steady(letter)}


def _drawn(
    view: View,
    chosen: Chosen,
    used: Sequence[Report],
    day: date,
    progress: Progress,
    missing: dict[str, None],
) -> Iterable[tuple[str, bytes]]:
    """What needs a browser; without one the first attempt says so, and nothing further is tried."""
    colours = BodyColours(body.code for body in catalogue(view).bodies)
    panels = chosen.panels
    sheets = newest_reports(view, dict.fromkeys(one.body_code for one in used))
    whole = len(panels) + len(sheets)
    try:
        for number, report in enumerate(sheets):
            progress(number / whole, wording.DOING_CHECKUP.format(report=report))
            yield (
                wording.CHECKUP_PDF_FILE.format(report=_plain(report)),
                checkup_pdf(checkup_of(view, report)),
            )
        for number, panel in enumerate(panels, start=len(sheets)):
            progress(number / whole, wording.DOING_CHART.format(label=panel.comparison.metric.label))
            yield _picture_name(panel), _picture(view, panel, colours, day)
    except ExportError as error:
        missing[str(error)] = None


def _picture(view: View, panel: Panel, colours: BodyColours, day: date) -> bytes:
    compared = panel.comparison
    words = captions_for(compared.metric, compared.bands, compared.snapshot)
    figure = fitted(
        lambda style: dot_plot(
            compared.metric, compared.bands, words, style, colours=colours, absent=compared.absent
        ),
        notes=picture_notes(compared, day),
    )
    return to_image(figure, "png", stamp=figures_stamp(view, compared, day))


def _picture_name(panel: Panel) -> str:
    label = f"_{panel.label}" if panel.label else ""
    return wording.PICTURE_FILE.format(name=_plain(panel.comparison.metric.label + label))


def _original(report: Report) -> str:
    return wording.ORIGINAL_FILE.format(name=_plain(report.file))


def _read(folder: Path, report: Report) -> bytes:
    try:
        data = (folder / report.file).read_bytes()
    except OSError as error:
        raise ExportError(wording.ORIGINAL_UNREADABLE.format(file=report.file, why=error.strerror)) from error
    if sha256(data) != report.sha256:
        raise ExportError(wording.ORIGINAL_CHANGED.format(file=report.file))
    return data


def _source(report: Report) -> dict[str, object]:
    return {
        "file": _original(report),
        "sha256": report.sha256,
        "report": report.id,
        "body_code": report.body_code,
        "body": report.body,
        "year": report.year,
        "kind": report.kind,
        "publisher": report.publisher,
        "received": report.received.isoformat() if report.received else None,
    }


def _readme(stamp: Stamp, day: date, missing: Sequence[str]) -> bytes:
    said = "".join(f"{one}\n" for one in missing)
    text = _README.format(verify=VERIFY, stamp=stamp_words(stamp), day=day_words(day), missing=said)
    return text.encode("utf-8", "replace")


def _plain(name: str) -> str:
    """A file name every system takes."""
    return _NOT_IN_A_NAME.sub("_", name).strip(" .")[:80] or "_"


def _undated(data: bytes) -> bytes:
    """A PDF without the minute it was printed in; the length stays, so its table of places does too."""
    return _PDF_DAY.sub(b"(D:19800101000000", data) if data.startswith(b"%PDF") else data
