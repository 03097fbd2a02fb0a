"""What other apps add to a network: to its public page, and to what its followers are told."""

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
    """A line of a part: what it says, in the reader's language, where it leads, and what is said after it."""

    words: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of a network's page. One that has neither lines nor ``more``, a page that belongs to it, is not shown."""

    title: str
    lines: tuple[PageLine, ...]
    more: PageLine | None = None


#: Each is given the network and who reads, and gives what it knows; as many queries for many lines as for one.
PAGE_PARTS: Registry[Callable[[Network, Visitor], PagePart]] = Registry("networks.hooks.PAGE_PARTS")
#: Each is given a network and from when to when, and gives what happened that everybody may know.
NEWS: Registry[Callable[[Network, datetime, datetime], Iterable[FollowNews]]] = Registry(
    "networks.hooks.NEWS"
)
