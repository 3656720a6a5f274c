// What the server draws anew takes the keyboard's place away with it. The reader stays on the same control where it
// comes back, and begins a new page at its title; lists that fold out of the selection line keep theirs themselves.
(() => {
  if (window.kexieHolds) return;
  window.kexieHolds = true;

  const STOPS = "a[href], button, summary, input, select, textarea";
  const app = document.querySelector('[data-testid="stApp"]');
  let held;

  // What makes a control the same one to a reader, though its state, its address or its word has changed.
  const told = (one) => {
    const value = one.type === "radio" || one.type === "checkbox" ? one.value : "";
    return [one.tagName, one.dataset.take ?? (one.name ? `${one.name} ${value}` : one.textContent.trim())].join(" ");
  };
  const alike = (what) => [...document.querySelectorAll(STOPS)].filter((one) => told(one) === what);
  const hold = ({ target }) => {
    held = undefined;
    if (!target.matches(STOPS)) return;
    const what = told(target);
    held = { target, what, href: target.getAttribute("href"), place: alike(what).indexOf(target), page: location.pathname };
  };
  document.addEventListener("focusin", hold);
  // A click beside everything lets go of it.
  document.addEventListener("pointerdown", ({ target }) => { if (!target.closest?.(STOPS)) held = undefined; });

  const again = () => {
    const found = alike(held.what);
    return found.find((one) => held.href && one.getAttribute("href") === held.href) ?? found[held.place] ?? found.at(-1);
  };
  const mend = () => {
    if (!held || held.target.isConnected || document.activeElement !== document.body) return;
    if (document.getElementById("kx-content")?.dataset.page !== location.pathname) return;
    let found = held.page === location.pathname ? again() : undefined;
    if (!found && app.dataset.testScriptState === "notRunning") {
      found = document.querySelector(".stHtml h1");
      found?.setAttribute("tabindex", "-1");
    }
    found?.focus({ preventScroll: true });
  };
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
  if (app) new MutationObserver(mend).observe(app, { attributeFilter: ["data-test-script-state"] });
})();
