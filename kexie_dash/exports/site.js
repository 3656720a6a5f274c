// Filters of a static pack. Every chart was drawn by the program; here rows are only folded away.
"use strict";
(() => {
  const root = document.documentElement;
  const settings = JSON.parse(document.getElementById("settings").textContent);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const form = document.querySelector("#controls form");
  const articles = all("article[data-panel]");
  const stored = new Map();
  const drawn = new Set();
  let printing = false;

  const dark = () => !printing && root.dataset.theme === "dark";
  const inDark = (text) => text.replace(/#[0-9A-F]{6}/g, (colour) => settings.dark[colour] || colour);

  function figure(key, width) {
    const name = `${key} ${width} ${dark()}`;
    if (!stored.has(name)) {
      const text = document.getElementById(`d-${key}`).textContent;
      stored.set(name, JSON.parse(dark() ? inDark(text) : text)[width]);
    }
    return stored.get(name);
  }

  // --- what is chosen ---------------------------------------------------------------------------
  const ticked = (name) => new Set(all(`input[name=${name}]:checked`).map((box) => box.value));
  function chosen() {
    const bodies = ticked("body"), years = ticked("year");
    return {
      metric: form.elements.metric.value, bodies, years,
      shows: (body, year) => (!bodies.size || bodies.has(body)) && (!years.size || !year || years.has(String(year))),
      narrowed: bodies.size > 0 || years.size > 0,
    };
  }

  // --- folding ----------------------------------------------------------------------------------
  function hiddenParts(stretches, choice) {
    const live = new Set();
    const hidden = [];
    for (const part of stretches) {
      if (part.kind !== "row") continue;
      if (part.whose.some(([body, year]) => choice.shows(body, year)) &&
          (part.whose.length === 1 || part.whose.every(([body, year]) => choice.shows(body, year)))) live.add(part.group);
      else hidden.push(part);
    }
    for (const part of stretches) {
      if (part.kind === "head" ? !live.has(part.group) : part.kind === "rest") hidden.push(part);
    }
    return hidden.sort((one, other) => one.from - other.from);
  }

  function folded(original, choice) {
    const hidden = choice.narrowed ? hiddenParts(original.layout.meta.stretches, choice) : [];
    if (!hidden.length) return original;
    const inside = (y) => hidden.some((part) => y > part.from + 0.01 && y < part.to - 0.01);
    const place = (y) => y - hidden.reduce((sum, part) => sum + Math.max(0, Math.min(y, part.to) - part.from), 0);
    const gone = (item) => item.yref === "y" && (item.y0 === undefined ? inside(item.y)
      : item.y0 === item.y1 ? inside(item.y0) || hidden.some((part) => Math.abs(item.y0 - part.from) < 0.01 || (item.y0 > part.from && item.y0 < part.from + 12))
      : inside(item.y0) && inside(item.y1));
    const moved = (item) => item.yref !== "y" ? item
      : item.y0 === undefined ? { ...item, y: place(item.y) } : { ...item, y0: place(item.y0), y1: place(item.y1) };
    const layout = { ...original.layout };
    const lost = hidden.reduce((sum, part) => sum + part.to - part.from, 0);
    layout.height -= lost;
    layout.yaxis = { ...layout.yaxis, range: [layout.yaxis.range[0] - lost, layout.yaxis.range[1]] };
    layout.annotations = layout.annotations.filter((one) => !gone(one)).map(moved);
    layout.shapes = layout.shapes.filter((one) => !gone(one)).map(moved);
    return { data: original.data.map((trace) => kept(trace, inside, place)).filter((trace) => trace.y.length), layout };
  }

  function kept(trace, inside, place) {
    const keep = trace.y.map((y, at) => at).filter((at) => !inside(trace.y[at]));
    const pick = (value) => Array.isArray(value) && value.length === trace.y.length ? keep.map((at) => value[at]) : value;
    const made = {};
    for (const [name, value] of Object.entries(trace)) made[name] = pick(value);
    made.y = made.y.map(place);
    if (trace.marker) {
      made.marker = { ...trace.marker, color: pick(trace.marker.color) };
      if (trace.marker.line) made.marker.line = { ...trace.marker.line, color: pick(trace.marker.line.color) };
    }
    return made;
  }

  // --- drawing ----------------------------------------------------------------------------------
  function draw(article, choice) {
    const key = article.dataset.panel;
    const place = document.getElementById(`c-${key}`);
    const width = printing ? 680 : Math.floor(place.clientWidth);
    if (!width || !window.Plotly) return;
    const original = figure(key, width < 480 ? "narrow" : "wide");
    const shown = folded(original, choice);
    const layout = { ...shown.layout, width: Math.max(width, shown.layout.meta.width), autosize: false };
    const first = !drawn.has(key);
    Plotly.react(place, shown.data, layout, { displayModeBar: false, staticPlot: false, scrollZoom: false, doubleClick: false });
    drawn.add(key);
    if (first) place.on("plotly_click", (event) => point(event.points[0].customdata));
  }

  function point(id) {
    const row = document.getElementById(`r-${id}`);
    if (!row) return;
    all("tr.pointed").forEach((other) => other.classList.remove("pointed"));
    row.closest("details.twin").open = true;
    all("details", row).forEach((inner) => { inner.open = true; });
    row.classList.add("pointed");
    row.scrollIntoView({ block: "center" });
  }

  const stale = new Set();
  const inView = (article) => {
    const box = article.getBoundingClientRect();
    return box.bottom > -200 && box.top < window.innerHeight + 200;
  };
  function redraw() {
    const choice = chosen();
    for (const article of articles) if (article.parentElement.dataset.metric === choice.metric) stale.add(article);
    drawVisible();
  }
  // One chart at once, the next ones after the browser has shown it; on paper all of them.
  let waiting = 0;
  function drawVisible() {
    clearTimeout(waiting);
    const choice = chosen();
    for (const article of [...stale]) {
      if (article.closest("[hidden]") || !(printing || inView(article))) continue;
      stale.delete(article);
      draw(article, choice);
      if (!printing) {
        waiting = setTimeout(drawVisible, 0);
        return;
      }
    }
  }

  // --- words and tables -------------------------------------------------------------------------
  function words(choice) {
    for (const section of all("section.metric")) section.hidden = section.dataset.metric !== choice.metric;
    const section = document.querySelector("section.metric:not([hidden])");
    for (const item of all("[data-body]", section)) item.hidden = !choice.shows(item.dataset.body, item.dataset.year);
    for (const body of all("tbody", section)) body.rows[0].hidden = ![...body.rows].some((row) => row.dataset.body && !row.hidden);
    for (const article of all("article", section)) {
      const rows = all("tr[data-body]", article);
      const left = rows.filter((row) => !row.hidden).length;
      const said = article.querySelector(".filtered");
      said.hidden = !choice.narrowed;
      said.textContent = left ? `已筛选：显示 ${left} 个，共 ${rows.length} 个；标题说的是全部 ${rows.length} 个。`
        : "所选单位和年度在这里没有数值或报告。";
      article.querySelector(".chart").hidden = !left;
    }
  }

  function address(choice) {
    const parts = new URLSearchParams();
    if (choice.metric !== form.elements.metric.options[0].value) parts.set("m", choice.metric);
    choice.bodies.forEach((body) => parts.append("b", body));
    choice.years.forEach((year) => parts.append("y", year));
    const said = parts.toString();
    try { history.replaceState(null, "", said ? `#${said}` : "#"); } catch (error) { location.hash = said; }
  }

  function changed() {
    const choice = chosen();
    words(choice);
    redraw();
    address(choice);
  }

  function fromAddress() {
    const parts = new URLSearchParams(location.hash.slice(1));
    const options = [...form.elements.metric.options].map((option) => option.value);
    form.elements.metric.value = options.includes(parts.get("m")) ? parts.get("m") : options[0];
    for (const [name, key] of [["body", "b"], ["year", "y"]]) {
      const wanted = new Set(parts.getAll(key));
      all(`input[name=${name}]`).forEach((box) => { box.checked = wanted.has(box.value); });
    }
  }

  function paint() {
    for (const dot of all(".dot")) {
      const colour = dot.dataset.colour;
      dot.style.background = dark() ? settings.dark[colour] || colour : colour;
    }
    const button = document.getElementById("theme");
    button.textContent = root.dataset.theme === "dark" ? "浅色" : "深色";
  }

  function again() {
    articles.filter((article) => drawn.has(article.dataset.panel)).forEach((article) => stale.add(article));
    drawVisible();
  }

  root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.getElementById("controls").hidden = false;
  fromAddress();
  words(chosen());
  paint();
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    all("input[type=checkbox]", form).forEach((box) => { box.checked = false; });
    changed();
  });
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    paint();
    again();
  });
  addEventListener("hashchange", () => { fromAddress(); words(chosen()); redraw(); });
  addEventListener("scroll", drawVisible, { passive: true });
  document.addEventListener("toggle", drawVisible, true);
  let resizing = 0;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(again, 100); });
  addEventListener("beforeprint", () => { printing = true; again(); });
  addEventListener("afterprint", () => { printing = false; again(); });
  redraw();
})();
