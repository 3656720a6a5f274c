"""Parts of pages that depend on a build and on what is asked of it, and on nothing else, are made once.

A hundred readers of one address then cost one making. The key must name everything the part is made from: the
selection, the report, the ground it is drawn on. What people mark or type is never kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from kexie_dash.store.database import View

_Made = TypeVar("_Made", bound=str | bytes)
#: Of all parts of a build; the ones asked for longest ago go first.
MOST_CHARACTERS = 32_000_000


class Kept:
    """The parts of one build. Safe to use from many threads."""

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        """most: characters or bytes of all parts together."""
        self._most, self._size = most, 0
        self._parts: OrderedDict[Hashable, str | bytes] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable) -> str | bytes | None:
        with self._lock:
            if key in self._parts:
                self._parts.move_to_end(key)
            return self._parts.get(key)

    def keep(self, key: Hashable, part: str | bytes) -> None:
        with self._lock:
            self._size += len(part) - len(self._parts.pop(key, ""))
            self._parts[key] = part
            while self._size > self._most:
                self._size -= len(self._parts.popitem(last=False)[1])


def kept(view: View, key: Hashable, make: Callable[[], _Made]) -> _Made:
    """make()'s answer for this build, made when first asked for; a key stands for one kind of part."""
    parts = view.cached("kept parts", Kept)
    found = parts.of(key)
    if found is None:
        found = make()
        parts.keep(key, found)
    return cast("_Made", found)
