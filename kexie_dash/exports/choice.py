"""What a larger export is of: metrics, years and bodies, asked of one build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_dash.charts import texts as shared
from kexie_dash.exports import texts
from kexie_dash.exports.errors import ExportError
from kexie_dash.queries.bodies import find_bodies
from kexie_dash.queries.catalogue import HEADLINE, catalogue
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.queries.panels import Panel, panels
from kexie_dash.store.database import View


@dataclass(frozen=True, slots=True)
class Choice:
    """Empty metrics mean the headline ones, empty years and bodies all."""

    metrics: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """comparisons: one a metric, in the order asked. unknown: bodies that were not found, in words."""

    choice: Choice
    comparisons: tuple[Comparison, ...]
    unknown: tuple[str, ...]

    @property
    def panels(self) -> tuple[Panel, ...]:
        """One a chart: a metric's breakdowns never stand in one picture. Only those with a figure."""
        made = (panel for compared in self.comparisons for panel in panels(compared))
        return tuple(panel for panel in made if panel.stated)


def choose(view: View, choice: Choice) -> Chosen:
    """ExportError in one line for an unknown metric, and where nothing of it has a value."""
    known = {metric.id for metric in view.metrics()}
    wanted = choice.metrics or tuple(metric for metric in HEADLINE if metric in known)
    if lost := [metric for metric in dict.fromkeys(wanted) if metric not in known]:
        raise ExportError(texts.NO_SUCH_METRIC.format(names=shared.BETWEEN_NAMES.join(lost)))
    found = tuple(comparison(view, metric, choice.years, choice.bodies) for metric in dict.fromkeys(wanted))
    unknown = tuple(dict.fromkeys(said for one in found for said in one.unknown))
    if not any(item.value.has_figure for one in found for band in one.bands for item in band.values):
        raise ExportError(
            texts.NOTHING_WRITTEN.format(why=shared.BETWEEN_CLAUSES.join(unknown) or texts.NOTHING_CHOSEN)
        )
    return Chosen(choice, found, unknown)


def body_codes(view: View, asked: Sequence[str]) -> tuple[str, ...]:
    """Codes of bodies with a report, all where none is asked; ExportError names what is not known."""
    if not asked:
        return tuple(body.code for body in catalogue(view).bodies)
    found = find_bodies(view, asked)
    silent = [
        texts.BODY_WITHOUT_REPORT.format(name=body.name) for body in found.bodies if not body.has_report
    ]
    if found.unknown or silent:
        raise ExportError(
            texts.NOTHING_WRITTEN.format(why=shared.BETWEEN_CLAUSES.join((*found.unknown, *silent)))
        )
    return tuple(body.code for body in found.bodies)
