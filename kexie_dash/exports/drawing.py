"""One headless browser, its event loop in a thread of its own, and the tabs that hold the drawing script.

A tab is loaded once and draws one picture after the other; the figures of several readers are drawn beside
each other, each in a tab. What draws them is the script the pages use.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import choreographer

_T = TypeVar("_T")
START_SECONDS, DRAW_SECONDS = 40.0, 30.0
#: Pictures drawn at the same time; each tab holds the script and the picture in memory.
TABS = 2
_SCRIPT = Path(__file__).resolve().parents[2] / "static" / "plotly" / "plotly-cartesian.min.js"
#: Chinese forms of the characters, and no quirks in how they are laid out.
_BLANK = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body></body></html>'
_DRAW = (
    "async function(figure, options) {"
    " try { return {drawn: await Plotly.toImage(JSON.parse(figure), options)}; }"
    " catch (error) { return {refused: String(error)}; } }"
)
_PRINTED = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><style>'
    "@page {{ size: {width}px {height}px; margin: 0; }} body {{ margin: 0; }}"
    " img {{ display: block; width: {width}px; height: {height}px; }}"
    '</style></head><body><img src="data:image/svg+xml;base64,{svg}"></body></html>'
)


class DrawingRefusedError(Exception):
    """The script could not draw this figure; the browser is well."""


@dataclass(frozen=True, slots=True)
class Page:
    """width, height: in drawn pixels. scale: pixels of the file a drawn pixel."""

    form: Literal["png", "svg", "pdf"]
    width: int
    height: int
    scale: float = 1.0


class Drawing:
    """A running browser. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True)
        self._thread.start()
        self._free: asyncio.Queue[Any] = asyncio.Queue()
        self._tabs = 0
        try:
            self._browser: choreographer.Browser = self._wait(self._open(), START_SECONDS)
        except BaseException:
            self._stop()
            raise

    @property
    def process(self) -> int:
        """Its process id."""
        return self._browser.subprocess.pid

    def draw(self, figure: str, picture: Page) -> bytes:
        """figure: as JSON. DrawingRefusedError, or what the browser raised."""
        return self._wait(self._draw(figure, picture), DRAW_SECONDS + 5)

    def print_pdf(self, html: str) -> bytes:
        """On paper of the size its stylesheet says."""
        return self._wait(self._print(html), DRAW_SECONDS + 5)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._wait(self._browser.close(), 2)
        self._stop()

    async def _open(self) -> choreographer.Browser:
        browser = choreographer.Browser()
        await browser.open()
        self._browser = browser
        self._tabs = 1
        await self._free.put(await self._new_tab())
        return browser

    async def _new_tab(self) -> Any:
        """A window of its own: a tab behind another is slowed down by the browser."""
        tab = await self._browser.create_tab("about:blank", window=True)
        await _show(tab, _BLANK)
        _result(await tab.send_command("Runtime.evaluate", params={"expression": _script()}))
        return tab

    async def _tab(self) -> Any:
        if self._free.empty() and self._tabs < TABS:
            self._tabs += 1
            try:
                return await self._new_tab()
            except BaseException:
                self._tabs -= 1
                raise
        return await self._free.get()

    async def _draw(self, figure: str, picture: Page) -> bytes:
        if picture.form == "pdf":
            svg = await self._image(figure, picture, "svg")
            coded = base64.b64encode(svg.encode()).decode()
            width, height = (round(size * picture.scale, 2) for size in (picture.width, picture.height))
            page = _PRINTED.format(width=width, height=height, svg=coded)
            return await self._print(page)
        drawn = await self._image(figure, picture, picture.form)
        return drawn.encode() if picture.form == "svg" else base64.b64decode(drawn)

    async def _image(self, figure: str, picture: Page, form: str) -> str:
        options = {
            "format": form,
            "width": picture.width,
            "height": picture.height,
            "scale": picture.scale,
            "imageDataOnly": True,
        }
        tab = await self._tab()
        try:
            answer = await asyncio.wait_for(_call(tab, _DRAW, figure, options), DRAW_SECONDS)
        except BaseException:
            # Cancelled or stuck: what it is doing is not known, so it draws nothing more.
            self._tabs -= 1
            with contextlib.suppress(Exception):
                await tab.close()
            raise
        await self._free.put(tab)
        if "drawn" not in answer:
            raise DrawingRefusedError(answer.get("refused"))
        drawn: str = answer["drawn"]
        return drawn

    async def _print(self, html: str) -> bytes:
        tab = await self._browser.create_tab("about:blank")
        try:
            await _show(tab, html)
            printed = await tab.send_command(
                "Page.printToPDF", params={"preferCSSPageSize": True, "printBackground": True}
            )
            return base64.b64decode(_result(printed)["data"])
        finally:
            await tab.close()

    def _wait(self, work: Coroutine[Any, Any, _T], seconds: float) -> _T:
        if not self._thread.is_alive():
            work.close()
            raise RuntimeError("the browser's thread has ended")
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(seconds)
        except BaseException:
            future.cancel()
            raise

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


@cache
def _script() -> str:
    return _SCRIPT.read_text("utf-8")


async def _show(tab: Any, html: str) -> None:
    tree = _result(await tab.send_command("Page.getFrameTree"))
    frame = tree["frameTree"]["frame"]["id"]
    _result(await tab.send_command("Page.setDocumentContent", params={"frameId": frame, "html": html}))


async def _call(tab: Any, function: str, *arguments: object) -> dict[str, Any]:
    """What the function gives back; it is called on the tab's window."""
    window = _result(await tab.send_command("Runtime.evaluate", params={"expression": "window"}))
    called = await tab.send_command(
        "Runtime.callFunctionOn",
        params={
            "functionDeclaration": function,
            "objectId": window["result"]["objectId"],
            "arguments": [{"value": one} for one in arguments],
            "returnByValue": True,
            "awaitPromise": True,
        },
    )
    answer: dict[str, Any] = _result(called)["result"]["value"]
    return answer


def _result(answer: Any) -> dict[str, Any]:
    """RuntimeError for what the browser says went wrong."""
    result: dict[str, Any] = answer.get("result", {})
    if "error" in answer or "exceptionDetails" in result:
        raise RuntimeError(str(answer.get("error") or result["exceptionDetails"])[:500])
    return result
