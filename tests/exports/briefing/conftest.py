"""One briefing over the five reports as a person read them, shared by the tests of every product."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kexie_dash.exports.briefing.content import Briefing
from kexie_dash.exports.briefing.make import Choice, make_briefing
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View

DAY = date(2026, 1, 2)
METRICS = (
    *("execution_rate", "self_score", "activities", "audience"),
    *("score_rate_by_dimension", "disclosure_rate", "public_funds_rate", "targets_unmet"),
)


@pytest.fixture(scope="session")
def whole(built: Paths) -> View:
    """The build of the program itself, with findings."""
    return Database(built.database).view()


@pytest.fixture(scope="session")
def briefing(whole: View) -> Briefing:
    return make_briefing(whole, Choice(METRICS), DAY)


def spoilt(briefing: Briefing, words: str) -> Any:
    """The same briefing with these words wherever a report's text stands."""
    from dataclasses import replace

    references = tuple(
        replace(
            one,
            name=words,
            how=words,
            sources=tuple(replace(s, what=words, quote=words, sentence=words) for s in one.sources),
        )
        for one in briefing.references
    )
    findings = tuple(
        replace(
            item,
            body=words,
            finding=replace(item.finding, message=words, title=words),
            sides=tuple(replace(side, sentence=words) for side in item.sides),
        )
        for item in briefing.findings
    )
    sections = tuple(replace(one, label=words, title=words, subtitle=words) for one in briefing.sections)
    return replace(
        briefing, title=words, scope=words, references=references, findings=findings, sections=sections
    )
