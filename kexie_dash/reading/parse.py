"""The parser of each kind of file. Runs in the child process only."""

from __future__ import annotations

from pathlib import Path

from kexie_dash.model.report import Document
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.sniff import FileKind
from kexie_dash.reading.source import Source


def parse(kind: FileKind, data: bytes, source: Source) -> Document:
    """The document of a file of that kind; ReadError for one that cannot be read, ImagePages on the way."""
    folder, office = source.folder, source.office
    if kind == "pdf":
        from kexie_dash.reading.pdf import read_pdf

        return read_pdf(data, folder, source.images)
    if kind in ("html", "mhtml"):
        from kexie_dash.reading.html import read_html, read_mhtml

        return read_html(data) if kind == "html" else read_mhtml(data)
    if kind == "zip":
        return _package(data, folder, office)
    from kexie_dash.reading.legacy import converted

    return _package(converted(data, folder, office), folder, None)


def _package(data: bytes, folder: Path, office: str | None) -> Document:
    from kexie_dash.reading.container import open_container

    container = open_container(data)
    main = container.main_part()
    if main is not None and main.startswith("xl/"):
        from kexie_dash.reading.spreadsheet import read_xlsx

        return read_xlsx(data)
    if main is not None and not main.startswith("ppt/"):
        from kexie_dash.reading.docx import read_docx

        return read_docx(container, main)
    if "mimetype" in container.names and "content.xml" in container.names:
        from kexie_dash.reading.legacy import converted

        return _package(converted(data, folder, office), folder, None)
    what = "演示文稿" if main is not None else "压缩包"
    raise ReadError(f"内容是{what}，不是报告文档", "请改交 Word、PDF、网页或纯文本版本；压缩包请先解压")
