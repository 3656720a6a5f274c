"""The five reports, altered by program: what is read must follow the alteration, and nothing else must move.

Figures, digits and line ends are altered at their places; wrapping and order of sections move every place.
The first kind is compared statement by statement, the second as a bag of statements. A small share may
differ, as small as the reader allows today.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from kexie_dash.extraction import extract
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document
from kexie_dash.reading import read_document
from kexie_dash.reading.traditional import SIMPLIFIED

REPORTS = Path(__file__).resolve().parents[2] / "data" / "reports"
ORIGINS: dict[str, dict[str, Any]] = {
    entry["id"]: entry for entry in yaml.safe_load((REPORTS / "origins.yaml").read_text("utf-8"))["reports"]
}
IDS = sorted(ORIGINS)
#: Where figures stand that state nothing, and must stay: dates, ordinals, names of grades.
_FIGURE = re.compile(
    r"(?<![\d第A-Za-z〔\[])(?<!\d[.,，])\d[\d,]*(?:\.\d+)?(?!\d|[.,]\d|[年月日届号级A-Za-z+])"
)
_SENTENCE_END = "。！？：:"
_LONG_LINE = 40
TAB = "\t"
_NUMERALS = "一二三四五六七八九十"
#: A heading 一、… on a line of its own that is no row of a table.
_TOP = re.compile(rf"^[ \u3000]*([{_NUMERALS}])、(?!.*(?:\d|支出\s*$)).{{2,30}}$", re.MULTILINE)
#: Cells side by side, or a row of a table that has only its name.
_ROW = re.compile(r"\t|^\s*[^\s，。：；]+(?: [^\s，。：；]+){2,}\s*$|支出\s*$|^单位：|^合计\s*$")
_ATTRIBUTES = (
    "family",
    "bound",
    "stage",
    "level",
    "category",
    "channel",
    "coverage",
    "period",
    "year",
    "unit",
)
_FIGURES = ("value", "full_mark", "target", "actual")


@cache
def text_of(report: str) -> str:
    return read_document(REPORTS / ORIGINS[report]["file"]).text


def read(report: str, text: str) -> tuple[Observation, ...]:
    """What the altered text states. Its evidence is exact, whatever was altered."""
    origin = ORIGINS[report]
    found = extract(Document(text), report=report, year=origin["year"], kind=origin["kind"]).observations
    for o in found:
        assert text[o.evidence.start : o.evidence.end] == o.evidence.quote
        assert o.evidence.line_first == text.count("\n", 0, o.evidence.start) + 1
    return found


@cache
def original(report: str) -> tuple[Observation, ...]:
    return read(report, text_of(report))


def statement(o: Observation) -> tuple[object, ...]:
    """All but the place, the words and whether it sums up others."""
    return tuple(getattr(o, name) for name in (*_ATTRIBUTES, *_FIGURES))


def share(expected: Counter[Any], found: Counter[Any]) -> tuple[float, float]:
    """How many of the expected are found, how many of the found are expected."""
    common = (expected & found).total()
    return common / expected.total(), common / found.total()


def assert_follows(report: str, expected: Counter[Any], found: Counter[Any], least: float) -> None:
    recall, precision = share(expected, found)
    lost, new = expected - found, found - expected
    assert min(recall, precision) >= least, (
        f"{report}: {recall:.1%} followed, {precision:.1%} of the printed expected; "
        f"lost {list(lost)[:5]}, new {list(new)[:5]}"
    )


# New figures: each digit of a stated figure becomes another, 0 stays 0, so lengths and blanks stay.
def raised(digits: str) -> str:
    return digits.translate(str.maketrans("12345678", "23456789"))


def lowered(digits: str) -> str:
    return digits.translate(str.maketrans("23456789", "12345678"))


def scrambled(digits: str) -> str:
    """Sums and order are lost: 5 of 8 points become 8 of 4."""
    return digits.translate(str.maketrans("123456789", "469281753"))


def figures_of(words: str | None) -> list[str]:
    return [m[0] for m in _FIGURE.finditer(words or "")]


def refigured(report: str, change: Callable[[str], str]) -> str:
    """The text with each figure of a statement changed inside its evidence, length and places kept."""
    text = text_of(report)
    characters = list(text)
    for o in original(report):
        own = {f for words in (o.value_text, o.target_text, o.actual_text) for f in figures_of(words)}
        own |= {str(o.full_mark)} if o.full_mark is not None else set()
        for match in _FIGURE.finditer(text, o.evidence.start, o.evidence.end):
            if match[0] in own or match[0].replace(",", "") in own:
                characters[match.start() : match.end()] = change(match[0])
    return "".join(characters)


def follow(figure: Decimal | None, before: str | None, after: str) -> Decimal | None:
    """The figure as it must be read when its printed digits have become others."""
    old, new = figures_of(before), figures_of(after)
    if figure is None or len(old) != 1 or not figure:
        return figure
    return figure * Decimal(new[0].replace(",", "")) / Decimal(old[0].replace(",", ""))


def same(figure: Decimal | None) -> Decimal | None:
    """One spelling for a figure that went through a division."""
    return None if figure is None else figure.quantize(Decimal("0.000001")).normalize()


@pytest.mark.parametrize("change", [raised, lowered, scrambled], ids=lambda f: f.__name__)
@pytest.mark.parametrize("report", IDS)
def test_new_figures_follow_through(report: str, change: Callable[[str], str]) -> None:
    text = refigured(report, change)
    assert len(text) == len(text_of(report))
    assert text != text_of(report)
    expected: Counter[Any] = Counter()
    for o in original(report):
        texts = {"value": o.value_text, "target": o.target_text, "actual": o.actual_text}
        if o.family == "target":
            texts["value"] = o.actual_text or ""
        figures = {
            name: follow(getattr(o, name), words, _changed(words, change)) for name, words in texts.items()
        }
        full = o.full_mark if o.full_mark is None else Decimal(change(str(o.full_mark)))
        expected[
            (o.evidence.start, o.evidence.end, o.family, *(same(figures[n]) for n in sorted(figures)), full)
        ] += 1
    found = Counter(
        (
            o.evidence.start,
            o.evidence.end,
            o.family,
            same(o.actual),
            same(o.target),
            same(o.value),
            o.full_mark,
        )
        for o in read(report, text)
    )
    assert_follows(report, expected, found, 0.99)


def _changed(words: str | None, change: Callable[[str], str]) -> str:
    return _FIGURE.sub(lambda m: change(m[0]), words or "")


@pytest.mark.parametrize("report", IDS)
def test_full_width_digits_say_the_same(report: str) -> None:
    wide = text_of(report).translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))
    expected = Counter((o.evidence.start, o.evidence.end, statement(o)) for o in original(report))
    found = Counter((o.evidence.start, o.evidence.end, statement(o)) for o in read(report, wide))
    assert_follows(report, expected, found, 0.99)


@pytest.mark.parametrize("report", IDS)
def test_carriage_returns_change_nothing(report: str) -> None:
    found = Counter(map(statement, read(report, text_of(report).replace("\n", "\r\n"))))
    assert_follows(report, Counter(map(statement, original(report))), found, 1.0)


def rewrapped(text: str, width: int, numbered: bool) -> str:
    """Prose joined to paragraphs and broken again at width, never inside a figure; tables stay.

    numbered: a page number stands between the lines at every thirtieth.
    """
    lines: list[str] = []
    for paragraph in paragraphs(text):
        lines += [paragraph] if _ROW.search(paragraph) else broken(paragraph, width)
    if numbered:
        for page, index in enumerate(range(30, len(lines), 31), start=1):
            if not _ROW.search(lines[index - 1]) and not _ROW.search(lines[index]):
                lines.insert(index, f"\n— {page} —\n")
    return "\n".join(lines)


def paragraphs(text: str) -> list[str]:
    """Lines that fill the page's width, or are long, and do not end a sentence go on in the next."""
    lines = [line for line in text.split("\n") if line.strip()]
    prose = sorted(len(line) for line in lines if not _ROW.search(line))
    full = prose[len(prose) * 3 // 4] - 2
    joined: list[str] = []
    goes_on = False
    for line in lines:
        row = _ROW.search(line) is not None
        if goes_on and not row and not _TOP.match(line):
            joined[-1] += line.lstrip()
        else:
            joined.append(line)
        goes_on = not row and len(line) >= min(full, _LONG_LINE) and line.rstrip()[-1] not in _SENTENCE_END
    return joined


def broken(paragraph: str, width: int) -> list[str]:
    lines = []
    while len(paragraph) > width:
        at = width
        while at > width // 2 and re.match(r"[\d.,%]", paragraph[at]):
            at -= 1
        lines.append(paragraph[:at])
        paragraph = paragraph[at:]
    return [*lines, paragraph]


@pytest.mark.parametrize("numbered", [False, True], ids=["plain", "pages"])
@pytest.mark.parametrize("width", [36, 52])
@pytest.mark.parametrize("report", IDS)
def test_other_line_breaks_change_nothing(report: str, width: int, numbered: bool) -> None:
    found = Counter(map(statement, read(report, rewrapped(text_of(report), width, numbered))))
    assert_follows(report, Counter(map(statement, original(report))), found, 0.97)


def top_headings(text: str) -> list[int]:
    """Where 一、二、… of the report begin, not those of lists within one of them."""
    starts: list[int] = []
    nested = 0
    for match in _TOP.finditer(text):
        number = _NUMERALS.index(match[1]) + 1
        if (number != nested + 1 and number == len(starts) + 1) or not starts:
            starts.append(match.start())
            nested = 0
        else:
            nested = number
    return starts


def shuffled(text: str, seed: int) -> str:
    """What stands before the first 一、 stays; the blocks 一、二、… below come in another order."""
    starts = top_headings(text)
    blocks = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    blocks[-1] += "\n"
    before = blocks.copy()
    random.Random(seed).shuffle(blocks)
    assert blocks != before
    return text[: starts[0]] + "".join(blocks)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("report", IDS)
def test_order_of_sections_changes_nothing(report: str, seed: int) -> None:
    found = Counter(map(statement, read(report, shuffled(text_of(report), seed))))
    assert_follows(report, Counter(map(statement, original(report))), found, 0.99)


def traditional(text: str, share: float) -> str:
    """A share of the characters in their traditional form, where the reader knows one."""
    forms = {chr(simple): chr(other) for other, simple in SIMPLIFIED.items()}
    chance = random.Random(3)
    return "".join(forms[c] if c in forms and chance.random() < share else c for c in text)


@pytest.mark.parametrize("share_of_all", [0.15, 1.0])
@pytest.mark.parametrize("report", IDS)
def test_traditional_characters_change_nothing(report: str, share_of_all: float) -> None:
    text = traditional(text_of(report), share_of_all)
    assert text != text_of(report)
    found = Counter(map(statement, read(report, text)))
    assert_follows(report, Counter(map(statement, original(report))), found, 0.99)


@pytest.mark.parametrize("report", IDS)
def test_spaces_around_figures_change_nothing(report: str) -> None:
    text = re.sub(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", " ", text_of(report))
    found = Counter(map(statement, read(report, text)))
    assert_follows(report, Counter(map(statement, original(report))), found, 0.99)


def with_tables() -> list[str]:
    return [report for report in IDS if text_of(report).count("\t") > 100]


@pytest.mark.parametrize("report", with_tables())
def test_bars_part_cells_as_tabs_do(report: str) -> None:
    lines = text_of(report).split("\n")
    text = "\n".join(f"| {line.replace(TAB, ' | ')} |" if TAB in line else line for line in lines)
    found = Counter(map(statement, read(report, text)))
    assert_follows(report, Counter(map(statement, original(report))), found, 0.99)


def fused(text: str, share: float) -> str:
    """In a share of the rows two cells beside each other lose the tab between them."""
    chance = random.Random(5)
    lines = []
    for line in text.split("\n"):
        tabs = [place for place, char in enumerate(line) if char == TAB]
        place = chance.choice(tabs) if tabs and chance.random() < share else None
        lines.append(line if place is None else line[:place] + line[place + 1 :])
    return "\n".join(lines)


@pytest.mark.parametrize("share_of_rows", [0.1, 0.3])
@pytest.mark.parametrize("report", with_tables())
def test_fused_cells_lose_statements_and_make_none(report: str, share_of_rows: float) -> None:
    """What is lost is left over; of what is read hardly anything is new."""

    def figures(observations: tuple[Observation, ...]) -> Counter[Any]:
        return Counter((o.family, o.value, o.target) for o in observations)

    before = figures(original(report))
    after = figures(read(report, fused(text_of(report), share_of_rows)))
    followed, real = share(before, after)
    assert followed >= 0.92, f"{report}: {followed:.1%} followed"
    assert real >= 0.98, f"{report}: {real:.1%} of the printed expected; new {list(after - before)[:8]}"
