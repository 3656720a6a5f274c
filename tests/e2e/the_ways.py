"""How a reader gets to a view: from a page, choosing, ticking, typing and clicking, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.e2e.the_pages import settle

Step = Callable[[Page], None]
_MAIN = "[data-testid=stMain]"
#: How many answers of the server have begun, counted from the first time this is asked.
_ANSWERS = """() => {
  if (!window.answers) {
    const app = document.querySelector("[data-testid=stApp]"), count = (window.answers = { begun: 0 });
    new MutationObserver(() => { if (app.dataset.testScriptState === "running") count.begun += 1; })
      .observe(app, { attributeFilter: ["data-test-script-state"] });
  }
  return window.answers.begun;
}"""


@dataclass(frozen=True)
class Way:
    """start: the address it begins at. names: of the parameters of the address it ends at, all of them."""

    start: str
    steps: tuple[Step, ...]
    path: str
    names: frozenset[str]

    def walk(self, page: Page) -> None:
        """Every step changes the address; the next is made once the page of that stands."""
        for step in self.steps:
            take(page, step)


def way(start: str, path: str, names: str, *steps: Step) -> Way:
    return Way(start, steps, path, frozenset(names.split()))


def take(page: Page, step: Step) -> None:
    """A step that changes the address; then the page of it stands."""
    ask(page, step)
    at_rest(page)


def ask(page: Page, step: Step) -> None:
    """A step that changes the address; the server has begun to answer it."""
    before = [address_of(page), page.evaluate(_ANSWERS)]
    step(page)
    page.wait_for_function(
        "([url, begun]) => location.href !== url && window.answers.begun > begun", arg=before
    )


def address_of(page: Page) -> str:
    """As the page itself has it: Playwright hears of a change a little later."""
    return str(page.evaluate("location.href"))


def at_rest(page: Page) -> None:
    """The page is the one of its address, and stands."""
    page.wait_for_function(
        "() => document.getElementById('kx-content')?.dataset.page === location.pathname"
        " && document.querySelectorAll('.kx-foot').length === 1"
    )
    settle(page)


def choose(name: str, label: str) -> Step:
    """In a list of the line under the menu."""
    return lambda page: _said(page.locator(f".kx-select select[name={name}]").select_option(label=label))


def tick(name: str, label: str) -> Step:
    """A box of the line's lists that fold out."""

    def step(page: Page) -> None:
        folded = page.locator(f".kx-select details[data-part={name}]")
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()
        folded.get_by_label(label, exact=True).check()

    return step


def press(name: str | re.Pattern[str], within: str = _MAIN) -> Step:
    """A link."""
    return lambda page: _first(page.locator(within).get_by_role("link", name=name)).click()


def press_at(selector: str) -> Step:
    """The first that can be seen."""
    return lambda page: _first(page.locator(_MAIN).locator(selector)).click()


def pick(words: str) -> Step:
    """One of a row of answers."""

    def step(page: Page) -> None:
        row = page.locator("[data-testid=stButtonGroup]")
        _first(row.get_by_role("radio", name=words).or_(row.get_by_role("button", name=words))).click()

    return step


def way_of_drawing(words: str) -> Step:
    """One of the answers above a picture."""
    return lambda page: _first(page.locator(".kx-ways").get_by_label(words)).check()


def box(label: str, option: str | int) -> Step:
    """An answer of a list of Streamlit's, by its words or its place."""

    def step(page: Page) -> None:
        _first(page.locator(_MAIN).get_by_role("combobox", name=label)).click()
        # By the attribute: the answers of the line's own lists have the role too, unseen.
        options = page.locator("[role=option]").filter(visible=True)
        options.first.wait_for()
        (options.nth(option) if isinstance(option, int) else options.filter(has_text=option).first).click()

    return step


def write(selector: str, words: str) -> Step:
    """Into a box, and Enter."""

    def step(page: Page) -> None:
        field = _first(page.locator(selector))
        field.fill(words)
        field.press("Enter")

    return step


def unfold(selector: str, then: Step) -> Step:
    """What is folded up there is opened first."""

    def step(page: Page) -> None:
        _first(page.locator(_MAIN).locator(selector)).click()
        then(page)

    return step


def _first(found: Locator) -> Locator:
    return found.filter(visible=True).first


def _said(_: object) -> None:
    """Playwright's answer is not asked for."""
