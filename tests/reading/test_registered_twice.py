"""One report in two formats: both are kept, one counts, and building again changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from kexie_dash.cli import main
from kexie_dash.pipeline import build
from kexie_dash.settings import Paths
from tests.reading.other_formats import as_docx, as_html


def values(data: Paths, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["compare", "execution_rate", "--format", "json", "--data", str(data.data)]) in (0, 1)
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)["values"]
    return found


def test_the_same_report_in_other_formats(
    data: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    origins = yaml.safe_load(data.origins.read_text("utf-8"))
    origins["reports"] = [entry for entry in origins["reports"] if entry["id"] == "440600-2020"]
    data.origins.write_text(yaml.safe_dump(origins, allow_unicode=True, sort_keys=False), "utf-8")
    assert build(data).problems == ()
    before = values(data, capsys)
    assert before
    text = (data.reports / "440600-2020.txt").read_text("utf-8")
    known = ["--body", "440600", "--year", "2020", "--kind", "department", "--data", str(data.data)]
    for name, content in {"别名.bin": as_docx(text), "b.pdf": as_html(text)}.items():
        (tmp_path / name).write_bytes(content)
        assert main(["add", str(tmp_path / name), *known]) == 0
    stored = {path.name for path in data.reports.iterdir()}
    assert {"440600-2020.txt", "440600-2020-2.docx", "440600-2020-3.html"} <= stored
    # The same bytes again are refused.
    assert main(["add", str(tmp_path / "b.pdf"), *known]) == 2

    outcome = build(data)
    assert outcome.problems == ()
    superseded = {built.report.id: built.superseded_by for built in outcome.reports if built.superseded_by}
    assert superseded == {"440600-2020": "440600-2020-3", "440600-2020-2": "440600-2020-3"}
    after = values(data, capsys)
    assert [(v["body_code"], v["year"], v["value"]) for v in after] == [
        (v["body_code"], v["year"], v["value"]) for v in before
    ]
    again = build(data).publication
    assert again is not None
    assert again.unchanged
