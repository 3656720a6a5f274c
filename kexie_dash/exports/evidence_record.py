"""A span as the command line shows it."""

from __future__ import annotations

from typing import Any

from kexie_dash.model.observation import Evidence


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Half-open code point offsets into the text `kexie text` prints, with lines, page and quote."""
    return {
        "start": evidence.start,
        "end": evidence.end,
        "line_first": evidence.line_first,
        "line_last": evidence.line_last,
        "page": evidence.page,
        "quote": evidence.quote,
    }
