"""Pictures of every page for README and review: `python -m tests.e2e.screenshots`, into docs/screenshots."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from kexie_dash.pipeline import build
from kexie_dash.store.database import Database
from tests.conftest import ROOT, copy_data
from tests.e2e.conftest import CHROMIUM, FLAGS, PATIENCE, start_server
from tests.e2e.the_pages import listed

TARGET = ROOT / "docs" / "screenshots"
#: A desk in the day, a tablet in the evening: between them every rule of width and colour is seen.
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1440, "light"), (820, "dark"), (390, "light"))
#: Pixels; what lies below is more of the same.
_TALLEST = 2600
_SETTLED = """() => [...document.querySelectorAll(".js-plotly-plot")]
  .every((one) => one.querySelector(".main-svg"))
  && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")"""

_DRAWN = """() => [...document.querySelectorAll(".js-plotly-plot")]
  .every((one) => one.querySelector(".main-svg .plot, .main-svg text")?.getBoundingClientRect().width > 0)"""


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        paths = copy_data(Path(folder) / "data")
        build(paths)
        # The first report's first rate: any value would do.
        value = Database(paths.database).view().values(metric="execution_rate")[-1]
        pages = _pages(value.id)
        process, address = start_server(paths, Path(folder) / "server.log")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            for width, scheme in VIEWS:
                for name, path in pages.items():
                    _take(browser, address + path, TARGET / f"{name}-{width}-{scheme}.png", width, scheme)
        finally:
            browser.close()
            process.terminate()
            process.wait(timeout=20)


def _pages(value: str) -> dict[str, str]:
    """Every page of app.py as it opens, and some with something chosen."""
    found = {one.path.strip("/") or "overview": one.path for one in listed()}
    return found | {
        "compare-activities": "/compare?metric=activities",
        "findings": "/findings?verdict=contradicts",
        "evidence": f"/evidence?value={value}",
        "search": f"/search?{urlencode({'q': '预算执行率'})}",
    }


def _take(browser: Browser, address: str, target: Path, width: int, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme=scheme, locale="zh-CN")
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    expect(page.locator(".kx-foot")).to_be_visible()
    page.wait_for_function(_SETTLED)
    height = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height), _TALLEST)})
    # Plotly draws anew for the new window.
    page.wait_for_timeout(800)
    page.wait_for_function(_SETTLED)
    page.wait_for_function(_DRAWN)
    taken = Image.open(BytesIO(page.screenshot()))
    # A page has few colours: so many are as good to the eye and a third of the size.
    taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    page.close()
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
