"""`kexie search` on the five reports."""

from __future__ import annotations

import json

import pytest

from kexie_dash.cli import main
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database


def test_json_counts_everything_and_gives_exact_evidence(
    built: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["search", "科普基地", "--data", str(built.data), "--format", "json", "--most", "100"]
    assert main(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"] == {"passages": 6, "hits": 8, "figures": 4, "metrics": 0}
    assert len(answer["passages"]) == 6
    view = Database(built.database).view()
    for one in answer["passages"]:
        document = view.document(one["report"])
        assert document is not None
        for hit in one["hits"]:
            assert document.text[hit["start"] : hit["end"]] == hit["quote"]
    assert sum(len(one["hits"]) for one in answer["passages"]) == 8


def test_the_table_marks_what_was_found(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "2826800", "--data", str(built.data)]) == 0
    assert "282.68万人" in capsys.readouterr().out
    assert main(["search", "疫情", "--body", "江门", "--year", "2022", "--data", str(built.data)]) == 0
    shown = capsys.readouterr().out
    assert "【疫情】" in shown
    assert "深圳" not in shown


def test_what_is_wrong_is_said(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "  ", "--data", str(built.data)]) == 2
    assert main(["search", "科普", "--body", "火星", "--data", str(built.data)]) == 2
    assert "火星" in capsys.readouterr().err
    assert main(["search", "科普", "--body", "火星", "江门", "--data", str(built.data)]) == 1
    assert main(["search", "鲸鱼", "--data", str(built.data)]) == 0
    assert "0 段" in capsys.readouterr().out
