"""Something a person has to mend: where it stands, what is wrong, what to do. All texts are Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """file: as a person would look for it; line: 1-based, None if it is not about a line."""

    file: str
    line: int | None
    message: str
    remedy: str
    report: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file} 第 {self.line} 行"
        report = f"（报告 {self.report}）" if self.report else ""
        return f"{place}{report}：{self.message}。处理：{self.remedy}。"


class DefinitionError(Exception):
    """A file of definitions or reference figures that cannot be used at all."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
