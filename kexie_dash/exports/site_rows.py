"""What the static pack draws of one panel: dots, declared against one ruler, bullets; as data, a row a value.

All that needs a rule (labels, places, medians, axes, titles) is decided here by the functions the pages use;
the reader's script only puts ink where it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kexie_dash.charts.axis import axis_for, zero_axis
from kexie_dash.charts.bullet import MEDIAN, TOO_FEW, bullet_choices, references_by_group, verdict_words
from kexie_dash.charts.bullet_words import bullet_captions, reference_name, reference_text
from kexie_dash.charts.dumbbell import dumbbell_captions, gap_of, is_dumbbell
from kexie_dash.charts.format import Scale, bounded, has_value, points, scale_for, value_label
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.lines import median_words, standing_of, threshold_text
from kexie_dash.charts.marks import look_of
from kexie_dash.charts.names import short_names
from kexie_dash.charts.rows import Cast, cast_for, drawn_values, why_hollow, why_missing
from kexie_dash.charts.theme import Style
from kexie_dash.charts.titles import captions_for
from kexie_dash.exports import texts_site as words
from kexie_dash.exports.notes import caveat_lines
from kexie_dash.exports.site_axis import Json, axis_json
from kexie_dash.measures.position import Reference, position
from kexie_dash.model.assessment import STATUS_LABEL, Band, ComparedValue, Metric
from kexie_dash.model.state import DISCLOSED, STATE_SIGN
from kexie_dash.queries.panels import Panel

_TICKS = 6


def panel_captions(panel: Panel) -> Captions:
    compared = panel.comparison
    return captions_for(compared.metric, compared.bands, compared.snapshot)


def panel_json(key: str, panel: Panel) -> Json:
    """key, kinds by name, lines, bands with rows, absent; see `_row` for what a row holds."""
    compared = panel.comparison
    metric, bands = compared.metric, compared.bands
    scale = scale_for(metric.unit, drawn_values(bands))
    cast = cast_for(bands, scale, Style())
    standing = standing_of(metric, bands)
    against = {choice: references_by_group(metric, bands, choice) for choice in bullet_choices(metric, bands)}
    medians = {group: median.value for group, median in standing.medians.items()}
    names = short_names({one.body.code: one.body.name for one in compared.absent})
    return {
        "key": key,
        "kinds": _kinds(panel, scale, list(medians.values()), against),
        "lines": [{"v": float(line.value), "t": threshold_text(line, scale)} for line in metric.thresholds],
        "bands": [
            {
                "l": band.label,
                **({"q": standing.unranked[band.group]} if band.group in standing.unranked else {}),
                **(
                    {
                        "m": {
                            "v": float(medians[band.group]),
                            "t": median_words(standing.medians[band.group], scale),
                        }
                    }
                    if band.group in medians
                    else {}
                ),
                "rows": [_row(metric, band, item, cast, against) for item in band.values],
            }
            for band in bands
            if band.values
        ],
        "absent": [{"b": a.body.code, "n": names[a.body.code], "y": a.year or ""} for a in compared.absent],
    }


def _row(
    metric: Metric, band: Band, item: ComparedValue, cast: Cast, against: dict[str, dict[str, Reference]]
) -> Json:
    """i: value id, b: body, y: year, n: name, s: what tells its rows apart; then of a figure v: its size, t:
    label, a: asides, o: bound, k: look, w: why hollow, r: words against each line; else m: why missing, x:
    its state. d, dt: declared; g: the difference in words, z: its size.
    """
    value = item.value
    made: Json = {
        "i": value.id,
        "b": value.body_code,
        "y": value.year,
        "n": cast.names[value.body_code],
        "s": cast.words[value.id],
    }
    if has_value(value):
        made |= {"t": value_label(value, cast.scale), "k": look_of(item)}
        made |= {"v": float(value.value)} if value.value is not None else {}
        made |= {"o": value.bound} if value.bound != "exact" else {}
        optional: dict[str, object] = {"a": list(cast.asides(item)), "w": why_hollow(item)}
        optional["r"] = _verdicts(metric, band, item, against)
        made |= {name: said for name, said in optional.items() if said}
    else:
        made |= {"m": why_missing(item), "x": f"{STATE_SIGN[value.status]} {STATUS_LABEL[value.status]}"}
    if is_dumbbell(metric):
        made |= _declared(item, cast.scale)
    return made


def _verdicts(
    metric: Metric, band: Band, item: ComparedValue, against: dict[str, dict[str, Reference]]
) -> Json:
    """By line: 未达到，低 23.3 百分点."""
    said: Json = {}
    for choice, references in against.items():
        reference = references.get(band.group)
        found = position(metric, item, reference, band) if reference else None
        if told := verdict_words(metric, found, reference):
            said[choice] = told
    return said


def _declared(item: ComparedValue, scale: Scale) -> Json:
    value = item.value
    gap = gap_of(value)
    if gap is None:
        state = words.RULER.format(state=STATUS_LABEL[value.status])
        made: Json = {"g": words.UNDECLARED if value.declared is None else state}
    else:
        # Bounds of either side make the difference one too; it is then only about so much.
        made = {
            "g": bounded(points(gap), "exact" if value.bound == "exact" else "about"),
            "z": float(abs(gap)),
        }
    if value.declared is not None:
        made |= {"d": float(value.declared), "dt": scale.number(value.declared)}
    return made


def _kinds(
    panel: Panel, scale: Scale, medians: Sequence[Decimal], against: dict[str, dict[str, Reference]]
) -> Json:
    """By name of a picture: its axis and its words. A bullet's also: what each group is held against."""
    compared = panel.comparison
    metric, bands, snapshot = compared.metric, compared.bands, compared.snapshot
    caveats = caveat_lines(compared)
    figures = drawn_values(bands)
    lines = [line.value for line in metric.thresholds]
    axis = None
    # Stated or not is a word, no length.
    if figures and DISCLOSED not in metric.breakdown:
        axis = axis_for([*figures, *lines, *medians], metric.unit, scale, ticks=_TICKS)
    made: Json = {"dots": {"axis": axis_json(axis), **_words(panel_captions(panel), caveats, words.DOTS)}}
    declared = [i.value.declared for b in bands for i in b.values if i.value.declared is not None]
    if is_dumbbell(metric) and declared:
        axis = axis_for([*figures, *declared, *lines], metric.unit, scale, ticks=_TICKS)
        said = _words(dumbbell_captions(metric, bands, snapshot), caveats, words.DUMBBELL)
        made["dumbbell"] = {"axis": axis_json(axis), **said}
    for choice, references in against.items():
        ends = [*figures, *(one.value for one in references.values())]
        name = words.AGAINST.format(line=reference_name(metric, choice, scale))
        said = _words(bullet_captions(metric, bands, choice, snapshot), caveats, name)
        made[f"line-{choice}"] = {
            "axis": axis_json(zero_axis(ends, scale, ticks=_TICKS)),
            "median": choice == MEDIAN,
            "few": TOO_FEW,
            "against": {
                band.label: {"v": float(found.value), "t": reference_text(found, scale)}
                for band in bands
                if (found := references.get(band.group))
            },
            **said,
        }
    return made


def _words(captions: Captions, caveats: Sequence[str], name: str) -> Json:
    foot = " ".join((*captions.foot, *caveats))
    return {"name": name, "title": captions.title, "sub": captions.subtitle, "foot": foot}
