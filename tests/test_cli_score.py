"""`kexie score`: reports built in, a draft, a rubric that scores nobody."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.cli import main
from kexie_dash.settings import Paths


def test_a_report_and_a_draft_score_alike(
    built: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text((built.reports / "440300-2020.txt").read_text("utf-8") + "\n", "utf-8")
    data = ["--data", str(built.data)]
    assert main(["score", "440300-2020", str(draft), "--format", "json", *data]) == 0
    known, new = json.loads(capsys.readouterr().out, parse_float=Decimal)
    assert (known["low"], known["high"]) == (new["low"], new["high"])
    assert round(new["high"], 2) == Decimal("95.85")
    done = next(one for one in new["indicators"] if one["indicator"] == "timely_projects")
    assert [one["value"] for one in done["parts"][0]["inputs"]] == [33, 41]
    text = draft.read_text("utf-8")
    for one in done["parts"][0]["inputs"]:
        assert text[one["evidence"]["start"] : one["evidence"]["end"]] == one["evidence"]["quote"]


def test_the_table_says_range_and_gap(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--data", str(built.data)]) == 0
    out = capsys.readouterr().out
    assert "自评高 0.52 分" in out
    assert "按规则可能得 1.98–91.65 分（满分 92 分）；自评 100 分（按自己的表）。" in out


def test_what_cannot_be_scored_is_named(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(built.data)]
    assert main(["score", "--rubric", "440600-2020", *data]) == 2
    assert "没有印评分规则" in capsys.readouterr().err
    assert main(["score", "no-such-report", *data]) == 1
    assert "没有编号为“no-such-report”" in capsys.readouterr().err
