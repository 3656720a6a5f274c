// Text and lines of the pictures. Whatever a report wrote arrives here as text and leaves as text: no markup is made.
const NS = "http://www.w3.org/2000/svg";
const root = document.documentElement;
const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const fill = (words, said) => words.replace(/\{(\w+)\}/g, (_, name) => said[name]);

/** The theme is set before anything is painted. */
function look() {
  root.classList.add("js");
  root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function put(parent, tag, attributes = {}, words) {
  const node = document.createElementNS(NS, tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  if (words !== undefined) node.textContent = words;
  parent.appendChild(node);
  return node;
}

function html(parent, tag, attributes = {}, words) {
  const node = document.createElement(tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  if (words !== undefined) node.textContent = words;
  parent.appendChild(node);
  return node;
}

/** Parts beside each other: [words, class] each; "n" a name, "v" a figure, "s" small and grey. */
function say(parent, x, y, parts, anchor = "start") {
  const node = put(parent, "text", { x, y, "text-anchor": anchor });
  for (const [words, kind] of parts) put(node, "tspan", { class: kind }, words);
  return node;
}

const SIZE = { n: 14, v: 15, s: 13 };
const em = (character) => {
  const code = character.codePointAt(0);
  return code === 0x2003 || (code >= 0x2e80 && code < 0xd7a4) || (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0xfe30 && code < 0xfe70) || (code >= 0xff00 && code < 0xff61) || code > 0x1f000 ? 1 : 0.58;
};
/** Estimated, as on the pages: nothing is measured, so nothing has to be laid out first. */
const wide = (words, size) => [...words].reduce((sum, character) => sum + size * em(character), 0);
const wideOf = (parts) => parts.reduce((sum, [words, kind]) => sum + wide(words, SIZE[kind]), 0);

/** Cut with … where it does not fit; the whole stands in the words of the row. */
function cut(words, size, room) {
  if (wide(words, size) <= room) return words;
  let kept = "";
  for (const character of words) {
    if (wide(`${kept}${character}…`, size) > room) break;
    kept += character;
  }
  return `${kept}…`;
}

const NEVER_FIRST = "、，。；：？！）》」』”’%,.;:!?)‰…·";
/** Lines no wider than the room; words and figures stay whole. */
function wrap(words, size, room) {
  const lines = [];
  let line = "";
  for (const piece of words.match(/[A-Za-z0-9.,%≥≤≈−+/]+|[^]/gu) || []) {
    if (line && wide(line + piece, size) > room && !NEVER_FIRST.includes(piece[0])) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() ? [...lines, line] : lines;
}

/** Pixels of a figure between two ends. */
function placing(axis, from, to) {
  const part = axis.log ? (v) => Math.log(v / axis.lo) / Math.log(axis.hi / axis.lo)
    : (v) => (v - axis.lo) / (axis.hi - axis.lo);
  return (v) => from + part(v) * (to - from);
}
const ticksOf = (axis, room, each = 56) =>
  axis.ticks.filter((_, at) => at % Math.max(1, Math.ceil((axis.ticks.length * each) / Math.max(room, 1))) === 0);

/** Where an open bound points: right, left, or both. */
const ARROWS = { at_least: [1], at_most: [-1], nearly: [-1], about: [-1, 1] };
const arrowsOf = (bound) => ARROWS[bound] || [];
const ARROW = 26;
function arrow(parent, x, y, across, up = 0) {
  const [dx, dy] = [across, -up];
  const tip = [x + dx * ARROW, y + dy * ARROW];
  const wing = (side) => `${tip[0] - 6 * dx + side * 4 * dy} ${tip[1] - 6 * dy + side * 4 * dx}`;
  const d = `M${x + dx * 8} ${y + dy * 8}L${tip.join(" ")}M${wing(1)}L${tip.join(" ")}L${wing(-1)}`;
  put(parent, "path", { class: "arrow", d });
}

/** Filled where compared, hollow where not, a diamond while under review. */
function mark(parent, x, y, kind, radius = 7) {
  if (kind === "pending") {
    const r = radius + 1;
    return put(parent, "path", { class: "mark hollow", d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z` });
  }
  const hollow = kind === "hollow";
  return put(parent, "circle", { class: `mark ${kind}`, cx: x, cy: y, r: hollow ? radius - 1 : radius });
}

/** One stop of the tabulator a picture; the arrows go from mark to mark, Enter follows. */
function byKeys(picture) {
  const links = () => all("a", picture).filter((one) => one.style.display !== "none");
  const first = () => { const found = links(); if (found.length && !found.some((one) => one.tabIndex === 0)) found[0].setAttribute("tabindex", "0"); };
  picture.addEventListener("keydown", (event) => {
    const found = links();
    const at = found.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 }[event.key];
    if (at < 0 || next === undefined || !found[next]) return;
    found[at].setAttribute("tabindex", "-1");
    found[next].setAttribute("tabindex", "0");
    found[next].focus();
    event.preventDefault();
  });
  return first;
}
