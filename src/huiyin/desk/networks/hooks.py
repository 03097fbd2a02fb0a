"""What other apps add to networks: parts of the public page, and news for followers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from huiyin.desk.accounts.requests import Visitor
from huiyin.desk.core.registration import Registry

if TYPE_CHECKING:
    from huiyin.desk.networks.models import Network
    from huiyin.desk.notifications.followings import FollowNews


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line: its text in the reader's language, its link, and a note."""

    words: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a network's page. Not shown if it has neither lines nor ``more``, a link to a page of its own."""

    title: str
    lines: tuple[PageLine, ...]
    more: PageLine | None = None


#: Functions that return a part for a reader; with a constant number of queries.
PAGE_PARTS: Registry[Callable[[Network, Visitor], PagePart]] = Registry("networks.hooks.PAGE_PARTS")
#: Functions that return the public news of a network between two times.
NEWS: Registry[Callable[[Network, datetime, datetime], Iterable[FollowNews]]] = Registry(
    "networks.hooks.NEWS"
)
