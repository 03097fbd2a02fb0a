"""Pages for forwarding items, and for reading, taking, amending or sending back received ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import (
    Access,
    ConsultationRequest,
    ParticipantRequest,
    require_action,
)
from huiyin.desk.consultations.api.citations import make_citer, make_reader_citer
from huiyin.desk.consultations.api.statements import UnusableWording
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.laws.api import find_unit_of, list_version_provisions
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.api import forwardings as api
from huiyin.desk.proposals.api.drafts import sees_unfixed
from huiyin.desk.proposals.forwarding_forms import ForwardForm, SettleForm, TakeAllForm
from huiyin.desk.proposals.forwarding_notes import name_receiver
from huiyin.desk.proposals.models import ForwardedItem, Forwarding, Suggestion
from huiyin.i18n import say
from huiyin.law import diff_words

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation

#: Maximum number of provisions offered when a suggestion is taken.
_MOST_PROVISIONS = 2_000


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
@require_action(Action.FORWARD)
def show_forwardings(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Show the form for forwarding items, and below it the items forwarded earlier with their outcomes."""
    targets = api.list_targets(consultation)
    error, given = "", {}
    if request.method == "POST":
        form = ForwardForm(request.POST)
        given = form.cleaned_data
        error = _forward(request, consultation, targets, given)
        if not error:
            return redirect("forward", slug=consultation.slug)
    suggestions = api.list_forwardable_suggestions(consultation)
    cite = make_citer(request, consultation)
    return render(
        request,
        "proposals/forward.html",
        {
            "tab": "forward",
            "targets": [(one, name_receiver(one)) for one in targets],
            "suggestions": [
                (s, s.target if s.target and not s.eid else cite(s.eid)) for s in suggestions
            ],
            "statements": api.list_forwardable_statements(consultation),
            "version": api.find_fixed_version(consultation),
            "page": make_page(request, api.list_outgoing(consultation)),
            "given": given,
            "error": error,
        },
        status=422 if error else 200,
    )


def _forward(
    request: ParticipantRequest,
    consultation: Consultation,
    targets: list[Consultation],
    given: dict[str, Any],
) -> str:
    """Forward the submitted items and return the error message, empty on success."""
    target = next((one for one in targets if one.pk == given["target"]), None)
    if target is None:
        return say("forward.wrong.no_target")
    asked = api.ForwardingInput(
        given["reasons"], given["suggestion"], given["statement"], given["what"] == "whole"
    )
    try:
        made = api.forward_items(consultation, target, asked, request.user)
    except api.ForwardingRefused as refused:
        return say(f"forward.wrong.{refused.code}")
    messages.success(request, say("forward.sent", n=made.items.count()))
    return ""


@require_POST
@require_action(Action.FORWARD)
def withdraw_forwarding(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Withdraw the waiting items of a forwarding."""
    found = Forwarding.objects.select_related("origin__network", "target__network")
    forwarding = found.filter(origin=consultation, pk=number).first()
    if forwarding is None:
        raise Http404
    _try(
        request,
        lambda: say("forward.withdrawn", n=api.withdraw_forwarding(forwarding, request.user)),
    )
    return redirect("forward", slug=consultation.slug)


@require_safe
@cached_page
@require_action(Action.SEE)
def show_forwarded(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Show the items received from networks and their outcomes."""
    page = make_page(request, api.list_incoming(consultation))
    cite = make_reader_citer([item.forwarding.origin for item in page.rows])
    rows = [
        (item, _name_item(item, cite), _sees_origin(request.access, item)) for item in page.rows
    ]
    waiting = {
        item.forwarding_id for item in page.rows if item.state == ForwardedItem.State.WAITING
    }
    return render(
        request,
        "proposals/forwarded.html",
        {"tab": "forwarded", "page": page, "rows": rows, "waiting": waiting},
    )


def _name_item(item: ForwardedItem, cite: Callable[[Any, str, str], str]) -> str:
    if item.suggestion is None:
        return say("forward.statement")
    place = cite(item.forwarding.origin, item.suggestion.eid, item.suggestion.target)
    return f"{item.suggestion.key} · {place or say('desk.law.whole')}"


def _sees_origin(access: Access, item: ForwardedItem) -> bool:
    """Return whether the reader may see the original text. It is public if its consultation is public and its
    team has not withheld it since; the receiving team always sees it.
    """
    is_withheld = item.statement is not None and item.statement.is_moderated_out
    is_public = item.forwarding.origin.stage != "preparing" and not is_withheld
    return is_public or access.may(Action.RECEIVE)


def _get_item(consultation: Consultation, number: int) -> ForwardedItem:
    item = api.list_incoming(consultation).filter(pk=number).first()
    if item is None:
        raise Http404
    return item


@require_safe
@cached_page
@require_action(Action.SEE)
def show_item(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Show one forwarded item: its text, the reasons and the outcome."""
    item = _get_item(consultation, number)
    return _render_item(request, item)


def _render_item(
    request: ConsultationRequest,
    item: ForwardedItem,
    typed: dict[str, Any] | None = None,
    error: str = "",
) -> HttpResponse:
    target, access = item.forwarding.target, request.access
    needed = Action.STATE if item.suggestion is None else Action.DRAFT
    is_waiting = item.state == ForwardedItem.State.WAITING
    may_settle = is_waiting and access.may(Action.RECEIVE)
    eid, is_sure = ("", True) if item.suggestion is None else api.find_likely_eid(item)
    words = _list_own_words(item)
    sees = _sees_origin(access, item)
    cite = make_reader_citer([item.forwarding.origin])
    return render(
        request,
        "proposals/forwarded_item.html",
        {
            "tab": "forwarded",
            "item": item,
            "origin": item.forwarding.origin,
            "name": _name_item(item, cite),
            "sees": sees,
            "words": words if sees else (),
            "differences": _list_differences(access, item) if sees else (),
            "may_settle": may_settle,
            "may_take": may_settle and access.may(needed),
            "needed": needed,
            "eid": typed["eid"] if typed else eid,
            "is_sure": is_sure,
            "provisions": _list_provisions(request, target)
            if may_settle and item.suggestion
            else (),
            "fields": [
                (name, typed[name] if typed else text, language) for name, text, language in words
            ],
            "answer": typed["answer"] if typed else "",
            "error": error,
        },
        status=422 if error else 200,
    )


def _list_provisions(request: ConsultationRequest, target: Consultation) -> list[tuple[str, str]]:
    cite = make_citer(request, target)
    found = list_version_provisions(target.draft).values_list("eid", flat=True)[:_MOST_PROVISIONS]
    return [(eid, cite(eid)) for eid in dict.fromkeys(found)]


def _list_own_words(item: ForwardedItem) -> list[tuple[str, str, str]]:
    """Return field name, text and language for each text of an item."""
    if item.suggestion is not None:
        names = ("wording", "text", "reason")
        return [(name, getattr(item.suggestion, name), item.suggestion.language) for name in names]
    assert item.statement is not None
    return [(f"text_{n}", getattr(item.statement, f"text_{n}"), n) for n in ("zh", "en")]


def _list_differences(access: Access, item: ForwardedItem) -> list[tuple[str, Any, str]]:
    """Return the differences between the forwarded text and the visible text it became, by field."""
    taken: Any = item.taken_statement if item.suggestion is None else _find_taken(access, item)
    if taken is None:
        return []
    return [
        (name, diff_words(words, getattr(taken, name)), language)
        for name, words, language in _list_own_words(item)
        if words != getattr(taken, name)
    ]


def _find_taken(access: Access, item: ForwardedItem) -> Suggestion | None:
    versions = drafts.list_proposal_versions(access.consultation, with_unfixed=sees_unfixed(access))
    if not versions or not item.taken_key:
        return None
    return drafts.list_suggestions(versions[0]).filter(key=item.taken_key).first()


@require_POST
@require_action(Action.RECEIVE)
def settle_item(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Take an item, unchanged or amended, or send it back with a reason."""
    item = _get_item(consultation, number)
    given = SettleForm(request.POST).cleaned_data
    if given["what"] not in ("take", "back"):
        raise Http404
    if given["what"] == "back":
        error = _find_refusal(lambda: api.send_back(item, request.user, given["answer"]))
    else:
        error = _take(request, consultation, item, given)
    if error:
        return _render_item(request, _get_item(consultation, number), given, error)
    messages.success(request, say(f"forward.done.{given['what']}"))
    return redirect("forwarded_item", slug=consultation.slug, number=number)


def _take(
    request: ParticipantRequest,
    consultation: Consultation,
    item: ForwardedItem,
    given: dict[str, Any],
) -> str:
    """Take the item and return the error message, empty on success."""
    if item.suggestion is None:
        words = {name: given[name] for name in ("text_zh", "text_en")}
        return _find_refusal(lambda: api.take_item(item, request.user, words=words))
    if given["eid"] and not find_unit_of(consultation.draft, given["eid"]):
        return say("forward.wrong.no_provision")
    words = {name: given[name] for name in api.AMENDED}
    place = make_citer(request, consultation)(given["eid"])
    return _find_refusal(lambda: api.take_item(item, request.user, words=words, target_name=place))


def _find_refusal(deed: Callable[[], Any]) -> str:
    """Call ``deed`` and return the error message, empty on success."""
    try:
        deed()
    except api.ForwardingRefused as refused:
        return say(f"forward.wrong.{refused.code}")
    except UnusableWording as wrong:
        return say(f"statement.wrong.{wrong.code}")
    except drafts.EmptySuggestion:
        return say("proposal.nothing_asked")
    except drafts.ProposalLocked:
        return say("forward.wrong.locked")
    return ""


def _try(request: ParticipantRequest, deed: Callable[[], str]) -> None:
    """Call ``deed`` and show its confirmation or the error message."""
    done: list[str] = []
    error = _find_refusal(lambda: done.append(deed()))
    if error:
        messages.error(request, error)
    else:
        messages.success(request, done[0])


@require_POST
@require_action(Action.RECEIVE)
def take_all(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Take all waiting items of a forwarding unchanged."""
    number = TakeAllForm(request.POST).cleaned_data["forwarding"]
    found = Forwarding.objects.filter(target=consultation, pk=number or 0)
    forwarding = found.select_related("origin__draft", "target__draft").first()
    if forwarding is None:
        raise Http404
    waiting = api.list_incoming(consultation).filter(forwarding=forwarding)
    names = _name_places(request, consultation, waiting)
    _try(
        request,
        lambda: say(
            "forward.all_taken", n=api.take_all(forwarding, request.user, name_place=names)
        ),
    )
    return redirect("forwarded", slug=consultation.slug)


def _name_places(
    request: ParticipantRequest, consultation: Consultation, items: Iterable[ForwardedItem]
) -> dict[int, str]:
    """Map items to the citation of their provision in this draft. On another draft this is a guess until a
    person chooses the provision.
    """
    cite = make_citer(request, consultation)
    return {
        item.pk: cite(eid)
        for item in items
        if item.suggestion is not None and (eid := api.find_likely_eid(item)[0])
    }
