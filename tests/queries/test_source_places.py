"""Where a figure stands inside its evidence, and the text cut into parts, lines, cells and marked pieces."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kexie_dash.model.observation import Evidence, Leftover, Observation
from kexie_dash.model.report import Document
from kexie_dash.queries.source import PART_CHARACTERS, PART_FIGURES, Figure, Rest, Source, source
from kexie_dash.queries.source_lines import UnitOffsets, lines
from kexie_dash.queries.source_place import figure_place
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from tests.observed import observed, report


def _read(document: Document, span: tuple[int, int], **fields: str | None) -> Observation:
    given = {"family": "output", "subject": "某事", "actual_text": None, "target_text": None} | fields
    made = observed(1, given)
    values = {name: getattr(made, name) for name in made.__slots__}
    return Observation(**values | {"evidence": Evidence.of(document, *span)})


def _place(quote: str, printed: str, **fields: str | None) -> tuple[int, int]:
    """Offsets inside the quote, which stands in the middle of a text."""
    document = Document(f"前文\n{quote}\n后文")
    one = _read(document, (3, 3 + len(quote)), value_text=printed, **fields)
    start, end = figure_place(one)
    return start - 3, end - 3


@pytest.mark.parametrize(
    ("quote", "printed", "fields", "before"),
    [
        ("满分5分，得分5分", "5分", {"label": "得分"}, "满分5分，得分"),
        ("得分5分，满分5分", "5分", {"label": "得分"}, "得分"),
        ("活动15场，其中5场", "5场", {"label": "活动"}, "活动15场，其中"),
        ("讲座1.5万元、5万元", "5万元", {"label": "支出"}, "讲座1.5万元、"),
        ("某经费 10.00 20.00 20.00", "20.00", {"label": "决算数"}, "某经费 10.00 20.00 "),
        ("某指标\t90%\t90%", "90%", {"label": "某指标", "actual_text": "90%"}, "某指标\t90%\t"),
        ("某指标\t5\t得5分的，扣5", "5", {"label": "分数"}, "某指标\t"),
        ("某率\t及时\t不及时", "不及时", {"label": "某率"}, "某率\t及时\t"),
    ],
)
def test_the_figure_meant_is_found_among_equals(
    quote: str, printed: str, fields: dict[str, str | None], before: str
) -> None:
    assert _place(quote, printed, **fields) == (len(before), len(before) + len(printed))


def test_white_space_inside_a_figure_does_not_count() -> None:
    assert _place("共计1 035\n\n万人次。", "1035万人次") == (2, 12)


def test_a_figure_that_is_lost_is_its_number_else_the_whole_evidence() -> None:
    assert _place("共3 500（见注）名学生", "3500名") == (1, 6)
    assert _place("一批学生", "3500名") == (0, 4)


def test_every_figure_of_the_reports_stands_in_its_evidence(built: Paths) -> None:
    view = Database(built.data).view()
    shared = 0
    for stored in view.reports():
        found = source(view, stored.report.id)
        assert found is not None
        assert {one.key for one in found.figures} == {
            one.id for one in view.observations(report=stored.report.id)
        }
        for one in found.figures:
            evidence, observation = one.observation.evidence, one.observation
            assert evidence.start <= one.start < one.end <= evidence.end
            printed = observation.value_text or observation.actual_text or observation.target_text or ""
            assert "".join(found.document.text[one.start : one.end].split()) == "".join(printed.split())
        places = [(one.start, one.end) for one in found.figures]
        shared += len(places) - len(set(places))
    # Two statements seldom read one number; were many to share one, the place of most would be wrong.
    assert shared <= 0.01 * len(view.observations())


def test_pieces_are_the_text_and_carry_every_mark(built: Paths) -> None:
    view = Database(built.data).view()
    for stored in view.reports():
        found = source(view, stored.report.id)
        assert found is not None
        _check(found)


def test_marks_over_each_other_share_their_pieces() -> None:
    text = "活动12场次300人，\n续行40\t41项\n"
    document = Document(text)
    spans = {"a": (2, 6), "b": (4, 9), "c": (14, 20)}
    figures = [Figure(_read(document, span, value_text=key), *span) for key, span in spans.items()]
    rest = Rest("r1", Leftover("x", Evidence.of(document, 0, 12), "看不出数的是什么"))
    found = _source(document, figures, [rest])
    _check(found)
    shown = [piece for line in lines(found, found.parts[0]) for cell in line.cells for piece in cell.pieces]
    both = [piece.text for piece in shown if {figures[0].key, figures[1].key} <= set(piece.keys)]
    assert both == ["场次"]
    assert all("r1" in piece.keys for piece in shown if piece.start < 11)
    rows = [line for line in lines(found, found.parts[0]) if line.is_row]
    assert [[piece.text for piece in cell.pieces] for cell in rows[0].cells] == [["续行", "40"], ["41项"]]


def test_a_long_text_comes_in_parts_that_cut_no_figure() -> None:
    row = "科普活动\t12场\t15场\n"
    document = Document(row * 9_000 + "无句号" * 40_000)
    place = [(at * len(row) + row.index("15"), at * len(row) + row.index("15") + 3) for at in range(9_000)]
    last = len(row) * 9_000 + PART_CHARACTERS - 2
    figures = [Figure(_read(document, span, value_text="15场"), *span) for span in [*place, (last, last + 6)]]
    found = _source(document, figures, [])
    parts = found.parts
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert (parts[0].start, parts[-1].end) == (0, len(document.text))
    assert max(part.end - part.start for part in parts) <= PART_CHARACTERS * 1.5
    assert max(len(found.marks_in(part)) for part in parts) <= PART_FIGURES * 1.5
    assert not [part for part in parts for one in figures[-1:] if one.start < part.end < one.end]
    assert sum(len(found.marks_in(part)) for part in parts) == len(figures)
    _check(found)


def test_an_empty_text_has_one_empty_part() -> None:
    found = _source(Document(""), [], [])
    assert len(found.parts) == 1
    assert [line.is_blank for line in lines(found, found.parts[0])] == [True]


def test_browsers_count_characters_beyond_the_basic_plane_twice() -> None:
    text = "甲𠮷乙𠮷丙"
    units = UnitOffsets(text)
    assert [units.at(at) for at in range(6)] == [len(text[:at].encode("utf-16-le")) // 2 for at in range(6)]


def test_an_unknown_report_has_no_text(built: Paths) -> None:
    view: View = Database(built.data).view()
    assert source(view, "990000-1999") is None


def _source(document: Document, figures: Sequence[Figure], rests: Sequence[Rest]) -> Source:
    return Source(report(), document, tuple(figures), tuple(rests), ())


def _check(found: Source) -> None:
    """Pieces joined are the document; the pieces of a mark are its text, without tabs and line ends."""
    text, written = found.document.text, []
    carried: dict[str, str] = {}
    for part in found.parts:
        shown = list(lines(found, part))
        cells = [
            "\t".join("".join(piece.text for piece in cell.pieces) for cell in line.cells) for line in shown
        ]
        end = "\n" if text[part.end - 1 : part.end] == "\n" else ""
        written.append("\n".join(cells) + end)
        for line in shown:
            assert not line.whole or found.document.line_starts[line.number - 1] == line.cells[0].start
            for cell in line.cells:
                for piece in cell.pieces:
                    assert text[piece.start : piece.start + len(piece.text)] == piece.text
                    for key in piece.keys:
                        carried[key] = carried.get(key, "") + piece.text
    assert "".join(written) == text
    bare = {mark.key: text[mark.start : mark.end].replace("\t", "").replace("\n", "") for mark in found.marks}
    assert {key: said for key, said in carried.items() if said} == bare
