"""Write a joint proposal: suggestions, remarks, and the step to signing."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Case, Q, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import needs
from huiyin.desk.consultations.api.laws import FOREIGN, find_unit, law_of
from huiyin.desk.consultations.models import Consultation, Group, Provision
from huiyin.desk.consultations.views.reading import change, chosen_text, namer
from huiyin.desk.frame.given import as_number, as_numbers
from huiyin.desk.proposals.api import drafting as api
from huiyin.desk.proposals.api.resting import alike
from huiyin.desk.proposals.models import Edition, Remark, Suggestion
from huiyin.desk.proposals.views.reading import groups_seen
from huiyin.words import say

#: The longest field taken from the form, in characters, and the groups that are offered.
LONGEST, OFFERED = 50_000, 30


def _back(consultation: Consultation) -> HttpResponse:
    return redirect("proposal", slug=consultation.slug)


@require_POST
@needs(Action.DRAFT)
def begin(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    made = api.begin(consultation, request.user)
    messages.success(request, say("proposal.begun", number=made.number))
    return _back(consultation)


@require_http_methods(("GET", "HEAD", "POST"))
@needs(Action.DRAFT)
def suggestion_new(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Add a suggestion to what is being written; ``?eid=`` chooses the provision."""
    return _form(request, consultation, None)


@require_http_methods(("GET", "HEAD", "POST"))
@needs(Action.DRAFT)
def suggestion_edit(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    return _form(request, consultation, unfixed(consultation, number))


def unfixed(consultation: Consultation, number: int) -> Suggestion:
    """A suggestion of the edition that is being written, left out or not."""
    return get_object_or_404(
        Suggestion.with_dropped.select_related("edition"),
        pk=number, edition__proposal__consultation=consultation, edition__fixed__isnull=True,
    )  # fmt: skip


def _form(request: HttpRequest, consultation: Consultation, old: Suggestion | None) -> HttpResponse:
    text, _ = chosen_text(request, consultation)
    given = request.POST if request.method == "POST" else request.GET
    wanted = given.get("eid", old.eid if old else "")[:FOREIGN]
    law = law_of(text)
    eid = (law.eid_of(wanted) or "") if wanted else ""
    if wanted and not eid:
        raise Http404
    unit = ""
    if eid:
        unit = Provision.objects.filter(text_of=text, eid=eid).values_list("unit", flat=True)[0]
    error = ""
    own = law.by_eid[eid].full_text if eid else ""
    form = {
        # Of an address only the provision is taken: its ``text`` is the language to read in.
        name: request.POST.get(name, getattr(old, name) if old else "").replace("\r\n", "\n")[
            :LONGEST
        ]
        for name in ("wording", "text", "reason", "divergence")
    }
    form["action"] = given.get("action", old.action if old else Suggestion.Action.REPLACE)
    if form["action"] not in Suggestion.Action.values:
        raise Http404
    chosen = as_numbers(request.POST.getlist("group"))
    if request.method == "POST" and "keep" in request.POST:
        # The draft's own words, left as they are, ask for nothing.
        wording = "" if form["wording"] == own else form["wording"]
        asked = api.Asked(
            eid=eid, target=namer(request, consultation)(eid), action=form["action"],
            wording=wording, text=form["text"], reason=form["reason"],
            divergence=form["divergence"], language=text.language,
            groups=tuple(groups_seen(request.access).filter(pk__in=chosen)),
        )  # fmt: skip
        try:
            edition = old.edition if old else api.begin(consultation, request.user)
            api.suggest(edition, asked, request.user, old)
            messages.success(request, say("proposal.kept"))
            return _back(consultation)
        except api.NothingAsked:
            error = say("proposal.nothing_asked")
    elif request.method != "POST" and old is not None:
        chosen = list(old.groups.values_list("pk", flat=True))
    if not form["wording"] and form["action"] == Suggestion.Action.REPLACE:
        form["wording"] = own
    words = request.POST.get("find", "").strip()[:100]
    offered = _offered(request, unit, words, chosen)
    is_alike = request.method == "POST" and "alike" in request.POST
    if is_alike:
        asked = api.Asked(
            eid=eid, target=namer(request, consultation)(eid), wording=form["wording"],
            text=form["text"], reason=form["reason"], language=text.language,
        )  # fmt: skip
        near = alike(consultation, asked, groups_seen(request.access))[:OFFERED]
        offered = near + [group for group in offered if group.pk in chosen and group not in near]
    cite = namer(request, consultation)
    units = [
        (one.eid, cite(one.eid), one.heading or one.text)
        for one in Provision.objects.filter(text_of=text).exclude(unit="").order_by("position")
    ]
    return render(
        request,
        "proposals/suggestion.html",
        {
            "tab": "proposal", "old": old, "form": form, "error": error, "eid": eid, "text": text,
            "own": own, "actions": Suggestion.Action.values, "units": units,
            "place": cite(eid), "offered": offered, "chosen": chosen,
            "find": words, "is_alike": is_alike, "is_moved": bool(old) and eid != old.eid,
        },
        status=422 if error else 200,
    )  # fmt: skip


def _offered(request: HttpRequest, unit: str, words: str, chosen: Iterable[int]) -> list[Group]:
    """The groups to rest on: those chosen, then those that hold ``words``; without words those on the provision."""
    among = groups_seen(request.access)
    if words:
        draft = request.access.consultation.draft
        named = Provision.objects.filter(text_of__version=draft, num__iexact=words)
        holds = Q(name__icontains=words) | Q(representative__unit__in=named.values("unit"))
        for name in ("text", "wording", "quote"):
            holds |= Q(**{f"representative__{name}__icontains": words})
        found = among.filter(holds)
    else:
        found = among.filter(representative__unit=unit)
    chosen = list(chosen)
    both = among.filter(pk__in=chosen) | found
    return list(
        both.order_by(Case(When(pk__in=chosen, then=0), default=1), "-size", "pk")[
            : OFFERED + len(chosen)
        ]
    )


@require_POST
@needs(Action.DRAFT)
def groups_found(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The groups that hold some words, to tick; what the form of a suggestion shows of them."""
    chosen = as_numbers(request.POST.getlist("group"))
    words = request.POST.get("find", "").strip()[:100]
    text, _ = chosen_text(request, consultation)
    at = find_unit((text,), request.POST.get("eid", ""))
    offered = _offered(request, at.unit if at else "", words, chosen)
    return render(
        request,
        "proposals/part_groups.html",
        {"offered": offered, "chosen": chosen, "find": words},
    )


@require_POST
@needs(Action.DRAFT)
def shown_change(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The wording being written, shown as a change of the draft."""
    text, _ = chosen_text(request, consultation)
    wording = request.POST.get("wording", "").replace("\r\n", "\n")[:LONGEST]
    words = change(text, request.POST.get("eid", ""), wording)
    return render(request, "consultations/part_change.html", {"change": words})


@require_POST
@needs(Action.DRAFT)
def fix(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Put what is being written up for signing."""
    edition = get_object_or_404(Edition, proposal__consultation=consultation, fixed__isnull=True)
    try:
        api.fix(edition, request.user)
        messages.success(request, say("proposal.fixed", number=edition.number))
    except api.NothingToSign:
        messages.error(request, say("proposal.nothing_to_sign"))
    return _back(consultation)


@require_POST
@needs(Action.REMARK)
def remark(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Say something about an edition or one of its suggestions."""
    edition = get_object_or_404(Edition, proposal__consultation=consultation, number=number)
    on = as_number(request.POST.get("suggestion", ""))
    suggestion = get_object_or_404(edition.suggestions, pk=on) if on is not None else None
    try:
        api.remark(edition, suggestion, request.POST.get("text", "")[:LONGEST], request.user)
        messages.success(request, say("proposal.remarked"))
    except ValueError:
        messages.error(request, say("proposal.nothing_remarked"))
    back = redirect("edition", slug=consultation.slug, number=number)
    if suggestion is not None:
        back["Location"] += f"?at={suggestion.pk}#s-{suggestion.pk}"
    return back


@require_POST
@needs(Action.DRAFT)
def remark_settle(request: HttpRequest, consultation: Consultation, number: int) -> HttpResponse:
    """Say that a remark was dealt with, or that it was not yet."""
    one = get_object_or_404(
        Remark.objects.select_related("edition"),
        pk=number, edition__proposal__consultation=consultation, edition__fixed__isnull=True,
    )  # fmt: skip
    api.settle(one, "open" not in request.POST, request.user)
    back = _back(consultation)
    at = f"?at={one.suggestion_id}" if one.suggestion_id else ""
    back["Location"] += f"{at}#r-{one.pk}"
    return back
