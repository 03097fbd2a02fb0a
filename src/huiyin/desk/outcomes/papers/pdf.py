"""A joint proposal as an accessible A4 PDF with embedded fonts.

Typst sets it from ``paper.typ`` beside this file. People's texts are passed as data and never parsed as markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from huiyin.desk.outcomes.papers.model import ProposalPaper
from huiyin.i18n import say, say_date

if TYPE_CHECKING:
    from typst import PDFStandard

_HERE = Path(__file__).parent
#: PDF/UA: tagged for screen readers. PDF/A: self-contained, for archives.
_STANDARDS: Final[tuple[Literal["ua-1"], Literal["a-2a"]]] = ("ua-1", "a-2a")


@cache
def _load_fonts() -> Any:
    """Our own font first; the system's fonts for characters that it lacks."""
    import typst

    return typst.Fonts(
        include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(_HERE)]
    )


def to_pdf(paper: ProposalPaper) -> tuple[bytes, str]:
    """``paper`` as PDF/UA and PDF/A, with headings in the current language; the same content gives the same
    bytes.

    If a character is in no available font, the standards cannot be met: the file is then made without them, and
    the reason returned.
    """
    import typst

    on = (paper.day.year, paper.day.month, paper.day.day)
    said = asdict(paper) | {"words": _collect_words(), "on": on, "day": say_date(paper.day)}
    given = json.dumps(said, ensure_ascii=False)
    try:
        return _compile(given, list(_STANDARDS)), ""
    except typst.TypstError as error:
        return _compile(given, []), str(error.message)


def _compile(paper: str, standards: list[PDFStandard]) -> bytes:
    import typst

    made = typst.compile(
        str(_HERE / "paper.typ"),
        root=str(_HERE),
        font_paths=_load_fonts(),
        sys_inputs={"paper": paper},
        pdf_standards=standards,
        timestamp=0,
    )
    assert isinstance(made, bytes)  # several only where each page is a picture
    return made


def _collect_words() -> dict[str, Any]:
    names = ("list", "signed", "minority", "table", "dissent", "signs")
    paper_words: dict[str, Any] = {name: say(f"submit.paper.{name}") for name in names}
    for name in ("wording", "reason", "divergence"):
        paper_words[name] = say(f"submit.paper.{name}", words="").strip()
    heads = ("number", "place", "draft", "asked", "reason")
    paper_words["heads"] = [say(f"submit.paper.head.{name}") for name in heads]
    # Placeholders that Typst fills in, since only it knows the page numbers.
    paper_words["page"] = say("submit.paper.page", now="{now}", all="{all}")
    paper_words["said"] = say("submit.paper.dissent_of", label="{label}", who="{who}").strip()
    return paper_words
