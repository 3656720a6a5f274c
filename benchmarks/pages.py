"""Page load → first chart and change → redrawn charts, timed inside the browser."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.serving import Server, running

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
#: Notes when the first marks of a chart stand in the page, and on demand when those of the first charts have
#: changed. Marks are told by their places and words.
_CLOCK = """
(() => {
  const marks = ".point, .point path, .xy path, .annotation-text, .xtick text";
  const of = (chart) => [...chart.querySelectorAll(marks)]
    .map((one) => (one.getAttribute("transform") || one.getAttribute("d") || "") + one.textContent).join();
  const charts = (count = 99) => [...document.querySelectorAll(".js-plotly-plot")].slice(0, count).map(of);
  const until = (condition, done) => {
    const look = () => (condition() ? done(performance.now()) : requestAnimationFrame(look));
    look();
  };
  until(() => charts(1)[0], (now) => { window.firstChart = now; });
  window.changed = (count, address) => {
    const before = charts(count);
    window.change = undefined;
    const told = () => {
      const now = charts(count);
      return now.length === count && now.every((marks, at) => marks && marks !== before[at]);
    };
    const begin = () => {
      const start = performance.now();
      until(told, (now) => { window.change = now - start; });
    };
    if (!address) return document.addEventListener("click", begin, { once: true, capture: true });
    begin();
    window.kexieGo(address);
  };
})();
"""


@dataclass(frozen=True)
class Change:
    """What makes and undoes it: texts of buttons, or addresses of the page with another choice in them.

    charts: so many of the page's, from the first, are waited for.
    """

    name: str
    ways: tuple[str, str]
    charts: int = 1


@dataclass(frozen=True)
class Subject:
    """A page to measure: name, the server it is of (by its name), its path, what is changed there."""

    name: str
    server: str
    path: str
    changes: Sequence[Change] = ()


Times = dict[tuple[str, str], list[float]]
LOAD = "load"


def measure(servers: Mapping[str, Server], subjects: Sequence[Subject], rounds: int) -> Times:
    """Milliseconds by subject and what was done; every round visits every subject, so load hits all alike."""
    times: Times = {}
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        addresses = {name: stack.enter_context(running(server))[0] for name, server in servers.items()}
        contexts = [browser.new_context(viewport={"width": 1440, "height": 1000}) for _ in subjects]
        for number in range(rounds + 1):
            print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
            for subject, context in zip(subjects, contexts, strict=True):
                found = _visit(context, subject, addresses[subject.server])
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
    found = {LOAD: float(page.evaluate("window.firstChart"))}
    page.wait_for_timeout(1500)
    for change in subject.changes:
        taken = []
        for way in change.ways * _TIMES:
            address = way if way.startswith("/") else ""
            page.evaluate("([count, address]) => window.changed(count, address)", [change.charts, address])
            if not address:
                target = page.get_by_role("radio", name=way).or_(page.get_by_role("button", name=way))
                target.first.click()
            page.wait_for_function("window.change")
            taken.append(float(page.evaluate("window.change")))
            page.wait_for_timeout(500)
        found[change.name] = median(taken)
    page.close()
    return found
