// The word under a picture or table that opens what can be taken of it: in the address, so that the page draws it.
(() => {
  if (window.kexieTakes) return;
  window.kexieTakes = true;

  document.addEventListener("click", (event) => {
    const word = event.target.closest?.("button[data-take]");
    if (!word || event.defaultPrevented) return;
    const query = new URLSearchParams(location.search);
    if (query.get("take") === word.dataset.take) query.delete("take");
    else query.set("take", word.dataset.take);
    window.kexieAsk(query);
  });
})();
