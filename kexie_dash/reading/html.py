"""Web pages: the visible text, a line a block; tables as lines with tabs. Nothing is fetched."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kexie_dash.model.report import Document
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.printed_table import Cell, table_lines
from kexie_dash.reading.text import decode_any

_REMEDY = "请用浏览器打开确认有正文，另存为完整网页或纯文本后再提交"
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UNSEEN = frozenset(
    (
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
        "canvas", "video", "audio", "select", "textarea", "button", "datalist", "rt", "rp"
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"
    )
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MANY_COLUMNS = 256
_LONGEST_SPAN = 10_000


def read_html(data: bytes) -> Document:
    """The document of a page's bytes; ReadError where it shows no text."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(_decoded(data).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("网页结构读不出来", _REMEDY) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 stops at its limit and would drop the rest without a word.
        raise ReadError("网页嵌套太深或太大，没有读完", _REMEDY)
    lines = _Reader().read(root) if root is not None else []
    text = "".join(line + "\n" for line in lines)
    if not text.strip():
        raise ReadError("网页里没有可见的文字", _REMEDY)
    return Document(text)


def read_mhtml(data: bytes) -> Document:
    """The document of a web page saved as one file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return read_html(payload)
    raise ReadError("网页文件里没有正文", _REMEDY)


def _decoded(data: bytes) -> str:
    """The text by its bytes; by the charset the page names where the bytes do not tell."""
    try:
        return decode_any(data)
    except ReadError:
        named = _META.search(data[:4096])
        charset = named[1].decode("ascii").lower() if named else ""
        if charset.startswith(("gb", "utf", "unicode")) or not charset:
            raise
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
        raise


@dataclass(slots=True)
class _Frame:
    """Where text goes: the page itself or one cell. number: of the next list item."""

    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    nested: bool = False


@dataclass(slots=True)
class _Table:
    """rows: finished rows; row: the one being read; covered: rows each column is still covered by a cell."""

    rows: list[list[Cell]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)
    place: tuple[int, int, int] | None = None

    def end_row(self) -> None:
        self.rows.append(self.row)
        self.covered = {column: left - 1 for column, left in self.covered.items() if left > 1}
        for cell in self.row:
            self.covered |= self._begun.pop(id(cell), {})
        self.row = []

    _begun: dict[int, dict[int, int]] = field(default_factory=dict)

    def begin_cell(self, colspan: int, rowspan: int) -> None:
        column = max((cell.column + cell.span for cell in self.row), default=0)
        while column in self.covered:
            column += 1
        self.place = (min(column, _MANY_COLUMNS - 1), colspan, rowspan)

    def end_cell(self, frame: _Frame) -> None:
        if self.place is None:
            return
        column, colspan, rowspan = self.place
        cell = Cell(column, colspan, frame.lines, frame.nested)
        self.row.append(cell)
        if rowspan > 1:
            self._begun[id(cell)] = {column + k: rowspan - 1 for k in range(colspan)}
        self.place = None

    def lines(self) -> Iterator[str]:
        columns = max((cell.column + cell.span for row in self.rows for cell in row), default=0)
        return table_lines(self.rows, min(columns, _MANY_COLUMNS))


class _Reader:
    """One way through a page, without recursion: hostile pages nest without end."""

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._tables: list[_Table] = []
        self._lists: list[int | None] = []
        self._pre = 0

    def read(self, root: etree._Element) -> list[str]:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in _UNSEEN or _is_hidden(element):
                    walker.skip_subtree()
                else:
                    self._start(tag, element)
            else:
                if tag not in _UNSEEN and not _is_hidden(element):
                    self._end(tag)
                self._text(element.tail)
        self._break()
        return self._frames[0].lines

    def _start(self, tag: str, element: etree._Element) -> None:
        if tag in _BLOCKS or tag == "br":
            self._break()
        if tag == "pre":
            self._pre += 1
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].row = []
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].begin_cell(_span(element, "colspan"), _span(element, "rowspan"))
            self._frames.append(_Frame())
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_first(element) if tag == "ol" else None)
        elif tag == "li" and self._lists and self._lists[-1] is not None:
            self._frames[-1].pieces.append(f"{self._lists[-1]}. ")
            self._lists[-1] += 1
        self._text(element.text)

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag == "pre":
            self._pre -= 1
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.pop()
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].end_cell(self._frames.pop())
        elif tag == "tr" and self._tables:
            self._tables[-1].end_row()
        elif tag == "table":
            table = self._tables.pop()
            if table.row:
                table.end_row()
            frame = self._frames[-1]
            if frame.lines and "\t" in frame.lines[-1]:
                frame.lines.append("")
            frame.lines.extend(table.lines())
            frame.nested = frame.nested or bool(self._tables)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            for index, line in enumerate(text.split("\n")):
                if index:
                    self._break()
                self._frames[-1].pieces.append(line.rstrip("\r"))
        else:
            self._frames[-1].pieces.append(_SPACE.sub(_collapsed, text))

    def _break(self) -> None:
        """End the line being read."""
        frame = self._frames[-1]
        if frame.pieces:
            line = "".join(frame.pieces)
            line = line.rstrip() if self._pre else _SPACE.sub(" ", line).strip()
            frame.pieces = []
            if line:
                frame.lines.append(line)


def _collapsed(match: re.Match[str]) -> str:
    """White space as a browser shows it; a line end of the source between two hanzi is none."""
    before, after = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    return "" if "\n" in match[0] and before > "\u2e7f" and after > "\u2e7f" else " "


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _span(element: etree._Element, name: str) -> int:
    text = (element.get(name) or "").strip()
    limit = _MANY_COLUMNS if name == "colspan" else _LONGEST_SPAN
    return min(max(int(text), 1), limit) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _first(element: etree._Element) -> int:
    text = (element.get("start") or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
