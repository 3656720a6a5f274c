"""Word documents: paragraphs and tables in the order of the document. Headers and footers are left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kexie_dash.model.report import Document
from kexie_dash.reading.container import Container
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.numbering import Numbering, read_numbering
from kexie_dash.reading.printed_table import Cell, table_lines
from kexie_dash.reading.word_xml import attribute, child, children, local

#: Deleted or moved text, field codes, pinyin above words, the copy for old programs, properties.
_UNSEEN = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rt", "Fallback", "pPr", "sectPr", "tblPr", "fldData"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "sym": "•"}
#: A longer paragraph with tabs is prose, not a row of cells.
_ROW_MAX = 100
_MANY_COLUMNS = 256


def read_docx(container: Container, main: str) -> Document:
    """The document in a package; ReadError where it holds no text."""
    root = container.part(main)
    body = child(root, "body") if root is not None else None
    if body is None:
        raise ReadError("Word 文档里没有正文", "请用 Word 或 WPS 打开后另存一份，再重新提交")
    parts = dict(container.relations(main).values())
    numbering = container.part(parts.get("numbering", ""))
    walk = _Walk(read_numbering(numbering, container.part(parts.get("styles", ""))))
    lines = list(walk.lines(body))
    notes = container.part(parts.get("footnotes", ""))
    for note in children(notes, "footnote") if notes is not None else ():
        if attribute(note, "type") is None:
            lines.extend(line for line in walk.lines(note) if line)
    text = "".join(line + "\n" for line in lines)
    if not text.strip():
        raise ReadError("Word 文档里没有文字（可能全是图片）", "需要 OCR：请识别成文字并核对后再提交")
    return Document(text)


class _Walk:
    """One way through a document; list numbers count as it goes."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def lines(self, element: etree._Element) -> Iterator[str]:
        """Lines of a body, cell or text box; tables as lines with tabs, an empty line between two."""
        after_table = False
        for item in element:
            name = local(item)
            if name == "p":
                yield from self._paragraph(item)
            elif name == "tbl":
                if after_table:
                    yield ""
                yield from self._table(item)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                yield from self.lines(item)
            if name in ("p", "tbl", "sdt"):
                after_table = name == "tbl"

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        _collect(paragraph, pieces, boxes)
        text = "".join(pieces)
        if text.strip():
            text = self._numbering.prefix(child(paragraph, "pPr")) + text
        for line in text.split("\n"):
            yield _without_stray_tabs(line)
        for box in boxes:
            yield from (line for line in self.lines(box) if line)

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = [self._row(row) for row in _rows(table)]
        grid = child(table, "tblGrid")
        declared = len(list(children(grid, "gridCol"))) if grid is not None else 0
        used = max((cell.column + cell.span for row in rows for cell in row), default=0)
        return table_lines(rows, min(max(declared, used), _MANY_COLUMNS))

    def _row(self, row: etree._Element) -> list[Cell]:
        properties = child(row, "trPr")
        column = _number(properties, "gridBefore", 0)
        cells: list[Cell] = []
        for item in _cells(row):
            properties = child(item, "tcPr")
            span = _number(properties, "gridSpan", 1)
            merged = child(properties, "vMerge") if properties is not None else None
            beside = child(properties, "hMerge") if properties is not None else None
            hidden = any(x is not None and attribute(x, "val") != "restart" for x in (merged, beside))
            lines = [] if hidden else list(self.lines(item))
            nested = next(item.iter("{*}tbl"), None) is not None
            cells.append(Cell(min(column, _MANY_COLUMNS - 1), span, lines, nested))
            column += span
        return cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for item in table:
        name = local(item)
        if name == "tr":
            properties = child(item, "trPr")
            if properties is None or child(properties, "del") is None:
                yield item
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _rows(item)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for item in row:
        name = local(item)
        if name == "tc":
            yield item
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _cells(item)


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    found = child(properties, name) if properties is not None else None
    text = (attribute(found, "val") or "") if found is not None else ""
    return min(int(text), _MANY_COLUMNS) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """Visible text of a paragraph; text boxes anchored in it go to boxes."""
    for item in element:
        name = local(item)
        if name == "t":
            pieces.append(item.text or "")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "txbxContent":
            boxes.append(item)
        elif name not in _UNSEEN and not (name == "r" and _is_hidden(item)):
            _collect(item, pieces, boxes)


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, "rPr")
    vanish = child(properties, "vanish") if properties is not None else None
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _without_stray_tabs(line: str) -> str:
    """Tabs between short parts make a row of cells; elsewhere they are white space."""
    line = line.strip("\t").rstrip()
    if "\t" in line and (line.count("\t") < 2 or len(line) > _ROW_MAX or "。" in line):
        return line.replace("\t", " ")
    return line
