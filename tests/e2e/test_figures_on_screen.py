"""Every figure 横向对比 shows is the one `kexie compare` prints; written down here a second way, by hand."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from kexie_dash.cli import main
from kexie_dash.store.database import Database
from tests.e2e.conftest import Server, Witness, reader_of
from tests.e2e.the_pages import settle

pytestmark = pytest.mark.e2e

Record = dict[str, Any]
#: One year, and a choice of bodies one of which has no report of that year.
CHOSEN = {"year": "2020", "body": "440300.440600.440117"}
_NAMES = ("activity", "project")
_SIGN = {"exact": "", "at_least": "≥", "at_most": "≤", "about": "≈", "nearly": "≈"}
_MISSING = {
    "not_stated": "– 未载明",
    "not_applicable": "／ 不适用",
    "undefined": "÷ 无法计算",
    "no_report": "□ 无报告",
    "pending_review": "◇ 待核",
}
_MONEY = {"亿元": (Decimal(100_000_000), 2), "万元": (Decimal(10_000), 1), "元": (Decimal(1), 2)}
_ROWS = """() => [...document.querySelectorAll(".kx-table:not(.kx-side) tbody tr")]
  .filter((row) => row.querySelector("th[scope=row]"))
  .map((row) => [row.querySelector("th a")?.getAttribute("href") ?? row.querySelector("th").textContent,
    row.querySelector("td").textContent.trim()])"""
_LABELS = """() => [...document.querySelector(".kx-plot").querySelectorAll(".scatterlayer .textpoint text")]
  .map((one) => one.textContent.split("\\u2002")[0].trim())"""
_HEADING = "document.querySelectorAll('.kx-table th[scope=col]')[1].textContent"


def asked(server: Server, metric: str, *words: str) -> tuple[dict[str, Any], list[Record]]:
    """What the command line prints: the metric and its values, numbers as they are written."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        main(["compare", metric, "--data", str(server.paths.data), "--format", "json", *words])
    if not printed.getvalue():
        return {}, []
    said = json.loads(printed.getvalue(), parse_float=Decimal, parse_int=Decimal)
    return said["metric"], said["values"]


def breakdown(record: Record) -> str:
    """Coverage first, then the rest by name; a body's own names are no breakdown."""
    parts = [pair for pair in record["by"].items() if pair[0] not in _NAMES]
    parts.sort(key=lambda pair: (pair[0] != "coverage", pair[0]))
    return "-".join(said for _, said in parts)


def rounded(value: Decimal, digits: int) -> str:
    """1,234.5; a minus is the typographic one."""
    near = value.quantize(Decimal(10) ** -digits, rounding=ROUND_HALF_UP)
    return ("−" if near < 0 else "") + format(abs(near), ",f")


def short(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def honest(value: Decimal, digits: int) -> str:
    """Neither 0.0 nor 100.0 unless it is just that."""
    while digits < 3 and rounded(value, digits).strip("−0.") in ("", "1") and value not in (0, 100):
        if rounded(value, digits) not in (rounded(Decimal(0), digits), rounded(Decimal(100), digits)):
            break
        digits += 1
    return rounded(value, digits)


def counted(value: Decimal) -> str:
    size = abs(value)
    if size >= 10**8:
        return short(rounded(value / 10**8, 2)) + "亿"
    if size >= 10**5:
        return short(rounded(value / 10**4, 1)) + "万"
    if value % 1 == 0 or size >= 1000:
        return rounded(value, 0)
    return short(honest(value, 1 if size >= 100 else 2))


def printed(value: Decimal, unit: str, money: str, smallest: Decimal) -> str:
    """money: the unit in the column's heading; smallest: of all sums in it but zero, which decides digits."""
    if unit == "比率":
        return honest(value * 100, 1) + "%"
    if unit == "百分点":
        return ("+" if value > 0 else "") + honest(value * 100, 1)
    if unit == "分":
        return short(honest(value, 2))
    if unit == "元":
        per, digits = _MONEY[money]
        if money == "万元" and smallest < 10_000:
            digits = 2
        text = honest(value / per, digits)
        return short(text) if money == "元" else text
    return counted(value)


def has_figure(record: Record) -> bool:
    return (record["value"] is not None or bool(record["text"])) and record["status"] not in (
        "not_stated",
        "not_applicable",
        "undefined",
        "no_report",
    )


def figure(record: Record, unit: str, money: str, smallest: Decimal) -> str:
    """What must stand on the screen for one value."""
    if not has_figure(record):
        return _MISSING[record["status"]]
    value, low = record["value"], record["low"]
    if value is None:
        return str(record["text"])
    if "disclosed" in record["by"]:
        return (
            "– 未载明" if value == 0 else "● 已载明" if record["status"] == "stated" else "◐ 由报告数字推算"
        )
    shown = printed(value, unit, money, smallest)
    start = printed(low, unit, money, smallest) if low is not None and low < value else shown
    said = _SIGN[record["bound"]] + shown + ("（报告写明）" if record["state"] == "zero" else "")
    return said if start == shown else f"{start}–{said}"


@pytest.fixture(scope="module")
def window(browser: Browser, server: Server) -> Iterator[tuple[Page, Witness]]:
    """One page that goes from metric to metric, as a reader does."""
    context = reader_of(browser, server.address)
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.goto("/compare")
    settle(page)
    yield page, witness
    context.close()


def _opened(page: Page, asked_for: dict[str, str]) -> None:
    """The line under the menu is drawn by the server: once it says the metric, the answer is coming."""
    page.evaluate("address => kexieGo(address)", f"/compare?{urlencode(asked_for)}")
    expect(page.locator(".kx-select select[name=metric]")).to_have_value(asked_for["metric"])
    page.wait_for_timeout(100)
    settle(page)


def _on_screen(page: Page) -> Counter[tuple[str, str]]:
    """Who, and what stands there for him: by his report, or by name where there is none."""
    found: Counter[tuple[str, str]] = Counter()
    for who, cell in page.evaluate(_ROWS):
        report = parse_qs(urlparse(who).query).get("report", [""])[0]
        found[report or "无报告", re.sub(r"\s+", " ", cell)] += 1
    return found


def _must_stand(record: Record, said: str) -> tuple[str, str]:
    pending = has_figure(record) and record["status"] == "pending_review"
    return record["report"] or "无报告", f"{said} ◇ 待核" if pending else said


def _compare(page: Page, metric: dict[str, Any], records: list[Record], where: str) -> list[str]:
    """What differs between screen and records of one breakdown."""
    heading = page.evaluate(_HEADING)
    money = next((unit for unit in _MONEY if f"（{unit}）" in heading), "")
    sizes = [abs(one["value"]) for one in records if has_figure(one) and one["value"]]
    smallest = min(sizes, default=Decimal(0))
    said = [(one, figure(one, metric["unit"], money, smallest)) for one in records]
    wanted = Counter(_must_stand(one, text) for one, text in said)
    shown = _on_screen(page)
    found = [f"{where}: missing {who} {text}" for who, text in (wanted - shown).elements()]
    found += [f"{where}: too much {who} {text}" for who, text in (shown - wanted).elements()]
    drawn = [text for one, text in said if has_figure(one) and one["value"] is not None]
    if not any("disclosed" in one["by"] for one in records):
        labels = Counter(page.evaluate(_LABELS))
        if labels != Counter(drawn):
            found.append(f"{where}: picture {labels - Counter(drawn)} for {Counter(drawn) - labels}")
    return found


def _metrics(server: Server) -> list[str]:
    return [metric.id for metric in Database(server.paths.database).view().metrics()]


@pytest.mark.parametrize("chosen", [{}, CHOSEN], ids=["all", "chosen"])
def test_the_screen_shows_what_the_command_line_prints(
    window: tuple[Page, Witness], server: Server, chosen: dict[str, str]
) -> None:
    """Of a metric with breakdowns the first that has a figure is looked at, in the second view the last."""
    page, witness = window
    words = ["--year", *chosen["year"].split("."), "--body", *chosen["body"].split(".")] if chosen else []
    wrong, looked_at = [], 0
    for name in _metrics(server):
        metric, records = asked(server, name, *words)
        figures = [one for one in records if has_figure(one)]
        if not figures:
            continue
        by = breakdown(figures[-1 if chosen else 0])
        these = [one for one in records if breakdown(one) == by or one["status"] == "no_report"]
        _opened(page, {"metric": name, **({"by": by} if by else {}), **chosen})
        wrong += _compare(page, metric, these, f"{name} {by}")
        looked_at += 1
    assert wrong == []
    assert looked_at > 40
    assert witness.errors == []
