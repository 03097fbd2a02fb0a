"""Authors of articles by what their feeds are called: letters and digits of addresses, whatever their names are written in."""

from __future__ import annotations

from hashlib import sha256

from django.utils.text import slugify

from huiyin.desk.pages.listings import select_articles


def name_author(byline: str) -> str:
    """What stands in the address for a name: the name where it is Latin, else a digest of it."""
    return slugify(byline) or sha256(byline.encode()).hexdigest()[:12]


def find_author(key: str) -> str | None:
    """The name that is called ``key``. One query."""
    names = (
        select_articles()
        .order_by("byline")
        .exclude(byline="")
        .values_list("byline", flat=True)
        .distinct()
    )
    return next((name for name in names if name_author(name) == key), None)
