"""An export that could not be made."""

from __future__ import annotations


class ExportError(Exception):
    """str() says in Chinese what is missing or wrong and what to do."""
