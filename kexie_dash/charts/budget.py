"""The way of a body's money from 年初预算 to 执行: bars from zero, what was added or held back between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

import plotly.graph_objects as go

from kexie_dash.charts import texts
from kexie_dash.charts import texts_money as wording
from kexie_dash.charts.axis import Axis, zero_axis
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import MONEY, Scale, bounded, has_value, percent, scale_for
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import names_of
from kexie_dash.charts.rows import right_margin
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width
from kexie_dash.charts.theme import ROW_HEIGHT, TEXT_SIZE, VALUE_SIZE, Style
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.labels import STAGE_LABEL
from kexie_dash.model.observation import Stage
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.store.database import Snapshot

#: The order money takes. The first four are said to be missing where they are.
_PATH: tuple[Stage, ...] = ("initial", "adjusted", "received", "executed")
_HELD: Stage = "frozen"
#: What is missing from the stage before to this one.
_USED: dict[Stage, str] = {"received": wording.NOT_RECEIVED, "executed": wording.NOT_EXECUTED}
_BAR, _NOTE = 18, 20


@dataclass(frozen=True, slots=True)
class _Bar:
    """start, end: in 元. kind: "amount", "change" (between two stages) or "held" (frozen)."""

    label: str
    start: Decimal
    end: Decimal
    text: str
    kind: str
    y: float
    id: str | None


def budget_path(
    values: Sequence[MeasureValue],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """values: of budget_by_stage of one report, one a stage. customdata: value ids, None for a change."""
    style = style or Style()
    by_stage = {_stage(value): value for value in values}
    amounts = [value.value for value in values if has_value(value) and value.value is not None]
    scale = scale_for(MONEY, amounts)
    axis = zero_axis(amounts, scale, ticks=4 if style.narrow else 6) if amounts else None
    words = [STAGE_LABEL[stage] for stage in (*_PATH, _HELD)] + [wording.OF_WHICH_FROZEN]
    left = round(max(text_width(word, TEXT_SIZE) for word in words)) + 2 * PAD
    derived = any(value.status == "derived" for value in values)
    labels = [(axis.fraction(float(a)), _sample(scale, a, derived, style)) for a in amounts if axis]
    sheet = Sheet(style, left, right_margin(labels, style.width - left - 32, 12))
    bars = _rows(sheet, by_stage, scale)
    if axis:
        colour = (colours or BodyColours(v.body_code for v in values)).of(values[0].body_code, style.colours)
        sheet.traces = _traces(bars, colour, style)
        _steps(sheet, axis, bars)
    sheet.y += 8
    return sheet.figure(captions, axis)


def budget_captions(values: Sequence[MeasureValue], snapshot: Snapshot | None = None) -> Captions:
    """What was spent of the adjusted, else the initial budget."""
    by_stage = {_stage(value): value for value in values}
    first = values[0]
    scale = scale_for(MONEY, [value.value for value in values if value.value is not None])
    who = texts.BODY_YEAR_KIND.format(
        name=names_of(values)[first.body_code], year=first.year, kind=KIND_LABEL[first.kind]
    )
    spent, budget = _amount(by_stage, "executed"), _budget(by_stage)
    if spent is None:
        title = wording.EXECUTION_WITHOUT_FIGURE.format(who=who, word=_word(by_stage, "executed"))
    elif budget is None:
        title = wording.EXECUTION_WITHOUT_BUDGET.format(who=who, spent=scale.with_unit(spent))
    else:
        basis = STAGE_LABEL[_frozen_after(by_stage)]
        title = wording.EXECUTION_OF_BUDGET.format(
            who=who, spent=scale.with_unit(spent), basis=basis, share=percent(spent / budget)
        )
    foot = [SOURCE, *([snapshot_words(snapshot)] if snapshot else [])]
    said = [wording.BY_STAGE.format(unit=scale.unit)]
    if len({amount for stage in _PATH if (amount := _amount(by_stage, stage)) is not None}) > 1:
        said.append(wording.LIGHT_IS_CHANGE)
    if _amount(by_stage, _HELD):
        said.append(wording.HATCHED_IS_FROZEN)
    return Captions(title, texts.BETWEEN_CLAUSES.join(said), tuple(foot))


def _stage(value: MeasureValue) -> Stage:
    return cast(Stage, dict(value.by).get("stage", "other"))


def _amount(by_stage: dict[Stage, MeasureValue], stage: Stage) -> Decimal | None:
    value = by_stage.get(stage)
    return value.value if value is not None and has_value(value) else None


def _budget(by_stage: dict[Stage, MeasureValue]) -> Decimal | None:
    """What execution is held against: the adjusted, else the initial budget; None where it is nothing."""
    adjusted = _amount(by_stage, "adjusted")
    return (adjusted if adjusted is not None else _amount(by_stage, "initial")) or None


def _word(by_stage: dict[Stage, MeasureValue], stage: Stage) -> str:
    value = by_stage.get(stage)
    return STATUS_LABEL[value.status if value is not None else "not_stated"]


def _sample(scale: Scale, amount: Decimal, derived: bool, style: Style) -> str:
    """As long as the words at the end of a bar can be; on a narrow screen the number stands alone there."""
    number = f"<b>≥{scale.number(amount)}</b>"
    word = wording.STATE_BEFORE.format(state=STATUS_LABEL["derived"]) if derived else ""
    return (
        number
        if style.narrow
        else f"{number} {soft(wording.LONGEST_ASIDE.format(word=word), style.colours.soft)}"
    )


def _rows(sheet: Sheet, by_stage: dict[Stage, MeasureValue], scale: Scale) -> list[_Bar]:
    bars: list[_Bar] = []
    before: Decimal | None = None
    left: Decimal | None = None
    for stage in _PATH:
        value = by_stage.get(stage)
        amount = _amount(by_stage, stage)
        if value is None or amount is None:
            _missing(sheet, stage, by_stage)
            continue
        if stage in _USED and left is not None and value.bound == "exact" and amount != left:
            bars.append(_difference(sheet, left, amount, _USED[stage], scale))
        if before is not None and stage == "adjusted" and amount != before:
            bars.append(_change(sheet, before, amount, scale))
        bars.append(_stage_bar(sheet, stage, value, amount, by_stage, scale))
        if stage in ("initial", "adjusted"):
            before = amount
        # The difference to a bound is unknown, so nothing is drawn to or from one.
        left = amount if value.bound == "exact" else None
        frozen = _amount(by_stage, _HELD)
        if stage == _frozen_after(by_stage) and frozen:
            bars.append(_held(sheet, amount, frozen, by_stage[_HELD], scale))
            exact = left is not None and by_stage[_HELD].bound == "exact"
            left = amount - frozen if exact else None
    return bars


def _frozen_after(by_stage: dict[Stage, MeasureValue]) -> Stage:
    """Frozen money is part of the adjusted budget, or of the initial where that is all there is."""
    return "adjusted" if _amount(by_stage, "adjusted") is not None else "initial"


def _stage_bar(
    sheet: Sheet,
    stage: Stage,
    value: MeasureValue,
    amount: Decimal,
    by_stage: dict[Stage, MeasureValue],
    scale: Scale,
) -> _Bar:
    y = sheet.row(ROW_HEIGHT)
    sheet.margin_text(y, f"<b>{STAGE_LABEL[stage]}</b>")
    theme = sheet.style.colours
    asides = [STATUS_LABEL["derived"]] if value.status == "derived" else []
    budget = _budget(by_stage)
    if stage in ("received", "executed") and budget:
        basis = STAGE_LABEL[_frozen_after(by_stage)]
        asides.append(wording.SHARE_OF.format(basis=basis, share=percent(amount / budget)))
    if sheet.style.narrow and asides:
        sheet.plot_text(sheet.row(_NOTE) - 4, texts.BETWEEN_PARTS.join(asides), colour=theme.soft)
    grey = (
        "\u2002" + soft(texts.BETWEEN_PARTS.join(asides), theme.soft)
        if asides and not sheet.style.narrow
        else ""
    )
    text = f"<b>{plain(bounded(scale.number(amount), value.bound))}</b>{grey}"
    return _Bar(STAGE_LABEL[stage], Decimal(0), amount, text, "amount", y, value.id)


def _change(sheet: Sheet, before: Decimal, after: Decimal, scale: Scale) -> _Bar:
    y = sheet.row(ROW_HEIGHT - 8)
    word = wording.INCREASED if after > before else wording.DECREASED
    sheet.margin_text(y, soft(word, sheet.style.colours.soft))
    text = soft(scale.number(abs(after - before)), sheet.style.colours.soft)
    return _Bar(word, before, after, text, "change", y, None)


def _difference(sheet: Sheet, before: Decimal, after: Decimal, word: str, scale: Scale) -> _Bar:
    """What did not come or was not spent; more than there was is said to be beyond it."""
    y = sheet.row(ROW_HEIGHT - 8)
    word = word if after < before else wording.BEYOND
    sheet.margin_text(y, soft(word, sheet.style.colours.soft))
    text = soft(scale.number(abs(after - before)), sheet.style.colours.soft)
    return _Bar(word, before, after, text, "change", y, None)


def _held(sheet: Sheet, budget: Decimal, frozen: Decimal, value: MeasureValue, scale: Scale) -> _Bar:
    y = sheet.row(ROW_HEIGHT - 8)
    sheet.margin_text(y, soft(wording.OF_WHICH_FROZEN, sheet.style.colours.soft))
    text = soft(plain(bounded(scale.number(frozen), value.bound)), sheet.style.colours.soft)
    return _Bar(STAGE_LABEL[_HELD], budget, budget - frozen, text, "held", y, value.id)


def _missing(sheet: Sheet, stage: Stage, by_stage: dict[Stage, MeasureValue]) -> None:
    y = sheet.row(ROW_HEIGHT)
    sheet.margin_text(y, f"<b>{STAGE_LABEL[stage]}</b>")
    sheet.across(y, color=sheet.style.colours.mark, width=1, dash="dash")
    sheet.plot_text(y, _word(by_stage, stage), colour=sheet.style.colours.soft, covers=True)


def _steps(sheet: Sheet, axis: Axis, bars: Sequence[_Bar]) -> None:
    """Thin lines lead the eye from the end of one bar to the next change."""
    for first, second in pairwise(bars):
        x = axis.place(float(first.end))
        if second.kind in ("change", "held") or first.kind == "change":
            sheet.line(x, x, first.y, second.y, color=sheet.style.colours.mark, width=1, dash="dot")


def _traces(bars: Sequence[_Bar], colour: str, style: Style) -> list[dict[str, Any]]:
    looks: dict[str, dict[str, Any]] = {
        "amount": {"color": colour},
        "change": {"color": colour, "opacity": 0.45},
        "held": {
            "color": style.colours.ground,
            "line": {"color": colour, "width": 1},
            "pattern": {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.35},
        },
    }
    names = wording.BAR_NAME
    return [
        _bar_trace([bar for bar in bars if bar.kind == kind], look, names[kind], style)
        for kind, look in looks.items()
        if any(bar.kind == kind for bar in bars)
    ]


def _bar_trace(bars: Sequence[_Bar], marker: dict[str, Any], name: str, style: Style) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [bar.y for bar in bars],
        "base": [float(min(bar.start, bar.end)) for bar in bars],
        "x": [float(abs(bar.end - bar.start)) for bar in bars],
        "width": _BAR,
        "offset": -_BAR / 2,
        "text": [bar.text for bar in bars],
        "textposition": "outside",
        "textfont": {"size": VALUE_SIZE, "color": style.colours.ink},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": marker,
        "customdata": [bar.id for bar in bars],
        "hovertext": [f"{bar.label} {bar.text}" for bar in bars],
        "hoverinfo": "text",
    }
