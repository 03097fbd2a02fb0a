"""What a paper is: plain values, which go over to the process apart that sets it. Nothing here knows Django."""

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
    """A minority opinion: who holds it, and in what words."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A suggestion: its place in the list, and its row in the table.

    ``draft`` holds what stands in the draft, with what goes marked as deleted; ``asked`` what is to stand there,
    with what is new marked as inserted. ``language`` is that of the wording, of ``draft`` and of ``asked``,
    ``languages`` that of each other part by its name; headings are in the paper's. ``marked`` says to the reader that
    words stand in another language than the paper.
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
    """A joint proposal in one ``language``. ``foot``: what stands at the foot of every page, beside its number."""

    title: str
    language: str
    letter: PrintedLetter
    items: tuple[PaperItem, ...]
    dissents: tuple[Dissent, ...]
    signed: tuple[str, ...]
    day: date
    foot: str = ""
