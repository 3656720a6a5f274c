"""Page load → first chart and change → redrawn chart, timed inside the browser."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, sync_playwright

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: A change is made and undone so often in one visit: single clicks vary more than loads.
_TIMES = 3
#: Notes when the first marks of a chart stand in the page, and on demand when they have changed.
_CLOCK = """
(() => {
  const marks = () => {
    const chart = document.querySelector(".js-plotly-plot");
    const points = chart ? [...chart.querySelectorAll(".scatterlayer .point")] : [];
    return points.map((point) => point.getAttribute("transform")).join();
  };
  const until = (condition, done) => {
    const look = () => (condition() ? done(performance.now()) : requestAnimationFrame(look));
    look();
  };
  until(marks, (now) => { window.firstChart = now; });
  window.changed = () => {
    const before = marks();
    window.change = undefined;
    document.addEventListener("click", () => {
      const start = performance.now();
      until(() => marks() && marks() !== before, (now) => { window.change = now - start; });
    }, { once: true, capture: true });
  };
})();
"""


@dataclass(frozen=True)
class Subject:
    """A page to measure. changes: name of a change → the texts of the buttons that make and undo it."""

    name: str
    script: Path
    folder: Path
    path: str
    changes: Mapping[str, tuple[str, str]]
    environment: Mapping[str, str]


Times = dict[tuple[str, str], list[float]]


def measure(subjects: Sequence[Subject], rounds: int) -> Times:
    """Milliseconds by subject and what was done; every round visits every subject, so load hits all alike."""
    times: Times = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        addresses = []
        with _served(subjects, addresses):
            contexts = [browser.new_context(viewport={"width": 1440, "height": 1000}) for _ in subjects]
            for number in range(rounds + 1):
                for subject, address, context in zip(subjects, addresses, contexts, strict=True):
                    found = _visit(context, subject, address)
                    # The first visit fills the browser's cache and the server's imports.
                    if number:
                        for what, milliseconds in found.items():
                            times.setdefault((subject.name, what), []).append(milliseconds)
        browser.close()
    return times


def _visit(context: BrowserContext, subject: Subject, address: str) -> dict[str, float]:
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(_CLOCK)
    page.goto(address + subject.path)
    page.wait_for_function("window.firstChart")
    found = {"load": float(page.evaluate("window.firstChart"))}
    page.wait_for_timeout(700)
    for what, buttons in subject.changes.items():
        taken = []
        for button in buttons * _TIMES:
            page.evaluate("window.changed()")
            page.get_by_role("radio", name=button).or_(page.get_by_role("button", name=button)).first.click()
            page.wait_for_function("window.change")
            taken.append(float(page.evaluate("window.change")))
            page.wait_for_timeout(500)
        found[what] = median(taken)
    page.close()
    return found


@contextmanager
def _served(subjects: Sequence[Subject], addresses: list[str]) -> Iterator[None]:
    processes = []
    try:
        for subject in subjects:
            process, address = _start(subject)
            processes.append(process)
            addresses.append(address)
        yield
    finally:
        for process in processes:
            process.terminate()
            process.wait(timeout=20)


def _start(subject: Subject) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(subject.script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--server.address", "127.0.0.1"]
    command += ["--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(
        command,
        cwd=subject.folder,
        env=dict(subject.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return process, address
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise RuntimeError(f"{subject.name} did not start")
