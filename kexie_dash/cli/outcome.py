"""Exit codes, and the way a command gives up."""

from __future__ import annotations

import sys

DONE, ATTENTION, FAILED = 0, 1, 2


class CommandError(Exception):
    """Nothing could be done; str() says in Chinese why and what to do. Exit code 2."""


def warn(message: object) -> None:
    """One line on standard error."""
    print(message, file=sys.stderr)


def progress(line: str) -> None:
    """Progress, only where a person watches."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr)
