"""Web pages: the text a browser shows, a line a block, a row a line."""

from __future__ import annotations

import pytest

from kexie_dash.reading import ReadError, document_of


def text_of(body: str, charset: str = "utf-8", declared: str | None = None) -> str:
    head = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{head}<title>2021</title></head><body>{body}</body></html>"
    return document_of(page.encode(charset)).text


def test_blocks_and_entities() -> None:
    page = "<h1>一、 概况</h1><p>预算&nbsp;12.5&#x4E07;元，&lt;b&gt; &ge;90%<br>执行<b>11</b>万\n元</p>"
    page += "<div>末</div>"
    assert text_of(page) == "一、 概况\n预算 12.5万元，<b> ≥90%\n执行11万元\n末\n"


def test_what_is_not_shown() -> None:
    page = (
        "<script>var a=1</script><style>p{}</style><!-- 99 --><p hidden>1</p><p style='display: none'>2</p>"
    )
    assert text_of(page + "<noscript>3</noscript><select><option>4</option></select><p>见</p>") == "见\n"


def test_merged_cells_are_printed_once() -> None:
    page = (
        "<table><thead><tr><th rowspan=2>指标<th colspan=2>年初<th rowspan='2'>得分"
        "<tr><th>数量<th>单位</thead>"
        "<tr><td>活动<td>60<td>场<td>10<tr><td>资料<td>1.2<td>万份<td>9.5</table><p>后文"
    )
    assert (
        text_of(page) == "指标\t年初\t\t得分\n\t数量\t单位\t\n活动\t60\t场\t10\n资料\t1.2\t万份\t9.5\n后文\n"
    )


def test_a_page_laid_out_by_tables() -> None:
    inner = "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>"
    page = f"<table><tr><td>导航<td><p>正文第一段。</p><p>第二段。</p>{inner}</table>"
    assert text_of(page) == "导航\n正文第一段。\n第二段。\n甲\t1\n乙\t2\n"


def test_lists_and_preformatted_lines() -> None:
    page = "<ol start=3><li>甲<li>乙</ol><ul><li>丙</ul><pre>名称\t数\n甲\t1</pre>"
    assert text_of(page) == "3. 甲\n4. 乙\n丙\n名称\t数\n甲\t1\n"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", [None, "gb2312", "utf-8"])
def test_the_bytes_tell_the_charset(charset: str, declared: str | None) -> None:
    assert (
        text_of("<p>预算一百二十万元，执行率良好，活动场次增加。</p>" * 2, charset, declared).count("万元")
        == 2
    )


def test_a_named_charset_where_bytes_do_not_tell() -> None:
    text = "<p>科學技術協會年度預算執行情況良好，辦理活動十五場。</p>"
    assert "預算執行" in text_of(text, "big5", "big5")


def test_a_page_saved_as_one_file() -> None:
    data = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "<html><p>预算12万元。</p></html>\r\n--x--\r\n"
    )
    assert document_of(data.encode()).text == "预算12万元。\n"


def test_depth_and_width_without_end() -> None:
    assert text_of("<div>" * 2000 + "预算12万元。") == "预算12万元。\n"
    with pytest.raises(ReadError, match="嵌套太深"):
        text_of("<p>头</p>" + "<div>" * 100_000 + "预算12万元。")
    wide = text_of("<table><tr><td colspan=999999999 rowspan=999999999>甲<td>乙<tr><td>丙</table>")
    assert wide.replace("\t", "") == "甲乙\n丙\n"
    assert len(wide) < 1000
