"""Every control of every page is pressed, every kind of link followed, at 1440 pixels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from kexie_dash.pages.site_map import Site
from tests.e2e import every_control
from tests.e2e.conftest import Server
from tests.e2e.the_pages import listed
from tests.e2e.the_seen import Seen

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def window(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    with every_control.window(browser, server, 1440) as context:
        yield context


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.mark.parametrize("one", listed(), ids=lambda one: one.path)
def test_every_control_can_be_pressed(window: BrowserContext, server: Server, seen: Seen, one: Site) -> None:
    every_control.press_every_control(window, server, seen, one)


def test_every_kind_of_link_leads_to_a_page(window: BrowserContext, seen: Seen) -> None:
    every_control.follow_every_kind_of_link(window, seen, 0)


def test_controls_of_all_sorts_were_pressed_and_files_of_all_kinds_taken(seen: Seen) -> None:
    every_control.all_sorts_were_there(seen)


def test_every_pack_can_be_taken_away(window: BrowserContext) -> None:
    every_control.take_every_pack(window)
