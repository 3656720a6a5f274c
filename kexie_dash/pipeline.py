"""The write side on one screen: read → extract → measure → check → score → write.

A report that fails is named and the others go on; what cannot be written leaves the database in use alone.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kexie_dash.checking import check, residents
from kexie_dash.definitions.metrics import dictionary_version, load_metrics
from kexie_dash.definitions.origins import Origin, load_origins
from kexie_dash.definitions.problem import DefinitionError, Problem
from kexie_dash.definitions.reference import load_regions
from kexie_dash.definitions.rubrics import RubricEntry, load_rubrics
from kexie_dash.extraction import extract
from kexie_dash.extraction.version import rule_version
from kexie_dash.measures.compute import compute
from kexie_dash.model.assessment import Metric
from kexie_dash.model.observation import Extraction, Leftover, Observation
from kexie_dash.model.report import Region, Report
from kexie_dash.model.rubric import Rubric
from kexie_dash.reading import ReadError, document_of, read_bytes
from kexie_dash.reading.units import text_units
from kexie_dash.scoring import printed_rubric, score_all
from kexie_dash.settings import Paths
from kexie_dash.store.content import LARGEST, BuiltReport, Content, figure
from kexie_dash.store.lock import build_lock
from kexie_dash.store.reading_form import Reading
from kexie_dash.store.records import plain
from kexie_dash.store.reuse import Shelf
from kexie_dash.store.write import Publication, publish, remove_stale

_log = logging.getLogger(__name__)
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to. publication is None if nothing could be built."""

    publication: Publication | None
    reports: tuple[BuiltReport, ...]
    problems: tuple[Problem, ...]


def build(paths: Paths, progress: Progress = lambda line: None, *, fresh: bool = False) -> Outcome:
    """Build the database of a data folder. StoreError if it cannot be locked or written.

    fresh: read every file, also those whose reading was kept.
    """
    with build_lock(paths.lock):
        remove_stale(paths)
        try:
            regions = load_regions(paths.reference)
            metrics, entries = load_metrics(), load_rubrics()
        except DefinitionError as error:
            return Outcome(None, (), (error.problem,))
        origins = load_origins(paths.origins, regions)
        problems = list(origins.problems)
        shelf = Shelf(paths.readings, rule_version(), fresh)
        read = [_read_and_extract(paths, origin, shelf, problems, progress) for origin in origins.origins]
        shelf.clear()
        measured = (_measure(built, regions, metrics, problems) for built in _supersede(read))
        checked = [_check(built, regions, problems) for built in measured]
        reports = tuple(_score(built, regions, entries, problems) for built in checked)
        if all(built.unreadable is not None for built in reports):
            return Outcome(None, reports, tuple(problems))
        rubrics = tuple(_printed(entry, reports, problems) for entry in entries)
        content = Content(reports, tuple(regions.values()), metrics, dictionary_version(), rubrics)
        return Outcome(publish(paths, content), reports, tuple(problems))


def _read_and_extract(
    paths: Paths, origin: Origin, shelf: Shelf, problems: list[Problem], progress: Progress
) -> BuiltReport:
    report = origin.report
    progress(f"{report.id} {report.body} {report.year}")
    try:
        data = read_bytes(paths.reports / report.file)
        if hashlib.sha256(data).hexdigest() != report.sha256:
            problems.append(origin.problem("sha256", *_CHANGED))
            return BuiltReport(report, unreadable=_CHANGED[0])
        kept = shelf.take(report)
        document = kept.document if kept is not None else document_of(data)
    except ReadError as error:
        problems.append(origin.problem("file", f"读不了 reports/{report.file}：{error.reason}", error.remedy))
        return BuiltReport(report, unreadable=error.reason)
    for said, remedy in ((document.gaps, _REMEDY_GAP), (document.notices, _REMEDY_NOTICE)):
        problems += [origin.problem("file", f"reports/{report.file}：{part}", remedy) for part in said]
    if kept is not None:
        return BuiltReport(report, document, storable(kept.extraction), units=kept.units)
    try:
        raw = extract(document, report=report.id, year=report.year, kind=report.kind, body=report.body)
    except Exception:
        _log.exception("extraction of %s failed", report.id)
        problems.append(origin.problem("file", f"提取 reports/{report.file} 时程序出错", _REMEDY_BUG))
        return BuiltReport(report, unreadable="提取时程序出错")
    units = text_units(document)
    shelf.put(report, Reading(document, raw, units))
    return BuiltReport(report, document, storable(raw), units=units)


_CHANGED = (
    "文件内容与登记时的 sha256 不一致",
    "换回原文件；若确要换用新版本，请用 kexie add 另行登记",
)
_REMEDY_GAP = "这一部分的数字不在库里；请核对原件，需要时补全后用 kexie add 另行登记"
_REMEDY_NOTICE = "数字已在库里，注明由图像识别；核对后如有出入，请改交文字版并用 kexie add 另行登记"
_REMEDY_BUG = "加 --verbose 再运行，把输出和这份报告交给维护人员；其余报告不受影响"


def storable(extraction: Extraction) -> Extraction:
    """Figures as the tables keep them, each observation once; one out of all measure becomes a leftover."""
    kept: dict[str, Observation] = {}
    leftovers = list(extraction.leftovers)
    for item in extraction.observations:
        if any(_is_absurd(number) for number in _figures(item)):
            leftovers.append(Leftover(item.report, item.evidence, "数值超出可以保存的范围"))
            continue
        exact = replace(
            item,
            value=_kept(item.value),
            full_mark=_kept(item.full_mark),
            target=_kept(item.target),
            actual=_kept(item.actual),
        )
        if exact.id in kept:
            _log.warning("%s: the same observation twice at %d", item.report, item.evidence.start)
        kept.setdefault(exact.id, exact)
    leftovers.sort(key=lambda leftover: leftover.evidence.start)
    return Extraction(tuple(kept.values()), tuple(leftovers), extraction.narratives)


def _is_absurd(number: Decimal | None) -> bool:
    return number is not None and (not number.is_finite() or abs(number) > LARGEST)


def _figures(item: Observation) -> Iterator[Decimal | None]:
    yield from (item.value, item.full_mark, item.target, item.actual)


def _kept(value: Decimal | None) -> Decimal | None:
    return plain(figure(value))


def _supersede(reports: Sequence[BuiltReport]) -> Iterator[BuiltReport]:
    """Of several readable reports of one body, year, kind and project the last registered is compared."""
    newest = {_subject(built.report): built.report.id for built in reports if built.unreadable is None}
    for built in reports:
        current = newest.get(_subject(built.report))
        superseded = built.unreadable is None and current != built.report.id
        yield replace(built, superseded_by=current) if superseded else built


def _subject(report: Report) -> tuple[str, int, str, str | None]:
    return report.body_code, report.year, report.kind, report.project


def _measure(
    built: BuiltReport, regions: Mapping[str, Region], metrics: tuple[Metric, ...], problems: list[Problem]
) -> BuiltReport:
    if built.extraction is None or built.superseded_by is not None:
        return built
    report = built.report
    try:
        said = built.extraction
        made = compute(report, said.observations, regions[report.region_code], metrics, said.narratives)
    except Exception:
        _log.exception("measures of %s failed", report.id)
        message = "计算指标时程序出错，这份报告没有指标值"
        problems.append(Problem(f"reports/{report.file}", None, message, _REMEDY_BUG, report.id))
        return built
    return replace(built, values=tuple({value.id: value for value in made}.values()))


def _check(built: BuiltReport, regions: Mapping[str, Region], problems: list[Problem]) -> BuiltReport:
    if built.extraction is None or built.document is None:
        return built
    report = built.report
    try:
        found = check(
            built.document,
            built.extraction.observations,
            report=report.id,
            year=report.year,
            kind=report.kind,
            project=report.project,
            population=residents(regions[report.region_code]),
        )
    except Exception:
        _log.exception("checks of %s failed", report.id)
        message = "核查时程序出错，这份报告没有核查结果"
        problems.append(Problem(f"reports/{report.file}", None, message, _REMEDY_BUG, report.id))
        return built
    return replace(built, findings=found)


def _score(
    built: BuiltReport,
    regions: Mapping[str, Region],
    entries: tuple[RubricEntry, ...],
    problems: list[Problem],
) -> BuiltReport:
    if built.extraction is None or built.superseded_by is not None:
        return built
    report = built.report
    try:
        made = score_all(report, built.extraction.observations, regions[report.region_code], entries)
    except Exception:
        _log.exception("scores of %s failed", report.id)
        message = "按评分体系打分时程序出错，这份报告没有打分结果"
        problems.append(Problem(f"reports/{report.file}", None, message, _REMEDY_BUG, report.id))
        return built
    return replace(built, scores=made)


def _printed(entry: RubricEntry, reports: Sequence[BuiltReport], problems: list[Problem]) -> Rubric:
    """The rubric with the places of its texts, where the report that prints it is in the build."""
    document = next((built.document for built in reports if built.report.id == entry.report), None)
    rubric, lost = printed_rubric(entry, document)
    if lost:
        message = f"报告 {entry.report} 里找不到这些指标的原文：{'、'.join(lost)}"
        problems.append(Problem(f"definitions/rubrics/{entry.id}", None, message, "按报告原文改正 printed"))
    return rubric
