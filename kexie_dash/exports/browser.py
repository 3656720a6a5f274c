"""The browser that draws pictures: started once, kept, started anew when it dies. Safe from many threads."""

from __future__ import annotations

import asyncio
import atexit
import base64
import contextlib
import logging
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import kaleido
from choreographer.errors import ChromeNotFoundError

from kexie_dash.exports.errors import ExportError

_log = logging.getLogger(__name__)
_T = TypeVar("_T")
START_SECONDS, DRAW_SECONDS = 40.0, 30.0
NO_BROWSER = (
    "没有可用的浏览器，导不出图片和 PDF（PNG、SVG、PDF）。请在服务器上安装：apt-get install chromium。"
    "页面和数据导出（CSV、XLSX、DOCX、网页包）不受影响。"
)
NO_FONT = (
    "服务器上没有中文字体，图片里的汉字会丢失，所以没有导出。请安装：apt-get install fonts-noto-cjk。"
    "页面和数据导出（CSV、XLSX、DOCX、网页包）不受影响。"
)
FAILED = "图片没有画成，浏览器没有回应。请稍后再试；仍不行时请重启服务。页面和数据导出不受影响。"


class _Server:
    """One browser with its event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True)
        self._thread.start()
        try:
            self._kaleido: kaleido.Kaleido = self._wait(self._open(), START_SECONDS)
        except BaseException:
            self._stop()
            raise

    async def _open(self) -> kaleido.Kaleido:
        # MathJax would be fetched from the internet, and would read $…$ in a report's text as a formula.
        browser = kaleido.Kaleido(n=1, timeout=DRAW_SECONDS, mathjax=False)
        await browser.open()
        return browser

    def draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        drawn: bytes = self._wait(self._kaleido.calc_fig(figure, opts=options), DRAW_SECONDS + 5)
        return drawn

    def print_pdf(self, html: str) -> bytes:
        return self._wait(self._print(html), DRAW_SECONDS + 5)

    async def _print(self, html: str) -> bytes:
        """In a tab of its own, on paper of the size its stylesheet says."""
        tab = await self._kaleido.create_tab("about:blank")
        try:
            tree = await tab.send_command("Page.getFrameTree")
            frame = tree["result"]["frameTree"]["frame"]["id"]
            await tab.send_command("Page.setDocumentContent", params={"frameId": frame, "html": html})
            printed = await tab.send_command(
                "Page.printToPDF", params={"preferCSSPageSize": True, "printBackground": True}
            )
            return base64.b64decode(printed["result"]["data"])
        finally:
            await self._kaleido.close_tab(tab)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._wait(self._kaleido.close(), 2)
        self._stop()

    def _wait(self, work: Coroutine[Any, Any, _T], seconds: float) -> _T:
        if not self._thread.is_alive():
            work.close()
            raise RuntimeError("the browser's thread has ended")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds)
        except TimeoutError:
            future.cancel()
            raise

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


_lock = threading.Lock()
_running: list[_Server] = []


def draw(figure: dict[str, Any], options: dict[str, Any]) -> bytes:
    """The picture's bytes; ExportError where the browser or a Chinese font is missing, or drawing fails."""
    return _ask(lambda server: server.draw(figure, options))


def print_pdf(html: str) -> bytes:
    """A page of our own as PDF; it must hold all it needs. ExportError as for `draw`."""
    return _ask(lambda server: server.print_pdf(html))


def _ask(work: Callable[[_Server], bytes]) -> bytes:
    check_fonts()
    with _lock:
        for attempt in (1, 2):
            try:
                return work(_server())
            except ChromeNotFoundError as error:
                raise ExportError(NO_BROWSER) from error
            except Exception as error:
                _log.warning("drawing failed, attempt %d", attempt, exc_info=True)
                _close()
                last = error
    raise ExportError(FAILED) from last


def warm_up() -> None:
    """Start the browser before the first picture is asked for."""
    check_fonts()
    with _lock:
        try:
            _server()
        except ChromeNotFoundError as error:
            raise ExportError(NO_BROWSER) from error


def _server() -> _Server:
    if not _running:
        _running.append(_Server())
        # Registered now, so that it runs before the browser's temporary folder is cleared away.
        atexit.unregister(_close)
        atexit.register(_close)
    return _running[0]


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
