"""The stamp in a ZIP (a member of its own, or its page) and in HTML (a block of data)."""

from __future__ import annotations

import io
import re
import zipfile

from kexie_dash.exports import texts_stamp as wording
from kexie_dash.exports.errors import ExportError

#: The member of an archive that holds the stamp.
STAMP_MEMBER = "kexie-stamp.json"
#: The page of a static pack, which holds it too.
PAGE = "index.html"
#: A stamp of ten thousand figures has two million bytes; what is larger is not unpacked.
LARGEST = 32 << 20
_OPEN = '<script type="application/json" id="kexie-stamp">'
_BLOCK = re.compile(re.escape(_OPEN.encode()) + rb"(.*?)</script>", re.DOTALL)
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def html_block(text: str) -> str:
    """JSON as a browser keeps it unread: nothing in it can end the block or begin another."""
    return _OPEN + "".join(_ESCAPED.get(character, character) for character in text) + "</script>"


def plain_stamp(data: bytes) -> str | None:
    """The stamp of an archive or a page; None where there is none of this kind."""
    if data.startswith(b"PK"):
        with opened(data) as archive:
            told = member(archive, STAMP_MEMBER)
            page = _page(archive) if told is None else None
        return told if page is None else _in_page(page.encode())
    return _in_page(data)


def _page(archive: zipfile.ZipFile) -> str | None:
    """A static pack that was put into a ZIP: its page, wherever the folder stands in it."""
    pages = [name for name in archive.namelist() if name.rpartition("/")[2] == PAGE]
    return member(archive, min(pages, key=lambda name: name.count("/"))) if pages else None


def _in_page(data: bytes) -> str | None:
    found = _BLOCK.search(data)
    if found is None or len(found[1]) > LARGEST:
        return None
    return found[1].decode("utf-8", errors="replace")


def opened(data: bytes) -> zipfile.ZipFile:
    """ExportError where it is no whole archive."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise ExportError(wording.CANNOT_BE_OPENED) from error


def member(archive: zipfile.ZipFile, name: str) -> str | None:
    """A member's text; None where there is none. Its size is looked at before it is unpacked."""
    try:
        if archive.getinfo(name).file_size > LARGEST:
            raise ExportError(wording.STAMP_TOO_LARGE)
        return archive.read(name).decode("utf-8")
    except KeyError:
        return None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise ExportError(wording.FILE_BROKEN) from error
