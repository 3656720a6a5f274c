// A picture of the dashboard: Plotly's cartesian bundle, drawn once and from then on changed in place.
// The words of a picture arrive with its figure: they are its label, and stand in its place if it cannot be drawn.
// Both scripts carry the mark of their common content, so that browsers may keep them for good.
const { markLinks } = await import(new URL(`links.js${new URL(import.meta.url).search}`, import.meta.url));

const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };
/** Narrower than this no picture is squeezed; its box scrolls sideways instead. */
const NARROWEST = 640;
/** The width of a picture on A4 between its margins. */
const PAPER = 680;
/** After so many milliseconds of waiting for the script its words are shown. */
const PATIENCE = 3000;

/** Where a label was empty Plotly shows none ever after, when the picture is changed: a space keeps its place. */
const labelled = (trace) =>
  trace.type === "scatter" && Array.isArray(trace.text)
    ? { ...trace, text: trace.text.map((one) => one || " ") }
    : trace;

const charts = new WeakMap();
const drawn = new Set();
let bundle;

/** Plotly, loaded once a page; the page's own head may have begun to. */
const plotly = (address) => {
  bundle ??= new Promise((done, fail) => {
    const settle = () => (window.Plotly ? done(window.Plotly) : fail(new Error("no Plotly")));
    if (window.Plotly) return settle();
    let script = document.querySelector("script[data-kexie-plotly]");
    if (!script || document.readyState === "complete") {
      script = document.createElement("script");
      script.src = address;
      script.async = true;
      document.head.append(script);
    }
    script.addEventListener("load", settle);
    script.addEventListener("error", settle);
  });
  return bundle;
};

class Chart {
  constructor(box) {
    this.box = box;
    this.plot = box.querySelector(".kx-plot");
    this.marks = markLinks(box, this.plot);
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(box);
    drawn.add(this);
  }

  /** A new figure; the same text again changes nothing. */
  take(text, address) {
    if (text === this.text) return;
    this.text = text;
    const { ways, ...figure } = JSON.parse(text);
    const drawn = JSON.stringify(figure);
    this.offer(ways, drawn);
    this.change(drawn, address);
  }

  /** Draws a figure (as text, for drawing writes into it) in the place of the last one, if it is another. */
  change(drawn, address) {
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.figure = JSON.parse(drawn);
    this.plot.setAttribute("role", "img");
    this.plot.setAttribute("aria-label", this.figure.alt);
    this.plot.style.minHeight = `${this.figure.layout.height}px`;
    const waited = setTimeout(() => this.say(), PATIENCE);
    plotly(address)
      .then((found) => { this.plotly = found; this.width = undefined; this.draw(); })
      .catch((error) => {
        if (!window.Plotly) bundle = undefined;
        this.say();
        console.error("a picture could not be drawn", error);
      })
      .finally(() => clearTimeout(waited));
  }

  /** The other ways of drawing the picture as a choice above it; all but those the server keeps are at hand. */
  offer(ways, drawn) {
    this.figures = new Map(Object.entries(ways?.others ?? {}).map(([way, figure]) => [way, JSON.stringify(figure)]));
    if (ways) this.figures.set(ways.value, drawn);
    const asked = ways && JSON.stringify([ways.name, ways.label, ways.options]);
    if (asked !== this.offered) {
      this.offered = asked;
      this.choice?.remove();
      this.choice = ways && this.box.insertBefore(this.choose(ways), this.plot);
    }
    if (!ways) return;
    const shown = this.choice.querySelector(`input[value="${CSS.escape(ways.value)}"]`);
    if (shown) shown.checked = true;
  }

  choose({ name, label, options }) {
    const choice = document.createElement("fieldset");
    choice.className = "kx-ways";
    choice.append(Object.assign(document.createElement("legend"), { className: "kx-hidden", textContent: label }));
    for (const [value, words] of options) {
      const way = document.createElement("label");
      const input = Object.assign(document.createElement("input"), { type: "radio", name: `way-${name}`, value });
      way.append(input, words);
      choice.append(way);
    }
    choice.addEventListener("change", ({ target }) => this.pick(name, target.value));
    return choice;
  }

  /** Drawn at once; the words around it follow from the address. */
  pick(name, value) {
    if (this.figures.has(value)) this.change(this.figures.get(value));
    const query = new URLSearchParams(location.search);
    if (value) query.set(name, value);
    else query.delete(name);
    window.kexieAsk(query);
  }

  draw(width = this.room(), figure = this.figure) {
    if (!this.plotly || !width || width === this.width) return;
    this.width = width;
    const { data, layout } = figure;
    // Texts are measured while drawing, so the place must be seen.
    this.words?.remove();
    this.words = undefined;
    try {
      this.plotly.react(this.plot, data.map(labelled), { ...layout, width, autosize: false }, CONFIG);
    } catch (error) {
      this.say();
      throw error;
    }
    this.box.classList.add("kx-there");
    this.marks.follow();
  }

  /** As wide as paper, in colours of paper whatever the screen's are. */
  print() {
    const { paper } = this.figure ?? {};
    const turned = paper && this.drawn.replace(/#[0-9A-F]{6}/gi, (one) => paper[one.toUpperCase()] ?? one);
    this.draw(PAPER, turned && JSON.parse(turned));
  }

  /** Pixels to draw in; nothing while the place is folded away. */
  room() {
    const width = this.box.clientWidth;
    return width && Math.max(width, Math.min(this.figure?.layout.meta?.width ?? NARROWEST, NARROWEST));
  }

  /** The picture in words, in its place. */
  say() {
    this.words ??= this.box.insertBefore(document.createElement("p"), this.plot);
    this.words.className = "kx-instead";
    this.words.textContent = this.figure.alt;
  }

  remove() {
    drawn.delete(this);
    this.resized.disconnect();
    this.plotly?.purge(this.plot);
  }
}

/** What the page's component calls with every figure; answers how to clear up. */
export const show = ({ data, parentElement }, address) => {
  const box = parentElement.querySelector(".kx-chart");
  if (!charts.has(box)) charts.set(box, new Chart(box));
  const chart = charts.get(box);
  chart.take(new TextDecoder().decode(data), address);
  // A call overtaken by the next one is cleared up after it: only the last one may take the picture away.
  const turn = (chart.turn = (chart.turn ?? 0) + 1);
  return () => {
    if (turn !== chart.turn) return;
    chart.remove();
    charts.delete(box);
  };
};

addEventListener("beforeprint", () => drawn.forEach((chart) => chart.print()));
addEventListener("afterprint", () => drawn.forEach((chart) => chart.draw()));

// The server draws for the reader's theme; asked again, once the page has taken the new one, it draws anew.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
  setTimeout(() => dispatchEvent(new PopStateEvent("popstate", { state: {} })), 300));
