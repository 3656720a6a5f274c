"""What the pictures with a row a body share: the name column, the rows of missing values, the notes below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kexie_dash.charts import texts
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import Scale, has_value, value_label
from kexie_dash.charts.frame import PAD
from kexie_dash.charts.names import names_of, row_words, short_names
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import ROW_HEIGHT, SMALL_SIZE, TEXT_SIZE, VALUE_SIZE, Style, Theme
from kexie_dash.measures.ranking import place_words
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, MeasureValue, Status
from kexie_dash.model.labels import basis_label
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.comparison import Absent

_BAND_HEIGHT = 34
_NOTE_LINE = 20
#: A note is drawn up to its own row, and the next row keeps away from it.
_NOTE_UP, _NOTE_GAP = 8, 4
#: The name column never takes more than this part of the width.
_MOST_NAME = 0.42
#: So many missing values of one kind in a band get a row each; more are named on one line.
_MISSING_ROWS = 2
_ABSENT_ROWS = 6
#: More names than this on such a line are counted.
_MOST_NAMED = 30
#: The line of a row without a figure; where nothing is asked of a report there is none.
_DASH: dict[Status, str] = {"not_stated": "dash", "undefined": "dot"}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in one picture: names, what tells a body's rows apart, colours, the scale of the numbers."""

    names: Mapping[str, str]
    words: Mapping[str, str]
    colours: BodyColours
    scale: Scale
    theme: Theme
    said_basis: bool

    def colour(self, value: MeasureValue) -> str:
        return self.colours.of(value.body_code, self.theme)

    def row_label(self, value: MeasureValue) -> str:
        """Name, then year and breakdown, small and grey."""
        name = f"<b>{plain(self.names[value.body_code])}</b>"
        said = (str(value.year), plain(self.words[value.id]), self.colours.role(value.body_code))
        more = " ".join(part for part in said if part)
        return f"{name} {soft(more, self.theme.soft)}"

    def asides(self, item: ComparedValue) -> tuple[str, ...]:
        """Small grey words after the number: derived, its basis where bases differ, its place if ranked."""
        value = item.value
        said = []
        basis = basis_label(value.basis) if self.said_basis and has_value(value) else ""
        # "所列相加" says by itself that the value is derived.
        if value.status == "derived" and not (basis and "sum" in (value.basis or "").split("+")):
            said.append(STATUS_LABEL["derived"])
        if basis:
            said.append(basis)
        return tuple(word for word in (*said, place_words(item)) if word)

    def mark_label(self, item: ComparedValue) -> str:
        """The number in ink with its asides."""
        asides = self.asides(item)
        grey = "\u2002" + soft(plain(texts.BETWEEN_PARTS.join(asides)), self.theme.soft) if asides else ""
        return f"{self.number_label(item)}{grey}"

    def number_label(self, item: ComparedValue) -> str:
        """The number alone."""
        return f"<b>{plain(value_label(item.value, self.scale))}</b>"


def cast_for(bands: Sequence[Band], scale: Scale, style: Style, colours: BodyColours | None = None) -> Cast:
    """Names and colours for everybody in these bands."""
    values = [item.value for band in bands for item in band.values]
    bases = {value.basis for value in values if has_value(value) and value.basis}
    return Cast(
        names_of(values),
        {key: words for band in bands for key, words in _band_words(band).items()},
        colours or BodyColours(value.body_code for value in values),
        scale,
        style.colours,
        said_basis=len(bases) > 1,
    )


def _band_words(band: Band) -> dict[str, str]:
    """What a band's own label says already is not said again in its rows."""
    return row_words(item.value for item in band.values)


def name_column(cast: Cast, values: Iterable[MeasureValue], style: Style) -> int:
    """Width of the left margin that holds the longest name."""
    if style.narrow:
        return PAD
    widest = max((text_width(cast.row_label(value), TEXT_SIZE) for value in values), default=0.0)
    return round(min(widest + 2 * PAD + 8, style.width * _MOST_NAME))


def label_row(sheet: Sheet, cast: Cast, value: MeasureValue, words: str = "") -> float:
    """Take a row and write whose it is; on a narrow screen the name stands above its mark.

    words: html that stands above the mark too then, on the name's line where both fit.
    """
    if sheet.style.narrow:
        return above(sheet, cast.row_label(value), words)
    middle = sheet.row(ROW_HEIGHT)
    sheet.margin_text(middle, cast.row_label(value))
    return middle


def above(sheet: Sheet, name: str, words: str) -> float:
    """A name and at the right words, on one line or two, and below them the row of the mark; both html."""
    sheet.margin_text(sheet.row(22), name)
    if words:
        taken = text_width(name, TEXT_SIZE) + text_width(words, VALUE_SIZE) + PAD
        beside = taken <= sheet.style.width - 2 * sheet.edge
        sheet.right_text(sheet.y - 11 if beside else sheet.row(22), words, VALUE_SIZE, covers=True)
    return sheet.row(24)


def band_heading(sheet: Sheet, label: str, first: bool) -> float:
    """A rule line and the name of the group; the middle of the row it takes."""
    if label:
        sheet.y += 0 if first else 10
        sheet.rule(sheet.y)
    middle = sheet.row(_BAND_HEIGHT)
    sheet.margin_text(middle, plain(label), SMALL_SIZE, sheet.style.colours.soft)
    return middle


def note_lines(sheet: Sheet, *texts: str) -> None:
    """Small grey words on their own lines under a row, nearer to it than to the next; not yet harmless."""
    room = sheet.style.text_room - sheet.left - 2 * sheet.edge
    lines = [line for text in texts for line in wrap(text, SMALL_SIZE, room)]
    for line in lines:
        sheet.plot_text(sheet.row(_NOTE_LINE) - _NOTE_UP, plain(line), colour=sheet.style.colours.soft)
    if lines:
        sheet.y += _NOTE_GAP


def missing_rows(sheet: Sheet, cast: Cast, items: Sequence[ComparedValue]) -> None:
    """Values that are not there: dashed rows with the word for it, or one line of names if there are many."""
    by_status: dict[Status, list[ComparedValue]] = {}
    for item in items:
        by_status.setdefault(item.value.status, []).append(item)
    for status, found in by_status.items():
        if len(found) > _MISSING_ROWS:
            _missing_line(sheet, cast, status, found)
            continue
        for item in found:
            _missing_row(sheet, cast, item)


def _missing_row(sheet: Sheet, cast: Cast, item: ComparedValue) -> None:
    middle = label_row(sheet, cast, item.value)
    if dash := _DASH.get(item.value.status):
        sheet.across(middle, color=sheet.style.colours.mark, width=1, dash=dash)
    reason = why_missing(item)
    room = (sheet.plot_width + sheet.right) * 0.9
    lines = wrap(reason, SMALL_SIZE, room)
    sheet.plot_text(middle, plain(lines[0]), covers=True, colour=sheet.style.colours.soft)
    for line in lines[1:]:
        sheet.plot_text(sheet.row(_NOTE_LINE) - 4, plain(line), colour=sheet.style.colours.soft)


def _missing_line(sheet: Sheet, cast: Cast, status: Status, items: Sequence[ComparedValue]) -> None:
    said = [" ".join(filter(None, (cast.names[i.value.body_code], cast.words[i.value.id]))) for i in items]
    found = list(dict.fromkeys(said))
    more = texts.AND_ITEMS_IN_ALL.format(count=len(found)) if len(found) > _MOST_NAMED else ""
    names = texts.BETWEEN_NAMES.join(found[:_MOST_NAMED]) + more
    theme = sheet.style.colours
    top = sheet.y + ROW_HEIGHT / 2
    sheet.margin_text(
        top,
        soft(
            texts.SO_MANY_OF_STATE.format(
                sign=STATE_SIGN[status], word=STATUS_LABEL[status], count=len(items)
            ),
            theme.soft,
        ),
    )
    if sheet.style.narrow:
        sheet.row(_NOTE_LINE + 4)
    lines = wrap(names, SMALL_SIZE, sheet.style.text_room - sheet.left - 2 * sheet.edge)
    for number, line in enumerate(lines):
        middle = sheet.row(ROW_HEIGHT if not number else _NOTE_LINE)
        sheet.plot_text(middle, plain(line), colour=theme.soft)


def empty_bands(sheet: Sheet, cast: Cast, bands: Sequence[Band], first: bool) -> None:
    """Groups in which nobody has a value, a line each, with the word and the names."""
    band_heading(sheet, texts.GROUPS_WITHOUT_FIGURES, first)
    for band in bands:
        by_status: dict[Status, list[str]] = {}
        for item in band.values:
            by_status.setdefault(item.value.status, []).append(cast.names[item.value.body_code])
        said = texts.BETWEEN_CLAUSES.join(
            f"{texts.BETWEEN_NAMES.join(names)} {STATE_SIGN[status]} {STATUS_LABEL[status]}"
            for status, names in by_status.items()
        )
        text = texts.LABELLED.format(label=band.label, said=said)
        for line in wrap(text, SMALL_SIZE, sheet.style.text_room - 2 * sheet.edge):
            sheet.margin_text(sheet.row(_NOTE_LINE), plain(line), SMALL_SIZE, sheet.style.colours.soft)


def why_missing(item: ComparedValue) -> str:
    """未载明, or the word with the reason the report or the calculation gives."""
    word = STATUS_LABEL[item.value.status]
    why = next((reason for reason in (*item.reasons, *item.value.caveats) if reason != word), "")
    said = f"{STATE_SIGN[item.value.status]} {word}"
    return texts.LABELLED.format(label=said, said=why) if why else said


def why_hollow(item: ComparedValue) -> str:
    """The word and the reason under a mark that is not filled; empty for one that is."""
    if item.value.status == "pending_review":
        why = [reason for reason in item.reasons if reason != STATUS_LABEL["pending_review"]]
        return texts.BETWEEN_LABEL_AND_SAID.join(
            filter(None, (STATUS_LABEL["pending_review"], texts.BETWEEN_CLAUSES.join(why)))
        )
    return (
        texts.NOT_COMPARABLE_BECAUSE.format(reasons=texts.BETWEEN_CLAUSES.join(item.reasons))
        if item.reasons
        else ""
    )


def absent_rows(sheet: Sheet, absent: Sequence[Absent]) -> None:
    """Bodies and years that were asked for and have no report: a sign and the word, no line and no mark."""
    band_heading(sheet, texts.BODIES_WITHOUT_REPORT, first=sheet.y < _BAND_HEIGHT)
    names = short_names({one.body.code: one.body.name for one in absent})
    told = [f"{names[one.body.code]}{f' {one.year}' if one.year else ''}" for one in absent]
    theme = sheet.style.colours
    word = f"{STATE_SIGN['no_report']} {STATUS_LABEL['no_report']}"
    if len(told) <= _ABSENT_ROWS and not sheet.style.narrow:
        for name in told:
            middle = sheet.row(ROW_HEIGHT)
            sheet.margin_text(middle, f"<b>{plain(name)}</b>")
            sheet.plot_text(middle, word, colour=theme.soft)
        return
    for line in wrap(
        texts.LABELLED.format(label=word, said=texts.BETWEEN_NAMES.join(told)),
        SMALL_SIZE,
        sheet.style.text_room - 2 * sheet.edge,
    ):
        sheet.margin_text(sheet.row(_NOTE_LINE), plain(line), SMALL_SIZE, theme.soft)


def drawn_values(bands: Iterable[Band]) -> list[Decimal]:
    """All figures that get a mark."""
    return [
        item.value.value
        for band in bands
        for item in band.values
        if has_value(item.value) and item.value.value is not None
    ]


def right_margin(labels: Iterable[tuple[float, str]], plot_width: float, extra: float) -> int:
    """Room to the right of the plot for labels that begin at a mark; labels: fraction of the axis, html."""
    # A page may show the picture narrower than it was drawn for: reckon with nine tenths of the width.
    over = [text_width(html, VALUE_SIZE) + extra - (1 - at) * plot_width * 0.9 for at, html in labels]
    return round(max([2.0 * PAD, *over]))
