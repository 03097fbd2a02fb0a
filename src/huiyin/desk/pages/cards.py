"""Cards that show a page where its address is shared: set by Typst in a process apart, once for each wording, and kept by what
they say. No font goes over the line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Page

from huiyin.desk.core.isolated_process import make_apart
from huiyin.desk.core.languages import override_language
from huiyin.desk.pages.drawn_cards import CardWords, draw_card
from huiyin.desk.pages.frame import get_frame
from huiyin.desk.pages.models import Article, HomePage, PublicPage
from huiyin.i18n import say, say_date

#: Counted into the digest: another look is another card.
_LOOK = 1


def describe_card(page: Any) -> CardWords:
    """What the card of a page says, in the language of the page."""
    language = page.locale.language_code
    with override_language(language):
        day = page.dated or _get_day(page.first_published_at) if isinstance(page, Article) else None
        kind = "" if isinstance(page, HomePage) else say("pages.home")
        if isinstance(page, Article):
            kind = page.byline or kind
        name = get_frame(language).site_name or say("desk.name")
        return CardWords(page.title, kind, name, say_date(day) if day else "", language[:2])


def _get_day(moment: Any) -> Any:
    return timezone.localdate(moment) if moment else None


def name_card(words: CardWords) -> str:
    """The card is called by what it says."""
    told = json.dumps([_LOOK, *asdict(words).values()], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def find_card(number: int, name: str) -> bytes | None:
    """The card of a page that everybody may read, as PNG, where it is called so now; set where it is not kept yet. Raises
    what may come of work apart (``isolated_process.WorkUnfinished``)."""
    page = Page.objects.live().public().filter(pk=number).specific().first()
    if not isinstance(page, PublicPage):
        return None
    words = describe_card(page)
    if name_card(words) != name:
        return None
    path = f"cards/{name}.png"
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            return bytes(file.read())
    card = make_apart(draw_card, words)
    default_storage.save(path, ContentFile(card))
    return card
