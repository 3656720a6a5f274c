// The lists below the rows of a picture, and the whole picture in words.
Object.assign(Rows.prototype, {
  list(block, state, rows) {
    const names = [...new Set(rows.map((row) => [row.n, row.s].filter(Boolean).join(" ")))];
    const more = names.length > MOST_NAMED ? fill(settings.words.and, { count: names.length }) : "";
    say(block.node, EDGE, block.height + ROW / 2, [[`${state} ${fill(settings.words.items, { count: rows.length })}`, "s"]]);
    block.height += this.narrow ? 26 : 6;
    this.notes(block, names.slice(0, MOST_NAMED).join("、") + more);
    block.height += 6;
  },

  /** Groups in which nobody has a value, if they are many; who was asked for and has no report. */
  end(bands, choice, y) {
    const block = this.rest;
    block.node.textContent = "";
    block.height = 0;
    const heading = (words) => {
      put(block.node, "path", { class: "rule", d: `M0 ${block.height + 10}H${this.width}` });
      say(block.node, EDGE, block.height + 10 + BAND / 2, [[words, "s"]]);
      block.height += 10 + BAND;
    };
    if (bands.length) heading(settings.words.empty);
    for (const { band } of bands) {
      const states = {};
      band.rows.filter((row) => choice.shows(row.b, row.y)).forEach((row) => (states[row.x] ||= []).push(row.n));
      this.notes(block, `${band.l}：${Object.keys(states).map((state) => `${states[state].join("、")} ${state}`).join("；")}`, EDGE);
    }
    if (this.model.absent.length && !choice.narrowed) {
      heading(settings.words.absent);
      this.notes(block, this.model.absent.map((one) => `${one.n} ${one.y}`.trim()).join("、"), EDGE);
    }
    this.move(block, y);
    return y + block.height;
  },

  // --- in words -----------------------------------------------------------------------------------
  wordsOf(row) {
    const told = [row.t || row.m];
    if (row.t && this.bullet) told.push(this.verdict(row));
    if (row.t && this.kind === "dots") told.push(this.asides(row));
    if (this.kind === "dumbbell") {
      if (row.dt) told.push(`${settings.words.declared} ${row.dt}`);
      told.push(row.g);
    }
    return `${row.n} ${row.y}${row.s && ` ${row.s}`}：${told.filter(Boolean).join("，")}${row.w ? `（${row.w}）` : ""}`;
  },

  alt(choice) {
    const bands = this.model.bands.map((band) => {
      const rows = band.rows.filter((row) => choice.shows(row.b, row.y)).map((row) => this.wordsOf(row));
      return rows.length ? `${band.l}：${[...rows, band.m && band.m.t].filter(Boolean).join("；")}` : "";
    });
    return `${this.said.title}。${this.said.name}。${bands.filter(Boolean).join("。")}。`;
  },
});
