"""A law as HTML, made once for each text that changes; a page then only fills in the counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from huiyin.desk.consultations.models import Provision, Text
from huiyin.words import say

_DIVISION_LEVELS = {"part": 2, "subpart": 2, "chapter": 2, "section": 3, "annex": 2, "schedule": 2}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents."""

    eid: str
    words: str
    depth: int


@dataclass(frozen=True)
class LawPage:
    """``pieces``: unit (empty for a division) and its HTML without the closing line, in reading order."""

    contents: tuple[Heading, ...]
    pieces: tuple[tuple[str, str], ...]

    def html(self, counts: Mapping[str, int], address: str, *, invites: bool) -> SafeString:
        """The whole law. ``counts``: unit → public comments. ``address`` of a unit with ``{}`` for its
        eId; ``invites``: the reader may comment now."""
        before, after = (escape(part) for part in address.split("{}"))
        parts: list[str] = []
        invitation = cache(partial(_invitation, invites=invites))
        for unit, html in self.pieces:
            parts.append(html)
            if unit:
                words = invitation(counts.get(unit, 0))
                parts.append(
                    f'<p class="say"><a href="{before}{unit}{after}">{words}</a></p></section>'
                )
        return mark_safe("".join(parts))


def _invitation(comments: int, *, invites: bool) -> str:
    if comments:
        words = say("desk.law.comments", n=comments)
        return f"{words} · {say('desk.law.comment')}" if invites else words
    return say("desk.law.comment") if invites else say("desk.law.no_comments")


def law_page(text: Text) -> LawPage:
    """The page of ``text``; costs a query only after the text was changed."""
    return _made(text.pk, text.changed)


@lru_cache(maxsize=32)
def _made(pk: int, _changed: datetime) -> LawPage:
    return _make(Provision.objects.filter(text_of=pk).order_by("position"))


def _make(provisions: Iterable[Provision]) -> LawPage:
    contents: list[Heading] = []
    pieces: list[tuple[str, str]] = []
    unit, html = "", ""

    def close() -> None:
        nonlocal unit, html
        if unit:
            pieces.append((unit, html))
        unit, html = "", ""

    for provision in provisions:
        if not provision.unit:
            close()
            level = _DIVISION_LEVELS.get(provision.kind, 3)
            words = f"{provision.num} {provision.heading}".strip()
            contents.append(Heading(provision.eid, words, level - 2))
            body = f"<p>{escape(provision.text)}</p>" if provision.text else ""
            pieces.append(
                ("", f'<h{level} id="{escape(provision.eid)}">{escape(words)}</h{level}>{body}')
            )
            continue
        if provision.unit != unit:
            close()
            unit = provision.unit
            html = f'<section class="unit" id="{escape(unit)}">'
        html += provision_html(provision)
    close()
    return LawPage(tuple(contents), tuple(pieces))


def provision_html(provision: Provision) -> str:
    """One provision as a paragraph that knows its eId, so that words marked in it find their place."""
    head = " ".join(part for part in (provision.num, provision.heading) if part)
    number = f'<span class="num">{escape(head)}</span> ' if head else ""
    depth = f" d{min(provision.depth, 3)}" if provision.depth else ""
    return (
        f'<p class="provision{depth}" data-eid="{escape(provision.eid)}">'
        f"{number}<span data-own>{escape(provision.text)}</span></p>"
    )
