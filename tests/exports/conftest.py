"""A build of the five reports as a person read them, shared by all export tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database, View
from tests.exports import hostile
from tests.pages.golden_store import fill


@pytest.fixture(scope="session")
def golden_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder; for reading only."""
    folder = tmp_path_factory.mktemp("golden") / "data"
    fill(folder)
    return folder


@pytest.fixture(scope="session")
def view(golden_data: Path) -> View:
    return Database(data_paths(golden_data).database).view()


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of reports that mean harm; for reading only."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    hostile.fill(folder)
    return folder


@pytest.fixture(scope="session")
def hostile_view(hostile_data: Path) -> View:
    return Database(data_paths(hostile_data).database).view()
