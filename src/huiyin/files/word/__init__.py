"""Read a Word file (WordprocessingML, ECMA-376-1 part 17) as paragraphs of runs.

This is the only reader of Word files: laws, comment forms, tracked drafts and letters all use it. It visits
everything that a reader of the document sees, in reading order: the body, tables cell by cell, text boxes below the
paragraph that they are anchored to, and the automatic numbers of Word. Each run says who inserted or deleted it and
which margin comments are attached to it. A law can therefore be read with all changes accepted, and a member's
markup as suggestions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from huiyin.files.untrusted_files import open_zip
from huiyin.files.word.data import (
    MarginComment,
    Paragraph,
    ParagraphPlace,
    Revision,
    Run,
    TableCell,
    WordText,
    lines_of,
)
from huiyin.files.word.numbering import Numbering, W
from huiyin.files.word.package import WordPackage, find_document
from huiyin.files.word.styles import WordStyles
from huiyin.files.word.walk import PartWalk

__all__ = [
    "MarginComment",
    "Paragraph",
    "ParagraphPlace",
    "Revision",
    "Run",
    "TableCell",
    "WordText",
    "find_document",
    "is_word",
    "lines_of",
    "read_word",
]

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def is_word(data: bytes, name: str) -> bool:
    """Tell whether a file is a Word file. Raises :class:`~huiyin.law.model.UnreadableLaw` for a damaged archive."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return False
    return find_document(open_zip(data, name), name) is not None


def read_word(data: bytes, name: str, *, accept: bool = True) -> WordText:
    """Read the text of a DOCX.

    Automatic numbers count the paragraphs that remain when all changes are accepted, or the original paragraphs if
    ``accept`` is false.

    Raises :class:`~huiyin.law.model.UnreadableLaw`: ``encrypted``, ``damaged``, ``zip_bomb``, ``xml_entities`` …
    """
    parts = WordPackage(open_zip(data, name), name)
    styles = WordStyles(parts.related("styles"))
    numbering = Numbering(parts.related("numbering"), styles.lists)
    walk = PartWalk(styles, numbering, accept=accept, called=parts.called)
    walk.read_blocks(parts.root)  # some programs write more than one body
    aside = _AsideReader(styles, accept=accept)
    pages = tuple(_read_headers_footers(parts, aside))
    notes = dict(_read_notes(parts, aside))
    comments = _read_comments(parts.related("comments"), parts.related("commentsExtended"), aside)
    return WordText(tuple(walk.found), pages, notes, comments)


class _AsideReader:
    """Reads text outside the body, where paragraphs are not numbered."""

    def __init__(self, styles: WordStyles, *, accept: bool) -> None:
        self._styles, self._accept = styles, accept

    def read(self, part: etree._Element, place: ParagraphPlace) -> list[Paragraph]:
        walk = PartWalk(self._styles, None, place=place, accept=self._accept)
        walk.read_blocks(part)
        return walk.found


def _read_headers_footers(parts: WordPackage, aside: _AsideReader) -> Iterator[Paragraph]:
    """Yield headers, then footers; each text once."""
    seen: set[str] = set()
    for kind, place in (("header", ParagraphPlace.HEADER), ("footer", ParagraphPlace.FOOTER)):
        for part in parts.all_related(kind):
            for paragraph in aside.read(part, place):
                if paragraph.accepted.strip() not in seen:
                    seen.add(paragraph.accepted.strip())
                    yield paragraph


def _read_notes(
    parts: WordPackage, aside: _AsideReader
) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    for kind in ("footnote", "endnote"):
        part = parts.related(f"{kind}s")
        for note in part.iterchildren(f"{W}{kind}") if part is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                yield (
                    f"{kind} {note.get(f'{W}id', '')}",
                    tuple(aside.read(note, ParagraphPlace.NOTE)),
                )


def _read_comments(
    part: etree._Element | None, extended: etree._Element | None, aside: _AsideReader
) -> tuple[MarginComment, ...]:
    if part is None:
        return ()
    above = _read_answered(extended)
    comments: list[tuple[MarginComment, str]] = []
    comment_of: dict[str, str] = {}
    for element in part.iterchildren(f"{W}comment"):
        own = element.get(f"{W}id", "")
        names = [paragraph.get(f"{_W14}paraId", "") for paragraph in element.iter(f"{W}p")]
        comment_of.update(dict.fromkeys(names, own))
        paragraphs = aside.read(element, ParagraphPlace.NOTE)
        text = "\n".join(p.number + p.accepted for p in paragraphs).strip()
        author, date = element.get(f"{W}author", ""), element.get(f"{W}date", "")
        answered = above.get(names[-1] if names else "", "")
        comments.append((MarginComment(own, author, date, text), answered))
    return tuple(
        replace(comment, answers=comment_of.get(answered, "")) if answered else comment
        for comment, answered in comments
    )


def _read_answered(extended: etree._Element | None) -> dict[str, str]:
    """Map the last paragraph of a comment to the last paragraph of the comment that it answers."""
    if extended is None:
        return {}
    pairs = (
        (entry.get(f"{_W15}paraId", ""), entry.get(f"{_W15}paraIdParent", ""))
        for entry in extended.iterchildren("*")
    )
    return {own: parent for own, parent in pairs if parent}
