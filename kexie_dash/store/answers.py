"""What DuckDB answers, as we take it: rows by name, Ctrl+C as Ctrl+C."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl+C during a query reaches us in DuckDB's words; it is still Ctrl+C."""
    try:
        yield
    except RuntimeError as error:
        if "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def by_name(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows as dicts by column name."""
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
