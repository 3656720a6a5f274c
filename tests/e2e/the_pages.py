"""The dashboard's pages as app.py lists them, and what is looked for on each of them in a browser."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import ROOT

#: The script has run, nothing of the page before is left, every picture stands.
_SETTLED = """() => document.querySelector(".kx-foot")
  && document.querySelector("[data-test-script-state=notRunning]")
  && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
  && [...document.querySelectorAll(".kx-chart")]
    .every((one) => !one.clientWidth || one.querySelector(".main-svg"))"""

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

_ENGLISH = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const names = /PNG|SVG|CSV|XLSX|Excel|PDF|PPTX|DOCX|ZIP|HTML|Word|PowerPoint|Ctrl|Tab|Enter|Esc|OCR/g;
  const files = /[-\\w]+\\.txt/g;
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


@dataclass(frozen=True)
class Listed:
    """A page of app.py. path: its address; module: of kexie_dash.pages, that draws it."""

    title: str
    path: str
    module: str


def listed() -> list[Listed]:
    """Every page that app.py names, in its order."""
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    titles = _titles(tree)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = []
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "Page":
            named = {word.arg: word.value for word in call.keywords}
            first = "default" in named
            path = "" if first else ast.literal_eval(named["url_path"])
            module = ast.unparse(call.args[0]).partition(".")[0]
            found.append(Listed(titles[ast.unparse(named["title"])], f"/{path}", module))
    assert len(found) >= 8
    return found


def _titles(tree: ast.Module) -> dict[str, str]:
    """Every name of a text that app.py imports, as it writes it, with the words behind it."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (alias.name for alias in node.names):
                home = import_module(node.module)
                part = getattr(home, name, None) or import_module(f"{node.module}.{name}")
                words = {"": part} if isinstance(part, str) else vars(part)
                found |= {
                    f"{name}.{key}".strip("."): one for key, one in words.items() if isinstance(one, str)
                }
    return found


def settle(page: Page) -> None:
    expect(page.locator(".kx-foot")).to_be_visible()
    page.wait_for_function(_SETTLED)


def choose_year(page: Page, year: str) -> None:
    """In the line under the menu."""
    folded = page.locator(".kx-select details[data-part=year]")
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    folded.get_by_label(year).check()


def collisions(page: Page) -> list[str]:
    return list(page.evaluate(COLLISIONS))


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


def accessibility(page: Page) -> list[str]:
    """What axe finds that is serious or critical, by rule and place."""
    answer: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{found['impact']} {found['id']}: {place} {node['html'][:160]}"
        for found in answer["violations"]
        if found["impact"] in ("serious", "critical")
        for node in found["nodes"]
        for place in [" ".join(map(str, node["target"]))]
        if not any(found["id"] == rule and selector in place for rule, selector, _ in STREAMLIT_ITSELF)
    ]
