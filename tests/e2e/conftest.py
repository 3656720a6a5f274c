"""The running dashboard on data of its own, built by the program, in Debian's Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlparse

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from kexie_dash.pipeline import build
from kexie_dash.settings import Paths
from tests.conftest import ROOT, copy_data

CHROMIUM = "/usr/bin/chromium"
_BUNDLE = ROOT / "static" / "plotly" / "plotly-cartesian.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds a page may take on a loaded machine.
PATIENCE = 20_000
_START_SECONDS = 60
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Server:
    address: str
    paths: Paths
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_server(paths: Paths, log: Path, port: int | None = None) -> tuple[subprocess.Popen[bytes], str]:
    """`streamlit run serve.py`, as `make serve` starts it, on a free port; waits until it answers."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "KEXIE_DATA": str(paths.data)},
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return process, address
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(log.read_text("utf-8", errors="replace"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    paths = copy_data(folder / "data")
    assert build(paths).publication is not None
    process, address = start_server(paths, folder / "server.log")
    yield Server(address, paths, folder / "server.log")
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@dataclass
class Witness:
    """What the browser said and asked for while a test ran."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # Opened at /compare, Streamlit's client looks for its server there first and is told 404.
        probing = "404" in message.text and "/_stcore/" in str(message.location.get("url", ""))
        if message.type == "error" and not probing:
            self.errors.append(message.text)

    def _request(self, request: Request) -> None:
        asked = urlparse(request.url)
        if asked.scheme not in ("data", "blob") and asked.hostname != "127.0.0.1":
            self.outside.append(request.url)


def reader_of(
    browser: Browser, address: str, width: int = 1440, scheme: Literal["light", "dark"] = "light"
) -> BrowserContext:
    """A reader's browser profile; at a desk in the day, if nothing else is said."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 1000},
        color_scheme=scheme,
        locale="zh-CN",
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE)
    return context


@pytest.fixture(scope="module")
def profile(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """What is cached stays cached, as for a reader."""
    context = reader_of(browser, server.address)
    yield context
    context.close()


@pytest.fixture
def desk(profile: BrowserContext) -> Iterator[Page]:
    """A page whose console nobody watches, in a profile that stays."""
    opened = profile.new_page()
    yield opened
    opened.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page at desktop width; after the test: no error in the console, nothing asked of anybody else."""
    context = reader_of(browser, server.address)
    opened, witness = context.new_page(), Witness()
    witness.watch(opened)
    yield opened
    context.close()
    assert witness.errors == []
    assert witness.outside == []


@pytest.fixture(scope="module")
def bundled(browser: Browser) -> Iterator[Page]:
    """A page with nothing but the bundle."""
    page = browser.new_page(viewport={"width": 1240, "height": 900}, locale="zh-CN")
    page.set_content("<div id=plot></div>")
    page.add_script_tag(path=_BUNDLE)
    yield page
    page.close()
