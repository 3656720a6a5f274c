"""The controls of a page as a reader sees them, by kind; and what can be told of a page by looking at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

#: Controls that say the same but for their numbers (看原句（2 处）) are one kind and pressed once a page; of
#: definitions at titles one is opened, of words that open exports one under a picture and one under a table.
#: A choice among several is a control for every one of its answers; what is chosen already is none.
_LOOK = """(wanted) => {
  const within = (one, test) => one.closest(`[data-testid=${test}]`);
  const sort = (one) => {
    if (one.tagName === "A") return one.matches(".kx-mark") ? "mark" : one.matches(".kx-skip") ? "skip"
      : one.matches(".kx-m") ? "place" : one.closest(".kx-list") ? "listed" : one.dataset.nav;
    if (one.tagName === "SUMMARY") return "fold";
    if (one.tagName === "SELECT") return "select";
    const form = within(one, "stForm");
    if (one.tagName === "INPUT") return { checkbox: "check", radio: form ? "answer" : "radio" }[one.type]
      ?? (one.getAttribute("role") === "combobox" ? "list" : form ? "note" : "text");
    if (one.tagName === "TEXTAREA") return "note";
    if (one.matches("[data-take]")) return "take";
    if (one.tagName !== "BUTTON") return "place";
    if (within(one, "stDownloadButton")) return "save";
    if (within(one, "stFileUploaderDropzone")) return "file";
    if (within(one, "stButtonGroup")) return "pill";
    return "button";
  };
  const carried = ["own", "peer", "body", "year", "metric"];
  const names = (href) => [...new Set(new URL(href, location.href).searchParams.keys())]
    .filter((name) => !carried.includes(name)).sort().join("+");
  const row = (one) => one.closest(".kx-filter")?.firstElementChild.textContent;
  const taken = (one) => one.textContent.includes("下表") ? "table" : "picture";
  const opened = (one) => one.closest("[class*=st-key-taking-]")?.querySelector("[data-testid=stSelectbox]")
    ? "picture" : one.closest("[class*=st-key-taking-]") ? "table" : "pack";
  const group = (one) => within(one, "stButtonGroup")?.querySelector("label")?.textContent ?? "";
  // Names that navigate.js gives a moment after they have come.
  const ours = (said) => said.replace(/^Help for /, "说明：").replace(/^Open$/, "打开")
    .replace(/^(Remove|移除).*/, "移除").replace(/^删除 .*/, "删除").replace(/^Clear all$/, "全部清除");
  const words = (one) =>
    ours(one.getAttribute("aria-label") || one.textContent || one.name || one.placeholder || "");
  const said = (one, kind) => ({
    mark: () => names(one.href), stay: () => row(one) ?? names(one.href),
    listed: () => "", place: () => "", back: () => "",
    take: () => taken(one), save: () => `${opened(one)} ${one.textContent}`,
    fold: () => one.parentElement.dataset.part ?? words(one), select: () => one.name, check: () => one.name,
    radio: () => `${one.name} ${one.parentElement.textContent}`, answer: () => one.parentElement.textContent,
    pill: () => `${group(one)} ${words(one)}`, file: () => within(one, "stFileUploader").textContent,
  }[kind] ?? (() => words(one)))();
  const kindOf = (one) => {
    const kind = sort(one);
    const alike = said(one, kind).replace(/[\\d,]+(\\.\\d+)?/g, "#").replace(/定义.*/, "定义");
    return `${kind}|${alike.trim().slice(0, 40)}`;
  };
  const all = "summary, select, textarea, button, input:not([type=file]):not([type=hidden]), a.kx-mark,"
    + "a.kx-skip, a[data-nav=stay], a[data-nav=back], .kx-source .kx-list a, .kx-source .kx-m";
  const elsewhere = "[data-testid=stHeader], [data-testid=stToolbar], [aria-hidden=true], .kx-nav-menu";
  document.querySelectorAll("[data-try]").forEach((one) => one.removeAttribute("data-try"));
  const found = new Map();
  for (const one of document.querySelectorAll(all)) {
    const box = one.type === "radio" || one.type === "checkbox" ? one.parentElement : one;
    if (!box.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.disabled) continue;
    if (one.closest(elsewhere)) continue;
    // Of a list that is open, for a screen reader alone.
    if (one.tagName === "BUTTON" && one.parentElement.offsetWidth < 2) continue;
    if (one.dataset.family === "" && one.getAttribute("aria-pressed") === "true") continue;
    if (one.getAttribute("aria-checked") === "true" || (one.type === "radio" && one.checked)) continue;
    const kind = kindOf(one);
    if (!found.has(kind)) found.set(kind, one);
  }
  found.get(wanted)?.setAttribute("data-try", "");
  const links = [...document.querySelectorAll("a[href]")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => one.getAttribute("href"));
  const failed = [...document.querySelectorAll(".kx-notice.kx-grave, .stException, [data-testid=stAlert]")]
    .filter((one) => one.checkVisibility()).map((one) => one.innerText);
  // What a link or a control asked for must be there.
  failed.push(...[...document.querySelectorAll(".kx-aside p")].map((one) => one.innerText)
    .filter((said) => /^没有这|地址里/.test(said)));
  if (document.querySelectorAll("h1").length !== 1) failed.push("not one heading");
  return { kinds: [...found.keys()], links: [...new Set(links)], failed };
}"""

#: All a press can change for a reader's eyes or ears, but for what stands in boxes of text and for the focus.
TRACE = """() => JSON.stringify([location.href, document.body.innerText,
  [...document.querySelectorAll("details")].map((one) => one.open),
  [...document.querySelectorAll("select")].map((one) => one.value),
  [...document.querySelectorAll("[type=checkbox], [type=radio]")].map((one) => one.checked),
  ...["aria-expanded", "aria-pressed", "aria-checked", "aria-current"].map((name) =>
    [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name))),
  [...document.querySelectorAll("[role=combobox]")]
    .map((one) => one.getAttribute("aria-label") + one.value)])"""


@dataclass(frozen=True)
class Look:
    """kinds: of controls that can be seen and used. failed: what the page says of failing."""

    kinds: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def look(page: Page, wanted: str = "") -> Look:
    """wanted: a kind, whose first control `marked` is from now on."""
    found: dict[str, Any] = page.evaluate(_LOOK, wanted)
    return Look(**found)


def control(page: Page, kind: str) -> Locator | None:
    """The first of its kind, if there is one to be seen."""
    return page.locator("[data-try]") if kind in look(page, kind).kinds else None


def trace(page: Page) -> str:
    found: str = page.evaluate(TRACE)
    return found
