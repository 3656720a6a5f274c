"""The browser that draws pictures: started once, kept, started anew when it dies. Safe from many threads."""

from __future__ import annotations

import atexit
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

from choreographer.errors import ChromeNotFoundError

from kexie_dash.exports import texts
from kexie_dash.exports.drawing import Drawing, DrawingRefusedError, Page
from kexie_dash.exports.errors import ExportError

_log = logging.getLogger(__name__)
NO_BROWSER = texts.NO_BROWSER
NO_FONT = texts.NO_FONT
FAILED = texts.NOT_DRAWN

#: Guards which browser runs, not the drawing: pictures of several readers are drawn beside each other.
_lock = threading.Lock()
_running: list[Drawing] = []


def draw(figure: str, picture: Page) -> bytes:
    """figure: as JSON. ExportError where the browser or a Chinese font is missing, or drawing fails."""
    return _ask(lambda server: server.draw(figure, picture))


def print_pdf(html: str) -> bytes:
    """A page of our own as PDF; it must hold all it needs. ExportError as for `draw`."""
    return _ask(lambda server: server.print_pdf(html))


def warm_up() -> None:
    """Start the browser before the first picture is asked for."""
    check_fonts()
    try:
        _server()
    except ChromeNotFoundError as error:
        raise ExportError(NO_BROWSER) from error


def warm_soon() -> None:
    """Start it beside whatever goes on, where somebody is about to ask for a picture."""
    if not _running:
        threading.Thread(target=_quietly, name="warm pictures", daemon=True).start()


def _quietly() -> None:
    """Without a browser or a font, whoever asks for a picture is told."""
    try:
        warm_up()
    except Exception:
        _log.info("the browser for pictures could not be started beforehand", exc_info=True)


def _ask(work: Callable[[Drawing], bytes]) -> bytes:
    """Twice, as the browser may have died meanwhile."""
    check_fonts()
    last: Exception | None = None
    for attempt in (1, 2):
        server: Drawing | None = None
        try:
            server = _server()
            return work(server)
        except ChromeNotFoundError as error:
            raise ExportError(NO_BROWSER) from error
        except DrawingRefusedError as error:
            _log.warning("a picture was refused by the drawing script", exc_info=True)
            raise ExportError(FAILED) from error
        except Exception as error:
            _log.warning("drawing failed, attempt %d", attempt, exc_info=True)
            last = error
            if server is not None:
                _drop(server)
    raise ExportError(FAILED) from last


def _server() -> Drawing:
    with _lock:
        if not _running:
            _running.append(Drawing())
            # Registered now, so that it runs before the browser's temporary folder is cleared away.
            atexit.unregister(_close)
            atexit.register(_close)
        return _running[0]


def _drop(server: Drawing) -> None:
    """Others may have seen the same failure first and have a new one already: that one stays."""
    with _lock:
        if server in _running:
            _running.remove(server)
            server.close()


def _close() -> None:
    while _running:
        _running.pop().close()


def check_fonts() -> None:
    """ExportError where no Chinese font is installed: Chromium would leave the words out without a word."""
    if not _has_chinese_font():
        # Installed meanwhile, the next picture finds it.
        _has_chinese_font.cache_clear()
        raise ExportError(NO_FONT)


@cache
def _has_chinese_font() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    command = shutil.which("fc-list")
    if command is None:
        return any(_font_files())
    listed = subprocess.run([command, ":lang=zh", "family"], check=False, capture_output=True, timeout=20)
    return bool(listed.stdout.strip())


def _font_files() -> list[Path]:
    """Known Chinese fonts where fontconfig cannot be asked."""
    patterns = ("*CJK*", "*SourceHan*", "wqy*", "*NotoSansSC*", "uming*", "ukai*", "DroidSansFallback*")
    return [found for pattern in patterns for found in Path("/usr/share/fonts").rglob(pattern)]
