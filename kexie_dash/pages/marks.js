// 矛盾核查: a form that opens is brought into view and takes the keyboard; a confirmation is brought into view.
(() => {
  if (window.kexieMarks) return;
  window.kexieMarks = true;
  const seen = new WeakSet();
  const look = () => {
    const form = document.querySelector('[class*="st-key-mark-slot"] [data-testid="stForm"]');
    if (form && !seen.has(form)) {
      const first = form.querySelector("input[type=radio]:checked") || form.querySelector("input");
      if (!first) return;
      seen.add(form);
      form.scrollIntoView({ block: "nearest" });
      first.focus({ preventScroll: true });
    }
    const said = document.querySelector(".kx-said-now");
    if (said && !seen.has(said)) {
      seen.add(said);
      said.scrollIntoView({ block: "nearest" });
      said.closest(".kx-finding, .kx-gone")?.querySelector("a.kx-do")?.focus({ preventScroll: true });
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
})();
