"""What every page of the desk says of the network: its name, its words, its menu. Written on the first page's settings."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from huiyin.desk.core.addresses import take_off_language
from huiyin.desk.core.requests import Respond
from huiyin.i18n import use_house_words

#: As the sentences say it, in each language.
_CIVIL_SOCIETY = {"zh": "社会组织", "en": "civil society"}
#: Seconds after which a process asks for it again: what an editor changes stands everywhere after half a minute.
LONGEST = 30


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """Empty words are those of the program."""

    has_home: bool = False
    site_name: str = ""
    civil_society: str = ""
    footer: str = ""
    colours: str = ""
    logo: str = ""


class _Kept:
    """By language, in the memory of one process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.until = 0.0
        self.frames: dict[str, SiteFrame] = {}


_kept = _Kept()


def get_frame(language: str) -> SiteFrame:
    """At most one query in half a minute."""
    with _kept.lock:
        if _kept.until > time.monotonic():
            return _kept.frames.get(language, SiteFrame())
    from huiyin.desk.pages.models import HomePage, PictureFile

    rows = HomePage.objects.live().order_by("pk")
    mark = (
        PictureFile.objects.filter(picture=OuterRef("logo"), form="whole", ending="webp")
        .order_by("width", "pk")
        .values("pk")[:1]
    )
    fields = ("locale__language_code", "site_name", "civil_society", "footer", "colours")
    told = rows.annotate(mark=Subquery(mark), mark_width=Subquery(mark.values("width")[:1]))
    found = {
        code: SiteFrame(True, name, words, footer, colours, _name_logo(number, width))
        for code, name, words, footer, colours, number, width in told.values_list(
            *fields, "mark", "mark_width"
        )
    }
    keep_frames(found, LONGEST)
    return found.get(language, SiteFrame())


def _name_logo(number: int | None, width: int | None) -> str:
    if number is None:
        return ""
    return take_off_language(reverse("picture", args=(number, f"whole-{width}", "webp")))


def keep_frames(frames: dict[str, SiteFrame], seconds: float) -> None:
    with _kept.lock:
        _kept.frames, _kept.until = frames, time.monotonic() + seconds


def forget_frame(**_: Any) -> None:
    """A first page was changed."""
    with _kept.lock:
        _kept.until = 0.0


def say_own_words(get_response: Respond) -> Respond:
    """Sentences about exchanges call civil society as the network does."""

    def respond(request: HttpRequest) -> HttpResponse:
        with use_house_words(_find_own_words):
            return get_response(request)

    return respond


def _find_own_words() -> tuple[str, str]:
    language = get_language() or "zh-hans"
    usual = _CIVIL_SOCIETY[language[:2]]
    try:
        return usual, get_frame(language).civil_society
    except DatabaseError:  # the page that says so needs no database
        return usual, ""


def add_site(_request: HttpRequest) -> dict[str, Any]:
    """For every template; asked for where one needs it. Not ``site``: that is what the pages of accounts, which are
    allauth's, call the name of the host."""
    return {"site_frame": lambda: get_frame(get_language() or "")}
