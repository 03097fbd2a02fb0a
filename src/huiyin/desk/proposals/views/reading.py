"""Read a joint proposal and compare its editions."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import Access, needs, speaks_for
from huiyin.desk.consultations.models import Consultation, Group
from huiyin.desk.consultations.views.reading import change, namer
from huiyin.desk.frame.paging import page_of
from huiyin.desk.proposals.api import drafting as api
from huiyin.desk.proposals.models import Edition, Suggestion
from huiyin.law import diff_words

#: Other groups on the same provision that are named below a suggestion.
OTHERS = 5


def sees_unfixed(access: Access) -> bool:
    """Who writes or remarks sees what is being written; the public what was put up for signing."""
    return access.may(Action.REMARK) or access.may(Action.SEE_PRIVATE)


def groups_seen(access: Access) -> Any:
    found = Group.objects.filter(consultation=access.consultation)
    found = found if access.may(Action.SEE_PRIVATE) else found.filter(size__gt=0)
    return found.select_related("representative")


@require_safe
@needs(Action.SEE)
def proposal(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The newest edition the reader may see."""
    found = api.editions(consultation, sees_unfixed=sees_unfixed(request.access))
    return _show(request, consultation, found, found[0] if found else None)


@require_safe
@needs(Action.SEE)
def edition(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """One edition, by its number."""
    found = api.editions(consultation, sees_unfixed=sees_unfixed(request.access))
    return _show(request, consultation, found, _numbered(found, number))


def _numbered(found: list[Edition], number: int) -> Edition:
    for one in found:
        if one.number == number:
            return one
    raise Http404


def _show(
    request: HttpRequest, consultation: Consultation, found: list[Edition], one: Edition | None
) -> HttpResponse:
    context: dict[str, Any] = {"tab": "proposal", "editions": found, "edition": one}
    if one is not None:
        seats = list(speaks_for(request.user, consultation)) if request.access["sign"] else []
        signatures = list(one.signatures.select_related("organisation"))
        signed = {signature.organisation_id for signature in signatures}
        is_newest = one.pk == found[0].pk
        remarks = _remarks(request.access, one)
        page = page_of(request, one.suggestions.prefetch_related(_groups(request.access)))
        context |= {
            "page": page,
            "suggestions": _suggestions(request, consultation, page.rows, remarks),
            "remarks": remarks[None],
            "signatures": signatures,
            "seats": [(seat, seat.pk in signed) for seat in seats]
            if is_newest and one.fixed
            else [],
            "is_newest": is_newest,
            "may_write": is_newest and request.access["draft"],
        }
    return render(request, "proposals/proposal.html", context)


def _remarks(access: Access, one: Edition) -> dict[int | None, list[Any]]:
    """Suggestion → what was remarked on it; what is on the whole edition under None."""
    found: dict[int | None, list[Any]] = defaultdict(list)
    if sees_unfixed(access):
        for remark in one.remarks.select_related("by"):
            found[remark.suggestion_id].append(remark)
    return found


def _groups(access: Access) -> Prefetch[Any]:
    return Prefetch("groups", queryset=groups_seen(access))


def _suggestions(
    request: HttpRequest,
    consultation: Consultation,
    suggestions: list[Suggestion],
    remarks: dict[int | None, list[Any]],
) -> list[dict[str, Any]]:
    """Each suggestion as a change of the draft, what it rests on, and what others said there."""
    texts = {text.language: text for text in consultation.draft.texts.defer("source", "problems")}
    there = defaultdict(list)
    units = {s.unit for s in suggestions if s.unit}
    for group in groups_seen(request.access).filter(representative__unit__in=units)[:500]:
        there[group.representative.unit].append(group)
    cite = namer(request, consultation)
    shown = []
    for s in suggestions:
        own = list(s.groups.all())
        text = texts.get(s.language)
        is_change = text is not None and s.action == Suggestion.Action.REPLACE
        shown.append(
            {
                "s": s,
                "place": s.target if s.target and not s.eid else cite(s.eid),
                "change": change(text, s.eid, s.wording) if is_change else None,
                "groups": own,
                "others": [g for g in there[s.unit] if g not in own][:OTHERS],
                "remarks": remarks[s.pk],
            }
        )
    return shown


@require_safe
@needs(Action.SEE)
def changes(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """What an edition changed from the one before it."""
    found = api.editions(consultation, sees_unfixed=sees_unfixed(request.access))
    new = _numbered(found, number)
    old = _numbered(found, number - 1)
    cite = namer(request, consultation)
    rows = []
    for one in api.compare(old.suggestions.all(), new.suggestions.all()):
        s = one.new or one.old
        assert s is not None
        words = {
            name: diff_words(
                getattr(one.old, name) if one.old else "", getattr(one.new, name) if one.new else ""
            )
            for name in ("wording", "text", "reason", "divergence")
        }
        rows.append(
            {"s": s, "kind": one.kind, "place": s.target if s.target and not s.eid else cite(s.eid)}
            | words
        )
    return render(
        request,
        "proposals/changes.html",
        {"tab": "proposal", "old": old, "new": new, "rows": rows},
    )
