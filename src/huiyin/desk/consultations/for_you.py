"""What became of a user's contributions. Apps register what they know at startup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.desk.core.registration import Registry

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@dataclass(frozen=True, slots=True)
class ReturnItem:
    """One result: the consultation, a text in the reader's language, its link, and its states as pairs (key of
    the state, key of the words before it or ""). ``asks``: the beginning of what was asked, in ``language``.
    """

    consultation: str
    words: str
    url: str
    states: tuple[tuple[str, str], ...] = ()
    asks: str = ""
    language: str = ""


#: Functions that return a few results for a reader, newest first; with a constant number of
#: queries.
RETURNS: Registry[Callable[[User], Sequence[ReturnItem]]] = Registry(
    "consultations.for_you.RETURNS"
)
