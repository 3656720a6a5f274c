"""No build, no report, one report that means harm, data that fail: every page says so in Chinese."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kexie_dash.pages import texts
from kexie_dash.pipeline import build
from kexie_dash.settings import data_paths
from tests.conftest import ROOT, copy_data
from tests.e2e.conftest import PATIENCE, Witness, start_server
from tests.e2e.the_pages import english, listed, overflow, sideways
from tests.e2e.the_ways import ask
from tests.pages.golden_store import fill

pytestmark = pytest.mark.e2e

WIDTHS = (1440, 390)
#: Commands and names of files that a sentence tells the reader's administrator, and the reader's own words.
_NAMED = re.compile(r"make build|kexie add|kexie build|onclick|script|alert|onerror|img|src|javascript|red")
_STANDS = """path => document.getElementById("kx-content")?.dataset.page === path
  && document.querySelectorAll("h1, .kx-notice").length
  && document.querySelector("[data-test-script-state=notRunning]")
  && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")"""
_WORDS = "document.querySelector('[data-testid=stMain]').innerText"
HARM = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>[链接](javascript:alert(3))$x$~2021~:red[红]**粗**#"
)
_BODY = "珠海市科学技术协会<b onclick=alert(4)>"
_REPORT = f"""某市科学技术协会2022年度部门整体支出绩效自评报告

2022年度部门整体支出年初预算100万元，执行数80万元。
2022年我会举办“{HARM}”科普活动12场次，参加人数300人次。
"""
#: Read by Python before anything else: from then on no page gets a value of the build.
_FAILING = """from kexie_dash.store.database import View
def _fail(*_, **__):
    raise RuntimeError("SELECT secret FROM /srv/data/kexie.duckdb")
View.values = _fail
"""


class Seen(NamedTuple):
    """What pages showed, by address."""

    words: dict[str, str]
    failures: dict[str, list[str]]


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[str]:
    """The address of a server of what is in the folder."""
    kept = dict(os.environ)
    os.environ.update(environment)
    try:
        process, address = start_server(data_paths(folder / "data"), folder / "server.log")
    finally:
        os.environ.clear()
        os.environ.update(kept)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def window(browser: Browser, address: str, width: int) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 900}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def walk(context: BrowserContext, addresses: dict[str, str]) -> Seen:
    """Every page by its address (path: address); what is wrong with any of them."""
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.on("dialog", lambda one: (witness.errors.append(f"ran: {one.message}"), one.dismiss()))
    words, failures = {}, {}
    page.goto("/guide")
    page.wait_for_function(_STANDS, arg="/guide")
    for path, address in addresses.items():
        ask(page, lambda one, to=address: one.evaluate("address => kexieGo(address)", to))
        page.wait_for_function(_STANDS, arg=path)
        words[path] = page.evaluate(_WORDS)
        failures[path] = wrong(page) + witness.errors + witness.outside
        witness.errors.clear()
        witness.outside.clear()
    page.close()
    return Seen(words, {path: found for path, found in failures.items() if found})


def wrong(page: Page) -> list[str]:
    """A page of one heading, in Chinese, that fits, without Streamlit's own boxes of errors."""
    found = [f"{page.locator('h1').count()} headings"] if page.locator("h1").count() != 1 else []
    found += [f"wider by {more}" for more in [overflow(page)] if more > 0]
    found += sideways(page)
    found += [one for one in english(page) if re.search("[A-Za-z]{3}", _NAMED.sub("", one))]
    boxes = page.locator(".stException, [data-testid=stAlert], [data-testid=stException]")
    return (
        found + boxes.all_inner_texts() + re.findall("Traceback|Error|/site-packages", page.evaluate(_WORDS))
    )


def every_page() -> dict[str, str]:
    return {site.path: site.path for site in listed()}


def _no_build(folder: Path) -> None:
    copy_data(folder / "data")


def _no_report(folder: Path) -> None:
    fill(folder / "data", ids=())


def _one_report(folder: Path) -> None:
    """Of one body, whose name and sentences mean harm; built by the program."""
    paths, content = copy_data(folder / "data"), _REPORT.encode()
    for file in paths.reports.glob("*.txt"):
        file.unlink()
    (paths.reports / "harm.txt").write_bytes(content)
    entry = (
        f'reports:\n  - id: 440400-2022\n    file: harm.txt\n    region_code: "440400"\n    body: {_BODY}\n'
        f"    year: 2022\n    kind: department\n    sha256: {hashlib.sha256(content).hexdigest()}\n"
    )
    paths.origins.write_text(entry, "utf-8")
    assert build(paths).problems == ()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_no_build, dict.fromkeys(every_page(), "还没有数据")),
        (
            _no_report,
            dict.fromkeys(every_page().keys() - {"/evidence", "/dictionary", "/guide"}, texts.NO_REPORTS),
        ),
    ],
    ids=["no build", "no report"],
)
def test_without_reports_every_page_says_what_to_do(
    browser: Browser, tmp_path: Path, make: Callable[[Path], None], said: dict[str, str]
) -> None:
    make(tmp_path)
    with served(tmp_path) as address:
        for width in WIDTHS:
            with window(browser, address, width) as context:
                seen = walk(context, every_page())
            assert seen.failures == {}
            assert {path for path, words in said.items() if words not in seen.words[path]} == set()


def test_one_report_that_means_harm_is_shown_as_it_is_written(browser: Browser, tmp_path: Path) -> None:
    _one_report(tmp_path)
    with served(tmp_path) as address:
        for width in WIDTHS:
            with window(browser, address, width) as context:
                found = {**every_page(), "/search": "/search?q=科普活动"}
                seen = walk(context, found)
                assert seen.failures == {}
                for path in ("/", "/compare", "/body", "/trend", "/activities", "/briefing"):
                    assert "珠海" in seen.words[path]
                assert _BODY in seen.words["/body"]
                for path in ("/source", "/search"):
                    assert HARM in seen.words[path]
                _evidence_of_harm(context)


def _evidence_of_harm(context: BrowserContext) -> None:
    """From the figure of the sentence to the sentence."""
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    page.goto("/compare?metric=activities")
    page.locator(".kx-table a[href*='value=']").first.click()
    expect(page.locator(".kx-excerpt, .kx-passage").first).to_contain_text(HARM)
    assert wrong(page) + witness.errors + witness.outside == []
    page.close()


def test_a_failure_anywhere_is_a_sentence_with_a_number(browser: Browser, tmp_path: Path) -> None:
    fill(tmp_path / "data")
    (tmp_path / "sitecustomize.py").write_text(_FAILING, "utf-8")
    ways = {**every_page(), "/evidence": "/evidence?value=v11cceff6520", "/search": "/search?q=科普"}
    with served(tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}") as address:
        for width in WIDTHS:
            with window(browser, address, width) as context:
                seen = walk(context, ways)
            assert seen.failures == {}
            failed = {path: re.findall("编号 ([0-9a-f]{8})", words) for path, words in seen.words.items()}
            assert {"/", "/compare", "/body", "/trend", "/activities"} <= {
                path for path, n in failed.items() if n
            }
            assert not [
                words for words in seen.words.values() if re.search("SELECT|/srv|RuntimeError", words)
            ]
            log = (tmp_path / "server.log").read_text("utf-8")
            assert all(number in log for numbers in failed.values() for number in numbers)
            assert "SELECT secret" in log
