"""Find words in the law and in what was said about it, one Chinese character or the beginning of a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access, ConsultationRequest, require_action
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.consultations.search_sources import SOURCES, SearchHit, SearchSource
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import read_page_number
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.search import cut_excerpt
from huiyin.desk.laws.api import list_expressions, list_provisions_of
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Provision

#: Finds of each kind on the page of all kinds, and on a page of one kind.
FEW, PAGE = 8, 25
#: Finds are counted up to this many; beyond it the page says "more than".
_COUNTED = 1000


@limit_rate("search", ("GET", "HEAD"))
@require_safe
@cached_page
@require_action(Action.SEE)
def show_search(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Everything the reader may see in this consultation that holds the words; with ``?in=`` one kind of it."""
    words = request.GET.get("q", "").strip()[:100]
    within = request.GET.get("in", "")
    chosen = [source for source in SOURCES if source.name == within]
    page = read_page_number(request) if chosen else 1
    size = PAGE if chosen else FEW
    sections = [
        part
        for source in (chosen or SOURCES)
        if words and (part := _search_source(request.access, source, words, page, size)) is not None
    ]
    return render(
        request,
        "consultations/search.html",
        {
            "tab": "search",
            "q": words,
            "found": sections,
            "within": within if chosen else "",
            "page": page,
            "previous": page - 1 if page > 1 else None,
            "next": page + 1 if chosen and sections and sections[0]["is_more"] else None,
        },
    )


def _present_hit(hit: SearchHit, words: str) -> dict[str, Any]:
    """One find: where it leads, what it is called, and its excerpt, in pieces and as it stands."""
    pieces = cut_excerpt(hit.texts, words)
    return {
        "url": hit.url,
        "title": hit.title,
        "pieces": pieces,
        "excerpt": "".join(piece for piece, _ in pieces),
    }


def _search_source(
    access: Access, source: SearchSource[Any], words: str, page: int, size: int
) -> dict[str, Any] | None:
    matches = source.find(access, words)
    rows = list(matches[(page - 1) * size : page * size + 1])
    if not rows:
        return None
    is_more = len(rows) > size
    # Counted also where the page shows all: a page asks no more often when there is more to find.
    counted = matches.order_by()[: _COUNTED + 1].count()
    return {
        "name": source.name,
        "hits": [_present_hit(hit, words) for hit in source.show(access, rows[:size])],
        "is_more": is_more,
        "count": min(counted, _COUNTED),
        "is_more_than": counted > _COUNTED,
    }


# ---- what consultations themselves hold -------------------------------------------------------------------


def _search_provisions(access: Access, words: str) -> QuerySet[Provision]:
    texts = list(list_expressions(access.consultation.draft).values_list("pk", flat=True))
    return (
        list_provisions_of(texts)
        .holding(words, texts)
        .select_related("expression")
        .defer("expression__source", "expression__problems")
    )


def _show_provisions(access: Access, rows: list[Provision]) -> list[SearchHit]:
    slug = access.consultation.slug
    named = list_provisions_of({row.expression_id for row in rows})
    units = dict(named.filter(eid__in={row.unit for row in rows}).values_list("eid", "num"))
    hits = []
    for row in rows:
        query = f"?text={row.expression.language}"
        if row.unit:
            url = reverse("place", args=(slug, row.unit)) + query
        else:
            url = reverse("consultation", args=(slug,)) + f"{query}#{row.eid}"
        above = units.get(row.unit, "") if row.unit != row.eid else ""
        title = " ".join(filter(None, (above, row.num, row.heading))) or row.unit or row.eid
        hits.append(SearchHit(url, title, (row.text, row.heading)))
    return hits


def _search_comments(access: Access, words: str) -> QuerySet[Comment]:
    return said.list_visible_comments(
        access.consultation, access.user, sees_private=access.may(Action.SEE_PRIVATE)
    ).holding(words, [access.consultation.pk])


def _show_comments(access: Access, rows: list[Comment]) -> list[SearchHit]:
    hits = []
    for row in rows:
        who = row.organisation.name if row.organisation else row.speaker
        url = reverse("place", args=(access.consultation.slug, row.unit or "law"))
        title = who or say("desk.search.somebody")
        hits.append(
            SearchHit(
                url + f"?before={row.pk + 1}#c-{row.public_id}", title, (row.text, row.wording)
            )
        )
    return hits


def _search_groups(access: Access, words: str) -> QuerySet[Group]:
    found = Group.objects.filter(consultation=access.consultation)
    found = found.standing() if access.may(Action.SEE_PRIVATE) else found.public()
    return found.holding(words, [access.consultation.pk])


def _show_groups(access: Access, rows: list[Group]) -> list[SearchHit]:
    return [
        SearchHit(
            reverse("group", args=(access.consultation.slug, row.pk)),
            say("desk.group.size", n=row.size),
            (row.name,),
        )
        for row in rows
    ]


def _search_statements(access: Access, words: str) -> QuerySet[Statement]:
    found = Statement.objects.filter(consultation=access.consultation)
    if not access.may(Action.STATE):
        found = found.filter(is_moderated_out=False)
    return found.holding(words, [access.consultation.pk])


def _show_statements(access: Access, rows: list[Statement]) -> list[SearchHit]:
    page = reverse("statements", args=(access.consultation.slug,))
    return [
        SearchHit(f"{page}?at={row.pk}#s{row.pk}", row.text, (row.text_zh, row.text_en))
        for row in rows
    ]


#: What consultations add to what can be searched; it stands first.
OWN_SOURCES: list[SearchSource[Any]] = [
    SearchSource("provisions", _search_provisions, _show_provisions),
    SearchSource("comments", _search_comments, _show_comments),
    SearchSource("groups", _search_groups, _show_groups),
    SearchSource("statements", _search_statements, _show_statements),
]
