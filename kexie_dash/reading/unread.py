"""Pages of a PDF that could not be read, and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kexie_dash.reading.errors import ReadError
from kexie_dash.settings import OCR_PAGES

DAMAGED = "请用原文件重新导出 PDF，或改交 Word、网页、纯文本版本"
_OCR = "需要 OCR：请运行 make ocr 安装图像识别后再试，或用 OCR 软件识别成文字并核对，或改交 Word、纯文本版本"
_FAILED = "请用清晰、端正的扫描件，或改交 Word、纯文本版本"
_LIMITS = f"图像识别没有完成（超出时间、内存或 {OCR_PAGES} 页的上限，或识别出错）"

Reason = Literal["broken", "scanned", "garbled"]


class Unread:
    """Pages by the reason they were not read. tried: recognition is installed, so it failed on them."""

    def __init__(self, tried: bool) -> None:
        self._tried = tried
        self._numbers: dict[Reason, list[int]] = {"broken": [], "scanned": [], "garbled": []}

    def add(self, reason: Reason, number: int) -> None:
        """number: from 0."""
        self._numbers[reason].append(number)

    @property
    def images(self) -> list[int]:
        """Pages that must be seen to be read."""
        return sorted([*self._numbers["scanned"], *self._numbers["garbled"]])

    def nothing(self, count: int) -> ReadError:
        """What is wrong with a file of so many pages that gave no text at all."""
        broken, scanned, garbled = self._numbers.values()
        if self._tried and not broken:
            what = _LIMITS if self.images else "图像里没有识别出文字"
            return ReadError(f"PDF 共 {count} 页，{what}", _FAILED)
        if garbled and len(garbled) >= len(scanned):
            return ReadError(f"PDF 共 {count} 页，字体没有文字对照表（ToUnicode），读出来是乱码", _OCR)
        if scanned:
            return ReadError(f"PDF 共 {count} 页，是扫描图像，没有文字层", _OCR)
        if broken:
            return ReadError(f"PDF 共 {count} 页，页面内容已损坏", DAMAGED)
        return ReadError(f"PDF 共 {count} 页，没有文字", "请确认文件完整，再重新提交")

    def gaps(self) -> tuple[str, ...]:
        """Sentences on the pages that were not read."""
        ending = f"没有读取；{_LIMITS}" if self._tried else "没有读取；需要 OCR（安装办法：make ocr）"
        said: dict[Reason, str] = {
            "broken": "已损坏，没有读取",
            "scanned": f"是图像，没有文字层，{ending}",
            "garbled": f"的字体没有文字对照表，{ending}",
        }
        return tuple(
            f"第 {_pages(pages)} 页{said[reason]}" for reason, pages in self._numbers.items() if pages
        )


def _pages(numbers: Sequence[int]) -> str:
    shown = "、".join(str(number + 1) for number in numbers[:10])
    return shown if len(numbers) <= 10 else f"{shown} 等 {len(numbers)}"
