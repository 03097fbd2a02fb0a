"""What is in a Word file once it is read: paragraphs of runs, where each stands, notes and remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from huiyin.files.word.numbering import NumberLabel


class ParagraphPlace(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    CONTENTS = "contents"
    BOX = "box"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change: an insertion (or a move's end), or a deletion (or a move's beginning).
    ``date`` is as written in the file, ISO 8601 as a rule, empty where the file holds none."""

    is_insertion: bool
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that share their revisions (outermost first), margin comments (their ids) and look.

    ``is_hidden``: not shown, the prompt of an empty field of a form, or the gloss above other words. ``is_struck``:
    struck through by hand, which says that they are gone; ``is_underlined``: as words are that somebody put in by hand
    beside them.
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
    """A cell of a table: which table (from 0, in reading order), which row (from 0), and which column of the table's
    grid it begins in: a row may begin further right, and a cell be ``span`` columns wide. ``is_continued``: it belongs
    to the cell above. ``within``: the cell that the table stands in."""

    table: int
    row: int
    column: int
    span: int = 1
    is_continued: bool = False
    within: TableCell | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``label`` is the number Word prints; ``end`` the revision of the paragraph's own end: a
    deleted end joins it to the next. ``level`` is that of a heading, from 1. ``notes`` are the
    footnotes and endnotes referred to, as keys of :attr:`WordText.notes`; ``remarks`` the ids of the margin comments
    whose mark stands in it; ``unread`` what it shows and holds no words of that are read here, ``chart`` for example.
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
        """The words, without the number, with all changes accepted; hidden and struck ones left out."""
        return "".join(
            r.text for r in self.runs if not (r.is_deleted or r.is_hidden or r.is_struck)
        )

    @property
    def original(self) -> str:
        """The words, without the number, with all changes rejected; hidden ones left out."""
        return "".join(r.text for r in self.runs if not r.is_inserted and not r.is_hidden)

    @property
    def number(self) -> str:
        """The number that Word prints, with what sets it apart from the words."""
        return self.label.text + self.label.separator if self.label else ""

    @property
    def is_joined_to_next(self) -> bool:
        """Whether, with all changes accepted, the next paragraph goes on in its line."""
        return self.end is not None and not self.end.is_insertion


@dataclass(frozen=True, slots=True)
class MarginComment:
    """A comment in the margin; ``answers`` is the id of the one it replies to, or empty."""

    id: str
    author: str
    date: str
    text: str
    answers: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """All a reader of the file sees. ``pages``: headers and footers, each text once."""

    paragraphs: tuple[Paragraph, ...]
    pages: tuple[Paragraph, ...]
    notes: Mapping[str, tuple[Paragraph, ...]]
    comments: tuple[MarginComment, ...]

    @property
    def unread(self) -> tuple[str, ...]:
        """What the body shows and is not read, each kind once."""
        return tuple(dict.fromkeys(what for p in self.paragraphs for what in p.unread))

    @property
    def has_changes(self) -> bool:
        """Whether words or paragraphs of the body or of its notes were changed in a way that shows: tracked, or struck
        by hand."""
        noted = (paragraph for note in self.notes.values() for paragraph in note)
        return any(
            p.end or any(r.revisions or r.is_struck for r in p.runs)
            for p in chain(self.paragraphs, noted)
        )


def lines_of(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """The lines once all changes are accepted, numbers included, with the paragraphs that each is made of."""
    text, made_of = "", list[Paragraph]()
    for paragraph in paragraphs:
        text = (text if text.strip() else paragraph.number) + paragraph.accepted
        made_of.append(paragraph)
        if not paragraph.is_joined_to_next:
            yield text, tuple(made_of)
            text, made_of = "", []
    if made_of:
        yield text, tuple(made_of)
