"""What came back to somebody from what they said: each app adds what it knows when the desk starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.desk.core.registration import Registry

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """One thing that came back: in which consultation, in the reader's language what it is and where it is read, and
    how it stands: the key of each state, and the key of what is said before it or nothing. ``asks``: how what was asked
    begins, in ``language``."""

    consultation: str
    words: str
    url: str
    states: tuple[tuple[str, str], ...] = ()
    asks: str = ""
    language: str = ""


#: Each is given the reader and gives the newest first, so few that they are read; as many queries for many as for one.
RETURNS: Registry[Callable[[User], Sequence[ReturnItem]]] = Registry(
    "consultations.for_you.RETURNS"
)
