"""What all tests share: data folders of their own. No test reaches the project's database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_dash.pipeline import build
from kexie_dash.settings import Paths, data_paths
from tests.topic_bodies import fill as fill_topics

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_real_data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever forgets to name a folder gets an empty one."""
    monkeypatch.setenv("KEXIE_DATA", str(tmp_path_factory.mktemp("no-data", numbered=True)))


def copy_data(target: Path) -> Paths:
    """The five reports, their origins and the reference tables in a folder of their own, not yet built."""
    for name in ("reports", "reference"):
        shutil.copytree(ROOT / "data" / name, target / name, ignore=shutil.ignore_patterns(".*"))
    return data_paths(target)


@pytest.fixture
def data(tmp_path: Path) -> Paths:
    """A fresh data folder to write in."""
    return copy_data(tmp_path / "data")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paths]:
    """A data folder built by the program itself. For reading only: all tests share it."""
    paths = copy_data(tmp_path_factory.mktemp("built") / "data")
    outcome = build(paths)
    assert outcome.problems == ()
    assert outcome.publication is not None
    yield paths
    assert build(paths).publication == outcome.publication.__class__(
        outcome.publication.build, unchanged=True
    )


@pytest.fixture(scope="session")
def many_topics(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """143 made-up bodies with targets, problems and practice. For reading only."""
    return fill_topics(tmp_path_factory.mktemp("topics") / "143", 143)
