"""What goes wrong with the data file, in Chinese sentences that say what to do."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be read or written; str() is a message for the user."""


class BuildRunningError(StoreError):
    """Another process is building."""
