// The line under the menu, the menu on a narrow screen, the search box and the saved views. The line is drawn
// by the server from the address; a change here is written into the address, nothing else is kept, save views.
(() => {
  if (window.kexieSelects) return;
  window.kexieSelects = true;

  const KEY = "kexie.views", MOST = 200, LONG = 15;
  const DEPENDS = { own: ["report", "peer"], metric: ["by", "against", "line", "pick"] };
  const line = () => document.querySelector(".kx-select");
  const go = (...how) => window.kexieAsk(...how);

  const write = (name, values) => {
    const query = window.kexieCarried([...(DEPENDS[name] ?? []), name]);
    if (values.length) query.set(name, values.join("."));
    go(query);
  };

  // The server draws the line anew after a change: the reader stays where he was in it.
  let keeper;
  const keep = (part, name, value) => {
    const before = line(), until = performance.now() + 10000;
    keeper?.disconnect();
    keeper = new MutationObserver(() => {
      const now = line();
      if (performance.now() > until) return keeper.disconnect();
      if (!now || now === before) return;
      keeper.disconnect();
      const folded = part && now.querySelector(`details[data-part="${part}"]`);
      if (folded) { folded.open = true; fill(folded); }
      const same = [...now.querySelectorAll(`[name="${name}"]`)];
      (same.find((one) => one.value === value) ?? same[0])?.focus({ preventScroll: true });
    });
    keeper.observe(document.body, { childList: true, subtree: true });
  };

  document.addEventListener("change", (event) => {
    const control = event.target;
    if (!control.closest?.(".kx-select") || control.name === "view") return;
    if (control.tagName === "SELECT") {
      keep("", control.name);
      write(control.name, control.value === control.dataset.default ? [] : [control.value]);
    } else if (control.type === "checkbox") {
      const boxes = [...control.closest(".kx-select-pop").querySelectorAll("input[type=checkbox]")];
      keep(control.closest("details").dataset.part, control.name, control.value);
      write(control.name, boxes.filter((one) => one.checked).map((one) => one.value));
    }
  });

  // Boxes of bodies are made here from one list of names, so that the server need not send them twice.
  const fill = (folded) => {
    const place = folded.querySelector("[data-fill]");
    if (place && !place.childElementCount) boxes(place);
    if (folded.dataset.part === "views") list(folded);
  };
  const boxes = (place) => {
    const { fill: name, chosen, without, most, find } = place.dataset;
    const picked = chosen.split(" ").filter(Boolean), full = Number(most) && picked.length >= Number(most);
    const made = [...document.querySelectorAll("#kx-select-names option")]
      .filter((option) => option.value !== without)
      .sort((one, other) => picked.includes(other.value) - picked.includes(one.value))
      .map((option) => {
        const label = document.createElement("label"), box = document.createElement("input");
        Object.assign(box, { type: "checkbox", name, value: option.value, checked: picked.includes(option.value) });
        box.disabled = full && !box.checked;
        label.append(box, option.textContent);
        return label;
      });
    if (made.length > LONG) {
      const finder = Object.assign(document.createElement("input"), { type: "text", name: "view", placeholder: find });
      finder.setAttribute("aria-label", find);
      finder.addEventListener("input", () => made.forEach((one) => {
        one.hidden = !one.textContent.includes(finder.value.trim());
      }));
      place.append(finder);
    }
    place.append(...made);
  };

  document.addEventListener("toggle", (event) => {
    const folded = event.target;
    if (!folded.open || !folded.closest?.(".kx-select")) return;
    fill(folded);
    line().querySelectorAll("details[open]").forEach((one) => { if (one !== folded) one.open = false; });
  }, true);
  const close = (within) =>
    document.querySelectorAll(".kx-select details[open]").forEach((one) => {
      if (within && one.contains(within)) return;
      if (one.contains(document.activeElement)) one.querySelector("summary").focus();
      one.open = false;
    });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); menu(false); } });
  document.addEventListener("pointerdown", (event) => close(event.target));

  const menu = (open) => {
    const button = document.querySelector("[data-do=menu]"), shown = button?.getAttribute("aria-expanded") === "true";
    const within = document.querySelector(".kx-nav-menu")?.contains(document.activeElement);
    // What is folded away cannot hold the keyboard.
    if (open === false && shown && within) button.focus();
    button?.setAttribute("aria-expanded", String(open ?? !shown));
  };
  const say = (words) => { line().querySelector(".kx-select-said").textContent = words; };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      return say(line().dataset.said);
    } catch { /* An intranet without TLS has no clipboard; the old way may still work. */ }
    const field = Object.assign(document.createElement("textarea"), { value: location.href });
    line().append(field);
    field.select();
    const done = document.execCommand("copy");
    if (done) field.remove();
    else field.addEventListener("blur", () => field.remove());
    say(done ? line().dataset.said : line().dataset.byHand);
  };
  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("[data-do]")?.dataset.do;
    if (asked === "menu") menu();
    if (asked === "copy") copy();
    if (asked === "skip") {
      event.preventDefault();
      const content = document.querySelector(".stHtml h1") ?? document.getElementById("kx-content");
      content?.setAttribute("tabindex", "-1");
      content?.focus();
    }
  });

  const stored = () => {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return found.filter((one) => typeof one.name === "string" && /^\/(?!\/)/.test(one.address));
    } catch { return []; }
  };
  const store = (views) => {
    try { localStorage.setItem(KEY, JSON.stringify(views.slice(0, MOST))); return true; } catch { return false; }
  };
  const list = (folded) => {
    const place = folded.querySelector("ul"), views = stored();
    place.replaceChildren(...views.map(({ name, address }) => {
      const item = document.createElement("li"), open = document.createElement("a");
      Object.assign(open, { textContent: name, href: address });
      open.dataset.nav = "";
      const remove = Object.assign(document.createElement("button"), { type: "button" });
      remove.textContent = place.dataset.delete;
      remove.setAttribute("aria-label", `${place.dataset.delete} ${name}`);
      remove.addEventListener("click", () => {
        const kept = store(stored().filter((one) => one.name !== name));
        tell(folded, kept ? "deleted" : "failed");
        list(folded);
        folded.querySelector("input").focus();
      });
      item.append(open, remove);
      return item;
    }));
    if (!views.length) place.append(Object.assign(document.createElement("li"), { textContent: place.dataset.none }));
  };
  const tell = (folded, what) => {
    const place = folded.querySelector("[role=status]");
    place.textContent = place.dataset[what];
  };
  const save = (form) => {
    const folded = form.closest("details"), name = form.elements.view.value.trim();
    if (!name) { form.elements.view.focus(); return tell(folded, "unnamed"); }
    const others = stored().filter((one) => one.name !== name), known = others.length < stored().length;
    const kept = store([{ name, address: location.pathname + location.search }, ...others]);
    if (kept) form.elements.view.value = "";
    tell(folded, !kept ? "failed" : known ? "replaced" : "saved");
    list(folded);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target, asked = form.dataset?.do;
    if (asked !== "save" && asked !== "search") return;
    event.preventDefault();
    if (asked === "save") return save(form);
    const query = window.kexieCarried(), words = form.elements.q.value.trim();
    if (words) query.set("q", words);
    go(query, "/search");
  });
})();
