"""origins.yaml: every entry judged by itself, each fault with its line; a new entry leaves the rest alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kexie_dash.definitions.origins import check_origins, load_origins
from kexie_dash.definitions.origins_append import with_entry
from kexie_dash.definitions.origins_file import parse_origins, read_origins_file
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.definitions.reference import load_population, load_regions
from kexie_dash.model.report import Report

DATA = Path(__file__).resolve().parents[2] / "data"
REGIONS = load_regions(DATA / "reference")
TEXT = (DATA / "reports" / "origins.yaml").read_text("utf-8")
NEW = Report(
    id="440500-2021",
    file="440500-2021.txt",
    region_code="440500",
    body_code="440500-fl",
    body="甲市妇女联合会",
    year=2021,
    kind="project",
    level="city",
    project='a: b # "c"',
    publisher=None,
    received=date(2026, 1, 2),
    sha256="1e" + "0" * 62,
)


def test_the_project_s_own_file_is_right() -> None:
    made = load_origins(DATA / "reports" / "origins.yaml", REGIONS)
    assert made.problems == ()
    assert [origin.report.level for origin in made.origins] == ["city", "city", "county", "city", "city"]
    assert made.origins[0].report.region_code == made.origins[0].report.body_code == "440600"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("id: 440600-2020", "id: 440600 2020", 4, "编号"),
        ("sha256: 7", "sha256: z", 12, "SHA-256"),
        ("received: 2026-11-21", "received: 2026-02-31", 11, "日期"),
        ("year: 2020", "year: 二〇二〇", 8, "年份"),
        ("year: 2020", "year: 1066", 8, "年份"),
        ("kind: department", "kind: department\n    project: 科普", 10, "删去 project"),
        ("kind: department", "kind: department\n    kind: project", 10, "删去多余的一行"),
        ('region_code: "440600"', 'region_code: "440600"\n    body_code: "440300"', 7, "后缀"),
        ("file: 440300-2020.txt", "file: 440600-2020.txt", 14, "重复"),
        ("body: 佛山", "body 佛山", 8, "冒号"),
        ("  - id: 440300-2020", "  - 440300-2020", 14, "缩进"),
    ],
)
def test_faults_name_line_and_remedy(old: str, new: str, line: int, said: str) -> None:
    assert old in TEXT
    made = check_origins(TEXT.replace(old, new, 1), REGIONS)
    assert [problem.line for problem in made.problems] == [line]
    assert said in made.problems[0].remedy
    assert len(made.origins) == 4


def test_a_similar_code_is_offered() -> None:
    made = check_origins(TEXT.replace('"440117"', '"440177"'), REGIONS)
    assert "440117（从化区）" in made.problems[0].remedy


def test_files_that_are_no_list() -> None:
    for text, line in (("reports: 5", 1), ("report:\n- id: a", 1), ("a\n: [", None)):
        made = parse_origins(text)
        assert made.entries == ()
        assert len(made.problems) == 1
        assert line is None or made.problems[0].line == line


def test_a_missing_or_foreign_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "origins.yaml"
    assert "没有这个文件" in str(read_origins_file(path).problems[0])
    path.write_bytes("reports:\n  - id: 佛山".encode("gb18030"))
    assert "UTF-8" in str(read_origins_file(path).problems[0])


def _read_back(text: str) -> list[Report]:
    return [origin.report for origin in check_origins(text, REGIONS).origins]


def test_a_new_entry_leaves_the_rest_alone() -> None:
    text = with_entry(TEXT, NEW)
    assert text.startswith(TEXT)
    assert _read_back(text) == [*_read_back(TEXT), NEW]
    plain = replace(
        NEW, id="x", file="x.txt", sha256="2" * 64, project=None, kind="department", body_code="440500"
    )
    assert _read_back(with_entry(text, plain))[-1] == plain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "reports:\n",
        "# said above\nreports: []\n",
        "reports:",
        TEXT.rstrip("\n"),
        TEXT + "\n# said below\n\n",
        TEXT.replace("  - ", "- ").replace("    ", "  "),
        TEXT + "other: 1\n",
    ],
)
def test_a_new_entry_in_files_of_many_forms(text: str) -> None:
    new = with_entry(text, NEW)
    assert _read_back(new)[-1] == NEW
    assert len(_read_back(new)) == len(_read_back(text)) + 1
    for line in text.splitlines():
        assert line.removesuffix(" []") in new.splitlines()


def test_regions_and_population() -> None:
    levels = [region.level for region in REGIONS.values()]
    by_level = [levels.count(level) for level in ("province", "city", "county")]
    assert by_level == [1, 21, 122]
    for region in REGIONS.values():
        if region.parent is None:
            assert region.level == "province"
        else:
            above = REGIONS[region.parent]
            assert above.level == {"city": "province", "county": "city"}[region.level]
            shared = 2 if region.level == "city" else 4
            assert region.code[:shared] == above.code[:shared]
    people = {figure.region_code: int(figure.value) for figure in load_population(DATA / "reference")}
    assert people == {
        "440600": 9498863,
        "440300": 17560061,
        "440800": 6981236,
        "440700": 4798090,
        "440117": 717684,
    }
    assert all("第七次全国人口普查公报" in figure.source for figure in load_population(DATA / "reference"))
    assert not [region for region in REGIONS.values() if region.parent in ("441900", "442000")]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("regions.csv", "code,name\n", 1),
        ("regions.csv", "code,name,level,parent\n440000,甲,province,\n44,乙,city,440000\n", 3),
        ("regions.csv", "code,name,level,parent\n440000,甲,province,\n440000,甲,province,\n", 3),
        ("regions.csv", "code,name,level,parent\n440000,甲\n", 2),
        ("population.csv", "region_code,population,as_of,source\n440000,many,2020-11-01,x\n", 2),
        ("population.csv", "region_code,population,as_of,source\n440000,0,2020-11-01,x\n", 2),
        ("population.csv", "region_code,population,as_of,source\n440000,5,2020-11-01,\n", 2),
    ],
)
def test_reference_faults_name_the_line(tmp_path: Path, name: str, content: str, line: int) -> None:
    (tmp_path / "regions.csv").write_text("code,name,level,parent\n440000,甲,province,\n", "utf-8")
    (tmp_path / "population.csv").write_text("region_code,population,as_of,source\n", "utf-8")
    assert load_regions(tmp_path)
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(DefinitionError) as told:
        load_regions(tmp_path)
    assert (told.value.problem.file, told.value.problem.line) == (f"reference/{name}", line)
