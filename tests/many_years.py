"""Made-up reports of several years, read, measured and checked by the production pipeline; figures known.

In them: a year without a report, a basis that changes, a kind of report that changes, a ≥, a figure not
stated, quarters of a year, and a body with one report alone.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from kexie_dash.pipeline import build
from kexie_dash.settings import Paths, data_paths

ROOT = Path(__file__).resolve().parent.parent
STEADY, CHANGING, OPEN, ALONE = "440400", "440500", "440900", "441200"
NAMES = {STEADY: "珠海市", CHANGING: "汕头市", OPEN: "茂名市", ALONE: "肇庆市"}
PROJECT = "科普专项经费"


@dataclass(frozen=True)
class Made:
    """One report. adjusted, initial, executed: 万元, None where it does not say. quarters: since new year."""

    code: str
    year: int
    executed: str | None = None
    adjusted: str | None = None
    initial: str | None = None
    kind: str = "department"
    activities: str | None = None
    people: str | None = None
    quarters: tuple[str, ...] = ()
    quoted: str = ""

    @property
    def id(self) -> str:
        return f"{self.code}-{self.year}"

    @property
    def text(self) -> str:
        place = NAMES.get(self.code, "某市")
        what = f"{PROJECT}项目" if self.kind == "project" else "部门整体支出"
        subject = PROJECT if self.kind == "project" else "部门整体支出"
        lines = [f"{place}科学技术协会{self.year}年度{what}绩效自评报告", "", "一、基本情况", ""]
        if self.initial:
            lines.append(f"{self.year}年度{subject}年初预算{self.initial}万元。")
        if self.adjusted:
            lines.append(f"{self.year}年度{subject}调整预算{self.adjusted}万元。")
        if self.executed:
            lines.append(f"{self.year}年度{subject}执行数{self.executed}万元。")
        if self.quarters:
            heads = "\t".join(("指标", "一季度", "二季度", "三季度", "四季度"))
            lines += ["", heads, "\t".join(("支出数（万元）", *self.quarters)), ""]
        if self.activities:
            lines.append(f"{self.year}年我会共举办科普活动{self.activities}场次。")
        if self.people:
            lines.append(f"{self.year}年科普讲座线下参加{self.people}人次。")
        return "\n".join([*lines, self.quoted, ""])


YEARS = (
    Made(STEADY, 2019, "180", "200", activities="40", people="4000"),
    Made(STEADY, 2020, "200", "250", activities="50", people="5000"),
    # 2021: no report.
    Made(STEADY, 2022, "285", "300", activities="60", people="9000"),
    Made(
        STEADY, 2023, "288", "320", activities="80", people="8000", quarters=("64", "128", "224", "288"),
        quoted="2022年度部门整体支出执行数285万元。",
    ),
    Made(CHANGING, 2019, "91", "100"),
    Made(CHANGING, 2020, "108", initial="120"),
    Made(CHANGING, 2021, "30", initial="50", kind="project"),
    Made(CHANGING, 2022, None, initial="55", kind="project"),
    Made(CHANGING, 2023, "45", initial="60", kind="project"),
    Made(OPEN, 2021, "70", "100", activities="100"),
    Made(OPEN, 2022, "80", "100", activities="120多"),
    Made(OPEN, 2023, "99", "110", activities="150"),
    Made(ALONE, 2023, "44", "55", activities="12", people="600"),
)  # fmt: skip


def write(folder: Path, made: tuple[Made, ...] = YEARS) -> Paths:
    """The reports and their origins, beside the project's reference tables; not yet built."""
    shutil.copytree(ROOT / "data" / "reference", folder / "reference")
    paths = data_paths(folder)
    paths.reports.mkdir(parents=True)
    entries = ["reports:"]
    for one in made:
        content = one.text.encode()
        (paths.reports / f"{one.id}.txt").write_bytes(content)
        entries += [
            f"  - id: {one.id}", f"    file: {one.id}.txt", f'    region_code: "{one.code}"',
            f"    body: {NAMES.get(one.code, '某市')}科学技术协会", f"    year: {one.year}",
            f"    kind: {one.kind}", f"    publisher: {NAMES.get(one.code, '某市')}科学技术协会",
            "    received: 2026-11-21", f"    sha256: {hashlib.sha256(content).hexdigest()}",
        ]  # fmt: skip
        if one.kind == "project":
            entries.append(f"    project: {PROJECT}")
    paths.origins.write_text("\n".join(entries) + "\n", "utf-8")
    return paths


def build_years(folder: Path, made: tuple[Made, ...] = YEARS) -> Path:
    """The folder with a build of these reports."""
    paths = write(folder, made)
    outcome = build(paths)
    assert outcome.problems == ()
    return paths.data
