"""Large files are read in time that grows with their length."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kexie_dash.reading import document_of
from tests.clock import cpu_seconds
from tests.reading import hostile
from tests.reading.hostile import paragraph, word


def docx_rows(count: int) -> bytes:
    rows = (
        "<w:tr>" + "".join(f"<w:tc>{paragraph(x)}</w:tc>" for x in (f"指标{k}", "60", f"{k}.5")) + "</w:tr>"
        for k in range(count)
    )
    return word("<w:tbl>" + "".join(rows) + "</w:tbl>")


def html_rows(count: int) -> bytes:
    rows = "".join(f"<tr><td>指标{k}<td>60<td>{k}.5" for k in range(count))
    return f"<html><table>{rows}</table>".encode()


def pdf_pages(count: int) -> bytes:
    line = "行，支出12.5万元，完成率98.7%，参与人数1234人次。"
    return hostile.pdf([[f"第{page}页第{k}{line}" for k in range(35)] for page in range(count // 100)])


@pytest.mark.parametrize("make", [docx_rows, html_rows, pdf_pages])
def test_ten_times_the_rows(make: Callable[[int], bytes]) -> None:
    """Small parts take the start of a process as well: what ten times more costs is more than that part."""
    taken: list[float] = []
    for count in (1_000, 10_000):
        data = make(count)
        began = cpu_seconds()
        text = document_of(data).text
        taken.append(cpu_seconds() - began)
        assert text.count("\n") > count / 10
    assert taken[1] < 12 * taken[0]
    assert taken[1] < 10


@pytest.mark.parametrize("sign", ["（", "1", "预算", "<", "|", " "])
@pytest.mark.parametrize("wrap", ["{}", "<html><p>{}", "名称,数\n{}"])
def test_a_line_of_a_megabyte(sign: str, wrap: str) -> None:
    data = wrap.format("年" + sign * (2**20 // len(sign.encode())) + "末").encode()
    began = cpu_seconds()
    assert document_of(data).text.rstrip("\n").endswith("末")
    assert cpu_seconds() - began < 5
