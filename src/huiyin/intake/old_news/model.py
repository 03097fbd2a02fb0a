"""The data of a page of an earlier site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PageRefusalCode(StrEnum):
    """Why a page is not imported (``news_import.refusal.<code>``)."""

    UNREADABLE = "unreadable"
    NO_TITLE = "no_title"
    NO_DAY = "no_day"
    NO_WORDS = "no_words"
    NOT_PUBLISHED = "not_published"  # a draft, private, or behind a password
    SAME_ADDRESS = "same_address"  # another page of these files had this address


class PageRemarkCode(StrEnum):
    """What was left out of a page or changed (``news_import.remark.<code>``)."""

    SCRIPTS = "scripts"  # scripts, styles, forms
    EMBEDS = "embeds"  # an external video or frame, replaced by a link
    TABLES = "tables"  # tables, whose rows become lines
    LINKS = "links"  # links whose address must not be followed
    PICTURES = "pictures"  # pictures inside the text, moved below it


@dataclass(frozen=True, slots=True)
class OldPicture:
    """``source``: the address or path in the page."""

    source: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class OldPage:
    """One piece of news in one language.

    ``addresses``: its old paths, the usual one first. ``body``: HTML rebuilt with a few elements. ``pair``: equal
    for a page and its translation. ``part``: its number in the ``series``, 0 if unknown. ``remarks``: code → how
    many.
    """

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
    """A page that is not imported. ``detail``: the code of ``law.unreadable`` if it cannot be read, or the other
    page.
    """

    source: str
    code: PageRefusalCode
    detail: str = ""
