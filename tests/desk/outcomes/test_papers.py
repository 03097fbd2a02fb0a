"""The papers of a joint proposal: what is in them can be read, searched, printed and read aloud."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.api.record_log import append_waiting, find_checkpoint
from huiyin.desk.outcomes.papers import make_paper
from huiyin.desk.proposals.api import drafts, signatures
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion

# The papers are made of what was read; tests/desk/outcomes/test_submissions.py makes them on both.
pytestmark = pytest.mark.one_database

DAY = date(2026, 4, 2)
#: Enough for the table to go on over pages; the last asks for Latin, markup and characters beyond GB 2312.
WORDINGS = [f"为了保护和恢复第{n}类湿地，制定本法。" for n in range(1, 31)]
ODD = "#strong[犇] *喆* $堃$ 保護濕地 <a> &amp; \\u00e9é"


def read(data: bytes) -> str:
    """All words of a PDF in order, without white space."""
    document = pypdfium2.PdfDocument(data)
    return re.sub(r"\s", "", "".join(p.get_textpage().get_text_range() for p in document))


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


@pytest.fixture
def signed(
    consultation: Consultation, members: list[Any], people: dict[Role, Any]
) -> ProposalVersion:
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    team = people[Role.SECRETARIAT]
    made = drafts.begin_proposal_version(consultation, team)
    for wording in (*WORDINGS, ODD):
        asked = drafts.SuggestionInput("art_1", "第一条", wording=wording, reason="恢复同样重要。")
        drafts.save_suggestion(made, asked, team)
    drafts.save_suggestion(
        made,
        drafts.SuggestionInput("art_3", "Article 3", "delete", reason="Too early.", language="en"),
        team,
    )
    made = drafts.lock_proposal_version(made, team)
    signatures.sign_proposal(made, members[0], people[Role.DELEGATE])
    MinorityOpinion.objects.create(version=made, organisation=members[1], text="We would wait.")
    return made


@pytest.mark.parametrize("language", ("zh", "en"))
def test_a_pdf_holds_every_suggestion_as_text_in_both_languages(
    consultation: Consultation, signed: ProposalVersion, members: list[Any], language: str
) -> None:
    words = read(make_paper(consultation, signed, DAY, language, "pdf"))
    for wording in (*WORDINGS, ODD):
        assert words.count(squeezed(wording)) == 2, wording  # in the list, and in the table
    assert squeezed("Too early.") in words
    assert squeezed("We would wait.") in words
    name = members[0].name_zh if language == "zh" else members[0].name_en
    assert squeezed(name) in words
    last = {"zh": "第{n}页，共{n}页", "en": "Page{n}of{n}"}[language]
    pages = len(pypdfium2.PdfDocument(make_paper(consultation, signed, DAY, language, "pdf")))
    assert last.format(n=pages) in words
    head = {"zh": "建议修改为", "en": "Proposed"}[language]
    assert words.count(head) >= 2  # the head of the table stands on each of its pages


def test_a_pdf_carries_its_fonts_and_is_tagged_for_screen_readers_and_archives(
    consultation: Consultation, signed: ProposalVersion
) -> None:
    data = make_paper(consultation, signed, DAY, "zh", "pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    fonts = {
        part.get_font()
        for page in document
        for part in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    for font in fonts:
        assert font.is_embedded
        assert re.match(r"[A-Z]{6}\+HuiyinSerif", font.get_base_name())  # a subset of our own
    assert len(data) < 500_000


def test_a_character_that_no_font_has_does_not_stop_the_paper(
    consultation: Consultation, signed: ProposalVersion, caplog: pytest.LogCaptureFixture
) -> None:
    signed.suggestions.filter(position=1).update(wording="旧字\U00100001，制定本法。")
    data = make_paper(consultation, signed, DAY, "zh", "pdf")
    assert squeezed(WORDINGS[1]) in read(data)
    assert b"pdfuaid" not in data
    assert "PDF/UA" in caplog.text


def test_every_paper_bears_the_newest_checkpoint_of_the_record_at_its_foot(
    consultation: Consultation, signed: ProposalVersion, settings: Any, tmp_path: Any
) -> None:
    settings.DATA = tmp_path
    append_waiting()
    checkpoint = find_checkpoint()
    assert checkpoint is not None
    pages = pypdfium2.PdfDocument(make_paper(consultation, signed, DAY, "zh", "pdf"))
    for page in pages:
        assert checkpoint.root in squeezed(page.get_textpage().get_text_range())
    word = Document(io.BytesIO(make_paper(consultation, signed, DAY, "en", "docx")))
    foot = " ".join(one.text for one in word.sections[0].footer.paragraphs)
    assert checkpoint.root in foot


def test_the_same_edition_on_the_same_day_is_the_same_pdf(
    consultation: Consultation, signed: ProposalVersion
) -> None:
    once, again = (make_paper(consultation, signed, DAY, "en", "pdf") for _ in range(2))
    assert once == again


def test_who_signs_reads_the_paper_before_and_the_public_not_yet(
    consultation: Consultation, signed: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    address = reverse("paper_pdf", args=("wetlands", 1, "zh"))
    answer = sign_in(Role.DELEGATE).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert squeezed(WORDINGS[0]) in read(answer.content)
    assert sign_in(Role.READER).get(address).status_code == 404
    missing = reverse("paper_pdf", args=("wetlands", 1, "fr"))
    assert sign_in(Role.DELEGATE).get(missing).status_code == 404
