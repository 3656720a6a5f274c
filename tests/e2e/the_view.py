"""What a reader sees of a page, as a value: its words, its controls, words and marks of its pictures."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.e2e.the_pages import settle

#: Lists that fold out of the line are shut first: whether one is open is no part of a view.
_VIEW = """() => {
  document.querySelectorAll(":is(.kx-select, [data-testid=stExpander]) details[open]")
    .forEach((one) => { one.open = false; });
  document.querySelectorAll(".kx-select-said").forEach((one) => { one.textContent = ""; });
  const main = document.querySelector("[data-testid=stMain]");
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const near = (numbers) => numbers.replace(/-?\\d+\\.\\d+/g, (one) => Math.round(one));
  const controls = [...main.querySelectorAll("select, input, textarea, [role=radio], [role=checkbox]")]
    .filter(seen).map((one) => [(one.name ?? "").replace(/^react-aria.*/, ""), one.textContent.slice(0, 30),
      one.tagName === "INPUT" && one.type === "checkbox" ? one.checked : one.value ?? "",
      one.getAttribute("aria-checked") ?? ""].join("|"));
  const marks = [...document.querySelectorAll(".js-plotly-plot")].filter(seen).map((plot) => [
    plot.getAttribute("aria-label") ?? "",
    ...[...plot.querySelectorAll(".main-svg text")].map((one) => one.textContent),
    ...[...plot.querySelectorAll(".point, .bars path, .trace image, .heatmaplayer image, .shapelayer path")]
      .map((one) => near(`${one.getAttribute("transform") ?? ""} ${one.getAttribute("d") ?? ""}`)),
  ]);
  const words = main.innerText.split("\\n").filter((one) => one.trim() && !one.startsWith("keyboard_arrow"));
  return { title: document.title, words, controls, marks };
}"""


def view_of(page: Page) -> dict[str, Any]:
    """Once it stands still."""
    settle(page)
    found: dict[str, Any] = page.evaluate(_VIEW)
    assert found["words"]
    return found


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """What differs, a line each, for whoever reads a failing test."""
    found = [
        f"{name}: {one[name]!r} / {other[name]!r}"
        for name in ("title", "controls")
        if one[name] != other[name]
    ]
    found += [f"- {line}" for line in one["words"] if line not in other["words"]]
    found += [f"+ {line}" for line in other["words"] if line not in one["words"]]
    if one["words"] != other["words"] and not found:
        found.append("the same words in another order")
    if len(one["marks"]) != len(other["marks"]):
        found.append(f"pictures: {len(one['marks'])} / {len(other['marks'])}")
    for number, (here, there) in enumerate(zip(one["marks"], other["marks"], strict=False)):
        if here != there:
            found.append(f"picture {number}: {sorted(set(here) ^ set(there))[:8]}")
    return found
