"""What has been met while the controls of all pages were pressed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlparse

from playwright.sync_api import Page


@dataclass
class Seen:
    """What all pages together have come to, at one width.

    files: bytes by name. done: kinds that need no second press. links: by page and names of parameters.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    sorts: set[str] = field(default_factory=set)
    links: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=lambda: defaultdict(list))

    def remember(self, page: Page, hrefs: list[str]) -> list[str]:
        """Links by kind; what is wrong with them: they lead to elsewhere, or to no place on the page."""
        wrong = []
        for href in hrefs:
            asked = urlparse(href)
            if href.startswith("#"):
                if not page.evaluate("id => Boolean(document.getElementById(id))", href[1:]):
                    wrong.append(f"{href} leads nowhere")
            elif asked.netloc:
                wrong.append(f"{href} leads elsewhere")
            else:
                names = tuple(sorted({name for name, _ in parse_qsl(asked.query)}))
                self.links[asked.path, names].append(href)
        return wrong
