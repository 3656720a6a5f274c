"""Compressed files from memory: right bytes, right headers, and nothing but what is meant to be served."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.middleware import Middleware

from kexie_dash.pages import server
from kexie_dash.pages.chart_component import BUNDLE, SCRIPT, STATIC, versioned
from kexie_dash.pages.delivery import Delivery, Resource, files_below
from kexie_dash.pages.first_page import asked_first, first_page, parts_of

STREAMLIT = Path(streamlit.__file__).parent / "static"
PAGE = "text/html,application/xhtml+xml,*/*"


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    sent: bytes = b""

    @property
    def content(self) -> bytes:
        return gzip.decompress(self.sent) if self.headers.get("content-encoding") == "gzip" else self.sent


async def _behind(_: Any, __: Any, send: Any) -> None:
    """Stands for Streamlit."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"behind"})


class Client:
    """Asks our middleware before an application that says it was asked."""

    def __init__(self) -> None:
        (middle,) = server.middleware()
        self._app = middle.cls(_behind, *middle.args, **middle.kwargs)

    def ask(
        self,
        address: str,
        method: str = "GET",
        *,
        accept: str = "*/*",
        encoding: str = "gzip, br",
        known: str = "",
    ) -> Answer:
        path, _, query = address.partition("?")
        headers = {"accept": accept, "accept-encoding": encoding, "if-none-match": known}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
        answer = Answer()

        async def send(message: Any) -> None:
            answer.status = message.get("status", answer.status)
            answer.headers |= {key.decode(): value.decode() for key, value in message.get("headers", [])}
            answer.sent += message.get("body", b"")

        asyncio.run(self._app(scope, None, send))
        return answer


@pytest.fixture(scope="module")
def client() -> Client:
    return Client()


@pytest.mark.parametrize("name", [BUNDLE, SCRIPT, "fonts/noto-sans-sc.css"])
def test_files_arrive_compressed_and_whole(client: Client, name: str) -> None:
    answer = client.ask(f"/app/static/{name}")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == (STATIC / name).read_bytes()
    assert int(answer.headers["content-length"]) < len(answer.content) / 1.5
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "no-cache"


def test_what_is_named_by_its_content_is_kept_for_good(client: Client) -> None:
    streamlits = next(path for path in asked_first(STREAMLIT) if path.startswith("/static/js/"))
    for address in (f"/app/static/{versioned(BUNDLE)}", streamlits):
        answer = client.ask(address)
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]


def test_who_has_it_is_sent_nothing(client: Client) -> None:
    first = client.ask("/compare", accept=PAGE)
    again = client.ask("/compare", accept=PAGE, known=first.headers["etag"])
    assert (first.status, again.status, again.sent) == (200, 304, b"")
    assert client.ask("/", "HEAD", accept=PAGE).sent == b""


def test_the_first_page_is_chinese_and_names_what_exists(client: Client) -> None:
    page = client.ask("/", accept=PAGE).content.decode()
    assert '<html lang="zh-CN">' in page
    assert "<title>科协绩效对照</title>" in page
    assert "正在打开" in page
    assert "service-desc" not in page
    assert "Streamlit</title>" not in page
    for name in (BUNDLE, SCRIPT):
        assert f"app/static/{versioned(name)}" in page
    found = parts_of(STREAMLIT)
    assert {name.split(".")[0] for name in found} >= {"Html", "BidiComponent", "Multiselect"}
    assert all(f"static/js/{name}" in page for name in found)
    assert len(page) < 20_000


@pytest.mark.parametrize(
    "address",
    [
        "/_stcore/health",
        "/_stcore/stream",
        "/media/x",
        "/static/../app.py",
        "/app/static/none.js",
        "/favicon.png",
    ],
)
def test_all_else_is_left_to_streamlit(client: Client, address: str) -> None:
    assert client.ask(address, accept=PAGE).content == b"behind"
    assert client.ask("/", "POST", accept=PAGE).content == b"behind"
    assert client.ask("/", accept=PAGE, encoding="identity").content == b"behind"


def test_a_document_of_another_form_stays_usable(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><head></head><body>other</body></html>", "utf-8")
    page = first_page(tmp_path).decode()
    assert "other" in page
    assert page.count("</head>") == 1


def test_every_compressible_file_and_no_other_can_be_asked_for(tmp_path: Path) -> None:
    for name in ("a.js", "b.woff2", "sub/c.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * 100)
    assert set(files_below(tmp_path, "/there")) == {"/there/a.js", "/there/sub/c.css"}


def test_compressing_the_same_gives_the_same() -> None:
    one, other = (Resource("text/css", lambda: b"a" * 1000, named_by_content=False) for _ in range(2))
    assert one.packed == other.packed
    assert one.tag == other.tag
    assert gzip.decompress(one.packed) == b"a" * 1000


def test_the_middleware_is_the_one_that_is_served() -> None:
    (found,) = server.middleware()
    assert isinstance(found, Middleware)
    assert found.cls is Delivery
