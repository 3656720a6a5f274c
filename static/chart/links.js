// The marks of a picture as links: a click on a mark follows its link, and the keyboard reaches every one of them
// (one stop of the tabulator a picture, then the arrows). A mark's customdata says what it leads to: the id of a value
// (v…) or an observation (o…) to its evidence, the id of a report to the portrait, an address of the dashboard to it.
/** Half of a link's width (style.css). */
const REACH = 14;
const HINT = "图中的数据点：方向键移动，回车查看依据";
const ADDRESS = /^\/(?!\/)/;
const EVIDENCE = /^[ov][0-9a-f]{8,}$/;
const REPORT = /^\d{6}(-\w+)*-\d{4}/;

/** The address a key leads to from the view shown now. */
const addressOf = (key) => {
  if (ADDRESS.test(key)) return key;
  const carried = window.kexieCarried();
  if (EVIDENCE.test(key)) {
    carried.set(key.startsWith("o") ? "obs" : "value", key);
    return `/evidence?${carried}`;
  }
  carried.delete("own");
  carried.set("report", key);
  return `/body?${carried}`;
};

const keyOf = (custom) =>
  [custom].flat().find((one) => typeof one === "string" && [ADDRESS, EVIDENCE, REPORT].some((kind) => kind.test(one)));

/** Words of a figure as plain text: its line breaks and its few tags are Plotly's. */
const plain = (words) =>
  String(words ?? "").replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();

const pick = (list, ...path) => path.reduce((found, step) => (Array.isArray(found) ? found[step] : found), list);

/** Every mark that leads somewhere: key, words and its place in pixels. */
const marksOf = (plot) => {
  const found = [];
  (plot.calcdata ?? []).forEach((points, curve) => {
    const trace = points[0]?.trace;
    if (!trace?.customdata || trace.visible !== true) return;
    const { xaxis, yaxis } = plot._fullLayout._plots[trace.xaxis + trace.yaxis] ?? {};
    if (!xaxis || !yaxis) return;
    const add = (path, x, y) => {
      const key = keyOf(path.reduce((list, step) => list?.[step], trace.customdata));
      if (!key || !Number.isFinite(x) || !Number.isFinite(y)) return;
      const words = [pick(trace.hovertext, ...path), pick(trace.text, ...path), trace.name].map(plain).find(Boolean);
      found.push({ curve, path: path.join(), key, words, x: xaxis._offset + x, y: yaxis._offset + y });
    };
    if (trace.type === "heatmap") {
      const { x, y, z } = points[0];
      const middle = (axis, edges, at) => (axis.c2p(edges[at]) + axis.c2p(edges[at + 1] ?? edges[at])) / 2;
      z.forEach((row, i) => row.forEach((_, j) => add([i, j], middle(xaxis, x, j), middle(yaxis, y, i))));
      return;
    }
    points.forEach((point, at) => {
      const [x, y] = point.ct ?? [xaxis.c2p(point.x), yaxis.c2p(point.y)];
      add([point.i ?? point.index ?? at], x, y);
    });
  });
  return found;
};

/** Keeps the links of one picture in step with its marks. */
export const markLinks = (box, plot) => {
  let links;
  let waiting = false;

  const linkOf = ({ curveNumber, pointNumber }) =>
    links?.querySelector(`[data-mark="${curveNumber}:${[pointNumber].flat().join()}"]`);

  const refresh = (event) => {
    const link = event.target.closest?.("a.kx-mark");
    if (link) link.href = addressOf(link.dataset.key);
  };

  const move = (event) => {
    const all = [...links.children];
    const at = all.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0,
      End: all.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const target = all[Math.min(Math.max(next, 0), all.length - 1)];
    all[at].tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  };

  const build = () => {
    waiting = false;
    const marks = plot.isConnected ? marksOf(plot) : [];
    const held = links?.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    if (!marks.length) { links?.remove(); links = undefined; }
    else if (!links) {
      links = document.createElement("div");
      links.className = "kx-marks";
      links.setAttribute("role", "group");
      links.setAttribute("aria-label", HINT);
      links.addEventListener("keydown", move);
      links.addEventListener("focusin", refresh);
      links.addEventListener("click", refresh);
      box.append(links);
    }
    links?.replaceChildren(...marks.map((mark, at) => {
      const link = document.createElement("a");
      link.className = "kx-mark";
      link.dataset.nav = "";
      link.dataset.key = mark.key;
      link.dataset.mark = `${mark.curve}:${mark.path}`;
      link.href = addressOf(mark.key);
      link.target = "_self";
      link.tabIndex = at ? -1 : 0;
      // Inside the picture: else the last ones would make its box scroll.
      link.style.left = `${Math.min(mark.x, plot._fullLayout.width - REACH)}px`;
      link.style.top = `${mark.y}px`;
      link.setAttribute("aria-label", mark.words || HINT);
      link.dataset.words = mark.words;
      return link;
    }));
    if (held) [...links.children].find((link) => link.dataset.key === held)?.focus();
    // What scrolls sideways and holds no link must itself be reached by the keyboard.
    if (!links && box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };

  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  return {
    /** After every drawing; the links follow when the browser has time. */
    follow() {
      if (!plot.kexieFollowed) {
        plot.kexieFollowed = true;
        plot.on("plotly_click", ({ points }) => {
          if (waiting) build();
          linkOf(points[0])?.click();
        });
        plot.on("plotly_hover", ({ points }) => plot.classList.toggle("kx-over", Boolean(linkOf(points[0]))));
        plot.on("plotly_unhover", () => plot.classList.remove("kx-over"));
      }
      if (waiting) return;
      waiting = true;
      idle(() => waiting && build(), { timeout: 500 });
    },
  };
};
