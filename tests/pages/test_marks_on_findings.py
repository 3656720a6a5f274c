"""矛盾核查: marking on the page, filtering by mark, what vanished, and thousands of findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.model.finding import CheckKind, Finding, Severity, Verdict
from kexie_dash.model.mark import Mark
from kexie_dash.model.observation import Evidence
from kexie_dash.settings import Paths, data_paths
from kexie_dash.store.content import BuiltReport, Content
from kexie_dash.store.database import Database
from kexie_dash.store.marks import add_mark, read_marks
from kexie_dash.store.write import publish
from tests.clock import cpu_seconds
from tests.pages.conftest import OpenPage, Shown
from tests.store.store_sample import CITY, METRIC, REGION, built_of

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(built: Paths, tmp_path: Path) -> Path:
    """The built database with marks of its own."""
    for name in ("kexie.duckdb", "kexie.duckdb.manifest.json"):
        (tmp_path / name).write_bytes((built.data / name).read_bytes())
    return tmp_path


def gravest(folder: Path) -> Finding:
    return min(Database(folder).view().findings(), key=lambda one: one.consequence)


def _save(shown: Shown, key: str, state: str, note: str = "", by: str = "") -> Shown:
    test = shown.test
    test.radio(key=f"mark-state-{key}").set_value(state)
    test.text_area(key=f"mark-note-{key}").set_value(note)
    test.text_input(key=f"mark-by-{key}").set_value(by)
    test.button[0].click().run()
    assert not test.exception
    return shown


def test_a_finding_is_marked_on_the_page(open_page: OpenPage, folder: Path) -> None:
    key = gravest(folder).id
    plain = open_page("findings")
    assert "○ 未处理" in plain.text
    assert not plain.test.radio
    assert any(f"mark={key}" in address for address in plain.links)
    shown = _save(open_page("findings", mark=key), key, "explained")
    assert "要写单位的原话" in shown.text
    assert not (folder / "marks.jsonl").exists()
    shown = _save(shown, key, "explained", "系统计差异<b>，已核", "张三")
    assert "已记下：已说明。" in shown.text
    assert "◐ 已说明" in shown.text
    assert "系统计差异<b>，已核" in shown.text
    assert not shown.test.radio
    mark = read_marks(folder / "marks.jsonl").current(key)
    assert mark is not None
    assert (mark.state, mark.note, mark.by) == ("explained", "系统计差异<b>，已核", "张三")
    again = _save(open_page("findings", mark=key), key, "settled", "已更正")
    assert "标记历史（2 次）" in again.text
    assert "已记下" not in open_page("findings").text


def test_what_cannot_be_written_is_said_and_stays_typed(
    open_page: OpenPage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = gravest(folder).id
    opened = open_page("findings", mark=key)

    def refuse(*_: object) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("kexie_dash.store.marks.os.open", refuse)
    shown = _save(opened, key, "sent", "第一次发函")
    assert "data 目录只能读、不能写" in shown.text
    assert shown.test.text_area(key=f"mark-note-{key}").value == "第一次发函"


def test_the_filter_counts_and_chooses_by_mark(open_page: OpenPage, folder: Path) -> None:
    view = Database(folder).view()
    wrong = sorted(
        (f for f in view.findings() if f.verdict == "contradicts"), key=lambda one: one.consequence
    )
    for one in wrong[:3]:
        add_mark(folder / "marks.jsonl", _mark(one, "sent"))
    sent = open_page("findings", state="sent")
    assert "→ 已发函 3" in sent.text
    assert sent.html.count('class="kx-finding"') == 3
    left = open_page("findings", state="open", verdict="contradicts")
    assert left.html.count('class="kx-finding"') == len(wrong) - 3
    body = open_page("findings", state="sent", body="440117")
    assert "没有这样的核查结果" in body.text
    assert "所选单位和年度之外，另有" in body.text
    money = open_page("findings", severity="money", verdict="contradicts")
    assert money.html.count('class="kx-finding"') == sum(one.severity == "money" for one in wrong)
    odd = open_page("findings", state="<script>", mark="' OR 1=1", page="99999999")
    assert "没有这条核查结果" in odd.text


def test_marks_of_what_vanished_and_broken_lines(open_page: OpenPage, folder: Path) -> None:
    gone = replace(_mark(gravest(folder), "sent"), finding="f00000000000", message="原先的合计与分项不符。")
    add_mark(folder / "marks.jsonl", gone)
    with (folder / "marks.jsonl").open("a", encoding="utf-8") as file:
        file.write("broken\n")
    shown = open_page("findings", body="440117")
    assert "标记还在、核查结果已不在的" in shown.text
    assert "原先的合计与分项不符。" in shown.text
    assert "报告里已没有这处" in shown.text
    assert "marks.jsonl 第 2 行" in shown.text
    settled = _save(open_page("findings", mark=gone.finding), gone.finding, "settled", "已更正")
    assert "● 已解决" in settled.text


def _mark(finding: Finding, state: str) -> Mark:
    return Mark(finding.id, state, None, None, AT, finding.report, finding.title, finding.message)  # type: ignore[arg-type]


BODIES, EACH = 143, 60


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """143 bodies with 60 findings each, made by number, written by the production writer."""
    folder = tmp_path_factory.mktemp("many")
    reports = tuple(_many(number) for number in range(BODIES))
    publish(data_paths(folder), Content(reports, (REGION, CITY), (METRIC,), "many"))
    return folder


def _many(number: int) -> BuiltReport:
    made = built_of(2022, number + 1)
    assert made.document is not None
    assert made.extraction is not None
    name = f"9901{number:03d}"
    report = replace(
        made.report, id=f"{name}-2022", body_code=name, body=f"第{number}科学技术协会", file=f"{name}.txt"
    )
    evidence = Evidence.of(made.document, 2, 12)
    verdicts: tuple[Verdict, ...] = ("contradicts", "undecided", "holds")
    severities: tuple[Severity, ...] = ("score", "money", "fact", "wording")
    kinds: tuple[CheckKind, ...] = ("sum", "ratio", "score")
    found = tuple(
        Finding(
            report.id, f"rule_{each}", "合计", kinds[each % 3], verdicts[each % 3], severities[each % 4],
            f"第 {each} 处。", (evidence, evidence), Decimal(each), Decimal(0), nth=each,
        )
        for each in range(EACH)
    )  # fmt: skip
    read = replace(made.extraction, observations=(), leftovers=(), narratives=())
    return replace(made, report=report, extraction=read, findings=found, values=())


def test_thousands_of_findings_come_in_pages(
    open_page: OpenPage, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEXIE_DATA", str(many))
    began = cpu_seconds()
    shown = open_page("findings")
    assert cpu_seconds() - began < 3
    assert f"核查 {BODIES * EACH} 处：矛盾 {BODIES * EACH // 3}" in shown.text
    assert shown.html.count('class="kx-finding"') == 40
    count = BODIES * EACH * 2 // 3
    assert f"第 1–40 条，共 {count:,} 条" in shown.text
    assert any("page=2" in address for address in shown.links)
    began = cpu_seconds()
    last = open_page("findings", page="99999")
    assert cpu_seconds() - began < 3
    assert f"–{count} 条" in last.text.replace(",", "")
    assert last.html.count('class="kx-finding"') == count % 40 or 40


def test_the_hint_of_an_empty_choice(
    open_page: OpenPage, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEXIE_DATA", str(many))
    one = open_page("findings", body="9901007", verdict="contradicts", kind="sum", severity="money")
    expected = sum(each % 3 == 0 and each % 4 == 1 for each in range(EACH))
    assert one.html.count('class="kx-finding"') == expected
    assert f"另有 {(BODIES - 1) * EACH * 2 // 3} 处" in one.text
