"""What a reader's hand does to a choice, and how the dashboard's answer to it is waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.e2e.the_pages import settle

#: A short run may begin and end between two looks, so what the state was is counted, not what it is.
_RUNS = """() => {
  if (window.runsBegun === undefined) {
    window.runsBegun = 0;
    new MutationObserver((all) => {
      window.runsBegun += all.filter((one) => one.oldValue !== "running").length;
    }).observe(document,
      { subtree: true, attributeOldValue: true, attributeFilter: ["data-test-script-state"] });
  }
  return window.runsBegun;
}"""

#: Both ends of a run may reach the page in one drawing; then its words have changed and stand still again.
_BEGUN = """before => window.runsBegun !== before
  || performance.now() - (window.waits ??= performance.now()) > 2000 && delete window.waits"""


class Step(NamedTuple):
    """kind: of control, a key of HANDS. name: of the control. value: what is chosen, where it has several."""

    kind: str
    name: str
    value: str = ""


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """What is done inside asks the server; afterwards its answer stands."""
    before = page.evaluate(_RUNS)
    page.evaluate("delete window.waits")
    yield
    page.wait_for_function(_BEGUN, arg=before)
    settle(page)


def take(page: Page, step: Step) -> None:
    with answered(page):
        HANDS[step.kind](page, step.name, step.value)


def _line(page: Page, name: str, value: str) -> None:
    page.locator(f".kx-select select[name={name}]").select_option(label=value)


def _box(page: Page, part: str, value: str) -> None:
    folded = page.locator(f".kx-select details[data-part={part}]")
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    folded.get_by_label(value).click()


def _radio(page: Page, name: str, _: str) -> None:
    page.get_by_test_id("stMain").get_by_role("radio", name=name, exact=True).first.click()


def _filter(page: Page, name: str, _: str) -> None:
    page.locator(".kx-filter a, a.kx-theme, .kx-pages a").filter(has_text=name).first.click()


def _list(page: Page, name: str, value: str) -> None:
    page.get_by_role("combobox", name=name, exact=True).and_(page.locator("input")).first.click()
    # Lists are drawn as far as they are seen.
    page.keyboard.type(value)
    option = page.locator("[role=option]:visible", has_text=value).first
    expect(option).to_be_visible()
    option.click()
    page.keyboard.press("Escape")


def _words(page: Page, name: str, value: str) -> None:
    field = page.get_by_test_id("stMain").get_by_label(name, exact=True).and_(page.locator("input")).first
    field.fill(value)
    field.press("Enter")


def _fold(page: Page, name: str, value: str) -> None:
    """A choice inside what is folded away."""
    summary = page.get_by_test_id("stExpander").locator("summary", has_text=name)
    if summary.locator("..").get_attribute("open") is None:
        summary.click()
    group, _, weight = value.rpartition(" ")
    place = page.get_by_role("radiogroup", name=group, exact=True).get_by_role(
        "radio", name=weight, exact=True
    )
    place.scroll_into_view_if_needed()
    place.click()


HANDS: dict[str, Callable[[Page, str, str], None]] = {
    "line": _line,
    "box": _box,
    "radio": _radio,
    "filter": _filter,
    "list": _list,
    "words": _words,
    "fold": _fold,
}
