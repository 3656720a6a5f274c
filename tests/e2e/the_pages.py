"""The dashboard's pages as site_map lists them, and what is looked for on each of them in a browser."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from kexie_dash.pages.site_map import SITES, Site
from kexie_dash.store.database import Database
from tests.e2e.conftest import Server

#: The script has run, nothing of the page before is left, every picture stands, and for some frames nothing
#: has changed: a picture's place is in the page only after what is around it.
_SETTLED = """() => {
  if (!window.lastChange) {
    new MutationObserver(() => { window.lastChange = performance.now(); }).observe(document,
      { subtree: true, childList: true, attributes: true, characterData: true });
    window.lastChange = performance.now();
  }
  return document.querySelector(".kx-foot, .kx-notice")
    && document.querySelector("[data-test-script-state=notRunning]")
    && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
    && [...document.querySelectorAll(".kx-chart")]
      .every((one) => !one.clientWidth || one.querySelector(".main-svg"))
    && performance.now() - window.lastChange > 120;
}"""

#: Texts of a picture that lie on each other, reach beyond it or are smaller than 10 pixels.
COLLISIONS = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap((plot) => {
  const frame = plot.querySelector(".main-svg").getBoundingClientRect(), found = [];
  const texts = [...plot.querySelectorAll(".main-svg text")].filter((one) => {
    const style = getComputedStyle(one);
    return one.textContent.trim() && style.visibility !== "hidden" && style.opacity !== "0"
      && !one.closest(".hoverlayer");
  });
  const boxes = texts.map((one) => [one.textContent.slice(0, 30), one.getBoundingClientRect()])
    .filter(([, box]) => box.width);
  plot.querySelectorAll(".main-svg text, .main-svg tspan").forEach((one) => {
    if (one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 10)
      found.push(`small: ${one.textContent.slice(0, 30)}`);
  });
  boxes.forEach(([words, box], place) => {
    if (box.left < frame.left - 3 || box.right > frame.right + 3) found.push(`cut: ${words}`);
    if (box.top < frame.top - 3 || box.bottom > frame.bottom + 3) found.push(`cut above or below: ${words}`);
    for (const [others, other] of boxes.slice(place + 1)) {
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (wide > 2 && high > 4) found.push(`${words} | ${others}`);
    }
  });
  return found;
})"""

#: Words of the page itself that lie on other words: every line of text by what of it can be seen.
_OVERLAPS = """() => {
  const OTHER = "svg, style, script, select, .kx-hidden, [aria-hidden=true]";
  const clips = new Map();
  const clip = (element) => {
    if (!element || element === document.body) return [-1e9, -1e9, 1e9, 1e9];
    if (!clips.has(element)) {
      const around = clip(element.parentElement), style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      clips.set(element, style.overflow === "visible" ? around : [
        Math.max(around[0], box.left), Math.max(around[1], box.top),
        Math.min(around[2], box.right), Math.min(around[3], box.bottom)]);
    }
    return clips.get(element);
  };
  const lines = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    const seen = parent.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!text.textContent.trim() || !seen || parent.closest(OTHER)) continue;
    const range = document.createRange(), [left, top, right, bottom] = clip(parent);
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      // A line's box is taller than its letters.
      const slack = Math.max(0, box.height - parseFloat(getComputedStyle(parent).fontSize)) / 2;
      const place = [Math.max(box.left, left), Math.max(box.top + slack, top),
        Math.min(box.right, right), Math.min(box.bottom - slack, bottom)];
      if (place[2] - place[0] > 2 && place[3] - place[1] > 2) lines.push([place, text]);
    }
  }
  lines.sort(([one], [other]) => one[1] - other[1]);
  const found = [];
  lines.forEach(([one, text], place) => {
    for (let next = place + 1; next < lines.length && lines[next][0][1] < one[3] - 3; next++) {
      const [other, others] = lines[next];
      const wide = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
      const high = Math.min(one[3], other[3]) - other[1];
      if (others !== text && wide > 3 && high > 3)
        found.push(`${text.textContent.trim().slice(0, 30)} | ${others.textContent.trim().slice(0, 30)}`);
    }
  });
  return found;
}"""

_ENGLISH = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const names = /PNG|SVG|CSV|XLSX|Excel|PDF|PPTX|DOCX|ZIP|HTML|Word|PowerPoint|Ctrl|Tab|Enter|Esc|OCR/g;
  const files = /[-\\w]+\\.txt|make build|kexie (build|add)/g;
  const quoted = ".kx-foot, .kx-caveat, .kx-place, .kx-source, .kx-passage, code";
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
    if (/[A-Za-z]{3,}/.test(text.replace(files, "").replace(names, ""))
        && parent.checkVisibility() && parseFloat(getComputedStyle(parent).fontSize) > 0
        && !parent.closest("[aria-hidden=true], svg, style, script") && !parent.closest(quoted))
      found.push(text.slice(0, 80));
  }
  return found;
}"""

#: Kept as narrow as can be: rule, selector, and why it cannot be mended here.
STREAMLIT_ITSELF: tuple[tuple[str, str, str], ...] = ()


def listed() -> list[Site]:
    """Every page of the dashboard, in the order of the menu."""
    assert len(SITES) >= 8
    return list(SITES)


def address_of(server: Server, one: Site) -> str:
    """The page's own, with something to show where it needs to be asked."""
    if one.path == "/evidence":
        rates = Database(server.paths.database).view().values(metric="execution_rate")
        return f"{one.path}?value={rates[-1].id}"
    return f"{one.path}?q=预算执行率" if one.path == "/search" else one.path


def settle(page: Page) -> None:
    # While one page takes the place of another both have a foot; what has no data says so instead.
    expect(page.locator(".kx-foot, .kx-notice").last).to_be_visible()
    page.wait_for_function(_SETTLED)


def choose_year(page: Page, year: str) -> None:
    """In the line under the menu."""
    folded = page.locator(".kx-select details[data-part=year]")
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    folded.get_by_label(year).check()


def unreadable(page: Page, figure: Any, width: int) -> list[str]:
    """What collides or is cut of a figure drawn so wide on a page with nothing but the bundle."""
    spec = json.loads(figure.to_json())
    page.evaluate(
        "([data, layout]) => Plotly.react('plot', data, layout, {displayModeBar: false})",
        [spec["data"], {**spec["layout"], "width": width}],
    )
    return collisions(page)


def collisions(page: Page) -> list[str]:
    return list(page.evaluate(COLLISIONS))


def overlaps(page: Page) -> list[str]:
    """Words outside of pictures that lie on each other."""
    return list(page.evaluate(_OVERLAPS))


def english(page: Page) -> list[str]:
    return list(page.evaluate(_ENGLISH))


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(
        page.evaluate(
            "(one => one.scrollWidth - one.clientWidth)(document.querySelector('[data-testid=stMain]'))"
        )
    )


def sideways(page: Page) -> list[str]:
    """Pictures wider than their box."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll(".kx-chart")]
              .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
              .map((one) => `${one.scrollWidth} > ${one.clientWidth}: ${one.textContent.slice(0, 40)}`)"""
        )
    )


def accessibility(page: Page, within: str | None = None) -> list[str]:
    """What axe finds that is serious or critical, by rule and place; sizes of targets (WCAG 2.2) among it."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    answer: dict[str, Any] = Axe().run(page, context=within, options=options).response
    return [
        f"{found['impact']} {found['id']}: {place} {node['html'][:160]}"
        for found in answer["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
        for place in [" ".join(map(str, node["target"]))]
        if not any(found["id"] == rule and selector in place for rule, selector, _ in STREAMLIT_ITSELF)
    ]
