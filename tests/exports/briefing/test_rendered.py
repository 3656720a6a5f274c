"""Every product through LibreOffice: it opens, has its pages, and no character is a box."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from kexie_dash.exports.briefing.content import Briefing
from kexie_dash.exports.briefing.document.brief import to_docx
from kexie_dash.exports.briefing.document.questions import to_questions
from kexie_dash.exports.briefing.slides.deck import to_pptx
from kexie_dash.store.database import View
from tests.exports.briefing.conftest import DAY

pytestmark = pytest.mark.skipif(
    not shutil.which("soffice"),
    reason="needs LibreOffice: apt-get install libreoffice-impress libreoffice-writer",
)


@pytest.fixture(scope="module")
def pages(briefing: Briefing, whole: View, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page as the rendered PDF has it, one conversion for all."""
    folder = tmp_path_factory.mktemp("office")
    files = {
        "deck.pptx": to_pptx(briefing),
        "brief.docx": to_docx(briefing, pictures=False)[0],
        "questions.docx": to_questions(whole, "440600", DAY).data,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), *(str(folder / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    found = {}
    for name in files:
        document = pypdfium2.PdfDocument(folder / Path(name).with_suffix(".pdf").name)
        found[name] = [page.get_textpage().get_text_range() for page in document]
    return found


def test_slides(pages: dict[str, list[str]], briefing: Briefing) -> None:
    shown = pages["deck.pptx"]
    assert "".join(briefing.title.split()) in "".join(shown[0].split())
    slide = "".join(shown[2].split())
    for label in ("65.4%", "71.7%", "101.6%", "湛江2022", "自报100.0%"):
        assert label in slide


def test_document(pages: dict[str, list[str]]) -> None:
    shown = ["".join(page.split()) for page in pages["brief.docx"]]
    assert "科协绩效对照简报" in shown[0]
    assert "—1—" in shown[0]
    assert f"—{len(shown)}—" in shown[-1]
    # The note stands on the page of its figure.
    page = next(one for one in shown if "江门（66.8%" in one)
    assert "440700-2022.txt第15行" in page


def test_no_character_is_lost(pages: dict[str, list[str]]) -> None:
    for name, texts in pages.items():
        text = "".join(texts)
        assert "\ufffd" not in text, name
        assert "\x00" not in text, name
        assert sum("\u4e00" <= one <= "\u9fff" for one in text) > 500, name
