// The page 报告原文: a click on an underlined figure shows its observation, a click on an observation shows
// its place. Nothing of it asks the server; words of the report are only ever set as text.
(() => {
  if (window.kexieSource) return;
  window.kexieSource = true;

  const sheets = new WeakMap();
  const sheetOf = (node) => sheets.get(node?.closest?.(".kx-source"));
  const make = (tag, words, name) => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (name) made.className = name;
    return made;
  };

  class Sheet {
    constructor(root) {
      this.root = root;
      this.panel = root.querySelector(".kx-panel");
      this.list = root.querySelector(".kx-list");
      this.items = [...this.list.querySelectorAll("a")];
      this.byKey = new Map(this.items.map((item) => [item.dataset.keys, item]));
      this.holders = [...root.querySelectorAll(".kx-t")];
      this.starts = this.holders.map((holder) => Number(holder.dataset.at));
      this.marks = new Map();
      root.querySelectorAll(".kx-m").forEach((mark) => {
        mark.dataset.keys.split(" ").forEach((key) => {
          if (!this.marks.has(key)) this.marks.set(key, []);
          this.marks.get(key).push(mark);
        });
      });
      root.querySelectorAll(".kx-rows").forEach((box) => {
        if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      });
      this.families = new Set();
      this.key = null;
      this.reach(this.items[0]?.dataset.keys);
      this.cite(root.dataset.cited, root.dataset.citedToo);
      if (this.byKey.has(root.dataset.key)) {
        this.choose(root.dataset.key, true);
        const mark = this.marks.get(this.key)?.[0];
        if (mark) this.hold(mark);
      }
    }

    /* The stretches asked for, ringed, the first in view; those a finding holds against them lighter. */
    cite(wanted = "", others = "") {
      const styled = window.CSS?.highlights && window.Highlight;
      if (styled) ["kx-cited", "kx-cited-too"].forEach((name) => CSS.highlights.delete(name));
      if (!wanted || !this.holders.length) return;
      const ends = (spans) => spans.split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
      const end = this.starts.at(-1) + this.holders.at(-1).textContent.length;
      const ranges = [...ends(wanted).map((span) => [...span, true]), ...ends(others).map((span) => [...span, false])]
        .filter(([from, to]) => from >= this.starts[0] && to <= end);
      ranges.forEach(([from, to, asked], number) => {
        const first = this.holderAt(from), last = this.holderAt(to - 1);
        for (let at = first; at <= last; at += 1) this.holders[at].classList.add(asked ? "kx-cite" : "kx-cite-too");
        if (styled) {
          const range = new Range(), name = asked ? "kx-cited" : "kx-cited-too";
          range.setStart(...this.place(first, from - this.starts[first]));
          range.setEnd(...this.place(last, to - this.starts[last]));
          if (CSS.highlights.has(name)) CSS.highlights.get(name).add(range);
          else CSS.highlights.set(name, new Highlight(range));
          CSS.highlights.get(name).priority = asked ? 1 : 0;
          this.root.querySelectorAll(".kx-m").forEach((mark) => {
            if (range.intersectsNode(mark)) mark.classList.add(asked ? "kx-ring" : "kx-ring-too");
          });
        }
        if (asked && !number) this.hold(this.holders[first]);
      });
    }

    /* What stands above may still come or go: the place stays in view until the reader moves. */
    hold(place) {
      const put = () => place.isConnected && place.scrollIntoView({ block: "center", inline: "nearest" });
      const watch = new ResizeObserver(put), moves = ["wheel", "touchmove", "pointerdown", "keydown"];
      const leave = () => {
        watch.disconnect();
        moves.forEach((name) => removeEventListener(name, leave, true));
      };
      moves.forEach((name) => addEventListener(name, leave, true));
      setTimeout(leave, 10000);
      watch.observe(this.root.closest('[data-testid="stMainBlockContainer"]') ?? this.root);
      put();
    }

    shown() {
      return this.items.filter((item) => !item.parentElement.hidden);
    }

    /* One mark and one item can be reached with the tabulator; arrows lead from there. */
    reach(key) {
      this.reached?.forEach((node) => (node.tabIndex = -1));
      this.reached = [this.byKey.get(key), this.marks.get(key)?.[0]].filter(Boolean);
      this.reached.forEach((node) => (node.tabIndex = 0));
    }

    choose(key, moves) {
      const item = this.byKey.get(key);
      if (!item) return;
      this.clear();
      this.key = key;
      const marks = this.marks.get(key) || [];
      marks.forEach((mark) => mark.classList.add("kx-on"));
      item.setAttribute("aria-current", "true");
      this.reach(key);
      this.light("kx-chosen", item);
      this.tell(item, marks[0]);
      const top = item.offsetTop - this.list.offsetTop;
      if (top < this.list.scrollTop || top + item.offsetHeight > this.list.scrollTop + this.list.clientHeight)
        this.list.scrollTop = top - this.list.clientHeight / 2;
      if (marks[0] && (moves || this.hides(marks[0]))) marks[0].scrollIntoView({ block: "center", inline: "nearest" });
      history.replaceState(history.state, "", item.getAttribute("href"));
    }

    hides(mark) {
      const place = mark.getBoundingClientRect(), panel = this.panel.getBoundingClientRect();
      return place.top < 0 || place.bottom > innerHeight || (place.left < panel.right && place.bottom > panel.top
        && place.right > panel.left && place.top < panel.bottom);
    }

    clear() {
      (this.marks.get(this.key) || []).forEach((mark) => mark.classList.remove("kx-on"));
      this.byKey.get(this.key)?.removeAttribute("aria-current");
      this.light("kx-chosen", null);
      this.panel.hidden = true;
      this.key = null;
    }

    close() {
      this.clear();
      const asked = new URLSearchParams(location.search);
      asked.delete("obs");
      history.replaceState(history.state, "", location.pathname + (String(asked) ? "?" + asked : ""));
    }

    tell(item, mark) {
      const { facts, title } = item.dataset;
      const rows = facts.split("\n").map((line) => line.split("\t"));
      const told = [];
      const name = make("div", title, "kx-told");
      name.prepend(item.querySelector(".kx-sign").cloneNode(true));
      told.push(name);
      const listed = make("dl", "", "kx-facts");
      rows.forEach(([field, said]) => listed.append(make("dt", field), make("dd", said)));
      told.push(make("div", item.querySelector(".kx-printed").textContent, "kx-big"), listed);
      const keys = mark?.dataset.keys.split(" ") || [];
      if (keys.length > 1) told.push(make("p", this.panel.dataset.same.replace("{count}", keys.length), "kx-soft"));
      this.panel.querySelector(".kx-chosen").replaceChildren(...told);
      const more = this.panel.querySelector(".kx-more");
      more.hidden = item.dataset.family === "rest";
      more.setAttribute("href", this.panel.dataset.evidence + item.dataset.keys);
      this.panel.hidden = false;
      this.panel.scrollTop = 0;
    }

    step(way) {
      const shown = this.shown();
      if (!shown.length) return null;
      const at = shown.findIndex((item) => item.dataset.keys === this.key);
      const next = at < 0 ? (way > 0 ? 0 : shown.length - 1) : (at + way + shown.length) % shown.length;
      this.choose(shown[next].dataset.keys, true);
      return shown[next];
    }

    filter() {
      const wanted = this.root.querySelector(".kx-find").value.trim().toLowerCase();
      const seen = new Set();
      this.items.forEach((item) => {
        const fits = (!this.families.size || this.families.has(item.dataset.family))
          && (!wanted || item.textContent.toLowerCase().includes(wanted));
        item.parentElement.hidden = !fits;
        if (fits) seen.add(item.dataset.keys);
      });
      this.root.querySelectorAll(".kx-m").forEach((mark) => {
        mark.classList.toggle("kx-off", !mark.dataset.keys.split(" ").some((key) => seen.has(key)));
      });
      this.root.querySelector(".kx-none").hidden = seen.size > 0;
      this.root.querySelectorAll(".kx-key button").forEach((button) => {
        const { family } = button.dataset;
        button.setAttribute("aria-pressed", String(family ? this.families.has(family) : !this.families.size));
      });
      if (!seen.has(this.key)) this.reach(this.shown()[0]?.dataset.keys);
    }

    toggle(family) {
      if (!family) this.families.clear();
      else if (!this.families.delete(family)) this.families.add(family);
      this.filter();
    }

    /* The whole evidence of an observation, over whatever lines and cells it goes. */
    light(name, item) {
      this.lit?.[name]?.forEach((holder) => holder.classList.remove(name));
      const styled = window.CSS?.highlights && window.Highlight;
      if (styled) CSS.highlights.delete(name);
      if (!item) return;
      const [start, end] = item.dataset.span.split("-").map(Number);
      const first = this.holderAt(start), last = this.holderAt(end - 1);
      if (!styled) {
        this.lit = { ...this.lit, [name]: this.holders.slice(first, last + 1) };
        this.lit[name].forEach((holder) => holder.classList.add(name));
        return;
      }
      const range = new Range();
      range.setStart(...this.place(first, start - this.starts[first]));
      range.setEnd(...this.place(last, end - this.starts[last]));
      CSS.highlights.set(name, new Highlight(range));
    }

    holderAt(offset) {
      let low = 0, high = this.starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (this.starts[middle] <= offset) low = middle; else high = middle - 1;
      }
      return low;
    }

    place(number, offset) {
      const walker = document.createTreeWalker(this.holders[number], NodeFilter.SHOW_TEXT);
      let node = null, left = offset;
      while (walker.nextNode()) {
        node = walker.currentNode;
        if (left <= node.length) return [node, left];
        left -= node.length;
      }
      return node ? [node, node.length] : [this.holders[number], 0];
    }
  }

  document.addEventListener("click", (event) => {
    const sheet = sheetOf(event.target);
    if (!sheet || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const chosen = event.target.closest(".kx-m, .kx-list a"), button = event.target.closest("button");
    if (chosen) {
      event.preventDefault();
      const keys = chosen.dataset.keys.split(" ");
      sheet.choose(keys[(keys.indexOf(sheet.key) + 1) % keys.length], !chosen.matches(".kx-m"));
    } else if (button?.dataset.step) {
      sheet.step(Number(button.dataset.step));
    } else if (button && "close" in button.dataset) {
      sheet.close();
    } else if (button && "family" in button.dataset) {
      sheet.toggle(button.dataset.family);
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".kx-find")) sheetOf(event.target)?.filter();
  });

  document.addEventListener("keydown", (event) => {
    const sheet = sheetOf(event.target);
    if (!sheet || event.metaKey || event.ctrlKey || event.altKey) return;
    const finding = event.target.matches(".kx-find"), listed = event.target.closest(".kx-list");
    if (event.key === "Escape" && sheet.key) return sheet.close();
    if (finding && event.key !== "ArrowDown") return;
    const ways = { ArrowLeft: -1, ArrowRight: 1, ...(listed || finding ? { ArrowUp: -1, ArrowDown: 1 } : {}) };
    if (!(event.key in ways) || event.target.closest(".kx-rows[tabindex]") === event.target) return;
    event.preventDefault();
    const item = sheet.step(ways[event.key]);
    const inText = event.target.closest(".kx-text");
    const next = inText ? sheet.marks.get(sheet.key)?.[0] : listed || finding ? item : null;
    next?.focus({ preventScroll: true });
  });

  const look = (event) => {
    const mark = event.target.closest?.(".kx-m"), sheet = sheetOf(mark);
    if (sheet) sheet.light("kx-look", sheet.byKey.get(mark.dataset.keys.split(" ")[0]));
  };
  const leave = (event) => {
    const mark = event.target.closest?.(".kx-m");
    sheetOf(mark)?.light("kx-look", null);
  };
  document.addEventListener("pointerover", look);
  document.addEventListener("focusin", look);
  document.addEventListener("pointerout", leave);
  document.addEventListener("focusout", leave);

  const begin = () => {
    const root = document.querySelector(".kx-source:not([data-ready])");
    if (!root) return;
    root.dataset.ready = "";
    sheets.set(root, new Sheet(root));
  };
  new MutationObserver(begin).observe(document.body, { childList: true, subtree: true });
  begin();
})();
