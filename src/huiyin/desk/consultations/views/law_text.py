"""Find a consultation, read the law, see the comments on a provision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, require_action, roles_in, seen_by
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api.citations import choose_text, find_change, make_citer
from huiyin.desk.consultations.api.groups import list_groups
from huiyin.desk.consultations.models import Comment, Consultation, Group, Tally
from huiyin.desk.consultations.prompts import find_prompt
from huiyin.desk.consultations.views.comment_form import WHOLE, form_context
from huiyin.desk.consultations.views.law_page import (
    GAP,
    LawPage,
    law_page,
    split_unit,
    unit_html,
)
from huiyin.desk.consultations.written_drafts import find_own_draft
from huiyin.desk.core import excerpts
from huiyin.desk.core.known_queries import KnownQuery
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import page_beside, read_page_number
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.laws.api import find_unit, get_law, list_provisions
from huiyin.presentation.citations import name_provision

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Expression, Provision


#: Comments per page.
PAGE = 30
#: The most groups above a unit's comments.
GROUPS = 8
#: A unit after this many others may be on a later page of the law: the way back then needs its
#: name, not only the anchor.
_NEAR = 300
#: A placeholder for the unit in an address; no slug can contain it.
_UNIT = "~unit~"


@require_safe
@cached_page
def show_home(request: HttpRequest) -> HttpResponse:
    """All consultations visible to the reader, open ones first."""
    user = request.user
    found = Consultation.objects.filter(seen_by(user)).select_related("authority", "network")
    shown = list(found[:200])
    roles = roles_in(user, shown)
    said_of = dict(
        Tally.objects.filter(consultation__in=shown)
        .values_list("consultation")
        .annotate(Sum("comments"))
    )
    return render(
        request,
        "consultations/home.html",
        {
            "consultations": [
                (one, said_of.get(one.pk, 0), find_prompt(roles[one.pk], one)) for one in shown
            ],
            "may_open": user.is_authenticated
            and (user.is_secretariat or user.coordinates.exists() or _is_officer(user)),
        },
    )


def _is_officer(user: Any) -> bool:
    return bool(user.seats.filter(organisation__kind="authority").exists())


_find_counts = KnownQuery(
    lambda consultation: (
        Tally.objects.filter(consultation=consultation)
        .order_by("pk")
        .values_list("unit", "comments")
    )
)


@require_safe
@cached_page
@require_action(Action.SEE)
def show_consultation(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """The law, each unit with its number of comments."""
    try:
        text, texts = choose_text(request, consultation)
    except Http404:
        if not request.access.may(Action.PREPARE):
            raise
        return redirect("manage", slug=consultation.slug)  # it is being read, or could not be
    counts: dict[str, int] = dict(_find_counts(consultation.pk))
    page = law_page(text)
    part = _find_part(request, page)
    query = f"text={text.language}&" if len(texts) > 1 else ""
    # The address is reversed once and split: reversing it for four hundred units would take most of
    # the page's time.
    before, after = reverse("place", args=(consultation.slug, _UNIT)).split(_UNIT)
    law = page.html(
        counts,
        before,
        f"{after}?text={text.language}" if len(texts) > 1 else after,
        invites=request.access.may(Action.COMMENT),
        part=part,
    )
    answer = render(
        request,
        "consultations/law.html",
        {
            "tab": "law",
            "text": text,
            "texts": texts,
            "contents": page.contents_html(part, query),
            "part": part,
            "parts": page.parts,
            "page": page_beside(request, part, has_next=part < page.parts),
            "query": query,
            "law": GAP,
            "whole": counts.get("", 0),
            "all": sum(counts.values()),
            "written": find_own_draft(consultation, request.user),
        },
    )
    # Inserted last: otherwise each level of the template would copy a text of some hundred pages.
    answer.content = answer.content.replace(GAP.encode(), law, 1)
    return answer


def _find_part(request: HttpRequest, page: LawPage) -> int:
    """The requested part of a long law: by number, or by what is on it."""
    if at := request.GET.get("at", ""):
        return page.part_of(at)
    return min(read_page_number(request), page.parts)


@require_safe
@cached_page
@require_action(Action.SEE)
def show_provision(
    request: ConsultationRequest, consultation: Consultation, eid: str
) -> HttpResponse:
    """A unit of the law with its comments and, if allowed, the form."""
    form = form_context(request, consultation, eid)
    try:
        context = place_context(request, consultation, eid, room=room_beside(form["form"]))
    except Http404:
        # Not in this text; perhaps in the one in another language.
        texts = consultation.draft.expressions.order_by("-language", "pk")
        unit = find_unit(texts, eid)
        if unit is None or unit.eid == eid:
            raise
        return _redirect_moved(request, consultation, unit.eid)
    if context["eid"] != eid:
        return _redirect_moved(request, consultation, context["eid"])
    return render(request, "consultations/place.html", context | form)


def room_beside(form: Any) -> int:
    """Bytes left for the comments on a page beside one's own draft."""
    written = (
        sum(excerpts.count_bytes(form[name]) for name in ("quote", "wording", "text"))
        if form
        else 0
    )
    return max(excerpts.PAGE - written, excerpts.LEAST)


def _redirect_moved(request: HttpRequest, consultation: Consultation, eid: str) -> HttpResponse:
    """A unit has one address; what its file calls it, or what it was called here before, leads there."""
    address = reverse("place", args=(consultation.slug, eid))
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def place_context(
    request: ConsultationRequest, consultation: Consultation, eid: str, *, room: int = excerpts.PAGE
) -> dict[str, Any]:
    """What every page about one unit shows, the comments in at most ``room`` bytes. Raises ``Http404`` where there is
    no such unit."""
    text, texts = choose_text(request, consultation)
    unit, provisions = "", []
    if eid != WHOLE:
        provision_there = find_unit((text,), eid)
        if provision_there is not None and provision_there.eid != eid:
            # What the desk calls a unit, in whatever language, goes before what a file calls another: an address
            # leads to one unit, whoever reads it.
            named = find_unit(texts, eid)
            provision_there = None if named is not None and named.eid == eid else provision_there
        if provision_there is None or not provision_there.unit:
            raise Http404
        eid, unit = provision_there.eid, provision_there.unit
        provisions = list(list_provisions(text).filter(unit=unit))
        law = get_law(text)
        for provision in provisions:
            provision.words = law.by_eid[provision.eid].full_text  # with what is below it
            provision.cited = name_provision(law, provision.eid)
    chunks = split_unit(provisions, excerpts.PART)
    part = min(max(parse_number(request.GET.get("part", "")) or 1, 1), len(chunks))
    law_html = unit_html(chunks[part - 1])
    room = max(room - len(law_html.encode()), excerpts.LEAST)
    listed = said.list_visible_comments(
        consultation, request.user, sees_private=request.access.may(Action.SEE_PRIVATE)
    ).filter(unit=unit)
    before = parse_number(request.GET.get("before", ""))
    if before is not None:
        listed = listed.filter(pk__lt=before)
    comments = list(listed[: PAGE + 1])
    return {
        "tab": "law",
        "eid": eid,
        "unit": unit,
        "text": text,
        "texts": texts,
        "provisions": _choose_parts(provisions, chunks[part - 1]),
        "back": f"at={unit}" if provisions and provisions[0].position > _NEAR else "",
        "law": law_html,
        "part": part,
        "parts": len(chunks),
        "groups": _list_groups(request, consultation, unit) if before is None else [],
        "comments": present_comments(comments[:PAGE], text, room),
        "older": comments[PAGE - 1].pk if len(comments) > PAGE else None,
        "neighbours": _find_neighbours(text, provisions),
    }


def _list_groups(
    request: ConsultationRequest, consultation: Consultation, unit: str
) -> list[Group]:
    """What several say about a unit, the most said first, and one more than are shown where there are more."""
    found = list_groups(consultation, with_private=request.access.may(Action.SEE_PRIVATE))
    return list(found.filter(representative__unit=unit, size__gt=1)[: GROUPS + 1])


def _choose_parts(provisions: list[Provision], chunk: list[Provision]) -> list[Provision]:
    """What may be commented on beside a part of a unit: the unit, and what stands on the part. Their own words go into
    the page as long as there is room; the browser only needs them to begin a wording from."""
    here = {one.eid for one in chunk}
    chosen = [one for n, one in enumerate(provisions) if not n or one.eid in here]
    room = excerpts.PART
    for one in chosen:
        room -= excerpts.count_bytes(one.words)
        if room < 0:
            one.words = ""
    return chosen


def present_comments(
    comments: Sequence[Comment], text: Expression, room: int
) -> list[dict[str, Any]]:
    """Comments, the part of the unit that each is on, and the change that its wording makes to the draft."""
    changes = [find_change(text, comment.eid, comment.wording) for comment in comments]
    weights = [
        excerpts.count_bytes(c.quote)
        + excerpts.count_bytes(c.text)
        + (excerpts.weigh_change(made) if made else excerpts.count_bytes(c.wording))
        for c, made in zip(comments, changes, strict=True)
    ]
    rooms = excerpts.share_out(weights, room)
    return [
        _cut_comment(comment, made, share, whole=share >= weight)
        | {
            "part": name_provision(get_law(text), comment.eid)
            if comment.eid and comment.eid != comment.unit
            else ""
        }
        for comment, made, weight, share in zip(comments, changes, weights, rooms, strict=True)
    ]


def _cut_comment(comment: Comment, made: Any, share: int, *, whole: bool) -> dict[str, Any]:
    """A comment in at most ``share`` bytes, and whether that is all of it."""
    if whole:
        words, pieces = [comment.quote, comment.wording, comment.text], made
    elif made:
        half = share // 2
        (quote, said), _ = excerpts.share_words([comment.quote, comment.text], half)
        words, pieces = [quote, comment.wording, said], excerpts.cut_change(made, half)
    else:
        words, _ = excerpts.share_words([comment.quote, comment.wording, comment.text], share)
        pieces = None
    quote, wording, said = words
    return {
        "comment": comment, "quote": quote, "wording": wording, "text": said, "change": pieces, "is_cut": not whole,
    }  # fmt: skip


@require_safe
@cached_page
@require_action(Action.SEE)
def show_comment(
    request: ConsultationRequest, consultation: Consultation, key: UUID
) -> HttpResponse:
    """One comment, all of it; a very long one in parts."""
    seen = said.list_visible_comments(
        consultation, request.user, sees_private=request.access.may(Action.SEE_PRIVATE)
    )
    comment = seen.select_related("group").filter(public_id=key).first()
    if comment is None and request.user.is_authenticated:
        comment = said.list_own_comments(consultation, request.user).filter(public_id=key).first()
    if comment is None:
        raise Http404
    number = read_page_number(request)
    texts = {name: getattr(comment, name) for name in ("quote", "wording", "text")}
    parts = {name: excerpts.get_part(text, number) for name, text in texts.items()}
    if number > 1 and not any(parts.values()):
        raise Http404
    return render(
        request,
        "consultations/comment.html",
        {
            "tab": "law",
            "comment": comment,
            "group": comment.group
            if comment.group and comment.group.is_open and comment.group.size > 1
            else None,
            "place": make_citer(request, consultation)(comment.eid),
            "parts": parts,
            "number": number,
            "has_more": any(excerpts.has_more(text, number) for text in texts.values()),
        },
    )


def _find_neighbours(text: Expression, provisions: list[Provision]) -> dict[str, Provision | None]:
    if not provisions:
        return {"previous": None, "next": None}
    units = list_provisions(text).filter(depth=0).exclude(unit="")
    return {
        "previous": units.filter(position__lt=provisions[0].position).last(),
        "next": units.filter(position__gt=provisions[-1].position).first(),
    }
