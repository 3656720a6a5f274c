"""Rules of the house that neither the linter, the type checker nor import-linter can see."""

from __future__ import annotations

import ast
import csv
import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kexie_dash"
REPORTS = ROOT / "data" / "reports"
SOURCES = sorted(PACKAGE.rglob("*.py")) + sorted(ROOT.glob("app.py"))
#: Rooms whose rules must hold for reports nobody has seen yet.
GENERAL = ("reading", "extraction", "measures", "checking", "scoring", "queries", "pages", "charts")
LONGEST_FILE = 300
#: Three digits or fewer, years and round numbers are nobody's figure.
_FIGURE = re.compile(r"(?<![\w#.])\d[\d,_]*(?:\.\d+)?(?![\w])")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _general_files() -> list[Path]:
    rooms = [PACKAGE / room for room in GENERAL]
    wording = sorted((PACKAGE / "definitions").glob("*.yaml"))
    return [path for room in rooms for path in sorted(room.rglob("*.py"))] + wording


def _figures(text: str) -> set[str]:
    """The telling numbers of a text: at least five significant digits, in one spelling."""
    found = {token.replace(",", "").replace("_", "") for token in _FIGURE.findall(text)}
    return {token for token in found if len(token.replace(".", "").strip("0")) >= 5}


@cache
def _origins() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = yaml.safe_load((REPORTS / "origins.yaml").read_text("utf-8"))["reports"]
    return entries


@cache
def _places() -> frozenset[str]:
    """Short names of Guangdong's cities and of the districts that have a report here."""
    stated = {entry["region_code"] for entry in _origins()}
    with (ROOT / "data" / "reference" / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return frozenset(
        row["name"].removesuffix("市").removesuffix("区").removesuffix("县")
        for row in rows
        if row["level"] == "city" or row["code"] in stated
    )


@cache
def _report_figures() -> frozenset[str]:
    texts = [(REPORTS / entry["file"]).read_text("utf-8") for entry in _origins()]
    return frozenset().union(*(_figures(text) for text in texts))


def test_what_is_looked_for_is_there() -> None:
    assert SOURCES
    assert _general_files()
    assert {"佛山", "深圳", "湛江", "江门", "从化"} <= _places()
    assert "63734886.83" in _report_figures()
    assert _figures("预算 1,234,567.80 元") == {"1234567.80"}


@pytest.mark.parametrize("path", _general_files(), ids=_name)
def test_no_rule_knows_a_report(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not {place for place in _places() if place in text}
    assert not _figures(text) & _report_figures()


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_files_fit_the_mind(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "misc"}


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_every_return_is_annotated(path: Path) -> None:
    assert [node.name for node in _functions(path) if node.returns is None] == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_only_settings_reads_the_environment(path: Path) -> None:
    if path != PACKAGE / "settings.py":
        assert not re.search(r"\bos\.(environ\b(?!\.copy|,|\s*\|)|getenv)", path.read_text("utf-8"))


def test_no_sql_above_queries() -> None:
    above = [path for room in ("pages", "charts", "exports") for path in (PACKAGE / room).rglob("*.py")]
    assert above
    found = {_name(path) for path in above if re.search(r"\bSELECT\b[^\"]+\bFROM\b", path.read_text("utf-8"))}
    assert found == set()


def _literals(path: Path) -> Iterator[str]:
    """Every string of a module save docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        said = node.value if isinstance(node, ast.Expr) else None
        if isinstance(said, ast.Constant):
            said.value = None
    yield from (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def test_words_for_readers_of_pages_stand_in_one_catalogue() -> None:
    """So that another language can be added. Single characters (年, 家, 分) go with figures."""
    pages = [one for one in (PACKAGE / "pages").glob("*.py") if not one.stem.startswith("texts")]
    assert len(pages) > 20
    words = re.compile("[\u4e00-\u9fff]{2,}")
    assert words.search(next(iter(_literals(PACKAGE / "pages" / "texts.py"))))
    assert {_name(one): text for one in pages for text in _literals(one) if words.search(text)} == {}


def test_the_entry_holds_navigation_only() -> None:
    tree = ast.parse((ROOT / "app.py").read_text("utf-8"))
    ours = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
        if name.startswith("kexie_dash")
    }
    assert ours
    assert {name.split(".")[1] for name in ours if "." in name} <= {"pages", "settings"}


def test_nothing_is_fetched_from_the_internet() -> None:
    # Plotly's own bundle names addresses it does not ask here: the browser tests watch every request.
    bundle = ROOT / "static" / "plotly" / "plotly-cartesian.min.js"
    files = (path for path in (ROOT / "static").rglob("*") if path != bundle)
    served = [path for path in files if path.suffix in {".css", ".js", ".html", ".svg"}]
    shipped = [path for path in PACKAGE.rglob("*") if path.suffix in {".yaml", ".sql", ".js", ".css"}]
    paths = [*SOURCES, *shipped, *(ROOT / ".streamlit").glob("*.toml"), *served]
    assert len(paths) > len(SOURCES)
    # Names of document formats look like addresses.
    names = r"www\.w3\.org/|schemas\.openxmlformats\.org/"
    allowed = rf"https?://(?:127\.0\.0\.1|localhost|{names})"
    for path in paths:
        found = re.findall(rf"(?!{allowed})https?://[\w.-]+", path.read_text("utf-8"))
        assert not found, f"{_name(path)}: {found}"


def test_the_server_runs_as_an_office_needs_it() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["runner"]["postScriptGC"] is False


def test_every_font_slice_named_is_served() -> None:
    fonts = ROOT / "static" / "fonts"
    named = set(re.findall(r'url\("([^"]+)"\)', (fonts / "noto-sans-sc.css").read_text("utf-8")))
    assert named
    assert named == {path.name for path in fonts.glob("*.woff2")}
    assert '@import url("app/static/fonts/noto-sans-sc.css");' in (PACKAGE / "pages" / "style.css").read_text(
        "utf-8"
    )
    assert "SIL OPEN FONT LICENSE" in (fonts / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("name", ["run", "dev"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip(), flags=re.I)
    assert len(entries) > 20
    for entry in entries:
        assert re.match(
            r"[\w.-]+(\[[\w,]+\])?==[\w.+!]+( ;[^\n\\]+)? \\\n +--hash=sha256:[0-9a-f]{64}", entry
        ), entry
    assert not re.search(r"://|--(extra-)?index|--find-links|file:", text)


def test_both_requirement_files_agree() -> None:
    run, dev = (
        set(re.findall(r"^[\w.-]+==[^ ]+", (ROOT / "requirements" / f"{name}.txt").read_text("utf-8"), re.M))
        for name in ("run", "dev")
    )
    assert run < dev


@pytest.mark.parametrize("entry", _origins(), ids=lambda entry: entry["id"])
def test_reports_are_as_received(entry: dict[str, str]) -> None:
    content = (REPORTS / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_every_report_has_an_origin() -> None:
    files = {
        path.name for path in REPORTS.iterdir() if path.suffix != ".yaml" and not path.name.startswith(".")
    }
    assert files == {entry["file"] for entry in _origins()}


def test_contracts_name_every_room() -> None:
    """import-linter refuses names that do not exist yet, so its lists are checked here as rooms are added."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    contracts = {contract["name"]: contract for contract in tool["contracts"]}
    rooms = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    rooms = {f"kexie_dash.{room}" for room in rooms if not room.startswith("__")}
    write = {
        f"kexie_dash.{room}" for room in ("reading", "extraction", "checking", "scoring", "pipeline")
    } & rooms
    read = {f"kexie_dash.{room}" for room in ("queries", "charts", "exports", "pages")} & rooms
    towards_read = contracts["The write side does not know the read side"]
    towards_write = contracts["The read side does not know the write side"]
    formats = contracts["File formats in reading and exports only"]
    assert write == set(towards_read["source_modules"]) == set(towards_write["forbidden_modules"])
    assert read == set(towards_read["forbidden_modules"]) == set(towards_write["source_modules"])
    assert set(formats["source_modules"]) == rooms - {"kexie_dash.reading", "kexie_dash.exports"}
