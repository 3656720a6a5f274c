"""Any report by any rubric that prints its rules: what it earns at least and at most, what is missing."""

from __future__ import annotations

from kexie_dash.scoring.engine import score, score_all
from kexie_dash.scoring.printed import printed_rubric

__all__ = ["printed_rubric", "score", "score_all"]
