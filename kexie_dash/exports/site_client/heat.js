// Heat map: a table of reports by metrics, so it is its own twin. Number and year in each cell, tinted only against
// what its column is held against, hatched where not comparable; the reasons stand below in words.
const MOST_REASONS = 12;

class Heat {
  constructor(place, side) {
    this.side = side;
    place.textContent = "";
    const scroll = html(place, "div", { class: "scroll", tabindex: "0", role: "region", "aria-label": side.title });
    this.table = html(scroll, "table", { class: "heat" });
    html(this.table, "caption", { class: "aside" }, side.title);
    this.heads = this.head();
    this.groups = side.groups.map((group) => this.group(group));
    this.reasons = html(place, "div", { class: "foot reasons" });
    this.hidden = new Set();
  }

  head() {
    const row = html(html(this.table, "thead"), "tr");
    html(row, "th", { scope: "col" }, settings.words.report);
    return this.side.columns.map((column) => {
      const cell = html(row, "th", { scope: "col" }, column.head[0]);
      column.head.slice(1).forEach((words) => html(cell, "small", {}, words));
      return [cell];
    });
  }

  group(group) {
    const body = html(this.table, "tbody");
    const heading = html(body, "tr");
    this.wide = this.wide || [];
    this.wide.push(html(heading, "th", { scope: "rowgroup", colspan: this.side.columns.length + 1 }, group.l));
    if (group.m.some(Boolean)) {
      const middle = html(body, "tr", { class: "middle" });
      html(middle, "th", { scope: "row" }, settings.words.median);
      group.m.forEach((words, at) => this.heads[at].push(html(middle, "td", words ? { "data-label": this.side.columns[at].l } : { class: "none" }, words)));
    }
    return { group, body, rows: group.rows.map((row) => this.row(body, row)) };
  }

  row(body, row) {
    const line = html(body, "tr", { style: paint(row.b) });
    const name = html(line, "th", { scope: "row" });
    html(name, "span", { class: "block" });
    html(name, "b", {}, row.n);
    html(name, "span", { class: "soft" }, ` ${[row.y, row.s].filter(Boolean).join(" ")}`);
    row.cells.forEach((cell, at) => {
      const place = html(line, "td", { class: `t${cell.c}${cell.h ? " hatched" : ""}`, "data-label": this.side.columns[at].l });
      const inside = cell.i ? html(place, "a", { href: this.link(cell, at), ...(cell.w ? { title: cell.w } : {}) }) : place;
      html(inside, cell.v === undefined && !/\d/.test(cell.l[0]) ? "span" : "b", {}, cell.l[0]);
      if (cell.l[1]) html(inside, "small", {}, cell.l[1]);
      this.heads[at].push(place);
    });
    return { row, line };
  }

  link(cell, at) { return `#${new URLSearchParams({ m: this.side.columns[at].m, r: cell.i })}`; }

  show(choice) {
    const wanted = (at) => !choice.columns.size || choice.columns.has(String(at));
    let left = 0;
    const reasons = [];
    this.heads.forEach((cells, at) => {
      const gone = !wanted(at);
      if (gone === this.hidden.has(at)) return;
      cells.forEach((cell) => { cell.hidden = gone; });
      this.hidden[gone ? "add" : "delete"](at);
    });
    for (const { body, rows } of this.groups) {
      let some = 0;
      for (const { row, line } of rows) {
        const shown = choice.shows(row.b, row.y);
        if (line.hidden === shown) line.hidden = !shown;
        if (!shown) continue;
        some += 1;
        row.cells.forEach((cell, at) => { if (cell.h && wanted(at)) reasons.push(`${row.n} ${row.y} ${this.side.columns[at].l}：${cell.w}`); });
      }
      body.hidden = !some;
      left += some;
    }
    this.reasons.textContent = "";
    reasons.slice(0, MOST_REASONS).forEach((words) => html(this.reasons, "p", {}, words));
    if (reasons.length > MOST_REASONS) html(this.reasons, "p", {}, fill(settings.words.and, { count: reasons.length }));
    return left;
  }
}
