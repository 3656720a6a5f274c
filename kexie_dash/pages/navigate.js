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

  const go = (address, stays) => {
    if (address === location.pathname + location.search) return;
    history.pushState({}, "", address);
    show();
    if (!stays) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  window.kexieGo = go;

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-nav]");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = new URL(link.getAttribute("href"), document.baseURI);
    if (target.origin !== location.origin) return;
    event.preventDefault();
    if (link.dataset.nav === "back" && history.length > 1) return history.back();
    const carried = new URLSearchParams(location.search);
    ["obs", "value", "part", "page", "mark", "finding", "side", "span", "q", "take"]
      .forEach((name) => carried.delete(name));
    const query = link.dataset.nav === "carry" && String(carried) ? "?" + carried : target.search;
    go(target.pathname + query, link.dataset.nav === "stay");
  });

  // Streamlit's own names, which only a screen reader tells; style.css puts the words a reader sees.
  const NAMES = {
    "Connection error": "连接中断", Notifications: "通知", Close: "关闭", "Clear all": "全部清除",
    "Main menu": "主菜单", Open: "打开", "Selected values": "已选", Remove: "移除", "Add files": "选择文件",
  };
  const name = (node) => {
    const ours = NAMES[node.getAttribute("aria-label")];
    if (ours) node.setAttribute("aria-label", ours);
  };
  const names = () => {
    document.querySelectorAll("[aria-label]").forEach(name);
    document.querySelectorAll('[data-testid="stDialog"] [role=dialog], [role=dialog][data-testid="stDialog"]')
      .forEach((one) => {
        one.removeAttribute("aria-labelledby");
        one.setAttribute("aria-label", NAMES["Connection error"]);
      });
  };
  new MutationObserver(names).observe(document.body, { childList: true, subtree: true });
  names();

  // A server that was away knows nothing of this page until it is asked: a first click would be lost.
  const app = document.querySelector('[data-testid="stApp"]');
  let away = false;
  const connection = () => {
    const connected = app.getAttribute("data-test-connection-state") === "CONNECTED";
    if (connected && away) show();
    away = !connected;
  };
  if (app) new MutationObserver(connection).observe(app, { attributeFilter: ["data-test-connection-state"] });
})();
