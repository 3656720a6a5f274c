"""The slides, opened again with another program: the same figures, native charts, Chinese faces."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from kexie_dash.exports.briefing.content import Briefing
from kexie_dash.exports.briefing.make import Choice, make_briefing
from kexie_dash.exports.briefing.rows import rows_of
from kexie_dash.exports.briefing.slides.deck import _cover_size, to_pptx
from kexie_dash.exports.stamp import read_stamp, stamp_words
from kexie_dash.store.database import View
from tests.exports.briefing.conftest import DAY, spoilt

EVIL = '=HYPERLINK("http://x")<script>alert(1)</script>\x07[a](javascript:b)\u200bhttp://example.invalid'


@pytest.fixture(scope="module")
def data(briefing: Briefing) -> bytes:
    return to_pptx(briefing)


@pytest.fixture(scope="module")
def deck(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def words(slide: Any) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_wide_with_every_part(deck: Any, briefing: Briefing) -> None:
    assert round(deck.slide_width / deck.slide_height, 3) == 1.778
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert briefing.finding
    assert titles[:2] == [briefing.title, f"要点：{briefing.finding}"]
    assert titles[2 : 2 + len(briefing.sections)] == [one.title for one in briefing.sections]
    for part in ("核查发现", "口径与方法", "附件"):
        assert any(title.startswith(part) for title in titles)


def test_every_foot_names_build_dictionary_and_day(deck: Any, briefing: Briefing) -> None:
    for slide in deck.slides:
        assert stamp_words(briefing.stamp) in words(slide)


def test_the_charts_hold_the_figures_of_the_build(deck: Any, briefing: Briefing) -> None:
    """Read back from the charts' own data, value by value."""
    drawn = [one for one in briefing.sections if one.form in ("dots", "dumbbell")]
    assert len(charts(deck)) == len(drawn)
    for chart, one in zip(charts(deck), drawn, strict=True):
        points = {
            float(x.text)
            for series in chart._chartSpace.iter(qn("c:ser"))
            for x in series.findall(f"{qn('c:xVal')}//{qn('c:v')}")
        }
        values = [item.value for band in one.comparison.bands for item in band.values]
        wanted = {float(v.value) for v in values if v.has_figure and v.value is not None}
        if one.form == "dumbbell":
            # A declared rate that prints as the ruler's own is said to be the same and not drawn again.
            apart = [v for v in values if v.declared is not None and v.value is not None]
            wanted |= {
                float(v.declared or 0)
                for v in apart
                if abs((v.declared or 0) - (v.value or 0)) >= Decimal("0.0005")
            }
        assert {round(w, 6) for w in wanted} <= {round(p, 6) for p in points}


def test_labels_stand_at_the_marks_and_no_legend(deck: Any) -> None:
    said = "\n".join(
        text.text or ""
        for chart in charts(deck)
        for text in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    )
    assert all(not chart.has_legend for chart in charts(deck))
    for label in ("65.4%", "自报94.0%（+22.3百分点）", "≥40", "≈664", "– 未载明", "湛江 2022"):
        assert label in said


def test_native_and_editable(data: bytes) -> None:
    """A workbook behind every chart, and no picture anywhere."""
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    shown = [name for name in names if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", name)]
    assert len([name for name in names if name.startswith("ppt/embeddings/")]) == len(shown) > 3
    assert not [name for name in names if name.startswith("ppt/media/")]


def test_a_chinese_face_stands_in_every_run(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    runs = 0
    for name in archive.namelist():
        if not re.fullmatch(r"ppt/(slides|charts|theme)/[^/]*\.xml", name):
            continue
        root = etree.fromstring(archive.read(name))
        for properties in root.iter(qn("a:rPr"), qn("a:defRPr")):
            if properties.find(qn("a:latin")) is not None:
                face = properties.find(qn("a:ea"))
                assert face is not None, name
                assert face.get("typeface") == "Microsoft YaHei"
                runs += 1
    assert runs > 500
    assert b'<a:ea typeface="Microsoft YaHei"/>' in archive.read("ppt/theme/theme1.xml")


def test_charts_have_words_and_slides_have_notes(deck: Any, briefing: Briefing) -> None:
    slide = deck.slides[2]
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    described = frame._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "湛江" in described
    assert "65.4%" in described
    notes = slide.notes_slide.notes_text_frame.text
    assert "440800-2022.txt 第340行" in notes
    assert "使用经费100万元" in notes


def test_what_is_drawn_is_one_thing_with_words_and_feet_come_last(deck: Any) -> None:
    for number, slide in enumerate(deck.slides, start=1):
        order = [shape.name for shape in slide.shapes]
        assert slide.shapes[0] == slide.shapes.title
        assert order[-2:] == ["数据版本", "页码"]
        assert slide.shapes[-1].text_frame.text == str(number)
        for shape in slide.shapes:
            plain = shape.has_text_frame and shape.text_frame.text.strip()
            assert plain or shape._element.xpath(".//p:cNvPr")[0].get("descr"), (number, shape.name)


def test_bullets_are_a_group_of_shapes(deck: Any, briefing: Briefing) -> None:
    (place,) = [number for number, one in enumerate(briefing.sections) if one.form == "bullet"]
    slide = deck.slides[2 + place]
    (group,) = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    said = "".join(shape.text_frame.text for shape in group.shapes if shape.has_text_frame)
    described = group._element.xpath(".//p:cNvPr")[0].get("descr")
    for row in rows_of(briefing.sections[place].comparison.metric, briefing.sections[place].comparison.bands):
        assert row.said in said
    assert "深圳" in described
    title = slide.shapes.title
    assert group.left >= title.left
    assert group.top > title.top + title.height // 2
    assert group.left + group.width <= deck.slide_width
    assert group.top + group.height <= deck.slide_height


def test_the_annex_names_file_and_line_of_every_figure(deck: Any, briefing: Briefing) -> None:
    said = "\n".join(words(slide) for slide in deck.slides)
    for one in briefing.references:
        assert f"[{one.number}]" in said
        for source in one.sources:
            assert source.place in said


def test_stamped(data: bytes, briefing: Briefing) -> None:
    assert read_stamp(data) == briefing.stamp


def test_text_of_reports_stays_text(briefing: Briefing) -> None:
    made = to_pptx(spoilt(briefing, EVIL))
    archive = zipfile.ZipFile(io.BytesIO(made))
    for name in archive.namelist():
        if name.endswith(".rels"):
            assert b"hyperlink" not in archive.read(name)
            assert b'TargetMode="External"' not in archive.read(name)
        if name.endswith(".xml"):
            content = archive.read(name)
            assert b"\x07" not in content
            assert b"<script" not in content
            etree.fromstring(content)
    shown = "\n".join(words(slide) for slide in pptx.Presentation(io.BytesIO(made)).slides)
    assert '=HYPERLINK("http://x")<script>' in shown


def test_names_of_series_never_become_formulas_in_the_charts_sheets(data: bytes) -> None:
    """Labels of rows come from reports' names of projects; the workbook behind a chart is a spreadsheet."""
    import openpyxl

    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if name.startswith("ppt/embeddings/"):
            book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            cells = [cell for row in book.active.iter_rows() for cell in row]
            assert all(cell.data_type != "f" for cell in cells)


def test_one_metric_and_one_body(whole: View) -> None:
    made = make_briefing(whole, Choice(("execution_rate",), ("440300",), own="440300"), DAY)
    deck = pptx.Presentation(io.BytesIO(to_pptx(made)))
    assert "深圳 2020（本单位）" in "".join(
        text.text or ""
        for chart in charts(deck)
        for text in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    )


def test_every_unit_of_the_dictionary_can_be_put_on_a_slide(whole: View) -> None:
    """Money, words, points, people, several kinds of one metric: none stops a briefing."""
    stated = {m.unit: m.id for m in whole.metrics() if any(v.has_figure for v in whole.values(metric=m.id))}
    assert {"元", "比率", "等级", "百分点", "各自单位"} <= set(stated)
    made = make_briefing(whole, Choice(tuple(stated.values())), DAY)
    titles = [s.shapes.title.text_frame.text for s in pptx.Presentation(io.BytesIO(to_pptx(made))).slides]
    assert all(any(title.startswith(one.title) for title in titles) for one in made.sections)


def test_a_logarithmic_axis_counts_as_people_write(whole: View) -> None:
    """1000万 and not 1000.0 万, as labels of points, since no number format divides by ten thousand."""
    made = make_briefing(whole, Choice(("audience",)), DAY)
    (chart,) = charts(pptx.Presentation(io.BytesIO(to_pptx(made))))
    ticks = next(one for one in chart.plots[0].series if one.name == "刻度")
    count = len(list(ticks.values))
    said = [ticks.points[number].data_label.text_frame.text for number in range(count)]
    assert said[:2] == ["1,000", "10,000"]
    assert set(said) <= {"1,000", "10,000", "10万", "100万", "1,000万", "1亿"}
    assert "万" not in chart.category_axis.tick_labels.number_format


def test_the_title_of_the_cover_stands_on_one_line_where_it_can() -> None:
    words = "科协绩效自评对照：预算执行、自评得分、活动、受众"
    assert 28 <= _cover_size(words) < 38
    assert _cover_size("科协绩效自评对照") == 38
    assert _cover_size("长" * 90) == 38
