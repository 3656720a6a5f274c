"""Pages as a scanner gives them: print on an image, askew, soft and with noise, without a text layer."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_DPI = 150
_SIZE, _PITCH, _MARGIN = 25, 40, 110
_WIDTH = 1240


def font_file() -> str:
    """Debian's Chinese font."""
    listed = subprocess.run(
        ["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, check=True
    ).stdout
    names = sorted(line.split(":")[0] for line in listed.splitlines())
    return next((name for name in names if "Regular" in name), names[0])


def printed(lines: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Image.Image:
    """Lines, broken where the page ends, and below them a ruled table."""
    font = ImageFont.truetype(font_file(), _SIZE)
    broken = [part for line in lines for part in _broken(line, font)]
    height = 2 * _MARGIN + _PITCH * len(broken) + 60 * (len(rows) + 1)
    page = Image.new("L", (_WIDTH, height), 255)
    draw = ImageDraw.Draw(page)
    for index, line in enumerate(broken):
        draw.text((_MARGIN, _MARGIN + _PITCH * index), line, fill=20, font=font)
    top = _MARGIN + _PITCH * len(broken) + 30
    width = (_WIDTH - 2 * _MARGIN) // max(map(len, rows), default=1)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            x, y = _MARGIN + width * column, top + 60 * row
            draw.rectangle((x, y, x + width, y + 60), outline=40, width=2)
            draw.text((x + 12, y + 14), cell, fill=20, font=font)
    return page


def _broken(line: str, font: ImageFont.FreeTypeFont) -> list[str]:
    parts = [""]
    for char in line:
        if font.getlength(parts[-1] + char) > _WIDTH - 2 * _MARGIN:
            parts.append("")
        parts[-1] += char
    return parts


def scanned(page: Image.Image, *, angle: float = 0.7, soft: float = 0.6, noise: float = 14) -> Image.Image:
    """The page as it comes from the glass."""
    turned = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    blurred = turned.filter(ImageFilter.GaussianBlur(soft))
    grain = np.random.default_rng(7).normal(0, noise, (blurred.height, blurred.width))
    return Image.fromarray((np.asarray(blurred, dtype=float) + grain).clip(0, 255).astype("uint8"))


def as_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF of nothing but images."""
    target = io.BytesIO()
    first, *others = pages
    first.save(target, "PDF", save_all=True, append_images=others, resolution=_DPI, quality=75)
    return target.getvalue()


def joined(files: Sequence[bytes]) -> bytes:
    """One PDF of the pages of several."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(pypdfium2.PdfDocument(data))
    target = io.BytesIO()
    whole.save(target)
    return target.getvalue()
