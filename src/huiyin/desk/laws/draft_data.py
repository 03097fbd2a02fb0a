"""What passes between the pages of drafts and what is done to them."""

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
    """Who may read a draft beside those who write it."""

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
    """A draft as it is begun, or as its title, aim and readers are set; ``network`` by its number."""

    title_zh: str
    title_en: str
    aim_zh: str = ""
    aim_en: str = ""
    network: int | None = None
    sharing: DraftSharing = DraftSharing.EDITORS


@dataclass(frozen=True, slots=True)
class Piece:
    """What a provision says, by its key. Both texts may be empty."""

    key: UUID
    text_zh: str
    text_en: str

    def get_text(self, language: str) -> str:
        return self.text_zh if language == "zh" else self.text_en


@dataclass(frozen=True, slots=True)
class TakenUnit:
    """What a line of a piece is taken for: a provision of a law, or, with ``furniture``, what belongs to none."""

    kind: str
    num: str
    heading: str
    text: str
    depth: int
    eid: str = ""
    furniture: str = ""


@dataclass(frozen=True, slots=True)
class PieceReading:
    """How a piece is read in one language, within the whole: ``problems`` as the line within the piece, code and details."""

    units: tuple[TakenUnit, ...]
    problems: tuple[tuple[int, str, tuple[tuple[str, str], ...]], ...]

    @property
    def sentences(self) -> list[tuple[int, str]]:
        """What may be wrong, with its line."""
        return [
            (line, say(f"law.problem.{code}", **dict(more))) for line, code, more in self.problems
        ]

    @property
    def articles(self) -> int:
        """How many articles and headings of divisions it holds; more than one can be put apart."""
        return sum(1 for unit in self.units if unit.depth == 0 and not unit.furniture)


@dataclass(frozen=True, slots=True)
class DraftReading:
    """A draft in one language, as it is read. ``law`` is None where nothing is written in that language; ``wrong``: why it
    could not be read (``code`` of :mod:`huiyin.desk.core.isolated_process`)."""

    law: Law | None
    pieces: dict[UUID, PieceReading]


def get_head(unit: Unit) -> str:
    """What a unit is called where it is listed."""
    return " ".join(part for part in (unit.num, unit.heading) if part)
