"""Files for the browser, compressed once and kept in memory, for offices on a slow line.

Streamlit sends its scripts as they are. This stands before it and answers for the files both of them have;
whatever it does not know, it leaves to Streamlit.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_COMPRESSED = {".js", ".css", ".html", ".json", ".svg"}
_FOREVER = "public, max-age=31536000, immutable"
#: Asked for again each time; without a change the answer is empty.
_ASK_AGAIN = "no-cache"
#: Addresses that are no page: Streamlit's own.
_NO_PAGE = ("/_stcore", "/static", "/app", "/media", "/component", "/auth", "/oauth2callback")


@dataclass(frozen=True)
class Resource:
    """read: the bytes; forever: whether an address with a mark of the content was asked."""

    kind: str
    read: Callable[[], bytes]
    named_by_content: bool

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.read(), compresslevel=9, mtime=0)

    @cached_property
    def tag(self) -> str:
        return f'"{hashlib.sha256(self.packed).hexdigest()[:20]}"'


class Delivery:
    """ASGI: compressed files and the first page from memory, everything else from the application."""

    def __init__(self, app: Application, files: Mapping[str, Resource], page: Resource) -> None:
        self._app, self._files, self._page = app, files, page

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        found = self._found(scope) if scope["type"] == "http" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        status, headers, body = _answer(found, scope)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _found(self, scope: Mapping[str, Any]) -> Resource | None:
        if scope["method"] not in ("GET", "HEAD") or "gzip" not in _header(scope, b"accept-encoding"):
            return None
        path: str = scope["path"]
        if found := self._files.get(path):
            return found
        is_page = "text/html" in _header(scope, b"accept") and "." not in path
        # A trailing slash is Streamlit's to send on.
        is_page = is_page and not path.startswith(_NO_PAGE) and (path == "/" or not path.endswith("/"))
        return self._page if is_page else None


def _header(scope: Mapping[str, Any], name: bytes) -> str:
    return b",".join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def _answer(found: Resource, scope: Mapping[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    forever = found.named_by_content or scope.get("query_string", b"").startswith(b"v=")
    named = {
        "cache-control": _FOREVER if forever else _ASK_AGAIN,
        "etag": found.tag,
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
    }
    known = found.tag in _header(scope, b"if-none-match")
    if not known:
        named |= {
            "content-type": found.kind,
            "content-encoding": "gzip",
            "content-length": str(len(found.packed)),
        }
    headers = [(name.encode(), value.encode()) for name, value in named.items()]
    return (304, headers, b"") if known else (200, headers, found.packed)


def files_below(folder: Path, address: str, *, named_by_content: bool = False) -> dict[str, Resource]:
    """Every compressible file of the folder by its address. Nothing else can be asked for."""
    return {
        f"{address}/{path.relative_to(folder).as_posix()}": Resource(
            _kind(path), path.read_bytes, named_by_content
        )
        for path in sorted(folder.rglob("*"))
        if path.suffix in _COMPRESSED and path.is_file()
    }


def _kind(path: Path) -> str:
    if path.suffix == ".js":
        return "text/javascript; charset=utf-8"
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8"


def prepare(files: Mapping[str, Resource], first: Iterable[str]) -> None:
    """Compress these before anybody asks; the others are compressed when asked for the first time."""
    for address in first:
        if address in files:
            _ = files[address].tag
