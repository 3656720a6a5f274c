// The page: one section a metric, one for what stands across metrics. Only what is near the screen is drawn.
const PAPER = 680;
const models = new Map();
const near = new Set(), stale = new Set();
let sight, width = 0, paper = false, side, addressing = 0;

/** The panels of a metric, read when they are first wanted. */
function modelsOf(metric) {
  if (!models.has(metric)) models.set(metric, read(`d-${metric}`));
  return models.get(metric);
}
const across = (choice) => ACROSS.includes(choice.kind);
const sectionOf = (choice) => document.querySelector(across(choice) ? "section.across" : `section[data-metric="${choice.metric}"]`);
const drawnWidth = () => (paper ? PAPER : width);

// --- one article ----------------------------------------------------------------------------------
function pictureOf(article, choice) {
  const place = article.querySelector(".chart");
  if (choice.kind === "heat") return new Heat(place, side);
  if (choice.kind === "scatter") return new Scatter(place, side, Number(choice.x), Number(choice.y), drawnWidth());
  const model = modelsOf(choice.metric).find((one) => one.key === article.dataset.panel);
  return new Rows(place, model, model.kinds[choice.kind] ? choice.kind : "dots", drawnWidth());
}

const set = (node, words) => { if (node.textContent !== words) node.textContent = words; };

function wordsOf(article, said) {
  set(article.querySelector("h3"), said.title);
  set(article.querySelector(".sub"), said.sub);
  set(article.querySelector(".foot:not(.reasons)"), said.foot);
}

function update(article, choice) {
  const named = [choice.kind, choice.kind === "heat" || drawnWidth(), choice.kind === "scatter" && choice.x + choice.y].join(" ");
  if (article.named !== named) {
    article.picture = pictureOf(article, choice);
    article.named = named;
    wordsOf(article, article.picture.said && article.picture.said.title ? article.picture.said : article.picture.pair || side);
  }
  const left = article.picture.show(choice);
  const total = article.total = article.total || (choice.narrowed ? countOf(article) : left);
  const note = article.querySelector(".filtered");
  note.hidden = !choice.narrowed;
  set(note, left ? fill(settings.words.narrowed, { left, all: total }) : settings.words.nothing);
  article.querySelector(".chart").hidden = !left;
  for (const item of all(".figures li", article)) item.hidden = item.dataset.body ? !choice.shows(item.dataset.body, item.dataset.year) : choice.narrowed;
  const twin = article.querySelector(".twin");
  twin.hidden = choice.kind === "heat";
  if (twin.open) table(twin, choice);
}

/** How many there are of what a picture counts, before any filter. */
function countOf(article) {
  if (!article.dataset.panel) return side.groups.reduce((sum, group) => sum + group.rows.length, 0);
  return article.picture.model.bands.reduce((sum, band) => sum + band.rows.length, 0);
}

/** The rows of an open table; a folded one is brought in step when it is opened. */
function table(twin, choice) {
  const picture = twin.closest("article").picture;
  if (picture.table && picture.table.parentElement !== twin && choice.kind === "scatter") {
    all("table", twin).forEach((other) => other.remove());
    twin.append(picture.table);
  }
  for (const row of all("tr[data-body]", twin)) {
    const shown = choice.shows(row.dataset.body, row.dataset.year);
    if (row.hidden === shown) row.hidden = !shown;
  }
  for (const body of all("tbody", twin)) if (body.rows[0].cells.length === 1) body.rows[0].hidden = ![...body.rows].some((row) => row.dataset.body && !row.hidden);
}

// --- the page -------------------------------------------------------------------------------------
/** What must be seen now is changed now; the rest when it comes near. */
function show(choice = chosen()) {
  const section = sectionOf(choice);
  if (across(choice) && !side) side = read("d-side");
  const turned = !section.classList.contains("on");
  if (turned) all("section.on").forEach((other) => other.classList.remove("on"));
  section.classList.add("on");
  section.hidden = false;
  form.dataset.kind = across(choice) ? choice.kind : "rows";
  const articles = all("article", section);
  stale.clear();
  articles.forEach((article) => stale.add(article));
  if (turned) near.clear();
  if (!near.size) near.add(articles[0]);
  visible(choice);
  const summary = form.querySelector(".bodies > summary");
  if (summary) {
    const count = choice.bodies.size;
    set(summary, fill(count ? settings.words.chosen : settings.words.everybody, { count: count || boxes("body").length }));
  }
}

function visible(choice = chosen()) {
  for (const article of stale) {
    if (!paper && !near.has(article)) continue;
    stale.delete(article);
    update(article, choice);
  }
}

function changed() {
  const choice = chosen();
  show(choice);
  clearTimeout(addressing);
  addressing = setTimeout(toAddress, 0, choice);
}

/** The row of a value with its sentence, and the keyboard there. */
function point(id) {
  const row = document.getElementById(`r-${id}`);
  if (!row) return;
  all("tr.pointed").forEach((other) => other.classList.remove("pointed"));
  const twin = row.closest("details.twin");
  twin.open = true;
  table(twin, chosen());
  all("details", row).forEach((inner) => { inner.open = true; });
  row.classList.add("pointed");
  row.scrollIntoView({ block: "center" });
  const summary = row.querySelector("summary");
  if (summary) summary.focus({ preventScroll: true });
}

function goTo() {
  fromAddress(modelsOf(metricAsked()));
  show();
  if (asked().get("r")) point(asked().get("r"));
}

const label = () => set(document.getElementById("theme"), root.dataset.theme === "dark" ? settings.words.light : settings.words.dark);
const measure = () => { width = Math.floor(document.getElementById("main").clientWidth) - 2 * (window.innerWidth <= 640 ? 16 : 24); };

/** Called where the first section ends: its first picture stands before the rest of the page is read. */
function first() {
  form = document.querySelector("#controls form");
  settings = read("settings");
  form.parentElement.hidden = false;
  label();
  const metric = form.elements.metric.options[0].value;
  if (metricAsked() !== metric || ACROSS.includes(asked().get("k")) || asked().get("r")) return;
  fromAddress(modelsOf(metric));
  measure();
  show();
}

/** Called at the end of the page. */
function rest() {
  if (!width) { measure(); goTo(); }
  watch();
  form.addEventListener("change", (event) => {
    const { name } = event.target;
    if (name === "metric") offerKinds(modelsOf(form.elements.metric.value), form.elements.kind.value);
    if (name === "x" || name === "y") apartAxes(name);
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    all("input[type=checkbox]", form).forEach((box) => { box.checked = false; });
    changed();
  });
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    label();
  });
  const find = document.getElementById("find");
  if (find) find.addEventListener("input", () => {
    for (const box of boxes("body")) box.parentElement.hidden = !box.parentElement.textContent.includes(find.value.trim());
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[data-id]");
    if (!link) return;
    event.preventDefault();
    point(link.dataset.id);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".twin") && event.target.open) table(event.target, chosen());
  }, true);
  addEventListener("hashchange", goTo);
  let resizing = 0;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => { measure(); show(); }, 100); });
  addEventListener("beforeprint", () => { paper = true; show(); });
  addEventListener("afterprint", () => { paper = false; show(); });
}

function watch() {
  sight = new IntersectionObserver((entries) => {
    entries.forEach(({ target, isIntersecting }) => near[isIntersecting ? "add" : "delete"](target));
    visible();
  }, { rootMargin: "400px 0px" });
  all("article").forEach((article) => sight.observe(article));
}

look();
