"""How a paper is set: run apart, by :mod:`huiyin.desk.core.reader_process`, which knows nothing of Django."""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.desk.outcomes.papers.model import ProposalPaper
from huiyin.desk.outcomes.papers.pdf import to_pdf
from huiyin.desk.outcomes.papers.word import to_word
from huiyin.i18n import use_language


@dataclass(frozen=True, slots=True)
class TypesetPaper:
    """``lacking``: why a PDF does not claim the standards that it should, or nothing."""

    data: bytes
    lacking: str = ""


def set_paper(paper: ProposalPaper, language: str, ending: str) -> TypesetPaper:
    """``paper`` with its headings in ``language``, as ``pdf`` or ``docx``."""
    use_language(language)
    return TypesetPaper(*to_pdf(paper)) if ending == "pdf" else TypesetPaper(to_word(paper))
