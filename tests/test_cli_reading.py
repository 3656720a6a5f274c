"""`kexie text`, `extract`, `metrics` and wrong usage: what scripts rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kexie_dash.cli import COMMANDS, main
from kexie_dash.cli import extract as extract_command
from kexie_dash.exports.json_text import to_json
from kexie_dash.model.observation import Extraction
from kexie_dash.model.report import Document
from kexie_dash.settings import Paths

RUN = [sys.executable, "-c", "import sys; from kexie_dash.cli import main; sys.exit(main())"]
FIELDS = [
    *("report", "file", "family", "label", "subject", "metric", "value"),
    *("unit", "value_text", "bound", "stage", "level", "full_mark", "criteria"),
    *("indicator_path", "target_text", "target", "actual_text", "actual", "category", "channel"),
    *("coverage", "is_total", "period", "year", "evidence", "rule", "confidence"),
]
HEAVY = ("duckdb", "pandas", "streamlit", "plotly", "pydantic")


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_text_is_the_file_without_its_mark(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.txt"
    text = "甲\r\n乙\t丙\n\n丁"
    for content in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("utf-16"),
        text.encode("gb18030"),
    ):
        path.write_bytes(content)
        assert main(["text", str(path)]) == 0
        assert capsysbinary.readouterr().out == text.encode()
    path.write_bytes(b"%PDF-1.4")
    assert main(["text", str(path)]) == 2


def test_observations_are_the_ones_of_the_database(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    from kexie_dash.store.database import Database

    view = Database(built.database).view()
    for stored in view.reports():
        path = built.reports / stored.report.file
        assert main(["extract", str(path), "--data", str(built.data)]) == 0
        said = capsys.readouterr()
        found, known = lines(said.out), view.observations(report=stored.report.id)
        assert [(line["label"], line["evidence"]) for line in found] == [
            (
                item.label,
                {
                    "start": item.evidence.start,
                    "end": item.evidence.end,
                    "line_first": item.evidence.line_first,
                    "line_last": item.evidence.line_last,
                    "page": item.evidence.page,
                    "quote": item.evidence.quote,
                },
            )
            for item in known
        ]
        assert said.err == ""
        document = view.document(stored.report.id)
        assert document is not None
        for line in found:
            assert list(line) == FIELDS
            assert line["report"] == stored.report.id
            assert line["file"] == str(path)
            span = line["evidence"]
            assert isinstance(span, dict)
            assert document.text[span["start"] : span["end"]] == span["quote"]
        starts = [line["evidence"]["start"] for line in found]  # type: ignore[index]
        assert starts == sorted(starts)


def test_the_report_is_found_by_path_then_content_then_stem(
    data: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = data.reports / "440700-2022.txt"
    copy, other = tmp_path / "copy.txt", tmp_path / "甲市报告.txt"
    copy.write_bytes(original.read_bytes())
    other.write_text("2022年部门整体支出绩效自评报告\n全年预算数100万元，执行数80万元。\n", "utf-8")
    reports = []
    for path in (original, copy, other):
        assert main(["extract", "--data", str(data.data), str(path)]) == 0
        reports.append({line["report"] for line in lines(capsys.readouterr().out)})
    assert reports == [{"440700-2022"}, {"440700-2022"}, {"甲市报告"}]
    with original.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert main(["extract", "--data", str(data.data), str(original)]) == 0
    assert {line["report"] for line in lines(capsys.readouterr().out)} == {"440700-2022"}


def test_files_that_cannot_be_read_do_not_stop_the_others(
    data: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = data.reports / "440700-2022.txt", tmp_path / "bad.txt"
    bad.write_bytes(b"%PDF-1.4")
    assert main(["extract", str(bad), str(good), str(tmp_path / "none.txt"), "--data", str(data.data)]) == 1
    said = capsys.readouterr()
    assert {line["file"] for line in lines(said.out)} == {str(good)}
    assert said.err.count("\n") == 2
    assert "bad.txt：PDF 不完整" in said.err
    assert "none.txt：没有这个文件" in said.err


def test_a_file_the_program_stumbles_over_does_not_stop_the_others(
    data: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = extract_command.extract

    def stumble(document: Document, *, report: str, **known: object) -> Extraction:
        if report == "440117-2021":
            raise RuntimeError
        return real(document, report=report, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(extract_command, "extract", stumble)
    names = [str(data.reports / f"{name}.txt") for name in ("440117-2021", "440700-2022")]
    assert main(["extract", *names, "--data", str(data.data)]) == 1
    said = capsys.readouterr()
    assert {line["file"] for line in lines(said.out)} == {names[1]}
    assert "440117-2021.txt：提取时程序出错" in said.err
    assert "Traceback" not in said.err


def test_also_prints_leftovers_and_narrative_in_their_places(
    data: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(data.reports / "440117-2021.txt")
    assert main(["extract", path, "--also", "leftovers,narrative", "--data", str(data.data)]) == 0
    found = lines(capsys.readouterr().out)
    starts = [line["evidence"]["start"] for line in found]  # type: ignore[index]
    assert starts == sorted(starts)
    extra = [line for line in found if "record" in line]
    for line in extra:
        rest = {"leftover": {"reason"}, "narrative": {"section", "item"}}[str(line["record"])]
        assert set(line) == {"record", "report", "file", "evidence"} | rest
    assert main(["extract", path, "--data", str(data.data)]) == 0
    assert lines(capsys.readouterr().out) == [line for line in found if "record" not in line]


def test_extract_needs_no_database_and_no_heavy_library(data: Paths) -> None:
    code = (
        "import sys; from kexie_dash.cli import main; "
        f"code = main(sys.argv[1:]); heavy = [n for n in {HEAVY!r} if n in sys.modules]; "
        "print(heavy, file=sys.stderr); sys.exit(code)"
    )
    before = sorted(path.name for path in data.data.rglob("*"))
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            "extract",
            str(data.reports / "440700-2022.txt"),
            "--data",
            str(data.data),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"
    assert done.stdout
    assert sorted(path.name for path in data.data.rglob("*")) == before


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GB18030"])
def test_output_is_utf_8_in_any_locale(data: Paths, locale: str) -> None:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*RUN, "extract", str(data.reports / "440700-2022.txt"), "--data", str(data.data)],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert "科普" in done.stdout.decode("utf-8")
    assert b"\\u" not in done.stdout


def test_a_reader_that_leaves_early_is_no_error(data: Paths) -> None:
    process = subprocess.Popen(
        [*RUN, "extract", *[str(data.reports / "440300-2020.txt")] * 3, "--data", str(data.data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少参数：命令"),
        (["frobnicate"], "可以是"),
        (["extract"], "缺少参数：FILE"),
        (["extract", "a.txt", "--also", "poems"], "只能是 leftovers、narrative"),
        (["text"], "缺少参数：FILE"),
        (["metrics", "--format", "xml"], "--format 不能是"),
        (["compare"], "缺少参数：METRIC"),
        (["compare", "x", "--year", "二〇"], "应是整数"),
        (["build", "--nonsense"], "不认识的参数：--nonsense"),
    ],
)
def test_wrong_usage_exits_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_metrics_lists_the_dictionary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["metrics", "--format", "json"]) == 0
    metrics = json.loads(capsys.readouterr().out)
    assert {"execution_rate", "self_score", "activities", "audience"} <= {metric["id"] for metric in metrics}
    assert {"label", "unit", "direction", "definition", "formula", "limits", "why"} <= set(metrics[0])
    assert main(["metrics"]) == 0
    table = capsys.readouterr().out
    assert len(table.splitlines()) == len(metrics) + 2
    assert "预算执行率" in table


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], *([name] for name in COMMANDS)):
        with pytest.raises(SystemExit) as left:
            main([*command, "--help"])
        assert left.value.code == 0
        assert "usage: kexie" in capsys.readouterr().out


def test_json_keeps_decimals() -> None:
    from decimal import Decimal

    record = {"a": Decimal("0.9399"), "b": Decimal("2826800.00"), "c": Decimal("1E+7"), "d": (1, None, True)}
    assert to_json(record) == '{"a": 0.9399, "b": 2826800, "c": 10000000, "d": [1, null, true]}'
    assert to_json('科"\n') == '"科\\"\\n"'
    for value in (Decimal("NaN"), Decimal("Infinity"), float("nan")):
        with pytest.raises(ValueError, match="JSON"):
            to_json(value)
