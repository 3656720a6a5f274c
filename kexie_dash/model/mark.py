"""What a person has done about a finding: the state it is marked with, and the words that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MarkState = Literal["open", "sent", "explained", "settled"]

MARK_LABEL: dict[MarkState, str] = {
    "open": "未处理",
    "sent": "已发函",
    "explained": "已说明",
    "settled": "已解决",
}
#: Longer than any sentence of an answer; a whole letter belongs into a file.
LONGEST_NOTE = 4000
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on one finding. A finding without a mark is open.

    finding: its id. note: a remark; of an explained finding the body's own words. by: who marked it, if said.
    report, title, message: what the finding was about, for the day it is found no more.
    """

    finding: str
    state: MarkState
    note: str | None
    by: str | None
    time: datetime
    report: str
    title: str
    message: str
