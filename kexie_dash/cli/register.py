"""The two writes of `kexie add`: the file into data/reports, its entry into origins.yaml, or neither."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kexie_dash.cli.outcome import CommandError
from kexie_dash.definitions.origins import Origins, check_origins
from kexie_dash.definitions.origins_append import with_entry
from kexie_dash.definitions.origins_file import read_origins_file
from kexie_dash.model.report import Region, Report, ReportKind
from kexie_dash.reading.sniff import suffix_of
from kexie_dash.settings import Paths

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Registration:
    """What is to be registered. code: region code, with a suffix for a body that is not a 科协."""

    data: bytes
    code: str
    region: Region
    year: int
    kind: ReportKind
    project: str | None
    name: str
    id: str | None


def register(
    paths: Paths, wanted: Registration, known: Origins, regions: Mapping[str, Region]
) -> tuple[Report, str | None]:
    """Write file and entry; the new report and the id of the one it supersedes, if any.

    CommandError, with nothing written, for a duplicate or where the files cannot be written.
    """
    try:
        paths.reports.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(paths):
            report = _report(paths, wanted)
            text = paths.origins.read_text(encoding="utf-8") if paths.origins.exists() else ""
            new_text = with_entry(text, report)
            _must_be_good(new_text, report, regions)
            _write(paths, report, wanted.data, new_text)
    except OSError as error:
        raise CommandError(
            f"写不了 data/reports（{error.strerror}），没有登记。请检查磁盘空间和权限。"
        ) from error
    return report, _superseded(report, known)


def _report(paths: Paths, wanted: Registration) -> Report:
    digest = hashlib.sha256(wanted.data).hexdigest()
    entries = read_origins_file(paths.origins).entries
    same = next((entry for entry in entries if entry.fields.get("sha256") == digest), None)
    if same is not None:
        raise CommandError(f"这份文件已登记为 {same.id}（origins.yaml 第 {same.line} 行），没有重复登记。")
    taken = {entry.id for entry in entries if entry.id} | {path.stem for path in _foreign(paths, digest)}
    if wanted.id is not None and not _ID.fullmatch(wanted.id):
        raise CommandError(f"编号“{wanted.id}”不合规：用字母、数字、短横线和下划线，最多 64 个。没有登记。")
    if wanted.id in taken:
        raise CommandError(f"编号 {wanted.id} 已被另一份报告使用，请换一个 --id。没有登记。")
    report_id = wanted.id or _free_id(f"{wanted.code}-{wanted.year}", taken)
    return Report(
        id=report_id,
        file=f"{report_id}{suffix_of(wanted.data)}",
        region_code=wanted.region.code,
        body_code=wanted.code,
        body=wanted.name,
        year=wanted.year,
        kind=wanted.kind,
        level=wanted.region.level,
        project=wanted.project,
        publisher=wanted.name,
        received=datetime.now().astimezone().date(),
        sha256=digest,
    )


def _foreign(paths: Paths, digest: str) -> Iterator[Path]:
    """Report files of other content; the same content without entry is what a killed `add` left."""
    for path in paths.reports.iterdir():
        if path.suffix == ".yaml" or path.name.startswith(".") or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield path


def _free_id(stem: str, taken: set[str]) -> str:
    number, candidate = 1, stem
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _superseded(report: Report, known: Origins) -> str | None:
    def subject(other: Report) -> tuple[str, int, str, str | None]:
        return other.body_code, other.year, other.kind, other.project

    same = [o.report.id for o in known.origins if subject(o.report) == subject(report)]
    return same[-1] if same else None


def _must_be_good(text: str, report: Report, regions: Mapping[str, Region]) -> None:
    checked = check_origins(text, regions)
    if report not in [origin.report for origin in checked.origins]:
        why = next((str(p) for p in checked.problems if p.report in (report.id, None)), "写法无法确认")
        raise CommandError(f"登记项通不过检查，没有登记。{why}")


@contextmanager
def _one_at_a_time(paths: Paths) -> Iterator[None]:
    descriptor = os.open(paths.data / ".add.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(paths: Paths, report: Report, data: bytes, origins: str) -> None:
    """The file first: an entry never stands without its file."""
    target = paths.reports / report.file
    new = not target.exists()
    try:
        _replace(target, data)
        _replace(paths.origins, origins.encode("utf-8"))
    except OSError:
        if new:
            target.unlink(missing_ok=True)
        raise


def _replace(path: Path, data: bytes) -> None:
    """Beside and renamed, so that a build that runs meanwhile reads the old or the new file whole."""
    temporary = path.with_name(f".{path.name}.tmp-{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
