"""What is asked of every page at every width: each control can be pressed, each kind of link followed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, expect

from kexie_dash.pages.site_map import Site
from kexie_dash.pages.texts_packs import PRODUCTS
from kexie_dash.store.database import Database
from tests.e2e.conftest import PATIENCE, Server, Witness
from tests.e2e.the_controls import look
from tests.e2e.the_files import suffix
from tests.e2e.the_pages import listed, settle
from tests.e2e.the_pressing import SLOW, Pressing, taken
from tests.e2e.the_seen import Seen

#: On every page: past the menu, search, copy, keep.
_EVERYWHERE = {
    "skip|跳到正文",
    "text|q",
    "button|检索",
    "button|复制链接",
    "fold|views",
    "text|view",
    "button|保存",
}
_SORTS = {
    "skip",
    "text",
    "button",
    "fold",
    "select",
    "check",
    "radio",
    "pill",
    "list",
    "take",
    "save",
    "file",
}
_SORTS |= {"mark", "stay", "back", "listed", "place", "note", "answer"}
_SUFFIXES = {"png", "svg", "pdf", "xlsx", "csv", "json", "parquet", "pptx", "docx"}


@contextmanager
def window(browser: Browser, server: Server, width: int) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=server.address,
        viewport={"width": width, "height": 1000},
        locale="zh-CN",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@contextmanager
def _watched(context: BrowserContext) -> Iterator[Page]:
    """A page that has asked nobody else and logged no error when it closes."""
    page, witness = context.new_page(), Witness()
    witness.watch(page)
    yield page
    page.close()
    assert witness.errors == []
    assert witness.outside == []


def _address(server: Server, one: Site) -> str:
    """The page's own, with a figure to show where it needs one."""
    if one.path != "/evidence":
        return one.path
    return f"/evidence?value={Database(server.paths.database).view().values(metric='execution_rate')[-1].id}"


def press_every_control(context: BrowserContext, server: Server, seen: Seen, one: Site) -> list[str]:
    """The kinds pressed."""
    with _watched(context) as page:
        pressing = Pressing(page, _address(server, one), seen)
        pressing.press_all()
        assert pressing.said == []
        assert set(pressing.pressed) >= _EVERYWHERE
        return pressing.pressed


def follow_every_kind_of_link(context: BrowserContext, seen: Seen, place: int) -> None:
    """place: of each kind the first met (0) or the last (-1)."""
    found, paths = {}, {one.path for one in listed()}
    with _watched(context) as page:
        page.goto("/guide")
        settle(page)
        for (path, _), those in sorted(seen.links.items()):
            assert path in paths
            page.evaluate("href => kexieGo(href)", those[place])
            expect(page.locator("#kx-content")).to_have_attribute("data-page", path)
            expect(page.locator("h1")).to_have_count(1)
            settle(page)
            found[those[place]] = look(page).failed
    assert {href: words for href, words in found.items() if words} == {}
    assert len(found) > len(paths)


def take_every_pack(context: BrowserContext) -> None:
    """整包带走, whatever it is of."""
    files: dict[str, bytes] = {}
    with _watched(context) as page:
        page.goto("/briefing")
        settle(page)
        for product in PRODUCTS.values():
            page.locator(".st-key-pack input").click()
            page.get_by_role("option", name=product).click()
            settle(page)
            expect(page.locator(".st-key-pack-take")).to_have_count(0)
            page.locator(".st-key-pack-make button").click()
            button = page.locator(".st-key-pack-take button")
            expect(button).to_be_visible(timeout=SLOW)
            settle(page)
            files |= taken(page, button)
    assert len(files) == len(PRODUCTS)
    assert {suffix(name) for name in files} == {"xlsx", "zip", "html", "duckdb"}


def all_sorts_were_there(seen: Seen) -> None:
    assert seen.sorts >= _SORTS
    assert {suffix(name) for name in seen.files} >= _SUFFIXES
