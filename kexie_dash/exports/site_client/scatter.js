// Scatter of two metrics, a plot a comparable group on axes of its own; who has only one of the two is named below.
const HEIGHTS = [[3, 240], [8, 340], [25, 480]], TALL = 560, ALL_LABELLED = 25, FEW = 8;

class Scatter {
  constructor(place, side, x, y, width) {
    Object.assign(this, { place, side, x, y, width, narrow: width < 480, pair: side.pairs[`${x}-${y}`] });
    place.textContent = "";
    this.words = html(place, "p", { class: "aside" });
    this.svg = put(place, "svg", { class: "picture", width, role: "group", "aria-label": `${this.pair.title}（${settings.words.keys}）` });
    this.keys = byKeys(this.svg);
    this.table = document.createElement("table");
  }

  points(group, choice) {
    return group.rows.filter((row) => choice.shows(row.b, row.y)).map((row) => ({ row, a: row.cells[this.x], b: row.cells[this.y] }));
  }

  show(choice) {
    this.svg.textContent = "";
    this.said = [];
    let y = 0, count = 0;
    const lone = [];
    for (const group of this.side.groups) {
      const points = this.points(group, choice);
      const pairs = points.filter(({ a, b }) => a.v !== undefined && b.v !== undefined);
      const lacking = this.lacking(points.filter((one) => !pairs.includes(one)));
      count += points.length;
      if (pairs.length && this.pair.plots[group.l]) y = this.plot(group, pairs, lacking, y);
      else if (points.length) lone.push(`${group.l}：${lacking.join("；")}`);
    }
    if (!y && count) y = this.lines([settings.words.lone], y);
    if (lone.length) {
      put(this.svg, "path", { class: "rule", d: `M0 ${y + 10}H${this.width}` });
      y = this.lines([settings.words.unpaired, ...lone], y + 14);
      this.said.push(...lone);
    }
    this.svg.setAttribute("height", y + 8);
    this.words.textContent = `${this.pair.title}。${this.said.join("。")}。`;
    this.keys();
    this.twin(choice);
    return count;
  }

  lacking(points) {
    const found = {};
    for (const { row, a, b } of points) {
      const why = [[a, this.x], [b, this.y]].filter(([cell]) => cell.v === undefined)
        .map(([cell, at]) => `${this.side.columns[at].l} ${cell.m}`).join("；");
      (found[why] ||= []).push([row.n, row.s].filter(Boolean).join(" "));
    }
    return Object.keys(found).map((why) => {
      const names = [...new Set(found[why])];
      const more = names.length > MOST_NAMED ? fill(settings.words.and, { count: names.length }) : "";
      return fill(settings.words.lacking, { why, names: names.slice(0, MOST_NAMED).join("、") + more });
    });
  }

  lines(texts, y) {
    for (const words of texts) for (const line of wrap(words, 13, this.width - 2 * EDGE)) {
      say(this.svg, EDGE, y + NOTE / 2, [[line, "s"]]);
      y += NOTE;
    }
    return y;
  }

  plot(group, pairs, lacking, y) {
    const said = this.pair.plots[group.l];
    put(this.svg, "path", { class: "rule", d: `M0 ${y + (y ? 10 : 0)}H${this.width}` });
    y = this.lines([group.l, fill(settings.words.vertical, { label: this.pair.y })], y + (y ? 20 : 6));
    const tall = (HEIGHTS.find(([most]) => pairs.length <= most) || [0, TALL])[1];
    const outside = [...(said.iso || []).filter((line) => !line.top), ...(said.mid && said.mid[1] ? [{ t: `${settings.words.median} ${said.mid[1].t}` }] : [])];
    const marks = Math.max(0, ...said.y.ticks.map(([, words]) => wide(words, 13)));
    const left = marks + 16, right = this.width - Math.max(24, ...outside.map((one) => wide(one.t, 13) + 12)) - EDGE;
    const node = put(this.svg, "g", { transform: `translate(${left},${y + 24})` });
    const space = { node, width: right - left, height: tall, x: placing(said.x, 0, right - left), y: placing(said.y, tall, 0) };
    this.axes(space, said);
    this.guides(space, said);
    const unplaced = this.marks(space, said, pairs);
    this.said.push(`${group.l}：${[...pairs.map((one) => this.wordsOf(one)), ...lacking].join("；")}`);
    y = this.lines(unplaced.length ? [fill(settings.words.unplaced, { names: unplaced.join("、") })] : [], y + 24 + tall + 54);
    return this.lines(lacking, y);
  }

  axes(space, said) {
    for (const [value, words] of ticksOf(said.x, space.width, 64)) {
      const x = space.x(value);
      put(space.node, "path", { class: "grid", d: `M${x} 0V${space.height}` });
      say(space.node, x, space.height + 16, [[words, "s"]], "middle");
    }
    for (const [value, words] of ticksOf(said.y, space.height, 26)) {
      const y = space.y(value);
      put(space.node, "path", { class: "grid", d: `M0 ${y}H${space.width}` });
      say(space.node, -8, y, [[words, "s"]], "end");
    }
    const label = fill(settings.words.horizontal, { label: this.pair.x });
    say(space.node, space.width, space.height + 38, [[label, "s"]], "end");
  }

  /** Lines of one quotient, or the medians of both. */
  guides(space, said) {
    const tops = [], sides = [];
    for (const { p: [x0, y0, x1, y1], top, t } of said.iso || []) {
      const [x, y] = [space.x(x1), space.y(y1)];
      put(space.node, "path", { class: `guide ${t === "100%" ? "whole" : ""}`, d: `M${space.x(x0)} ${space.y(y0)}L${x} ${y}` });
      const half = wide(t, 13) / 2 + 4;
      if (top && tops.every(([from, to]) => x + half < from || x - half > to)) {
        tops.push([x - half, x + half]);
        say(space.node, x, -10, [[t, "s"]], "middle");
      } else if (!top && sides.every((other) => Math.abs(y - other) >= 18)) {
        sides.push(y);
        say(space.node, space.width + 6, y, [[t, "s"]]);
      }
    }
    const [across, up] = said.mid || [];
    if (across) {
      const x = space.x(across.v);
      put(space.node, "path", { class: "guide", d: `M${x} 0V${space.height}` });
      say(space.node, x, -10, [[`${settings.words.median} ${across.t}`, "s"]], "middle");
    }
    if (up) {
      put(space.node, "path", { class: "guide", d: `M0 ${space.y(up.v)}H${space.width}` });
      say(space.node, space.width + 6, space.y(up.v), [[`${settings.words.median} ${up.t}`, "s"]]);
    }
  }

  marks(space, said, pairs) {
    const radius = pairs.length <= ALL_LABELLED ? 7 : 5;
    const spots = pairs.map((one) => this.spot(space, one, radius, pairs.length <= FEW && !this.narrow));
    const named = pairs.length <= ALL_LABELLED ? spots : said.named.map((id) => spots.find((spot) => spot.one.b.i === id)).filter(Boolean);
    const boxes = placeLabels(named, spots.map((spot) => spot.mark), space.width, space.height);
    spots.forEach((spot) => this.mark(space, spot, radius));
    const unplaced = [];
    named.forEach((spot, at) => {
      if (!boxes[at]) { unplaced.push(spot.one.row.n); return; }
      const box = boxes[at], [x, y] = nearest(spot, box);
      if (Math.hypot(x - spot.x, y - spot.y) > BESIDE) put(space.node, "path", { class: "leader", d: `M${spot.x} ${spot.y}L${x} ${y}` });
      spot.words.forEach((parts, line) => say(space.node, box.left + 2, box.top + 10 + 19 * line, parts));
    });
    return unplaced;
  }

  spot(space, one, radius, figures) {
    const { row, a, b } = one;
    const words = [[[row.n, "n"], ...(row.s ? [[` ${row.s}`, "s"]] : [])]];
    if (figures) words.push([[`${a.t}，${b.t}（${row.y}）`, "s"]]);
    const [x, y] = [space.x(a.v), space.y(b.v)];
    const reach = (open) => (open ? ARROW : radius + 2);
    const [across, up] = [arrowsOf(a.o), arrowsOf(b.o)];
    const mark = { left: x - reach(across.includes(-1)), right: x + reach(across.includes(1)), top: y - reach(up.includes(1)), bottom: y + reach(up.includes(-1)) };
    return { one, x, y, words, mark, wide: Math.max(...words.map(wideOf)) + 4, tall: 19 * words.length };
  }

  mark(space, { one, x, y }, radius) {
    const { row, a, b } = one;
    const id = b.i, m = this.side.columns[this.y].m;
    const link = put(space.node, "a", { href: `#${new URLSearchParams({ m, r: id })}`, tabindex: "-1", "aria-label": this.wordsOf(one), style: paint(row.b) });
    if (a.e) put(link, "path", { class: "link", d: `M${space.x(a.e[0])} ${y}H${space.x(a.e[1])}` });
    if (b.e) put(link, "path", { class: "link", d: `M${x} ${space.y(b.e[0])}V${space.y(b.e[1])}` });
    arrowsOf(a.o).forEach((way) => arrow(link, x, y, way));
    arrowsOf(b.o).forEach((way) => arrow(link, x, y, 0, way));
    const looks = [a.k, b.k];
    mark(link, x, y, looks.includes("pending") ? "pending" : looks.includes("hollow") ? "hollow" : "filled", radius);
    put(link, "title", {}, this.wordsOf(one));
  }

  wordsOf({ row, a, b }) {
    const why = [a.w, b.w].filter(Boolean).join("；");
    return `${row.n} ${row.y}${row.s && ` ${row.s}`}：${this.pair.x} ${a.t}，${this.pair.y} ${b.t}${why ? `（${why}）` : ""}`;
  }

  /** The same figures as a table; what is missing by its word. */
  twin(choice) {
    const { table } = this;
    table.textContent = "";
    html(table, "caption", {}, this.pair.title);
    const head = html(html(table, "thead"), "tr");
    [settings.words.group, settings.words.report, this.pair.x, this.pair.y].forEach((words) => html(head, "th", { scope: "col" }, words));
    const body = html(table, "tbody");
    for (const group of this.side.groups) for (const { row, a, b } of this.points(group, choice)) {
      const line = html(body, "tr");
      html(line, "td", {}, group.l);
      html(line, "th", { scope: "row" }, `${row.n} ${[row.y, row.s].filter(Boolean).join(" ")}`);
      [[a, this.x], [b, this.y]].forEach(([cell, at]) => {
        const place = html(line, "td", { class: "number" });
        const words = `${cell.t || cell.m}${cell.w ? `（${cell.w}）` : ""}`;
        if (cell.i) html(place, "a", { href: `#${new URLSearchParams({ m: this.side.columns[at].m, r: cell.i })}` }, words);
        else place.textContent = words;
      });
    }
  }
}
