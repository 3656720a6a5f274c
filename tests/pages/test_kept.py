"""What pages keep is what they would make: no selection, page or ground is shown another's parts."""

from __future__ import annotations

import pytest

from kexie_dash.pages.kept import Kept
from tests.pages.conftest import OpenPage, Shown

#: Addresses that differ in one thing each, so that a key which forgets it shows the wrong part.
_WALK: tuple[tuple[str, dict[str, str]], ...] = (
    ("overview", {}),
    ("overview", {"own": "440300"}),
    ("compare", {}),
    ("compare", {"order": "mixed"}),
    ("compare", {"own": "440300"}),
    ("compare", {"own": "440300", "peer": "440800"}),
    ("compare", {"year": "2022"}),
    ("compare", {"body": "440300.440800"}),
    ("compare", {"metric": "activities"}),
    ("compare", {"metric": "activities", "by": "coverage=own"}),
    ("compare", {"chart": "heat"}),
    ("compare", {"chart": "multi"}),
    ("compare", {"chart": "scatter"}),
    ("compare", {"chart": "scatter", "also": "self_score"}),
    ("compare", {"chart": "bullet"}),
    ("body", {"own": "440300"}),
    ("body", {"own": "440800"}),
    ("body", {"own": "440300", "peer": "440600"}),
    ("same_ruler", {}),
    ("same_ruler", {"year": "2022"}),
    ("same_ruler", {"own": "440800"}),
    ("activities", {}),
    ("activities", {"coverage": "system"}),
    ("targets", {}),
    ("targets", {"own": "440800"}),
    ("findings", {}),
    ("findings", {"body": "440600"}),
)


def _seen(shown: Shown) -> tuple[str, list[dict[str, object]]]:
    return shown.html, shown.figures


def test_every_address_shows_the_same_with_and_without_keeping(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {(page, *sorted(said.items())): (page, said) for page, said in _WALK}
    first = {key: _seen(open_page(page, **said)) for key, (page, said) in asked.items()}
    again = {key: _seen(open_page(page, **said)) for key, (page, said) in reversed(asked.items())}
    with monkeypatch.context() as forgetful:
        forgetful.setattr(Kept, "of", lambda *_: None)
        made = {key: _seen(open_page(page, **said)) for key, (page, said) in asked.items()}
    for key in asked:
        assert first[key] == made[key], key
        assert again[key] == made[key], key
    assert len({html for html, _ in made.values()}) == len(made)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    parts = Kept(most=10)
    parts.keep("a", "12345")
    parts.keep("b", b"12345")
    assert parts.of("a") == "12345"
    parts.keep("c", "123")
    assert parts.of("b") is None
    assert (parts.of("a"), parts.of("c")) == ("12345", "123")
    parts.keep("a", "1")
    parts.keep("d", "12345")
    assert [parts.of(key) for key in "acd"] == ["1", "123", "12345"]


def test_a_part_too_large_is_made_again_each_time() -> None:
    parts = Kept(most=3)
    parts.keep("a", "1234")
    assert parts.of("a") is None
