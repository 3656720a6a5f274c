"""Readers without a browser: they speak Streamlit's protocol, look at a page, think, and look at the next."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: What a reader looks at, round and round; each begins somewhere else.
WALK = (
    "/",
    "/compare",
    "/compare?year=2022",
    "/compare?metric=activities",
    "/body?own=440300",
    "/ruler",
    "/ruler?year=2020",
    "/findings",
    "/compare?metric=self_score&year=2020",
)
#: What a page shows instead of itself when something failed (pages/frame.notice).
_FAILED = "kx-notice kx-grave"
_PATIENCE = 60


@dataclass
class Seen:
    """seconds: of every page asked for; errors: what went wrong, in words."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def readers(address: str, count: int, think: float, duration: float, seen: Seen) -> None:
    """So many readers for so long; they come spread over one time of thinking."""
    until = time.monotonic() + duration
    tasks = [_reader(address, think, until, seen, number, count) for number in range(count)]
    await asyncio.gather(*tasks)


async def _reader(address: str, think: float, until: float, seen: Seen, number: int, count: int) -> None:
    await asyncio.sleep(think * number / count)
    walk = [*WALK[number % len(WALK) :], *WALK[: number % len(WALK)]]
    step = 0
    while time.monotonic() < until:
        try:
            async with websockets.connect(
                address.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=[websockets.Subprotocol("streamlit")],
                max_size=None,
            ) as line:
                while time.monotonic() < until:
                    view = walk[step % len(walk)]
                    step += 1
                    started = time.monotonic()
                    await asyncio.wait_for(_look(line, address, view, seen), _PATIENCE)
                    seen.seconds.append(time.monotonic() - started)
                    await asyncio.sleep(think * random.uniform(0.8, 1.2))
        except (OSError, TimeoutError, websockets.WebSocketException) as error:
            seen.errors.append(f"{walk[step % len(walk)]}: {type(error).__name__} {error}")
            await asyncio.sleep(1)


async def _look(line: websockets.ClientConnection, address: str, view: str, seen: Seen) -> None:
    """Ask for a page and take in all of it."""
    parts = urlsplit(view)
    asked = BackMsg()
    asked.rerun_script.page_name = parts.path.strip("/")
    asked.rerun_script.query_string = parts.query
    asked.rerun_script.context_info.url = address + view
    asked.rerun_script.context_info.locale = "zh-CN"
    await line.send(asked.SerializeToString())
    while True:
        message = ForwardMsg.FromString(bytes(await line.recv(decode=False)))
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            seen.errors.append(f"{view}: {message.delta.new_element.exception.message}")
        elif kind == "delta" and _FAILED in message.delta.new_element.html.body:
            seen.errors.append(f"{view}: the page said that it failed")
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                seen.errors.append(f"{view}: did not compile")
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that so large a part of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, -(-len(ordered) * round(part * 100) // 100) - 1))]
