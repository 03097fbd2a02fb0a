"""Make a document; run by :mod:`huiyin.desk.core.reader_process`, without Django."""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.desk.outcomes.papers.model import ProposalPaper
from huiyin.desk.outcomes.papers.pdf import to_pdf
from huiyin.desk.outcomes.papers.word import to_word
from huiyin.i18n import use_language


@dataclass(frozen=True, slots=True)
class TypesetPaper:
    """``lacking``: why a PDF does not meet the standards, or ""."""

    data: bytes
    lacking: str = ""


def set_paper(paper: ProposalPaper, language: str, ending: str) -> TypesetPaper:
    """``paper`` with headings in ``language``, as ``pdf`` or ``docx``."""
    use_language(language)
    return TypesetPaper(*to_pdf(paper)) if ending == "pdf" else TypesetPaper(to_word(paper))
