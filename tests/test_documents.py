"""What the documents say is what the program does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.cli import COMMANDS, main
from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.model.quantity import BOUND_SIGN, round_half_up
from kexie_dash.settings import Paths

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = (
    *READMES,
    "CONTRIBUTING.md",
    "DECISIONS.md",
    "CHANGELOG.md",
    "docs/command-line.md",
    "docs/metrics.md",
)
#: Row of the headline table → report.
REPORT_OF = {
    "深圳": "440300-2020",
    "佛山": "440600-2020",
    "从化": "440117-2021",
    "湛江": "440800-2022",
    "江门": "440700-2022",
}
BASIS = {"adjusted": ("adjusted budget", "按调整预算"), "initial": ("initial budget", "按年初预算")}
NOT_STATED = {"not stated", "未载明"}
Print = Callable[..., str]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.fixture
def printed(built: Paths, capsys: pytest.CaptureFixture[str]) -> Print:
    """What a command prints, run on the five reports."""

    def run(*arguments: str) -> str:
        assert main([*arguments, "--data", str(built.data)]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def compared(printed: Print) -> Callable[..., dict[str, dict[str, object]]]:
    """Values of a metric by report; `by` chooses of a breakdown what has a value."""

    def ask(metric: str, **by: str) -> dict[str, dict[str, object]]:
        values = json.loads(printed("compare", metric, "--format", "json"), parse_float=Decimal)["values"]
        return {v["report"]: v for v in values if by.items() <= v["by"].items() and v["value"] is not None}

    return ask


def headline(name: str) -> dict[str, list[str]]:
    """Cells of the headline table by report."""
    rows = (line.strip("|").split("|") for line in read(name).splitlines() if line.startswith("| "))
    cells = ([cell.strip() for cell in row] for row in rows)
    return {REPORT_OF[row[0]]: row[1:] for row in cells if row[0] in REPORT_OF}


def percent(value: object) -> str:
    return f"{round_half_up(Decimal(str(value)) * 100, 2)}%"


@pytest.mark.parametrize("name", READMES)
def test_the_headline_table_is_what_the_program_gives(
    name: str, compared: Callable[..., dict[str, dict[str, object]]]
) -> None:
    rates, scores = compared("execution_rate"), compared("self_score")
    activities = compared("activities", coverage="system")
    audience = compared("audience", coverage="system", channel="unstated")
    audience |= compared("audience", coverage="system", channel="total")
    table = headline(name)
    assert set(table) == set(REPORT_OF.values()) == set(rates) == set(scores)
    for report, (_, rate, basis, declared, score, held, reached) in table.items():
        found = rates[report]
        assert rate == percent(found["value"])
        assert basis in BASIS[str(found["basis"])]
        assert declared in NOT_STATED if found["declared"] is None else declared == percent(found["declared"])
        assert Decimal(score) == Decimal(str(scores[report]["value"]))
        assert_counted(held, activities.get(report))
        assert_counted(re.sub(r"\s*[(（].*", "", reached), audience.get(report))


def assert_counted(cell: str, found: dict[str, object] | None) -> None:
    if found is None:
        assert cell in NOT_STATED
    else:
        sign = BOUND_SIGN[found["bound"]]  # type: ignore[index]
        assert cell == f"{sign}{Decimal(str(found['value'])):,f}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_documents_lead_to_is_there(name: str) -> None:
    text = re.sub(r"```.*?```", "", read(name), flags=re.S)
    places = [p for p in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in p]
    missing = [place for place in places if not (ROOT / name).parent.joinpath(place).exists()]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_name_commands_that_exist(name: str) -> None:
    text = read(name)
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), flags=re.M))
    commands = set(re.findall(r"kexie ([a-z]+)\b(?=[ `\n])", text))
    assert commands <= set(COMMANDS)
    assert set(re.findall(r"make ([a-z]+)`", text)) <= targets
    if name in READMES:
        assert commands == set(COMMANDS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_speak_of_the_project_alone(name: str) -> None:
    hosts = set(re.findall(r"https?://([\w.-]+)", read(name)))
    assert hosts <= {"127.0.0.1"}
    assert not re.search(r"(?<![\w.])/(?:home|root|tmp|work|Users)/", read(name))


def test_both_readmes_say_the_same() -> None:
    one, other = (
        re.findall(
            r"^#+ |^- \*\*|^\| `[^`]+`|!\[.*\]\(.*\)|^ {4}\S+", re.sub(r"!\[.*?\]", "![]", read(n)), re.M
        )
        for n in READMES
    )
    assert one == other


def test_the_changelog_names_every_metric() -> None:
    named = set(re.findall(r"`([a-z0-9_]+)` [一-鿿]", read("CHANGELOG.md")))
    assert named == {metric.id for metric in load_metrics()}


def test_the_dictionary_document_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics", "--format", "markdown"]) == 0
    assert read("docs/metrics.md") == capsys.readouterr().out


@pytest.mark.parametrize("name", READMES)
def test_the_readme_counts_the_metrics(name: str) -> None:
    counted = re.findall(r"(\d+) (?:metrics|个指标)", read(name))
    assert counted == [str(len(load_metrics()))]


@pytest.mark.parametrize("section", ["kexie extract", "kexie compare", "kexie check"])
def test_the_promised_fields_are_printed(section: str, printed: Print, built: Paths) -> None:
    part = read("docs/command-line.md").split(f"## `{section}", 1)[1].split("\n## ", 1)[0]
    cells = re.findall(r"^\| (`.*?) \|", part, flags=re.M)
    promised = [field for cell in cells for field in re.findall(r"`(\w+)`", cell)]
    if section == "kexie extract":
        record = json.loads(printed("extract", str(built.reports / "440600-2020.txt")).splitlines()[0])
    elif section == "kexie compare":
        record = json.loads(printed("compare", "execution_rate", "--format", "json"))["values"][0]
    else:
        record = json.loads(printed("check", "--format", "json"))[0]
    assert sorted(promised) == sorted(record)
