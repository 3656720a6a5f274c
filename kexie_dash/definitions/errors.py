"""What is wrong with an entry of a definition file, said to the person who edits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from kexie_dash.definitions.problem import DefinitionError, Problem

_KINDS: dict[str, str] = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识这一项，请检查拼写",
    "union_tag_invalid": "kind 不是已知的算法种类",
    "union_tag_not_found": "缺少 kind（算法种类）",
}


def fault(file: str, message: str, line: int | None = None) -> DefinitionError:
    """The error to raise for a definition file of the package."""
    return DefinitionError(Problem(f"definitions/{file}", line, message, "按同一文件里其他条目的写法改正"))


def explain(error: ValidationError) -> str:
    """All faults of one entry in one line of plain Chinese."""
    return "；".join(
        _fault(fault["type"], fault["loc"], fault["msg"], fault.get("ctx")) for fault in _all(error)
    )


def _all(error: ValidationError) -> Sequence[Mapping[str, object]]:
    return error.errors(include_url=False, include_input=False)


def _fault(kind: object, place: object, message: object, context: object) -> str:
    where = ".".join(str(part) for part in place) if isinstance(place, tuple) else str(place)
    expected = context.get("expected") if isinstance(context, Mapping) else None
    said = _KINDS.get(str(kind)) or (f"应为 {expected}" if expected else f"内容不对（{message}）")
    return f"{where or '整条'}：{said}"
