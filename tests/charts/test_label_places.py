"""Labels never lie on each other, on a mark or outside, however narrow or wide the picture is shown."""

from __future__ import annotations

import itertools

import pytest

from kexie_dash.charts.label_places import STRETCH, Box, Spot, place_labels

CLOUDS = {
    "one place": [(300.0, 200.0)] * 25,
    "a corner": [(2.0 + n % 5, 470.0 + n // 5) for n in range(25)],
    "a line": [(40.0 + 24 * n, 240.0) for n in range(25)],
    "a heap": [(300.0 + 9 * (n % 5), 200.0 + 9 * (n // 5)) for n in range(25)],
    "the right edge": [(598.0, 20.0 + 18 * n) for n in range(25)],
    "far apart": [(20.0 + 130 * (n % 5), 30.0 + 95 * (n // 5)) for n in range(25)],
}


def spots(points: list[tuple[float, float]], width: float) -> list[Spot]:
    return [
        Spot(x * width / 600, y, 9, 26 if n % 4 == 0 else 9, 9, 9, 62, 19) for n, (x, y) in enumerate(points)
    ]


def rectangle(box: Box, stretch: float) -> tuple[float, float, float, float]:
    return box.x * stretch + box.left, box.top, box.x * stretch + box.right, box.bottom


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and down > 0


@pytest.mark.parametrize("width", [600, 1000])
@pytest.mark.parametrize("cloud", CLOUDS)
def test_25_labels_find_room_apart_from_everything(cloud: str, width: int) -> None:
    found = spots(CLOUDS[cloud], width)
    placed = place_labels(found, range(25), width, 480)
    assert sorted(placed) == list(range(25))
    for stretch in (STRETCH[0], 1.0, 1.2, 1.4, STRETCH[1]):
        labels = [rectangle(box, stretch) for box in placed.values()]
        marks = [(s.x * stretch - s.left, s.y - s.up, s.x * stretch + s.right, s.y + s.down) for s in found]
        assert not any(overlap(one, other) for one, other in itertools.combinations(labels, 2))
        assert not any(overlap(label, mark) for label in labels for mark in marks)
        assert all(x0 >= 0 and y0 >= 0 and x1 <= width * stretch and y1 <= 480 for x0, y0, x1, y1 in labels)


def test_places_are_the_same_every_time_and_beside_the_mark_where_it_stands_alone() -> None:
    found = spots(CLOUDS["far apart"], 600)
    first = place_labels(found, range(25), 600, 480)
    assert first == place_labels(found, range(25), 600, 480)
    beside = [
        box for number, box in first.items() if 0 < box.left <= 30 and box.top < found[number].y < box.bottom
    ]
    assert len(beside) >= 15


def test_where_there_is_no_room_a_label_is_left_out_and_not_forced() -> None:
    found = spots([(300.0, 10.0)] * 25, 600)
    placed = place_labels(found, range(25), 120, 40)
    assert len(placed) < 25
