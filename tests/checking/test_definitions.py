"""checks.yaml: complete, its patterns valid, its sentences fit to be sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kexie_dash.definitions.checks import Check, load_checks
from tests.golden_loader import ROOT

SOURCES = "\n".join(path.read_text("utf-8") for path in (ROOT / "kexie_dash" / "checking").glob("*.py"))


def test_ids_are_unique_and_used() -> None:
    ids = [check.id for check in load_checks().checks]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if f'"{one}"' not in SOURCES] == []


def test_patterns_compile_and_are_used() -> None:
    for name, pattern in load_checks().patterns.items():
        re.compile(pattern)
        used = f'pattern("{name}")' in SOURCES or name.startswith(("money_", "until_"))  # named by their kind
        assert used, name


@pytest.mark.parametrize("check", load_checks().checks, ids=lambda check: check.id)
def test_sentences_are_whole(check: Check) -> None:
    assert check.messages
    for verdict, sentence in check.messages.items():
        assert sentence.endswith("。")
        if verdict == "undecided":
            assert "{wanting}" in sentence
        if verdict == "contradicts":
            assert "请" in sentence


#: Made-up reports that, worked out by hand, do contradict themselves.
CONTRADICTORY = {
    "disabled-federation-2020": ["总分写为96.65分（第34行），13项得分9.65＋10＋…＋10之和为97.65分，请核对。"]
}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "extraction").glob("unseen*/*.txt")), ids=lambda path: path.stem
)
def test_no_false_alarm_on_reports_nobody_tuned_for(path: Path) -> None:
    from kexie_dash.cli.check_file import Told, check_file
    from kexie_dash.reading import document_of, read_bytes
    from kexie_dash.settings import data_paths

    data = read_bytes(path)
    _, found = check_file(data_paths(ROOT / "data"), path, data, document_of(data), Told())
    assert found
    due = CONTRADICTORY.get(path.stem, [])
    wrong = [f.message for f in found if f.verdict == "contradicts" and f.message not in due]
    assert wrong == []
    assert [f.message for f in found if f.verdict == "contradicts" and f.message in due] == due
