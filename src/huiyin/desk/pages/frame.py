"""What every page of the desk says of the network: its name, its words, its menu. Written on the first page's settings."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

#: Seconds after which a process asks for it again: what an editor changes stands everywhere after half a minute.
LONGEST = 30


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """Empty words are those of the program."""

    has_home: bool = False
    site_name: str = ""
    civil_society: str = ""
    footer: str = ""


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
    from huiyin.desk.pages.models import HomePage

    rows = HomePage.objects.live().order_by("pk")
    fields = ("locale__language_code", "site_name", "civil_society", "footer")
    found = {code: SiteFrame(True, *words) for code, *words in rows.values_list(*fields)}
    keep_frames(found, LONGEST)
    return found.get(language, SiteFrame())


def keep_frames(frames: dict[str, SiteFrame], seconds: float) -> None:
    with _kept.lock:
        _kept.frames, _kept.until = frames, time.monotonic() + seconds


def forget_frame(**_: Any) -> None:
    """A first page was changed."""
    with _kept.lock:
        _kept.until = 0.0


def add_site(_request: HttpRequest) -> dict[str, Any]:
    """For every template; asked for where one needs it."""
    return {"site": lambda: get_frame(get_language() or "")}
