// Links of the dashboard (a[data-nav]) change the page without loading it anew, as the browser's own back
// and forward do; without this script they are ordinary links. Marks of pictures are such links too
// (static/chart/links.js).
(() => {
  document.documentElement.lang = "zh-CN";
  // The pane scrolls with the keyboard from anything in it; as a stop of its own it would come before 跳到正文.
  document.querySelector('[data-testid="stMain"]')?.setAttribute("tabindex", "-1");
  if (window.kexieNavigates) return;
  window.kexieNavigates = true;

  // The room of a picture on a narrow screen, known to the server when the page is opened the next time.
  const room = () => {
    const width = innerWidth < 640 ? Math.floor((innerWidth - 24) / 2) * 2 : 0;
    document.cookie = `kexie-room=${width}; path=/; max-age=31536000; SameSite=Strict`;
  };
  room();
  addEventListener("resize", room);

  const show = () => window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));

  // Streamlit writes the page of every answer into the address, also of one that another click has overtaken.
  // The address is the reader's: only his own steps lead to another page, an answer only changes the selection.
  // What stands before a step of ours is ours too; before a page opened from outside is whatever the tab showed.
  const OURS = { kexie: true };
  const push = history.pushState.bind(history);
  const pathOf = (address) => new URL(address ?? "", location.href).pathname;
  history.pushState = (state, title, address) => {
    if (pathOf(address) === location.pathname) push({ ...state, ...OURS }, title, address);
  };

  const go = (address, stays) => {
    if (address === location.pathname + location.search) return;
    push(OURS, "", address);
    show();
    if (!stays) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  window.kexieGo = go;
  // What of the address another page, or another choice, begins with: all but what is of one view alone.
  const PASSING = ["obs", "value", "part", "page", "mark", "finding", "side", "span"];
  const OF_THE_PAGE = ["q", "take", "topic"];
  window.kexieCarried = (more = OF_THE_PAGE) => {
    const query = new URLSearchParams(location.search);
    [...PASSING, ...more].forEach((name) => query.delete(name));
    return query;
  };
  // The page of the address, or another, with these parameters.
  window.kexieAsk = (query, path = location.pathname) =>
    go(path + (String(query) ? "?" + query : ""), path === location.pathname);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-nav]");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.getAttribute("href"), document.baseURI);
    if (target.origin !== location.origin) return;
    event.preventDefault();
    if (link.dataset.nav === "back" && history.state?.kexie) return history.back();
    const carried = window.kexieCarried();
    const query = link.dataset.nav === "carry" && String(carried) ? "?" + carried : target.search;
    go(target.pathname + query, link.dataset.nav === "stay");
  });

  // Streamlit's own names, which only a screen reader tells; style.css puts the words a reader sees.
  const NAMES = {
    "Connection error": "连接中断", Notifications: "通知", Close: "关闭", "Clear all": "全部清除",
    "Main menu": "主菜单", Open: "打开", "Selected values": "已选", Remove: "移除", "Add files": "选择文件",
    "file upload": "选择文件", "Choose an option": "请选择",
    Dismiss: "关闭列表", "Clear value": "清除",
  };
  const BEGUN = [[/^Help for /, "说明："], [/^Remove /, "移除："]];
  const name = (node) => {
    for (const told of ["aria-label", "placeholder"]) {
      const theirs = node.getAttribute(told);
      const ours = NAMES[theirs] ?? BEGUN.reduce((said, how) => said?.replace(...how), theirs);
      if (ours && ours !== theirs) node.setAttribute(told, ours);
    }
  };
  const names = () => {
    document.querySelectorAll("[aria-label], [placeholder]").forEach(name);
    document.querySelectorAll('[data-testid="stDialog"] [role=dialog], [role=dialog][data-testid="stDialog"]')
      .forEach((one) => {
        one.removeAttribute("aria-labelledby");
        one.setAttribute("aria-label", NAMES["Connection error"]);
      });
  };
  // What the lists announce to a screen reader as it happens must be ours before it is read out.
  const ANNOUNCED = [[/^(\d+) options? available\.$/, "共 $1 项可选"], [/^(.*), selected$/, "$1，已选"],
    [/^Entered group (.*), with \d+ options?\. /, "$1："]];
  const announce = (changes) => changes.flatMap(({ addedNodes }) => [...addedNodes])
    .filter((node) => node.textContent && node.parentElement?.closest("[data-live-announcer]"))
    .forEach((node) => {
      const said = ANNOUNCED.reduce((words, how) => words.replace(...how), node.textContent);
      if (said !== node.textContent) node.textContent = said;
    });
  new MutationObserver(announce).observe(document.body, { childList: true, subtree: true });
  // A page changes in hundreds of steps: the names are looked at once after them.
  let naming;
  const soon = () => { naming ??= setTimeout(() => { naming = undefined; names(); }, 150); };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  soon();

  // A server that was away knows nothing of this page until it is asked: a first click would be lost. And what
  // stands still but is not the page of the address (asked of a server that was just coming up) is asked for again.
  const app = document.querySelector('[data-testid="stApp"]');
  let away = false, again, asked;
  const amiss = () => {
    const shown = document.getElementById("kx-content")?.dataset.page;
    return shown && shown !== location.pathname && app.dataset.testScriptState === "notRunning";
  };
  const check = () => {
    if (!amiss() || asked === location.href) return;
    asked = location.href;
    show();
  };
  const changed = () => {
    const connected = app.dataset.testConnectionState === "CONNECTED";
    if (connected && away) { asked = undefined; show(); }
    away = !connected;
    clearTimeout(again);
    if (connected) again = setTimeout(check, 400);
  };
  const watched = ["data-test-connection-state", "data-test-script-state"];
  if (app) new MutationObserver(changed).observe(app, { attributeFilter: watched });
})();
