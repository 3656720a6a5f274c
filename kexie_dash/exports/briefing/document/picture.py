"""The picture of a section, as the page draws it, sized for the text of an A4 page."""

from __future__ import annotations

from dataclasses import replace

from kexie_dash.charts.alt import alt_text_of
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.dumbbell import dumbbell, dumbbell_captions
from kexie_dash.charts.titles import captions_for
from kexie_dash.exports.briefing.content import Section
from kexie_dash.exports.image import style_for, to_image
from kexie_dash.queries.paging import pages_of


def picture_of(section: Section, colours: BodyColours) -> tuple[bytes, str]:
    """PNG and its words; of a long picture the first page. ExportError where it cannot be drawn."""
    found = section.comparison
    part = pages_of(found)[0]
    # The document says title, subtitle and foot itself.
    style = replace(style_for("a4"), captions=False)
    if section.form == "dumbbell":
        words = dumbbell_captions(found.metric, found.bands)
        figure = dumbbell(found.metric, part.bands, words, style, colours=colours, absent=part.absent)
    else:
        words = captions_for(found.metric, found.bands)
        figure = dot_plot(
            found.metric, part.bands, words, style, colours=colours, whole=found.bands, absent=part.absent
        )
    return to_image(figure, "png", "a4"), alt_text_of(found.metric, found.bands, found.absent)
