"""One more entry in origins.yaml: text is inserted after the last entry, all else stays as it is."""

from __future__ import annotations

import json

from kexie_dash.definitions.origins_file import parse_origins
from kexie_dash.model.report import Report

_EMPTY = """\
# One entry per report: whose it is, which year, which file. The files themselves are never edited.
reports:
"""


def with_entry(text: str, report: Report) -> str:
    """The file's text with the report's entry behind the last one, indented as that one is."""
    entries = parse_origins(text).entries
    if not entries:
        return _before_first(text) + render(report, 2)
    lines = text.splitlines(keepends=True)
    last = max(entries, key=lambda entry: entry.last_line)
    if not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    # An entry's keys stand two columns behind its dash.
    entry = render(report, max(last.column - 2, 0))
    return "".join([*lines[: last.last_line], entry, *lines[last.last_line :]])


def _before_first(text: str) -> str:
    kept = text.rstrip()
    if not kept:
        return _EMPTY
    lines = kept.splitlines()
    if lines[-1].replace(" ", "") in ("reports:", "reports:[]"):
        return "\n".join([*lines[:-1], "reports:"]) + "\n"
    return kept + ("\n" if "reports:" in lines else "\nreports:\n")


def render(report: Report, indent: int) -> str:
    """The entry's lines, in the order of the others."""
    fields: list[tuple[str, str]] = [
        ("id", report.id),
        ("file", report.file),
        ("region_code", json.dumps(report.region_code)),
    ]
    if report.body_code != report.region_code:
        fields.append(("body_code", report.body_code))
    fields += [("body", _text(report.body)), ("year", str(report.year)), ("kind", report.kind)]
    if report.project is not None:
        fields.append(("project", _text(report.project)))
    if report.publisher is not None:
        fields.append(("publisher", _text(report.publisher)))
    if report.received is not None:
        fields.append(("received", report.received.isoformat()))
    fields.append(("sha256", _quoted_if_number(report.sha256)))
    pad = " " * indent
    first, *rest = [f"{name}: {value}" for name, value in fields]
    return "".join([f"{pad}- {first}\n", *(f"{pad}  {line}\n" for line in rest)])


def _text(text: str) -> str:
    """Plain where it is hanzi and brackets only, else quoted: no name may turn into YAML of its own."""
    safe = all(char.isalpha() or char in "（）()、" for char in text) and text.isprintable()
    return text if safe and text.lower() not in _WORDS and not text.startswith("(") else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _quoted_if_number(digest: str) -> str:
    """A digest of digits alone, or with one e among them, would be read as a number."""
    return f'"{digest}"' if digest.replace("e", "").isdigit() else digest


_WORDS = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))
