"""What a picture says of itself when it leaves the page: definition, caveats of its values, the day."""

from __future__ import annotations

from datetime import date, datetime

from kexie_dash.charts import texts as shared
from kexie_dash.charts.names import names_of
from kexie_dash.exports import texts
from kexie_dash.queries.comparison import Comparison

#: More caveats than this fill a picture; the others are counted, and stand in the data.
_MOST = 3


def today() -> date:
    """The day where the program runs."""
    return datetime.now().astimezone().date()


def day_words(day: date) -> str:
    return texts.DAY.format(year=day.year, month=day.month, day=day.day)


def day_line(day: date) -> str:
    return texts.EXPORTED_ON.format(day=day_words(day))


def picture_notes(compared: Comparison, day: date) -> tuple[str, ...]:
    """Lines for the foot of a picture of a comparison."""
    definition = compared.metric.definition
    return (texts.DEFINITION.format(definition=definition), *caveat_lines(compared), day_line(day))


def caveat_lines(compared: Comparison, most: int = _MOST) -> tuple[str, ...]:
    """Each caveat once, with the bodies it is about; the rest counted."""
    items = [item.value for band in compared.bands for item in band.values if item.value.has_figure]
    names = names_of(items)
    said: dict[str, dict[str, None]] = {}
    for value in items:
        for caveat in value.caveats:
            said.setdefault(caveat, {})[names[value.body_code]] = None
    lines = [
        shared.LABELLED.format(label=shared.BETWEEN_NAMES.join(who), said=caveat)
        for caveat, who in said.items()
    ]
    if not lines:
        return ()
    more = texts.AND_FURTHER_CAVEATS.format(count=len(lines) - most) if len(lines) > most else ""
    return (texts.CAVEATS.format(caveats=shared.BETWEEN_CLAUSES.join(lines[:most]), more=more),)
