"""How a paper is set: run apart, by :mod:`huiyin.desk.frame.reader`, which knows nothing of Django."""

from __future__ import annotations

from dataclasses import dataclass

from huiyin.desk.ledger.papers.model import Paper
from huiyin.desk.ledger.papers.pdf import to_pdf
from huiyin.desk.ledger.papers.word import to_word
from huiyin.words import use_language


@dataclass(frozen=True, slots=True)
class Printed:
    """``lacking``: why a PDF does not claim the standards that it should, or nothing."""

    data: bytes
    lacking: str = ""


def set_paper(paper: Paper, language: str, ending: str) -> Printed:
    """``paper`` with its headings in ``language``, as ``pdf`` or ``docx``."""
    use_language(language)
    return Printed(*to_pdf(paper)) if ending == "pdf" else Printed(to_word(paper))
