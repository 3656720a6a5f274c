"""Beside a report's text: the key that is also a filter, the figure chosen, and the list of all of them."""

from __future__ import annotations

from collections import Counter

from kexie_dash.model.observation import Observation
from kexie_dash.pages import texts
from kexie_dash.pages.evidence_panel import facts, line_text
from kexie_dash.pages.figures import evidence_address
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.pages.source_text import family_of, sign_of
from kexie_dash.queries.source import Figure, Part, Rest, Source
from kexie_dash.queries.source_lines import UnitOffsets

#: A quotation in the list is cut here.
_QUOTED = 60


def key_html(source: Source, part: Part) -> Html:
    """A button a family with its letter, line and count; pressed ones alone are shown, none means all."""
    counts = Counter(family_of(mark) for mark in source.marks_in(part))
    names = [*texts.FAMILY.items(), ("rest", texts.NOT_USED)]
    signs = {**texts.FAMILY_SIGN, "rest": texts.NOT_USED_SIGN}
    whole = _filter("", EMPTY, texts.ALL_FAMILIES, counts.total(), pressed=True)
    buttons = (
        _filter(
            family, text("strong", signs[family], f"kx-sign kx-{family}"), name, counts[family], pressed=False
        )
        for family, name in names
        if counts[family]
    )
    group = element("div", join([whole, *buttons]), class_="kx-key", role="group", aria_label=texts.KEY)
    return join([group, text("p", texts.SOURCE_HINT, "kx-sub")])


def _filter(family: str, sign: Html, name: str, count: int, *, pressed: bool) -> Html:
    words = join([sign, text("span", name), text("span", count, "kx-soft")])
    state = "true" if pressed else "false"
    return element("button", words, type="button", data_family=family, aria_pressed=state)


def side_html(source: Source, part: Part, here: str, chosen: Selection) -> Html:
    """The panel of the chosen figure over the list; source.js fills the one and filters the other."""
    return element("aside", join([_panel(chosen), _list(source, part, here)]), class_="kx-side")


def _panel(chosen: Selection) -> Html:
    step = [
        element("button", escape(name), type="button", data_step=way)
        for name, way in ((f"← {texts.PREVIOUS}", "-1"), (f"{texts.NEXT} →", "1"))
    ]
    close = element("button", escape("×"), type="button", data_close="", aria_label=texts.CLOSE)
    body = element("div", EMPTY, class_="kx-chosen", aria_live="polite")
    more = element("a", escape(texts.SEE_EVIDENCE), href="#", target="_self", data_nav="", class_="kx-more")
    bar = element("div", join([*step, more, close]), class_="kx-steps")
    return element(
        "section",
        join([body, bar]),
        class_="kx-panel",
        hidden="",
        aria_label=texts.THE_CHOSEN,
        data_evidence=evidence_address(chosen, "obs", ""),
        data_same=texts.SAME_PLACE,
    )


def _list(source: Source, part: Part, here: str) -> Html:
    units = UnitOffsets(source.document.text)
    items = join(_item(source, mark, units, here) for mark in source.marks_in(part))
    find = element(
        "input",
        EMPTY,
        type="search",
        class_="kx-find",
        placeholder=texts.FIND,
        aria_label=texts.FIND,
    )
    nothing = element("p", escape(texts.NOTHING_FOUND), class_="kx-soft kx-none", hidden="")
    listed = element("ol", items, class_="kx-list", aria_label=texts.READ_FROM_IT)
    return element("div", join([find, listed, nothing]), class_="kx-listed")


def _item(source: Source, mark: Figure | Rest, units: UnitOffsets, here: str) -> Html:
    evidence = mark.observation.evidence if isinstance(mark, Figure) else mark.leftover.evidence
    family = family_of(mark)
    words = join(
        [
            text("strong", sign_of(mark), f"kx-sign kx-{family}"),
            element("span", _name(mark)),
            text("span", _printed(mark), "kx-printed"),
            text("span", evidence.line_first, "kx-year"),
        ]
    )
    anchor = element(
        "a",
        words,
        href=f"{here}&obs={mark.key}",
        target="_self",
        data_keys=mark.key,
        data_family=family,
        data_title=texts.FAMILY.get(family, texts.NOT_USED),
        data_span=f"{units.at(evidence.start)}-{units.at(evidence.end)}",
        data_facts="\n".join(f"{name}\t{_flat(said)}" for name, said in _facts(source, mark)),
        tabindex="-1",
    )
    return element("li", anchor)


def _name(mark: Figure | Rest) -> Html:
    if isinstance(mark, Rest):
        return escape(mark.leftover.reason)
    one = mark.observation
    about = one.subject if one.subject and one.subject != one.label else ""
    return join([escape(one.label), text("small", about) if about else EMPTY])


def _printed(mark: Figure | Rest) -> str:
    if isinstance(mark, Rest):
        return _cut(_flat(mark.leftover.evidence.quote), _QUOTED // 3)
    return _flat(_said(mark.observation))


def _said(one: Observation) -> str:
    return one.value_text or one.actual_text or one.target_text or one.label


def _facts(source: Source, mark: Figure | Rest) -> list[tuple[str, str]]:
    """What the panel shows under family and figure, last how and where it was read."""
    if isinstance(mark, Rest):
        quote, evidence = mark.leftover.evidence.quote, mark.leftover.evidence
        said = [("value_text", _cut(_flat(quote), _QUOTED * 3)), ("reason", mark.leftover.reason)]
        pairs = [(texts.FIELD[name], words) for name, words in said]
    else:
        one, evidence = mark.observation, mark.observation.evidence
        above = (texts.FIELD["family"], texts.FIELD["value_text"])
        pairs = [(name, words) for name, words in facts(one) if name not in above]
        pairs.append((texts.FIELD["rule"], _rule(one.rule)))
    place = line_text(source.report.file, (evidence.line_first, evidence.line_last))
    return [*pairs, (texts.FIELD["line"], place)]


def _rule(rule: str) -> str:
    return f"{texts.READ_FROM.get(rule.split('.')[0], '')}（{rule}）"


def _flat(words: str) -> str:
    """On one line, as the page's script takes its facts line by line."""
    return " ".join(words.split())


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[:length] + "…"
