"""What stands around the pages while they are served: compressed files, a warm start, collections."""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import logging
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit import config

from kexie_dash import pages
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.titles import captions_for
from kexie_dash.charts.wire import wire
from kexie_dash.pages.chart_component import STATIC
from kexie_dash.pages.delivery import Delivery, Resource, files_below, prepare
from kexie_dash.pages.first_page import asked_first, first_page
from kexie_dash.pages.frame import database
from kexie_dash.queries import search
from kexie_dash.queries.catalogue import HEADLINE
from kexie_dash.queries.comparison import comparison
from kexie_dash.store.errors import StoreError

_log = logging.getLogger(__name__)
_STREAMLIT = Path(streamlit.__file__).resolve().parent / "static"
#: Streamlit would collect after every run of a page, which is most of its cost; seconds between ours.
COLLECT_SECONDS = 30


@cache
def _files() -> dict[str, Resource]:
    streamlits = files_below(_STREAMLIT / "static", "/static", named_by_content=True)
    return streamlits | files_below(STATIC, "/app/static")


def middleware() -> list[Middleware]:
    document = first_page(_STREAMLIT)
    page = Resource("text/html; charset=utf-8", lambda: document, named_by_content=False)
    return [Middleware(Delivery, files=_files(), page=page)]


def routes() -> list[Route]:
    return [Route("/healthz", _health)]


async def _health(_: Request) -> Response:
    """For whoever watches the server: that it answers, and with which settings it runs."""
    said = {"status": "ok", "collects_after_each_run": bool(config.get_option("runner.postScriptGC"))}
    return Response(json.dumps(said), media_type="application/json", headers={"cache-control": "no-store"})


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Nobody is let in before the pages are loaded; the files are compressed meanwhile and after."""
    await asyncio.to_thread(warm_up)
    tasks = [
        asyncio.create_task(asyncio.to_thread(prepare, _files(), asked_first(_STREAMLIT))),
        asyncio.create_task(_collect()),
    ]
    yield {}
    for task in tasks:
        task.cancel()


def warm_up() -> None:
    """Load what the first reader would wait for, draw a picture, leave all of it out of later collections."""
    for module in pkgutil.iter_modules(pages.__path__):
        importlib.import_module(f"{pages.__name__}.{module.name}")
    try:
        # The pages' own, so that what is read here is not read again.
        view = database().view()
        compared = comparison(view, HEADLINE[0])
        captions = captions_for(compared.metric, compared.bands, compared.snapshot)
        wire(dot_plot(compared.metric, compared.bands, captions), "")
        search.prepare(view)
    except StoreError as error:
        _log.warning("%s", error)
    gc.collect()
    gc.freeze()


async def _collect() -> None:
    while True:
        await asyncio.sleep(COLLECT_SECONDS)
        gc.collect()
