"""A walk over a page by the tabulator: every stop, how it shows itself, and where it stands in the text."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page

#: More stops than any page has: a walk that does not end by then is trapped.
_MOST = 900

#: What a control and what it stands in look like before anything has the focus is compared with what they
#: look like then: where a box is invisible its label shows the focus.
_BEFORE = """() => {
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
  document.head.insertAdjacentHTML("beforeend",
    "<style>*, ::before, ::after { transition: none !important; animation: none !important; }</style>");
  const look = (one, part) => {
    const style = getComputedStyle(one, part);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
      style.borderWidth, style.backgroundColor, style.top].join();
  };
  const signature = (one) => {
    const parts = [look(one), look(one, "::after")];
    for (let up = one.parentElement; up && parts.length < 5; up = up.parentElement) parts.push(look(up));
    const label = one.closest("label");
    if (label) parts.push(look(label), ...[...label.children].map((child) => look(child)));
    return parts.join("|");
  };
  const before = new WeakMap(), seen = new Set();
  for (const one of document.querySelectorAll(STOPS)) before.set(one, signature(one));
  const name = (one) =>
    `${one.tagName} ${(one.ariaLabel || one.textContent || one.name || "").trim().slice(0, 30)}`;
  // The links of a picture are made anew while nobody looks.
  const unfocused = (one) => {
    if (before.has(one)) return before.get(one);
    one.blur();
    const look = signature(one);
    one.focus({ preventScroll: true, focusVisible: true });
    return look;
  };
  let last, lastBox;

  const covered = (one, box) => {
    // A mark lets the pointer through to its picture; of a link over two lines the middle may be beside it.
    const parts = [...one.getClientRects()];
    return !one.matches(".kx-mark") && parts.every((part) => {
      const x = (part.left + part.right) / 2, y = (part.top + part.bottom) / 2;
      const hit = document.elementFromPoint(x, y), label = one.closest("label");
      return hit && !one.contains(hit) && !hit.contains(one) && !label?.contains(hit);
    });
  };
  const wrongs = (one) => {
    const box = one.getBoundingClientRect(), found = [];
    const scrolled = document.querySelector("[data-testid=stMain]").scrollTop;
    const place = { top: box.top + scrolled, bottom: box.bottom + scrolled, left: box.left };
    const folded = one.closest(".kx-scroll, .kx-list, .kx-side, .kx-chart");
    if (unfocused(one) === signature(one)) found.push("the focus is not seen");
    const follows = last?.isConnected ? last.compareDocumentPosition(one) & 4 : true;
    if (!follows)
      found.push("comes before the stop before it");
    if (!folded && lastBox && place.bottom < lastBox.top - 4 && place.left < lastBox.left - 4)
      found.push("stands above and left of the stop before it");
    const { right, bottom, left, top } = box;
    if (bottom < 0 || top > innerHeight || right < 0 || left > innerWidth)
      found.push("is not in the window");
    else if (covered(one, box)) found.push("is covered");
    last = one;
    lastBox = folded ? undefined : place;
    return found;
  };
  window.kexieStop = () => {
    const one = document.activeElement;
    if (!one || one === document.body || seen.has(one)) return null;
    seen.add(one);
    return [name(one), wrongs(one)];
  };
  // In a group of radios, of marks or of Streamlit's choices the arrows lead on.
  const led = "[type=radio], [role=radiogroup] *, [role=toolbar] *";
  window.kexieMissed = () => [...document.querySelectorAll(STOPS)]
    .filter((one) => one.tabIndex >= 0 && !one.disabled
      && one.checkVisibility({ visibilityProperty: true })
      && !one.matches(led) && !seen.has(one)).map(name);
}"""


class Walk(NamedTuple):
    """stops: names of what had the focus, in order. wrong: what is amiss with which. missed: not reached."""

    stops: list[str]
    wrong: list[str]
    missed: list[str]


def walked(page: Page) -> Walk:
    """From the top of a settled page to where the focus leaves it."""
    page.evaluate(_BEFORE)
    stops: list[str] = []
    wrong: list[str] = []
    while len(stops) < _MOST:
        page.keyboard.press("Tab")
        stop = page.evaluate("kexieStop()")
        if stop is None:
            break
        stops.append(stop[0])
        wrong += [f"{stop[0]}: {one}" for one in stop[1]]
    return Walk(stops, wrong, list(page.evaluate("kexieMissed()")))
