"""Values exchanged between the pages of drafts and the functions behind them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from huiyin.i18n import say
from huiyin.law import Law
from huiyin.law import Provision as Unit

#: The languages of a draft, Chinese first.
LANGUAGES = ("zh", "en")


class DraftSharing(StrEnum):
    """Who may read a draft besides its authors."""

    EDITORS = "editors"  # nobody
    NETWORK = "network"  # the members of its network; of one without a network, every member
    PUBLIC = "public"


class DraftAct(StrEnum):
    """What was done to a provision."""

    WRITE = "write"
    SPLIT = "split"
    JOIN = "join"
    DELETE = "delete"
    PASTE = "paste"
    RENUMBER = "renumber"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class DraftInput:
    """The title, aim and sharing of a draft; ``network``: primary key."""

    title_zh: str
    title_en: str
    aim_zh: str = ""
    aim_en: str = ""
    network: int | None = None
    sharing: DraftSharing = DraftSharing.EDITORS


@dataclass(frozen=True, slots=True)
class Piece:
    """The texts of a provision, with its key. Both may be empty."""

    key: UUID
    text_zh: str
    text_en: str

    def get_text(self, language: str) -> str:
        return self.text_zh if language == "zh" else self.text_en


@dataclass(frozen=True, slots=True)
class TakenUnit:
    """How a line of a piece is understood: as a provision of a law, or, with ``furniture``, as text outside
    provisions.
    """

    kind: str
    num: str
    heading: str
    text: str
    depth: int
    eid: str = ""
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class PieceReading:
    """How a piece is read in one language, as part of the whole; ``problems``: (line within the piece, code,
    details).
    """

    units: tuple[TakenUnit, ...]
    problems: tuple[tuple[int, str, tuple[tuple[str, str], ...]], ...]

    @property
    def sentences(self) -> list[tuple[int, str]]:
        """Possible problems with their lines."""
        return [
            (line, say(f"law.problem.{code}", **dict(more))) for line, code, more in self.problems
        ]

    @property
    def articles(self) -> int:
        """The number of articles and division headings in it; if more than one, it can be separated."""
        return sum(1 for unit in self.units if unit.depth == 0 and not unit.furniture)


@dataclass(frozen=True, slots=True)
class DraftReading:
    """How a draft is read in one language. ``law``: None without text in it; ``wrong``: why it could not be
    read (a ``code`` of :mod:`huiyin.desk.core.isolated_process`).
    """

    law: Law | None
    pieces: dict[UUID, PieceReading]


def get_head(unit: Unit) -> str:
    """The name of a unit in lists."""
    return " ".join(part for part in (unit.num, unit.heading) if part)
