"""The dashboard's pages in the order of the menu: app.py serves them, the menu names them."""

from __future__ import annotations

from typing import NamedTuple

from kexie_dash.pages import markup, texts, texts_briefing, texts_narrative, texts_search, texts_targets
from kexie_dash.pages.texts_activities import ACTIVITIES
from kexie_dash.pages.texts_guide import GUIDE
from kexie_dash.pages.texts_trend import TREND


class Site(NamedTuple):
    """module: of kexie_dash.pages, whose show() draws it. listed: it stands in the menu."""

    title: str
    path: str
    module: str
    listed: bool = True


SITES = (
    Site(texts.OVERVIEW, markup.OVERVIEW_PATH, "overview"),
    Site(texts.COMPARE, markup.COMPARE_PATH, "compare"),
    Site(TREND, markup.TREND_PATH, "trend"),
    Site(texts.BODY, markup.BODY_PATH, "body"),
    Site(texts_targets.TITLE, markup.TARGETS_PATH, "targets"),
    Site(texts_narrative.TITLE, markup.NARRATIVE_PATH, "narrative"),
    Site(ACTIVITIES, markup.ACTIVITIES_PATH, "activities"),
    Site(texts.RULER, markup.RULER_PATH, "same_ruler"),
    Site(texts_briefing.TITLE, markup.BRIEFING_PATH, "briefing"),
    Site(texts.FINDINGS, markup.FINDINGS_PATH, "findings"),
    Site(texts.SOURCE, markup.SOURCE_PATH, "source"),
    Site(texts.EVIDENCE, markup.EVIDENCE_PATH, "evidence", listed=False),
    Site(texts_search.TITLE, markup.SEARCH_PATH, "search"),
    Site(texts.DICTIONARY, markup.DICTIONARY_PATH, "dictionary"),
    Site(GUIDE, markup.GUIDE_PATH, "guide"),
)
