"""The items that are imported: comments, suggestions, statements, votes, replies, organisations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from huiyin.files.problems import Refusal, Remark, Source
from huiyin.law.suggestion_actions import SuggestionAction

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class TableRead:
    """How a table was understood. ``columns``: (what was read, the headings it was read from). ``unread``: the
    other headings. ``rows``: the number of rows below the headings.
    """

    file: str
    sheet: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    unread: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Comment:
    """What one organisation or person says about a provision.

    ``reference`` is the citation as written. ``eid`` is the provision found for it, or empty for a comment on the
    whole law or one that could not be anchored. ``is_exact`` is false if the cited unit does not fully exist or may
    be in another law; ``eid`` is then the nearest unit. ``wording`` is the text proposed, ``quote`` words of the
    law that the comment points at. ``kind`` as the ISO template has it (``ge``, ``te``, ``ed``) or empty. ``also``:
    the other provisions that the citation names (第三条、第五条), in its order.
    """

    id: str
    organisation: str
    eid: str
    quote: str
    text: str
    wording: str
    language: str
    source: Source
    reference: str = ""
    author: str = ""
    kind: str = ""
    is_exact: bool = True
    is_reply_to: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change to one provision. ``target``: citation or eId. ``wording``: the text wanted. ``text``: free text.
    ``organisations``: ids of those who ask.
    """

    id: str
    target: str
    action: SuggestionAction
    wording: str
    text: str
    reason: str
    language: str
    organisations: tuple[str, ...]
    source: Source


class ReplyStatus(StrEnum):
    """What an authority answered."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"
    CONSIDERING = "considering"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Reply:
    """The authority's answer to one suggestion."""

    suggestion: str
    status: ReplyStatus
    reason: str
    source: Source


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change to the draft that a legislator moved: at ``target``, ``old`` is replaced by ``new``; either may be
    empty.
    """

    id: str
    target: str
    old: str
    new: str
    mover: str
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that can be agreed or disagreed with, in the languages it was given in."""

    id: str
    text_zh: str
    text_en: str
    source: Source
    is_moderated_out: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """``vote``: 1 agree, −1 disagree, 0 pass."""

    participant: str
    statement: str
    vote: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """A member, with its focus, route and network as the list gives them."""

    id: str
    name_zh: str
    name_en: str
    focus: str
    route: str
    network: str
    language: str
    source: Source


@dataclass(frozen=True, slots=True)
class IntakeResult(Generic[T_co]):
    """Everything that was read from some files, every refused row, how tables were understood, and what was left
    out, joined or guessed.
    """

    taken: tuple[T_co, ...]
    refused: tuple[Refusal, ...]
    tables: tuple[TableRead, ...] = ()
    remarks: tuple[Remark, ...] = ()
