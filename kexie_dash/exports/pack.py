"""An evidence pack: documents, the reports they rest on, a manifest of hashes; same input, same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.titles import about_words, captions_for
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

MANIFEST, README = "清单.json", "说明.txt"
_PDF_DAY = re.compile(rb"\(D:\d{14}")
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_README = """科协绩效对照：证据包

文档：简报、工作簿、图表、单位体检单、单个网页（用浏览器打开，不需要联网）。
数据：同样的数据（CSV、JSON），每个数字都带依据句子、文件和行号。
原文：这些数字所依据的报告，登记时的原件，一个字没有改。
清单.json：每个文件的大小和 sha256；原文还写明是谁、哪一年的报告。

核对文件有没有变过，在这个目录里运行：
    {verify}
Windows 上没有这个命令：运行下面一行，把得出的数与 SHA256SUMS 里的比较。
    certutil -hashfile 文件名 SHA256

{stamp}
导出日期：{day}
{missing}"""


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
    progress(0.97, "打包")
    return zipped(files), missing


def _used(view: View, chosen: Chosen) -> tuple[Report, ...]:
    """Reports the values come from, in the order of origins.yaml."""
    cited = {i.value.report for one in chosen.comparisons for band in one.bands for i in band.values}
    return tuple(stored.report for stored in view.reports() if stored.report.id in cited)


def _documents(
    view: View, chosen: Chosen, used: Sequence[Report], day: date, progress: Progress
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    files = {"文档/工作簿.xlsx": steady(to_book(view, chosen, day, part_of(progress, 0.0, 0.25)))}
    files["文档/对照.html"] = single_file(make_site(view, chosen, day, part_of(progress, 0.25, 0.35)))
    for compared in chosen.comparisons:
        about = about_words(compared.metric, compared.snapshot)
        files[f"数据/{compared.metric.id}.csv"] = to_csv(comparison_rows(view, compared), about)
        files[f"数据/{compared.metric.id}.json"] = to_json_file(view, compared)
    for report in newest_reports(view, dict.fromkeys(one.body_code for one in used)):
        progress(0.4, f"体检单 {report}")
        files[f"文档/体检单_{_plain(report)}.docx"] = steady(checkup_docx(checkup_of(view, report)))
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
        missing[f"没有简报：{error}"] = None
        return {}
    missing.update(dict.fromkeys(lacking))
    return {"文档/简报.pptx": steady(slides), "文档/简报.docx": steady(letter)}


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
            progress(number / whole, f"体检单 {report}")
            yield f"文档/体检单_{_plain(report)}.pdf", checkup_pdf(checkup_of(view, report))
        for number, panel in enumerate(panels, start=len(sheets)):
            progress(number / whole, f"图表 {panel.comparison.metric.label}")
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
    return f"文档/图_{_plain(panel.comparison.metric.label + label)}.png"


def _original(report: Report) -> str:
    return f"原文/{_plain(report.file)}"


def _read(folder: Path, report: Report) -> bytes:
    try:
        data = (folder / report.file).read_bytes()
    except OSError as error:
        raise ExportError(f"原文 {report.file} 读不出来（{error.strerror}），没有写文件。") from error
    if sha256(data) != report.sha256:
        raise ExportError(
            f"原文 {report.file} 与登记时的 sha256 不一致，没有写文件。请放回原件，或用 kexie add 登记新版。"
        )
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
