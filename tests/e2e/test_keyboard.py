"""By keyboard alone, and by ear: the first stop leads past the menu, and nothing speaks English."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.the_pages import listed, settle

pytestmark = pytest.mark.e2e

_ENGLISH_NAMES = """() => [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")]
  .flatMap((one) => ["aria-label", "title", "placeholder", "alt"].map((name) => one.getAttribute(name)))
  .filter((said) => /^[A-Za-z][A-Za-z ]{3,}$|^(Help|Open|Close|Clear|Delete|Remove) /.test(said ?? ""))"""
_FOCUSED = "getComputedStyle(document.activeElement).outlineStyle"


@pytest.mark.parametrize("path", [one.path for one in listed()])
def test_the_first_stop_leads_to_the_content(page: Page, path: str) -> None:
    page.goto(path)
    settle(page)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    assert page.evaluate(_FOCUSED) == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    # Names of what has just come are looked at a moment later.
    page.wait_for_timeout(400)
    assert page.evaluate(_ENGLISH_NAMES) == []


def test_escape_closes_what_is_open_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/body?own=440300")
    settle(page)
    folded = page.locator(".kx-select details[data-part=peer]")
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(folded).not_to_have_attribute("open", "")
    expect(folded.locator("summary")).to_be_focused()


def test_the_dialog_of_a_lost_connection_speaks_chinese(page: Page) -> None:
    """Made here as Streamlit makes it: a test of a server that is away is elsewhere."""
    page.goto("/guide")
    settle(page)
    page.evaluate(
        """document.body.insertAdjacentHTML("beforeend",
          '<div data-testid="stDialog"><section role="dialog" aria-labelledby="x">'
          + '<h2 id="x" slot="title">Connection error</h2></section></div>')"""
    )
    expect(page.get_by_role("dialog", name="连接中断")).to_have_count(1)
