"""The contents of a Word file after reading: paragraphs of runs with their places, notes and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from huiyin.files.word.numbering import NumberLabel


class ParagraphPlace(StrEnum):
    """Where in the document a paragraph is."""

    BODY = "body"
    CONTENTS = "contents"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change: an insertion (or a move's destination) or a deletion (or a move's origin).

    ``date`` is copied from the file, normally ISO 8601; empty if the file has none.
    """

    is_insertion: bool
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with the same revisions (outermost first), margin comments (ids) and formatting.

    ``is_hidden``: not displayed, the prompt of an empty form field, or a ruby gloss. ``is_struck``: struck through
    by hand, to mean deleted. ``is_underlined``: the formatting with which people mark insertions by hand.
    """

    text: str
    revisions: tuple[Revision, ...] = ()
    comments: tuple[str, ...] = ()
    is_hidden: bool = False
    is_struck: bool = False
    is_underlined: bool = False

    @property
    def is_deleted(self) -> bool:
        return any(not revision.is_insertion for revision in self.revisions)

    @property
    def is_inserted(self) -> bool:
        return any(revision.is_insertion for revision in self.revisions)


@dataclass(frozen=True, slots=True)
class TableCell:
    """The position of a table cell.

    Tables are numbered from 0 in reading order, rows from 0. The column is that of the table's grid, because a row
    may be indented and a cell may be ``span`` columns wide. ``is_continued``: it continues the cell above.
    ``within``: the cell that contains the table.
    """

    table: int
    row: int
    column: int
    span: int = 1
    is_continued: bool = False
    within: TableCell | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    ``label`` is the number that Word prints. ``end`` is the revision of the paragraph mark: a deleted mark joins
    the paragraph to the next one. ``level`` is the heading level, from 1. ``notes`` are the footnotes and endnotes
    it refers to, as keys of :attr:`WordText.notes`. ``remarks`` are the ids of the margin comments marked in it.
    ``unread`` names visible content whose text is not read, ``chart`` for example.
    """

    runs: tuple[Run, ...]
    label: NumberLabel | None = None
    style: str = ""
    level: int | None = None
    place: ParagraphPlace = ParagraphPlace.BODY
    cell: TableCell | None = None
    end: Revision | None = None
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def accepted(self) -> str:
        """The text without the number, with all changes accepted; hidden and struck-through text is left out."""
        return "".join(
            r.text for r in self.runs if not (r.is_deleted or r.is_hidden or r.is_struck)
        )

    @property
    def original(self) -> str:
        """The text without the number, with all changes rejected; hidden text is left out."""
        return "".join(r.text for r in self.runs if not r.is_inserted and not r.is_hidden)

    @property
    def number(self) -> str:
        """The number that Word prints, with the separator after it."""
        return self.label.text + self.label.separator if self.label else ""

    @property
    def is_joined_to_next(self) -> bool:
        """Whether the next paragraph continues this line once all changes are accepted."""
        return self.end is not None and not self.end.is_insertion


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment in the margin; ``answers`` is the id of the comment that it replies to, or empty."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """The complete text of a file. ``pages``: headers and footers, each text once."""

    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Paragraph, ...]
    notes: Mapping[str, tuple[Paragraph, ...]]
    comments: tuple[MarginComment, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """The kinds of visible content in the body that are not read, each once."""
        return tuple(dict.fromkeys(what for p in self.paragraphs for what in p.unread))

    @property
    def has_changes(self) -> bool:
        """Whether the body or its notes have visible changes: tracked ones, or text struck through by hand."""
        noted = (paragraph for note in self.notes.values() for paragraph in note)
        return any(
            p.end or any(r.revisions or r.is_struck for r in p.runs)
            for p in chain(self.paragraphs, noted)
        )


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Yield the lines with all changes accepted, numbers included, each with the paragraphs that form it."""
    text, made_of = "", list[Paragraph]()
    for paragraph in paragraphs:
        text = (text if text.strip() else paragraph.number) + paragraph.accepted
        made_of.append(paragraph)
        if not paragraph.is_joined_to_next:
            yield text, tuple(made_of)
            text, made_of = "", []
    if made_of:
        yield text, tuple(made_of)
