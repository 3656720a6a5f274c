"""The document the browser gets first: Streamlit's, in Chinese, with what our pages need named at once."""

from __future__ import annotations

import json
import re
from pathlib import Path

from kexie_dash.pages import texts
from kexie_dash.pages.chart_component import BUNDLE, LINKS, SCRIPT, versioned
from kexie_dash.pages.frame import menu_entries
from kexie_dash.pages.markup import EMPTY, EVIDENCE_PATH, element, escape, join, text

#: Streamlit's parts of which our pages are made; it would ask for each when the first of its kind is drawn.
PARTS = ("Html", "BidiComponent", "ButtonGroup", "Selectbox", "Multiselect")
_IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
#: Where the server is and whom the page listens to (itself alone). The client would else ask for both, and
#: first below the page's own address, where there is neither. And the room of a picture on a narrow screen,
#: as navigate.js says it later, so that it is known at the first visit. An address that is no page of ours
#: becomes that of the first page, which names it (selection.py); the client would say so in English.
_CLIENT = """window.__streamlit = { BACKEND_BASE_URL: location.origin + "/", HOST_CONFIG: {
  allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false,
  blockErrorDialogs: false, enforceDownloadInNewTab: false, metricsUrl: "" } };
const room = innerWidth < 640 ? Math.floor((innerWidth - 24) / 2) * 2 : 0;
document.cookie = `kexie-room=${room}; path=/; max-age=31536000; SameSite=Strict`;
if (!{pages}.includes(location.pathname)) {
  const asked = new URLSearchParams(location.search);
  asked.set("page", location.pathname);
  history.replaceState({}, "", "/?" + asked);
}"""
_STYLE = """
:root { color-scheme: light dark; } body { margin: 0; }
.kx-opening { font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: #5f5b55;
  max-width: 1200px; margin: 0 auto; padding: 16px 24px; }
.kx-opening strong { color: #1f1e1c; font-weight: 600; }
.kx-opening div { height: 12px; margin: 24px 0; border-radius: 4px; background: #ecebe6; }
@media (prefers-color-scheme: dark) {
  body { background: #171614; } .kx-opening { color: #b5b0a8; } .kx-opening strong { color: #eceae6; }
  .kx-opening div { background: #2e2b27; }
}
"""


def first_page(streamlit: Path) -> bytes:
    """streamlit: its static folder. What of its document is not as expected stays as it is."""
    page = (streamlit / "index.html").read_text("utf-8")
    page = page.replace('<html lang="en">', '<html lang="zh-CN">')
    page = page.replace("<title>Streamlit</title>", text("title", texts.PRODUCT))
    # A font no page of ours uses, and the pointer to an interface that is off.
    page = re.sub(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*/>", "", page)
    page = re.sub(r"<link rel=\"service-desc\"[^>]*/>", "", page)
    page = re.sub(
        r"<noscript>.*?</noscript>", f"<noscript>{escape(texts.NO_SCRIPT)}</noscript>", page, flags=re.DOTALL
    )
    page = page.replace('<div id="root"></div>', f'<div id="root">{_opening()}</div>')
    pages = [*(path for _, path in menu_entries()), EVIDENCE_PATH]
    client = _CLIENT.replace("{pages}", json.dumps(pages))
    ours = f"<style>{_STYLE}</style><script>{{{client}}}</script>{_named(streamlit)}"
    return page.replace("</head>", f"{ours}</head>").encode()


def _opening() -> str:
    """What is seen until the scripts are there."""
    words = element("p", join([text("strong", texts.PRODUCT), escape(texts.OPENING)], " "), role="status")
    return element("div", join([words, *[element("div", EMPTY)] * 3]), class_="kx-opening")


def _named(streamlit: Path) -> str:
    parts = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in parts_of(streamlit)
    )
    ours = "".join(
        f'<link rel="modulepreload" href="./app/static/{versioned(name)}">' for name in (SCRIPT, LINKS)
    )
    # Deferred, so that Streamlit's own script comes first: while the server answers it, Plotly is read.
    bundle = (
        f'<script defer data-kexie-plotly src="./app/static/{versioned(BUNDLE)}" onerror="this.remove()">'
    )
    return f"{parts}{ours}{bundle}</script>"


def parts_of(streamlit: Path) -> list[str]:
    """Streamlit's scripts of our parts, with all they import that its document does not name itself."""
    folder = streamlit / "static" / "js"
    waiting = [path.name for part in PARTS for path in sorted(folder.glob(f"{part}.*.js"))]
    document = (streamlit / "index.html").read_text("utf-8")
    found: list[str] = []
    while waiting:
        name = waiting.pop(0)
        if name in found or name in document or not (folder / name).is_file():
            continue
        found.append(name)
        waiting += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return found


def asked_first(streamlit: Path) -> list[str]:
    """The addresses a first visit asks for."""
    document = (streamlit / "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="\.(/static/[^"]+)"', document)
    ours = [f"/app/static/{name}" for name in (BUNDLE, SCRIPT, LINKS, "fonts/noto-sans-sc.css")]
    return [*named, *(f"/static/js/{name}" for name in parts_of(streamlit)), *ours]
