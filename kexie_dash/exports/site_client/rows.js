// Pictures with a row a value: dots, declared against one ruler, bullets. The axis is the same whatever is filtered,
// so a filter only moves and hides rows that stand there already.
const ROW = 32, BAND = 34, NOTE = 20, MIDDLE = 24, LANE = 20, EDGE = 4, GAP = 11, DIFFERENCE = 140;
const MISSING_ROWS = 2, EMPTY_BANDS = 2, MOST_NAMED = 30;

class Rows {
  constructor(place, model, kind, width) {
    Object.assign(this, { model, kind, width, said: model.kinds[kind], narrow: width < 480 });
    this.bullet = kind.startsWith("line-");
    this.choice = kind.slice(5);
    place.textContent = "";
    this.words = html(place, "p", { class: "aside" });
    this.svg = put(place, "svg", { class: "picture", width, role: "group" });
    this.keys = byKeys(this.svg);
    this.columns();
    this.ground = put(this.svg, "g");
    this.top = this.lines() + 8;
    this.bands = model.bands.map((band, number) => this.band(band, number));
    this.rest = this.block(this.svg);
    this.feet = put(this.svg, "g");
    this.axis();
  }

  // --- columns ------------------------------------------------------------------------------------
  isMissing(row) { return row.m !== undefined && !(this.kind === "dumbbell" && row.d !== undefined); }
  named(row) { return [[row.n, "n"], [`  ${[row.y, row.s].filter(Boolean).join(" ")}`, "s"]]; }
  number(row) { return `${arrowsOf(row.o).includes(1) ? "\u2003\u2003" : ""}${row.t}`; }
  asides(row) { return (row.a || []).join("，"); }
  verdict(row) { return (row.r || {})[this.choice] || ""; }

  columns() {
    const { width, narrow } = this;
    const rows = this.model.bands.flatMap((band) => band.rows);
    const names = Math.max(0, ...rows.map((row) => wideOf(this.named(row))));
    this.left = narrow ? EDGE + 8 : Math.round(Math.min(names + 24, width * 0.42));
    const room = width - this.left - EDGE;
    this.full = new Map();
    this.right = 32;
    if (this.kind === "dumbbell") this.right = DIFFERENCE + (narrow ? 24 : 56);
    if (this.bullet) {
      const told = rows.map((row) => wide(row.t || "", 15) + (narrow ? 0 : 10 + wide(this.verdict(row), 13)));
      this.right = Math.min(Math.max(0, ...told) + 44, width * 0.45);
    }
    const axis = this.said.axis;
    if (this.kind === "dots" && axis) for (const row of rows) {
      if (row.v === undefined) continue;
      const part = placing(axis, 0, 1)(row.v);
      // The margin that holds this label, where the mark itself moves with the margin.
      const needs = (wider) => (part > 0.02 ? room - (room - GAP - 8 - wider) / part : 0);
      const number = wide(this.number(row), 15);
      const whole = needs(number + 10 + wide(this.asides(row), 13));
      const fits = whole <= room * 0.3;
      this.full.set(row, fits);
      this.right = Math.max(this.right, Math.min(fits ? whole : needs(number), room * 0.45));
    }
    this.from = this.left + (this.kind === "dumbbell" ? 64 : 0);
    this.to = width - this.right - EDGE;
    this.x = axis ? placing(axis, this.from, this.to) : () => this.from;
  }

  // --- blocks -------------------------------------------------------------------------------------
  block(parent, tag = "g", attributes = {}) { return { node: put(parent, tag, attributes), height: 0, y: undefined }; }
  move(block, y) {
    if (block.y === y) return;
    if (y === null) block.node.style.display = "none";
    else {
      if (block.y === null) block.node.style.display = "";
      block.node.setAttribute("transform", `translate(0,${y})`);
    }
    block.y = y;
  }
  notes(block, words, at = this.left, kind = "s") {
    for (const line of wrap(words, SIZE[kind], this.width - at - 2 * EDGE)) {
      say(block.node, at, block.height + NOTE / 2, [[line, kind]]);
      block.height += NOTE;
    }
  }

  band(band, number) {
    const head = this.block(this.svg);
    const gap = number ? 10 : 0;
    put(head.node, "path", { class: "rule", d: `M0 ${gap}H${this.width}` });
    say(head.node, EDGE, gap + BAND / 2, [[band.l, "s"]]);
    if (this.kind === "dumbbell" && !number) {
      say(head.node, this.width - EDGE, gap + BAND / 2, [[settings.words.difference, "s"]], "end");
    }
    head.height = gap + BAND;
    this.headNote(head, band, gap + BAND / 2);
    const median = this.bullet ? this.said.median && band.m : this.kind === "dots" && this.said.axis && band.m;
    if (median) this.middle(head, median);
    const rows = this.kind === "dumbbell" ? [...band.rows].sort((a, b) => (b.z ?? -1) - (a.z ?? -1)) : band.rows;
    const items = rows.map((row) => ({ row, missing: this.isMissing(row), block: this.isMissing(row) ? this.gone(row) : this.row(row, band) }));
    return { band, head, items, listed: this.block(this.svg) };
  }

  headNote(head, band, middle) {
    const note = this.bullet ? (this.said.against[band.l] ? "" : this.said.few) : this.kind === "dots" ? band.q : "";
    if (!note) return;
    const beside = wide(band.l, 13) + 20;
    if (beside + wide(note, 13) + 24 < this.width) say(head.node, EDGE + beside, middle, [[note, "s"]]);
    else this.notes(head, note, EDGE);
  }

  middle(head, median) {
    const [x, y] = [this.x(median.v), head.height + MIDDLE / 2];
    put(head.node, "path", { class: "tick", d: `M${x} ${y - 8}v16` });
    const after = wide(median.t, 13) + 8 < this.width - x - EDGE;
    say(head.node, after ? x + 7 : x - 7, y, [[median.t, "s"]], after ? "start" : "end");
    head.height += MIDDLE;
  }

  /** Name beside the mark, on a narrow screen above it; the whole row is the link. */
  begin(row, linked) {
    const attributes = linked ? { class: "row", href: `#r=${encodeURIComponent(row.i)}`, tabindex: "-1", "data-id": row.i, "aria-label": this.wordsOf(row), style: paint(row.b) } : {};
    const block = this.block(this.svg, linked ? "a" : "g", attributes);
    const hit = linked ? put(block.node, "rect", { class: "hit", width: this.width }) : null;
    const room = (this.narrow ? this.width : this.left) - 12 - wide(row.n, 14) - EDGE;
    const [name, more] = this.named(row);
    say(block.node, EDGE, this.narrow ? 11 : ROW / 2, [name, [cut(more[0], 13, room), "s"]]);
    block.height = this.narrow ? 46 : ROW;
    return { block, hit, y: this.narrow ? 34 : ROW / 2 };
  }

  row(row, band) {
    const { block, hit, y } = this.begin(row, true);
    if (this.kind === "dumbbell") this.pair(block.node, row, y);
    else if (this.bullet) this.bar(block, row, y, band);
    else this.dot(block, row, y);
    if (row.w) this.notes(block, row.w);
    block.height += this.narrow ? 6 : 0;
    hit.setAttribute("height", block.height);
    return block;
  }

  dot(block, row, y) {
    const aside = this.asides(row);
    if (row.v === undefined || !this.said.axis) {
      say(block.node, this.from, y, [[row.t, "v"], [aside && `  ${aside}`, "s"]]);
      return;
    }
    const x = this.x(row.v);
    arrowsOf(row.o).forEach((way) => arrow(block.node, x, y, way));
    mark(block.node, x, y, row.k);
    const full = this.full.get(row);
    const at = x + (arrowsOf(row.o).includes(1) ? ARROW + 5 : GAP);
    say(block.node, at, y, [[row.t, "v"], ...(full && aside ? [[`  ${aside}`, "s"]] : [])]);
    if (!full && aside) this.notes(block, aside);
  }

  pair(node, row, y) {
    const own = row.v, declared = row.d;
    if (own !== undefined && declared !== undefined && own !== declared) {
      put(node, "path", { class: "link", d: `M${this.x(own)} ${y}H${this.x(declared)}` });
    }
    const same = own === declared;
    if (declared !== undefined) {
      const x = this.x(declared), left = own !== undefined && declared < own;
      put(node, "circle", { class: "mark ring", cx: x, cy: y, r: same ? 11 : 6 });
      if (!same) say(node, x + (left ? -GAP : GAP), y, [[row.dt, "w"]], left ? "end" : "start");
    }
    if (own !== undefined) {
      const x = this.x(own), left = declared !== undefined && declared > own;
      if (row.k === "hollow") put(node, "rect", { class: "mark hollow", x: x - 6, y: y - 6, width: 12, height: 12 });
      else mark(node, x, y, row.k);
      say(node, x + (left ? -GAP : same ? 16 : GAP), y, [[row.t, "v"]], left ? "end" : "start");
    }
    say(node, this.width - EDGE, y, [[row.g, row.z === undefined ? "s" : "n"]], "end");
  }

  bar(block, row, y, band) {
    const against = this.said.against[band.l];
    const verdict = this.verdict(row);
    if (row.v !== undefined) {
      const [from, to] = [this.x(0), this.x(row.v)];
      put(block.node, "rect", { class: `mark bar ${row.k}`, x: Math.min(from, to), y: y - 7, width: Math.abs(to - from), height: 14 });
      arrowsOf(row.o).forEach((way) => arrow(block.node, to, y, way));
      if (against) put(block.node, "path", { class: "tick", d: `M${this.x(against.v)} ${y - 12}v24` });
    }
    const beside = verdict && !this.narrow;
    say(block.node, this.to + 28, y, [[row.t, "v"], ...(beside ? [[`  ${verdict}`, "s"]] : [])]);
    if (verdict && this.narrow) this.notes(block, verdict);
  }

  /** A value that is not there: a dashed line where it might have been stated, and the word for it. */
  gone(row) {
    const { block, y } = this.begin(row, false);
    if (/^[–÷]/.test(row.x)) put(block.node, "path", { class: "gone", d: `M${this.from} ${y}H${this.to}` });
    const [first, ...more] = wrap(row.m, 13, this.width - this.from - 2 * EDGE);
    put(block.node, "rect", { class: "cover", x: this.from - 4, y: y - 10, width: wide(first, 13) + 10, height: 20 });
    say(block.node, this.from, y, [[first, "s"]]);
    if (more.length) this.notes(block, more.join(""), this.from);
    block.height += this.narrow ? 6 : 0;
    return block;
  }

  // --- ground -------------------------------------------------------------------------------------
  /** Threshold lines with their labels in lanes above everything; how much room they take. */
  lines() {
    this.uprights = [];
    const { axis, median } = this.said;
    if (!axis || median) return 0;
    const taken = [];
    for (const line of [...this.model.lines].sort((a, b) => a.v - b.v)) {
      if (axis.log && line.v <= 0) continue;
      const width = wide(line.t, 13), x = this.x(line.v);
      const middle = Math.min(Math.max(x, width / 2 + EDGE), this.width - EDGE - width / 2);
      let lane = taken.findIndex((end) => end < middle - width / 2);
      if (lane < 0) lane = taken.push(0) - 1;
      taken[lane] = middle + width / 2 + 10;
      say(this.ground, middle, lane * LANE + LANE / 2, [[line.t, "s"]], "middle");
      this.uprights.push(put(this.ground, "line", { class: "line", x1: x, x2: x, y1: (lane + 1) * LANE }));
    }
    return taken.length * LANE;
  }

  axis() {
    const axis = this.said.axis;
    if (!axis) return;
    for (const [value, words] of ticksOf(axis, this.to - this.from)) {
      const x = this.x(value);
      this.uprights.push(put(this.ground, "line", { class: "grid", x1: x, x2: x, y1: this.top }));
      say(this.feet, x, 16, [[words, "s"]], "middle");
    }
    if (axis.note) say(this.feet, this.from - 14, 38, [[axis.note, "s"]]);
  }

  // --- what is shown ------------------------------------------------------------------------------
  show(choice) {
    let y = this.top;
    const shown = this.bands.map((one) => one.items.filter(({ row }) => choice.shows(row.b, row.y)));
    const silent = shown.map((items) => items.length > 0 && items.every((item) => item.missing));
    const many = silent.filter(Boolean).length > EMPTY_BANDS && this.kind === "dots";
    this.bands.forEach((one, number) => {
      y = shown[number].length && !(many && silent[number]) ? this.place(one, new Set(shown[number]), y) : this.hide(one, y);
    });
    const ends = many ? this.bands.filter((_, number) => silent[number]) : [];
    y = this.end(ends, choice, y) + 8;
    this.uprights.forEach((line) => line.setAttribute("y2", y));
    this.feet.setAttribute("transform", `translate(0,${y})`);
    const axis = this.said.axis;
    this.svg.setAttribute("height", y + (axis ? (axis.note ? 50 : 30) : 4));
    this.words.textContent = this.alt(choice);
    this.svg.setAttribute("aria-label", `${this.said.title}（${this.said.name}；${settings.words.keys}）`);
    this.keys();
    return shown.reduce((sum, items) => sum + items.length, 0);
  }

  hide(one, y) {
    [one.head, one.listed, ...one.items.map((item) => item.block)].forEach((block) => this.move(block, null));
    return y;
  }

  place(one, shown, y) {
    const down = (block) => { this.move(block, y); y += block.height; };
    down(one.head);
    const counted = {};
    for (const { row, missing } of shown) if (missing) (counted[row.x] ||= []).push(row);
    for (const item of one.items) {
      const listed = item.missing && (counted[item.row.x] || []).length > MISSING_ROWS;
      if (shown.has(item) && !listed) down(item.block);
      else this.move(item.block, null);
    }
    one.listed.node.textContent = "";
    one.listed.height = 0;
    for (const state in counted) if (counted[state].length > MISSING_ROWS) this.list(one.listed, state, counted[state]);
    down(one.listed);
    return y;
  }
}
