// What is chosen, in the controls and in the address: m metric, k picture, x and u axes, c columns, b bodies, y years.
let settings, form;
const paint = (body) => `--c:var(--k${settings.colours[body]})`;
const ACROSS = ["heat", "scatter"];

const boxes = (name) => all(`input[name=${name}]`, form);
const ticked = (name) => new Set(boxes(name).filter((box) => box.checked).map((box) => box.value));

function chosen() {
  const bodies = ticked("body"), years = ticked("year"), pick = form.elements;
  return {
    metric: pick.metric.value, kind: pick.kind.value, x: pick.x.value, y: pick.y.value, columns: ticked("column"), bodies, years,
    shows: (body, year) => (!bodies.size || bodies.has(body)) && (!years.size || !year || years.has(String(year))),
    narrowed: bodies.size > 0 || years.size > 0,
  };
}

/** The pictures a metric has; several panels of it may have different ones. */
function offerKinds(models, wanted) {
  const select = form.elements.kind;
  const names = new Map();
  models.forEach((model) => Object.keys(model.kinds).forEach((kind) => names.set(kind, model.kinds[kind].name)));
  if (settings.side) ACROSS.forEach((kind) => names.set(kind, settings.words[kind]));
  if ([...names.keys()].join() !== [...select.options].map((one) => one.value).join()) {
    select.textContent = "";
    names.forEach((said, kind) => html(select, "option", { value: kind }, said));
  }
  select.value = names.has(wanted) ? wanted : "dots";
}

const asked = () => new URLSearchParams(location.hash.slice(1));
const listed = (parts, key) => new Set(parts.getAll(key).flatMap((one) => one.split(".")));

/** The metric of the address, or the first; what the address asks for and is not there is left out. */
function metricAsked() {
  const options = [...form.elements.metric.options].map((option) => option.value);
  const wanted = asked().get("m");
  return options.includes(wanted) ? wanted : options[0];
}

function fromAddress(models) {
  const parts = asked(), pick = form.elements;
  pick.metric.value = metricAsked();
  offerKinds(models, parts.get("k"));
  const axes = [...pick.x.options].map((option) => option.value);
  pick.x.value = axes.includes(parts.get("x")) ? parts.get("x") : axes[0];
  pick.y.value = axes.includes(parts.get("u")) ? parts.get("u") : axes[1];
  apartAxes();
  for (const [name, key] of [["body", "b"], ["year", "y"], ["column", "c"]]) {
    const wanted = listed(parts, key);
    boxes(name).forEach((box) => { box.checked = wanted.has(box.value); });
  }
}

/** Two different metrics, the earlier one across. */
function apartAxes(changed) {
  const { x, y } = form.elements;
  if (x.options.length < 2) return;
  if (x.value === y.value) {
    const other = changed === "x" ? y : x;
    other.value = [...other.options].map((one) => one.value).find((one) => one !== x.value);
  }
  if (Number(x.value) > Number(y.value)) [x.value, y.value] = [y.value, x.value];
}

function toAddress(choice) {
  const parts = new URLSearchParams();
  if (choice.metric !== form.elements.metric.options[0].value) parts.set("m", choice.metric);
  if (choice.kind !== "dots") parts.set("k", choice.kind);
  if (choice.kind === "scatter") { parts.set("x", choice.x); parts.set("u", choice.y); }
  if (choice.kind === "heat" && choice.columns.size) parts.set("c", [...choice.columns].join("."));
  if (choice.bodies.size) parts.set("b", [...choice.bodies].join("."));
  if (choice.years.size) parts.set("y", [...choice.years].join("."));
  const said = `#${parts}`;
  if (said === (location.hash || "#")) return;
  try { history.replaceState(null, "", said === "#" ? location.pathname + location.search : said); } catch (error) { location.hash = said; }
}
