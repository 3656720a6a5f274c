"""Pressing controls as a reader would, and seeing whether what each of them promises comes about."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlparse

from playwright.sync_api import Error, Locator, Page, WebSocket, expect

from tests.conftest import ROOT
from tests.e2e.conftest import PATIENCE
from tests.e2e.the_controls import TRACE, control, look, trace
from tests.e2e.the_files import whole
from tests.e2e.the_pages import settle
from tests.e2e.the_seen import Seen

#: What makes a file may take so long.
SLOW = 4 * PATIENCE
_REPORT = ROOT / "data" / "reports" / "440300-2020.txt"
_WORDS = ("预算", "活动")
#: A file is the same on every page: what makes it is pressed once in all.
_MAKES = ("导出 PPTX", "导出 DOCX", "导出核查问题清单", "生成")
#: After so many failures a page is left.
_ENOUGH = 4


@dataclass(frozen=True)
class _Way:
    """Where a kind was met, and after which presses there that left the address as it was."""

    address: str
    opened: tuple[str, ...] = ()


class Pressing:
    """One page, from its address on, until every kind of control that was met has been pressed."""

    def __init__(self, page: Page, address: str, seen: Seen) -> None:
        self.page, self.address, self.seen = page, address, seen
        self.pressed: list[str] = []
        self.said: list[str] = []
        self.named = 0
        self._ways: dict[str, _Way] = {}
        self._answers = 0
        page.on("websocket", self._listen)

    def _listen(self, line: WebSocket) -> None:
        line.on("framereceived", self._count)

    def _count(self, _: object) -> None:
        self._answers += 1

    def _answered(self, before: int) -> None:
        """The server has said something; a page made in a moment shows nothing of being made."""
        until = time.monotonic() + PATIENCE / 1000
        while self._answers == before:
            assert time.monotonic() < until, "the server has said nothing"
            self.page.wait_for_timeout(20)
        self.page.wait_for_timeout(50)

    def press_all(self) -> None:
        self._go(self.address, anew=True)
        self.said += look(self.page).failed
        waiting = self._met(_Way(self.address))
        while waiting and len(self.said) < _ENOUGH:
            kind = waiting.pop(0)
            if kind not in self.seen.done:
                # What a press brings (a list, a form) is pressed while it is there.
                waiting = self._press(kind) + waiting

    def _met(self, way: _Way) -> list[str]:
        found = look(self.page)
        self.said += self.seen.remember(self.page, found.links)
        came = [kind for kind in found.kinds if kind not in self._ways]
        self._ways.update(dict.fromkeys(came, way))
        return came

    def _press(self, kind: str) -> list[str]:
        """The kinds that came with it. What failed is said."""
        try:
            there = self._there(kind)
            before = self._here()
            self._do(kind, there)
        except (Error, AssertionError) as error:
            self.said.append(f"{kind} at {self._here()}: {str(error).strip().splitlines()[0]}")
            self._go(self.address, anew=True)
            return []
        self._note(kind)
        self.said += [f"{kind} at {before}: {words}" for words in look(self.page).failed]
        after = self._here()
        if urlparse(after).path != urlparse(self.address).path:
            self._go(before)
            return []
        return self._met(
            _Way(after) if after != before else _Way(before, (*self._opened(kind, before), kind))
        )

    def _note(self, kind: str) -> None:
        sort, _, words = kind.partition("|")
        self.pressed.append(kind)
        self.seen.sorts.add(sort)
        if sort == "save" or words in _MAKES:
            self.seen.done.add(kind)

    def _opened(self, kind: str, address: str) -> tuple[str, ...]:
        way = self._ways[kind]
        return way.opened if way.address == address else ()

    def _there(self, kind: str) -> Locator:
        """If it has gone: where and how it was met first."""
        if (there := control(self.page, kind)) is not None:
            return there
        way = self._ways[kind]
        self._go(way.address)
        if (there := self._opened_up(kind, way)) is not None:
            return there
        self._go(way.address, anew=True)
        there = self._opened_up(kind, way)
        assert there is not None, "not to be seen any more"
        return there

    def _opened_up(self, kind: str, way: _Way) -> Locator | None:
        for opener in way.opened:
            if control(self.page, kind) is None and (first := control(self.page, opener)) is not None:
                self._do(opener, first)
        return control(self.page, kind)

    def _here(self) -> str:
        asked = urlparse(self.page.url)
        return asked.path + (f"?{asked.query}" if asked.query else "")

    def _go(self, address: str, *, anew: bool = False) -> None:
        """anew: with nothing left of what the page itself keeps."""
        if anew:
            self.page.goto(address)
        elif address != self._here():
            before = self._answers
            self.page.evaluate("address => kexieGo(address)", address)
            self._answered(before)
        expect(self.page.locator("#kx-content")).to_have_attribute("data-page", urlparse(address).path)
        settle(self.page)

    def _do(self, kind: str, one: Locator) -> None:
        """Presses it and waits until what it promises has come about."""
        sort, _, words = kind.partition("|")
        if self.page.locator("[role=listbox]").count():
            self.page.keyboard.press("Escape")
        address, before, answers = self.page.url, trace(self.page), self._answers
        self._touch(kind, one)
        if sort not in ("save", "note", "answer", "skip"):
            self.page.wait_for_function(f"before => ({TRACE})() !== before", arg=before)
        if sort in _IN_ADDRESS:
            self.page.wait_for_function("before => location.href !== before", arg=address)
        if sort in _ASKED:
            self._answered(answers)
        if sort == "take":
            buttons = self.page.locator("[class*=st-key-taking-] [data-testid=stDownloadButton]")
            expect(buttons.nth(3)).to_be_visible()
        if words in _MAKES:
            expect(self.page.locator("[data-testid=stProgress]")).to_have_count(0, timeout=SLOW)
            expect(self.page.locator("[data-testid=stDownloadButton]").first).to_be_visible()
        settle(self.page)

    def _touch(self, kind: str, one: Locator) -> None:
        """Once more if it was drawn anew between being seen and being pressed."""
        press = _PRESSES.get(kind.partition("|")[0], _click)
        self.page.set_default_timeout(PATIENCE / 2)
        try:
            press(self, one)
        except Error:
            again = control(self.page, kind) if not one.count() else None
            if again is None:
                raise
            press(self, again)
        finally:
            self.page.set_default_timeout(PATIENCE)


#: The address says what they have chosen.
_IN_ADDRESS = ("select", "check", "radio", "pill", "stay", "take", "mark", "back", "listed")
#: The server answers.
_ASKED = ("select", "check", "radio", "pill", "stay", "take", "mark", "back", "list", "file")


def _click(pressing: Pressing, one: Locator) -> None:
    form = one.locator("xpath=ancestor::form[@data-do]")
    if form.count():
        form.locator("input").fill(_word(pressing, form.get_attribute("data-do") or ""))
    opens_menu = one.get_attribute("data-do") == "menu"
    one.click()
    if opens_menu:
        expect(pressing.page.locator(".kx-nav-menu a").first).to_be_visible()
        pressing.page.keyboard.press("Escape")
        expect(pressing.page.locator(".kx-nav-menu a").first).to_be_hidden()
        one.click()


def _word(pressing: Pressing, form: str = "") -> str:
    """One that is not asked for already; a view has a name of its own."""
    if form == "save":
        pressing.named += 1
        return f"视图{'一二三四五六七八九'[pressing.named % 9]}"
    asked = dict(parse_qsl(urlparse(pressing.page.url).query)).get("q")
    return next(word for word in _WORDS if word != asked)


def _by_label(pressing: Pressing, one: Locator) -> None:
    """A box is small, or drawn by the style: people press its words."""
    one.locator("xpath=ancestor::label[1]").click()
    expect(one).to_be_checked()


def _tick(pressing: Pressing, one: Locator) -> None:
    one.locator("xpath=ancestor::label[1]").click()


def _next(pressing: Pressing, one: Locator) -> None:
    count, chosen = one.evaluate("one => [one.options.length, one.selectedIndex]")
    one.select_option(index=chosen + 1 if chosen + 1 < count else chosen - 1)


def _write(pressing: Pressing, one: Locator) -> None:
    form = one.locator("xpath=ancestor::form[@data-do]")
    one.fill(_word(pressing, (form.get_attribute("data-do") or "") if form.count() else ""))
    one.press("Enter")


def _note(pressing: Pressing, one: Locator) -> None:
    one.fill(_WORDS[0])
    expect(one).to_have_value(_WORDS[0])


def _choose(pressing: Pressing, one: Locator) -> None:
    """The first answer that is not chosen."""
    one.click()
    pressing.page.locator("[role=option]:not([aria-selected=true])").first.click()
    pressing.page.keyboard.press("Escape")


def _by_key(pressing: Pressing, one: Locator) -> None:
    one.focus()
    pressing.page.keyboard.press("Enter")


def _skip(pressing: Pressing, one: Locator) -> None:
    _by_key(pressing, one)
    expect(pressing.page.locator("h1")).to_be_focused()


def _save(pressing: Pressing, one: Locator) -> None:
    pressing.seen.files |= taken(pressing.page, one)


def taken(page: Page, button: Locator) -> dict[str, bytes]:
    """The file that a press brings, by its name; it must be what its name says."""
    with page.expect_download(timeout=SLOW) as waiting:
        button.click()
    name = waiting.value.suggested_filename
    data = Path(waiting.value.path()).read_bytes()
    assert whole(name, data), f"{name} is not what its name says: {data[:40]!r}"
    return {name: data}


def _give(pressing: Pressing, one: Locator) -> None:
    """A report; it is held against itself, or said not to be a file of ours."""
    with pressing.page.expect_file_chooser() as waiting:
        one.click()
    waiting.value.set_files(_REPORT)
    expect(pressing.page.locator(".kx-notice, .kx-findings").first).to_be_visible()


_PRESSES: Mapping[str, Callable[[Pressing, Locator], None]] = {
    "select": _next,
    "text": _write,
    "note": _note,
    "answer": _by_label,
    "radio": _by_label,
    "check": _tick,
    "list": _choose,
    "mark": _by_key,
    "skip": _skip,
    "save": _save,
    "file": _give,
}
