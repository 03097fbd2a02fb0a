"""Find words in the law and in what was said about it, one Chinese character or an English phrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access, needs
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation, Provision
from huiyin.desk.frame.limits import limited

#: Finds shown of each kind.
MOST = 40
#: What other apps add: a name of the catalogues (``desk.search.<name>``) and a function that finds.
Find = Callable[[Access, str], list[dict[str, Any]]]
SOURCES: list[tuple[str, Find]] = []


@limited("search", ("GET", "HEAD"))
@require_safe
@needs(Action.SEE)
def search(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Everything the reader may see in this consultation that holds the words."""
    words = request.GET.get("q", "").strip()[:100]
    found: list[tuple[str, list[dict[str, Any]]]] = []
    if words:
        found = [
            (name, hits)
            for name, find in (("provisions", provisions), ("comments", comments), *SOURCES)
            if (hits := find(request.access, words))
        ]
    return render(
        request,
        "consultations/search.html",
        {
            "tab": "search",
            "q": words,
            "found": found,
            "most": MOST,
        },
    )


def provisions(access: Access, words: str) -> list[dict[str, Any]]:
    found = (
        Provision.objects.filter(text_of__version=access.consultation.draft)
        .filter(Q(text__icontains=words) | Q(heading__icontains=words))
        .select_related("text_of")
        .defer("text_of__source", "text_of__problems")
        .order_by("text_of__language", "position")
    )
    return [
        hit(
            access,
            provision.unit or "",
            f"{provision.num} {provision.heading}".strip() or provision.unit,
            provision.text or provision.heading,
            words,
            query=f"?text={provision.text_of.language}",
            anchor="" if provision.unit else f"#{provision.eid}",
        )
        for provision in found[:MOST]
    ]


def comments(access: Access, words: str) -> list[dict[str, Any]]:
    found = said.visible(
        access.consultation, access.user, sees_private=access.may(Action.SEE_PRIVATE)
    ).filter(Q(text__icontains=words) | Q(wording__icontains=words))
    return [
        hit(access, one.unit, _who(one), one.text or one.wording, words) for one in found[:MOST]
    ]


def _who(comment: Comment) -> str:
    return comment.organisation.name if comment.organisation else comment.speaker


def hit(
    access: Access,
    unit: str,
    title: str,
    text: str,
    words: str,
    *,
    query: str = "",
    anchor: str = "",
) -> dict[str, Any]:
    """One find: where it leads, and the words with what stands around them, in three pieces."""
    if anchor:
        url = reverse("consultation", args=(access.consultation.slug,)) + anchor
    else:
        url = reverse("place", args=(access.consultation.slug, unit or "law")) + query
    return {"url": url, "title": title, "pieces": around(text, words)}


def around(text: str, words: str, before: int = 40, after: int = 120) -> tuple[str, str, str]:
    """The text before the words, the words as they stand in it, and the text after them, cut short."""
    at = text.casefold().find(words.casefold())
    if at < 0:
        return "", "", text[: before + after]
    end = at + len(words)
    head = ("…" if at > before else "") + text[max(0, at - before) : at]
    tail = text[end : end + after] + ("…" if len(text) > end + after else "")
    return head, text[at:end], tail
