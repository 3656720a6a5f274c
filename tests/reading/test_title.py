"""What the head of a report proposes for its entry."""

from __future__ import annotations

import pytest

from kexie_dash.model.report import Document
from kexie_dash.reading.title import Proposal, propose

HEADS = {
    "甲市科学技术协会\n2021 年部门整体支出绩效自评报告\n": Proposal(2021, "department", None),
    "２０２２年度部门整体绩效自评报告": Proposal(2022, "department", None),
    "二〇二一年度部门整体支出绩效自评报告": Proposal(2021, "department", None),
    "项目绩效自评报告\n(2022年)\n项目名称：科学技术普及支出\n预算部门：甲": Proposal(
        2022, "project", "科学技术普及支出"
    ),
    "2023年度“科普专项经费”绩效自评报告": Proposal(2023, "project", "科普专项经费"),
    "一、部门基本情况\n我会成立于1958年，1979年恢复。": Proposal(None, None, None),
    "2020年工作总结，2021年计划。部门整体支出": Proposal(None, "department", None),
    "": Proposal(None, None, None),
}


@pytest.mark.parametrize("head", HEADS)
def test_heads(head: str) -> None:
    assert propose(Document(head)) == HEADS[head]
