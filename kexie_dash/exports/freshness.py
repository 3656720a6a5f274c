"""Is a product still of the newest build, and if not, what of it has changed?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import value_text
from kexie_dash.exports import texts_stamp as wording
from kexie_dash.exports.stamp import Shown, Stamp, exact_of, read_stamp
from kexie_dash.model.finding import VERDICT_LABEL
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.queries.marks import standing
from kexie_dash.store.database import View
from kexie_dash.store.manifest import load_manifest

#: More changes than this are counted.
MOST = 20
#: What a DuckDB file begins with, after eight bytes of its own.
_MAGIC, _MAGIC_AT = b"DUCK", 8
_NOTHING = frozenset({"not_stated", "not_applicable"})


@dataclass(frozen=True, slots=True)
class Freshness:
    """says: whether it is the newest. changes: what has changed since, a sentence each."""

    current: bool
    says: str
    changes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        more = len(self.changes) - MOST
        rest = (wording.FURTHER_CHANGES.format(more=more),) if more > 0 else ()
        return (self.says, *self.changes[:MOST], *rest)


def freshness(view: View, stamp: Stamp) -> Freshness:
    """The stamp of a file held against the build shown now."""
    now = view.snapshot
    here = wording.BUILD.format(number=now.number, build=now.build)
    made = wording.BUILD.format(number=stamp.number, build=stamp.build)
    day = wording.EXPORTED_ON.format(day=stamp.made_on.isoformat()) if stamp.made_on else ""
    if now.build == stamp.build:
        return Freshness(True, wording.IS_NEWEST.format(made=made, day=day))
    if stamp.number > now.number:
        return Freshness(False, wording.CANNOT_BE_COMPARED.format(made=made, here=here))
    changes = (*_figures(view, stamp.figures), *_reports(view, stamp))
    if now.dictionary_version != stamp.dictionary:
        said = wording.DICTIONARY_CHANGED.format(before=stamp.dictionary, now=now.dictionary_version)
        changes = (*changes, said)
    if not changes:
        changes = (_unchanged(stamp),)
    says = wording.IS_OLD.format(made=made, here=here)
    return Freshness(False, says, changes)


def file_freshness(view: View, data: bytes, manifest: Path) -> Freshness:
    """Of the bytes of any product; ExportError where it says nothing of its data.

    A database is a copy of a build's file, so its sha256 tells which; after others wrote in it, it is none.
    """
    if data[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] != _MAGIC:
        return freshness(view, read_stamp(data))
    known = load_manifest(manifest).by_sha256(hashlib.sha256(data).hexdigest())
    if known is None:
        now = view.snapshot
        said = wording.DATABASE_UNKNOWN.format(number=now.number, build=now.build)
        return Freshness(False, wording.DATABASE_OLD.format(said=said))
    return freshness(view, Stamp("database", known.build, known.number, known.dictionary_version, None))


def _unchanged(stamp: Stamp) -> str:
    if not stamp.figures:
        return wording.NO_FIGURES_KEPT
    return wording.NO_FIGURE_CHANGED.format(count=len(stamp.figures))


def _figures(view: View, figures: Iterable[Shown]) -> Iterable[str]:
    values = view.cached("values by id", lambda: {value.id: value for value in view.values()})
    used = {stored.report.id for stored in view.reports() if stored.in_use}
    metrics = {metric.id: metric for metric in view.metrics()}
    found = standing(view)
    for one in figures:
        value, finding = values.get(one.id), found.get(one.id)
        if finding is not None:
            if exact_of(finding) != one.exact:
                now = shared.LABELLED.format(label=VERDICT_LABEL[finding.verdict], said=finding.message)
                yield wording.FINDING_CHANGED.format(name=one.name, shown=one.shown, now=now)
        elif value is None and one.exact.partition("|")[0] in _NOTHING:
            # A report's silence on one item of a breakdown is stored nowhere: it is silent still.
            continue
        elif value is None or value.report not in used:
            yield wording.FIGURE_GONE.format(name=one.name, shown=one.shown)
        elif exact_of(value) != one.exact:
            yield wording.FIGURE_CHANGED.format(
                name=one.name, shown=one.shown, now=value_text(value, metrics[value.metric])
            )


def _reports(view: View, stamp: Stamp) -> Iterable[str]:
    if not stamp.reports:
        return
    used = {stored.report.id: stored.report for stored in view.reports() if stored.in_use}
    for key, report in used.items():
        if key not in stamp.reports:
            yield wording.NEW_REPORT.format(
                body=report.body, year=report.year, kind=KIND_LABEL[report.kind], key=key
            )
    for key in stamp.reports:
        if key not in used:
            yield wording.REPORT_NOT_USED.format(key=key)
