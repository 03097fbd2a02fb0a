"""The content of a document as plain values, which are passed to the separate process. Does not use Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huiyin.law import WordChange


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """The letter; ``letter`` and ``closing`` may have several lines."""

    salutation: str
    letter: str
    closing: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A minority opinion: its holder and its text."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A suggestion, for the list and for the table.

    ``draft``: the draft's text with deletions marked; ``asked``: the requested text with insertions marked.
    ``language``: of the wording, ``draft`` and ``asked``; ``languages``: of each other part by name. Headings
    are in the document's language. ``marked``: the note that the text is in another language.
    """

    key: str
    heading: str
    place: str
    language: str
    languages: Mapping[str, str]
    marked: str
    draft: tuple[WordChange, ...]
    asked: tuple[WordChange, ...]
    wording: str
    text: str
    reason: str
    divergence: str
    rests: str
    dissents: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class ProposalPaper:
    """A joint proposal in one ``language``. ``foot``: the footer of every page, besides its number."""

    title: str
    language: str
    letter: PrintedLetter
    items: tuple[PaperItem, ...]
    dissents: tuple[Dissent, ...]
    signed: tuple[str, ...]
    day: date
    foot: str = ""
