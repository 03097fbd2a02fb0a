"""News as it is published: for programs and for what is given away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import html

from huiyin.desk.pages.models import Article


def select_news() -> Any:
    """Articles that everybody may read, with their language."""
    return Article.objects.live().public().select_related("locale")


def read_words(article: Article) -> str:
    """What it says, without marks, a paragraph to a line."""
    parts = html.fragments_fromstring(article.body) if article.body.strip() else []
    words = (
        part if isinstance(part, str) else "".join(map(str, part.itertext())) for part in parts
    )
    return "\n".join(line for one in words if (line := " ".join(one.split())))


def list_translations(articles: Sequence[Article]) -> dict[int, list[str]]:
    """Article → the languages that it is published in besides its own. One query."""
    keys = {one.translation_key for one in articles}
    rows = select_news().filter(translation_key__in=keys)
    codes: dict[Any, set[tuple[int, str]]] = {}
    for number, key, code in rows.order_by("pk").values_list(
        "pk", "translation_key", "locale__language_code"
    ):
        codes.setdefault(key, set()).add((number, "en" if code == "en" else "zh"))
    return {
        one.pk: sorted(code for number, code in codes.get(one.translation_key, ()) if number != one.pk)
        for one in articles
    }  # fmt: skip
