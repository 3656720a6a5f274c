"""The line between browser and server: what comes down it can be held back, and let go again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, WebSocketRoute


@dataclass
class Line:
    """cut: nothing passes, either way, as on a network that is away for a while; nothing is lost."""

    held: bool = False
    cut: bool = False
    _down: list[tuple[WebSocketRoute, str | bytes]] = field(default_factory=list)
    _up: list[tuple[WebSocketRoute, str | bytes]] = field(default_factory=list)

    def lay(self, context: BrowserContext) -> None:
        context.route_web_socket(re.compile("/_stcore/stream"), self._connect)

    @property
    def waiting(self) -> int:
        """How many answers are held back."""
        return len(self._down)

    def release(self) -> None:
        self.held = self.cut = False
        for way in (self._up, self._down):
            for end, message in way:
                end.send(message)
            way.clear()

    def _connect(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()

        def up(message: str | bytes) -> None:
            if self.cut:
                self._up.append((server, message))
            else:
                server.send(message)

        def down(message: str | bytes) -> None:
            if self.cut or self.held:
                self._down.append((browser, message))
            else:
                browser.send(message)

        browser.on_message(up)
        server.on_message(down)
