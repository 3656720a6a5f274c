"""Problems, remedies, practice and plans as items with their places."""

from __future__ import annotations

from kexie_dash.extraction import extract
from kexie_dash.model.report import Document

TEXT = """三、存在问题及改进措施

1. 支付进度偏慢：一季度支出不足。改进措施：按月通报支出进度。
2. 指标不够细化，难以量化。

四、主要经验

一是建立了联席会议制度。二是把经费向基层倾斜。

五、后续工作计划及有关建议

举办第二届科普节，扩大覆盖面。
"""


def test_items_by_section_with_exact_evidence() -> None:
    narratives = extract(Document(TEXT), report="made-up", year=2023, kind="department").narratives
    assert [(n.section, n.item[:6]) for n in narratives] == [
        ("存在问题", "1.支付进度"),
        ("改进措施", "改进措施：按"),
        ("存在问题", "2.指标不够"),
        ("主要做法", "一是建立了联"),
        ("主要做法", "二是把经费向"),
        ("下一步计划", "举办第二届科"),
    ]
    assert all(TEXT[n.evidence.start : n.evidence.end] == n.evidence.quote for n in narratives)
