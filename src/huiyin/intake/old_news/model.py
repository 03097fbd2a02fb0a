"""What is known of a page of a site of before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PageRefusalCode(StrEnum):
    """Why a page does not come in (``news_import.refusal.<code>``)."""

    UNREADABLE = "unreadable"
    NO_TITLE = "no_title"
    NO_DAY = "no_day"
    NO_WORDS = "no_words"
    NOT_PUBLISHED = "not_published"  # a draft, private, or behind a password
    SAME_ADDRESS = "same_address"  # another page of these files stood there


class PageRemarkCode(StrEnum):
    """What of a page was left out or put otherwise (``news_import.remark.<code>``)."""

    SCRIPTS = "scripts"  # scripts, styles, forms
    EMBEDS = "embeds"  # a video or a frame of elsewhere, of which the address stands as a link
    TABLES = "tables"  # of which each row stands as a line
    LINKS = "links"  # whose addresses are none that may be followed
    PICTURES = "pictures"  # that stood within the text, and stand below it


@dataclass(frozen=True, slots=True)
class OldPicture:
    """``source``: as the page names it, an address or a path."""

    source: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class OldPage:
    """One piece of news in one language. ``addresses``: the paths at which it stood, the usual one first; ``body``: HTML
    that was built anew of a few elements; ``pair``: the same for a page and its translation; ``part``: its number in
    the ``series``, 0 where nobody says it; ``remarks``: code → how many."""

    source: str
    addresses: tuple[str, ...]
    title: str
    dated: date
    language: str
    body: str
    slug: str = ""
    lead: str = ""
    byline: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""
    part: int = 0
    pair: str = ""
    pictures: tuple[OldPicture, ...] = ()
    remarks: tuple[tuple[PageRemarkCode, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PageRefusal:
    """A page that does not come in. ``detail``: the code of ``law.unreadable`` where it cannot be read, or the other page."""

    source: str
    code: PageRefusalCode
    detail: str = ""
