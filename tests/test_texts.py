"""What readers see stands in the catalogues of its room, `texts.py` and `texts_*.py`.

So that another language can be added by writing other catalogues.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "kexie_dash"
#: The rooms that are covered.
ROOMS = ("charts",)
#: Modules that hold Chinese of their own, and why.
EXCEPTIONS = {
    "charts/names.py": "patterns that recognise the printed names of bodies: a rule, not a text",
    "charts/text.py": "characters that may not begin or end a line: typography of Chinese, in any language",
}
#: Characters of Chinese: its words, its punctuation, its forms of full width.
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”]")


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _is_catalogue(path: Path) -> bool:
    return path.stem == "texts" or path.stem.startswith("texts_")


def _modules(catalogues: bool) -> list[Path]:
    found = (path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py")))
    return [path for path in found if _is_catalogue(path) is catalogues]


def _chinese(source: str) -> list[str]:
    """Strings and parts of formatted strings that hold Chinese; comments and docstrings do not count."""
    tree = ast.parse(source)
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [str(node.value) for node in strings if id(node) not in apart and CHINESE.search(str(node.value))]


def _texts(path: Path) -> Iterator[str]:
    yield from _chinese(path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""中位数"""\nVALUE = 1  # 中位数\n', []),
        ('def one() -> str:\n    """中位数."""\n    return "median"\n', []),
        ('return_of = {"median": "中位数"}\n', ["中位数"]),
        ('def one(n: int) -> str:\n    return f"{n} 个"\n', [" 个"]),
        ('JOINED = "、".join(names)\n', ["、"]),
        ('def one(n: str) -> str:\n    return f"“{n}”"\n', ["“", "”"]),
    ],
)
def test_what_counts_as_a_text_of_its_own(source: str, found: list[str]) -> None:
    assert _chinese(source) == found


@pytest.mark.parametrize("path", _modules(catalogues=False), ids=_name)
def test_no_module_holds_texts_of_its_own(path: Path) -> None:
    if _name(path) not in EXCEPTIONS:
        assert list(_texts(path)) == []


def test_exceptions_are_needed() -> None:
    assert len(EXCEPTIONS) <= 4
    assert [name for name in EXCEPTIONS if not list(_texts(PACKAGE / name))] == []


def test_every_room_has_a_catalogue() -> None:
    found = {
        _name(path).split("/", maxsplit=1)[0] for path in _modules(catalogues=True) if list(_texts(path))
    }
    assert found == set(ROOMS)


@pytest.mark.parametrize("path", _modules(catalogues=True), ids=_name)
def test_catalogues_hold_constants_whose_gaps_have_names(path: Path) -> None:
    """A gap without a name could not change its place in another language."""
    tree = ast.parse(path.read_text("utf-8"))
    allowed = ast.Assign | ast.AnnAssign | ast.Expr | ast.ImportFrom
    assert [type(node).__name__ for node in tree.body if not isinstance(node, allowed)] == []
    gaps = [
        gap for text in _texts(path) for _, gap, _, _ in string.Formatter().parse(text) if gap is not None
    ]
    assert [gap for gap in gaps if not gap.isidentifier()] == []


def test_every_text_is_used() -> None:
    code = [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))]
    used = {name for source in code for name in re.findall(r"\.([A-Z][A-Z0-9_]+)\b", source)}
    stored = [
        (_name(path), node.id)
        for path in _modules(catalogues=True)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]
    assert [one for one in stored if one[1] not in used] == []
