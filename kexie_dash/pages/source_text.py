"""A report's text as lines and tables: figures underlined and lettered by family, leftovers dashed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from kexie_dash.model.observation import Narrative
from kexie_dash.pages import texts
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join
from kexie_dash.queries.source import Figure, Part, Rest, Source
from kexie_dash.queries.source_lines import Cell, Line, Piece, UnitOffsets, lines

Marks = Mapping[str, Figure | Rest]


def text_html(source: Source, part: Part, here: str) -> Html:
    """Every character of the part, each line with its number; the marks are links to themselves."""
    drawn = _Drawing(source, here)
    groups = groupby(lines(source, part), key=lambda line: line.is_row)
    content = join(drawn.table(list(group)) if rows else drawn.prose(group) for rows, group in groups)
    return element("div", content, class_="kx-text", role="region", aria_label=texts.THE_TEXT)


def family_of(mark: Figure | Rest) -> str:
    """The observation's family; rest for a leftover."""
    return mark.observation.family if isinstance(mark, Figure) else "rest"


def sign_of(mark: Figure | Rest) -> str:
    return texts.FAMILY_SIGN[mark.observation.family] if isinstance(mark, Figure) else texts.NOT_USED_SIGN


def title_of(mark: Figure | Rest) -> str:
    """Family and label, or why it was left."""
    if isinstance(mark, Rest):
        return f"{texts.NOT_USED}：{mark.leftover.reason}"
    return f"{texts.FAMILY[mark.observation.family]}：{mark.observation.label}"


class _Drawing:
    def __init__(self, source: Source, here: str) -> None:
        self._marks: Marks = {mark.key: mark for mark in source.marks}
        self._units = UnitOffsets(source.document.text)
        self._here = here
        self._said = _said_on(source.narratives)

    def prose(self, group: Iterator[Line]) -> Html:
        return join(self._line(line) for line in group)

    def _line(self, line: Line) -> Html:
        number = str(line.number) if line.whole else "…"
        if line.is_blank:
            return element("div", EMPTY, class_="kx-line kx-blank")
        said, first = self._said.get(line.number, ("", False))
        return element(
            "div",
            self._holder("span", line.cells[0]),
            class_="kx-line kx-said" if said else "kx-line",
            data_n=number,
            data_said=said if first else None,
        )

    def table(self, rows: list[Line]) -> Html:
        """The tabs become the edges of cells."""
        drawn = join(element("tr", self._row(row)) for row in rows)
        return element("div", element("table", drawn), class_="kx-rows")

    def _row(self, row: Line) -> Html:
        """A cell that stands alone in its row, a heading or a sentence, takes the room of those after it."""
        number = element("th", EMPTY, data_n=str(row.number), aria_hidden="true")
        filled = [place for place, cell in enumerate(row.cells) if not cell.is_blank]
        last = filled[0] if len(filled) == 1 else len(row.cells) - 1
        cells = [self._holder("td", cell) for cell in row.cells[:last]]
        width = str(len(row.cells) - last)
        return join([number, *cells, self._holder("td", row.cells[last], width if width != "1" else None)])

    def _holder(self, tag: str, cell: Cell, colspan: str | None = None) -> Html:
        content = join(self._piece(piece) for piece in cell.pieces)
        at = str(self._units.at(cell.start))
        return element(tag, content, class_="kx-t", data_at=at, colspan=colspan)

    def _piece(self, piece: Piece) -> Html:
        if not piece.keys:
            return escape(piece.text)
        mark = self._marks[piece.keys[0]]
        classes = ["kx-m", *dict.fromkeys(f"kx-{family_of(self._marks[key])}" for key in piece.keys)]
        begins = mark.start == piece.start
        return element(
            "a",
            escape(piece.text),
            class_=" ".join(classes),
            href=f"{self._here}&obs={mark.key}",
            target="_self",
            title=title_of(mark),
            data_keys=" ".join(piece.keys),
            data_sign=sign_of(mark) if begins else None,
            tabindex="-1",
        )


def _said_on(narratives: tuple[Narrative, ...]) -> dict[int, tuple[str, bool]]:
    """By line: the sections whose items stand on it, and whether one begins there."""
    named: dict[int, tuple[str, bool]] = {}
    for one in narratives:
        for line in range(one.evidence.line_first, one.evidence.line_last + 1):
            before, begun = named.get(line, ("", False))
            sections = dict.fromkeys([*before.split("、"), one.section] if before else [one.section])
            named[line] = "、".join(sections), begun or line == one.evidence.line_first
    return named
