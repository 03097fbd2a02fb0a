"""Draft a joint proposal: suggestions, remarks and locking for signing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Q, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.consultations.api.citations import choose_text, find_change, make_citer
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.core.request_params import parse_number, parse_numbers
from huiyin.desk.laws.api import (
    find_unit,
    get_law,
    list_provisions,
    list_version_provisions,
)
from huiyin.desk.proposals.api import drafts as api
from huiyin.desk.proposals.api.supporting_groups import list_similar_groups
from huiyin.desk.proposals.api.twins import list_twins
from huiyin.desk.proposals.forms import (
    LockForm,
    RemarkForm,
    RemarkStateForm,
    SuggestionForm,
    SuggestionPlaceForm,
)
from huiyin.desk.proposals.models import ProposalVersion, Remark, Suggestion
from huiyin.desk.proposals.views.proposal import groups_seen
from huiyin.i18n import say
from huiyin.law import SuggestionAction

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation, Group
    from huiyin.desk.laws.models import Expression, Provision


#: Maximum number of groups offered.
OFFERED = 30


def _redirect_to_proposal(consultation: Consultation) -> HttpResponse:
    return redirect("proposal", slug=consultation.slug)


def while_written(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a view that changes the draft without text input. If the version was locked or changed since the
    page was rendered, nothing is done and the current page is shown with a message.
    """

    @wraps(view)
    def enter(request: HttpRequest, consultation: Consultation, **details: Any) -> HttpResponse:
        try:
            return view(request, consultation, **details)
        except api.ProposalLocked:
            messages.error(request, say("proposal.fixed_meanwhile"))
        except edit_conflicts.EditConflict:
            messages.error(request, say("desk.both.look_again"))
        return _redirect_to_proposal(consultation)

    return enter


@require_POST
@require_action(Action.DRAFT)
def begin_proposal_version(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    made = api.begin_proposal_version(consultation, request.user)
    messages.success(request, say("proposal.begun", number=made.number))
    return _redirect_to_proposal(consultation)


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
@require_action(Action.DRAFT)
def suggestion_new(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Add a suggestion to the version being written; ``?eid=`` selects the provision."""
    return _render_form(request, consultation, None)


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
@require_action(Action.DRAFT)
def suggestion_edit(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    if (
        request.method == "POST"
    ):  # what was typed is shown again, even where it can no longer be saved
        found = Suggestion.with_dropped.select_related("version")
        old = get_object_or_404(found, pk=number, version__proposal__consultation=consultation)
        return _render_form(request, consultation, old)
    return _render_form(request, consultation, get_open_suggestion(consultation, number))


def get_open_suggestion(consultation: Consultation, number: int) -> Suggestion:
    """Return a suggestion of the unlocked version, dropped or not, or raise a 404."""
    return get_object_or_404(
        Suggestion.with_dropped.select_related("version"),
        pk=number, version__proposal__consultation=consultation, version__locked_at__isnull=True,
    )  # fmt: skip


#: Text fields of a suggestion.
_WORDED = ("wording", "text", "reason", "divergence")


@dataclass(frozen=True, slots=True)
class _SuggestionForm:
    """The values of the suggestion form.

    ``unit`` and ``own`` are the unit and the draft text of the provision, ``version`` is the stored snapshot
    version and ``chosen`` the linked groups.
    """

    text: Expression
    eid: str
    unit: str
    own: str
    version: str
    fields: dict[str, str]
    chosen: list[int]
    #: Submitted values: the snapshot version shown, the group search text and the buttons.
    seen: str = ""
    find: str = ""
    is_told_of_twins: bool = False
    looks_for_alike: bool = False


def _render_form(
    request: ParticipantRequest, consultation: Consultation, old: Suggestion | None
) -> HttpResponse:
    sent = SuggestionForm(request.POST) if request.method == "POST" else None
    form = _read_form(request, consultation, old, sent)
    error, status = "", 200
    twins: list[Group] = []
    is_kept = sent is not None and sent.has("keep")
    if is_kept and not form.is_told_of_twins:
        twins = list_twins(groups_seen(request.access), form.chosen, form.unit)
    if is_kept and not twins:
        try:
            _save_form(request, consultation, old, form)
            messages.success(request, say("proposal.kept"))
            return _redirect_to_proposal(consultation)
        except api.EmptySuggestion:
            error, status = say("proposal.nothing_asked"), 422
        except TooLong:
            error, status = say("proposal.too_long"), 422
        except api.ProposalLocked:
            error, status = say("proposal.fixed_meanwhile"), 409
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, consultation, changed, old)
    context = _describe_form(request, consultation, old, form) | {"error": error, "twins": twins}
    return render(request, "proposals/suggestion.html", context, status=status)


def _read_form(
    request: ParticipantRequest,
    consultation: Consultation,
    old: Suggestion | None,
    sent: SuggestionForm | None,
) -> _SuggestionForm:
    """Return the submitted values, or the stored ones if nothing was submitted. Raises a 404 for an unknown
    provision or action.
    """
    text, _ = choose_text(request, consultation)
    place = sent or SuggestionPlaceForm(request.GET)
    eid, unit, own = _find_provision(text, place.get("eid", old.eid if old else ""))
    if sent is None and old is not None:
        chosen = list(old.groups.values_list("pk", flat=True))
    else:
        chosen = place.cleaned_data["group"]
    begun = _begin_from_group(request, chosen) if sent is None and old is None else {}
    # A query string sets only the provision and groups: its ``text`` parameter is the reading
    # language.
    fields = {name: getattr(old, name) if old else begun.get(name, "") for name in _WORDED}
    if sent is not None:
        fields = {name: sent.get(name, words) for name, words in fields.items()}
    fields["action"] = place.get("action", old.action if old else SuggestionAction.REPLACE)
    if fields["action"] not in list(SuggestionAction):
        raise Http404
    version = edit_conflicts.digest_version(api.snapshot_suggestion(old)) if old else ""
    form = _SuggestionForm(text, eid, unit, own, version, fields, chosen)
    if sent is None:
        return form
    seen = sent.cleaned_data["version"]
    return replace(
        form,
        version=version if seen is None else seen,
        seen=seen or "",
        find=sent.cleaned_data["find"],
        is_told_of_twins=sent.has("twins"),
        looks_for_alike=sent.has("alike"),
    )


def _begin_from_group(request: ParticipantRequest, chosen: list[int]) -> dict[str, str]:
    """Return the initial text of a suggestion, from the representative comment of the first chosen group."""
    first = groups_seen(request.access).filter(pk__in=chosen[:1]).first()
    speaker = first.representative if first is not None else None
    if speaker is None:
        return {}
    return {"wording": speaker.wording} if speaker.wording else {"text": speaker.text}


def _find_provision(text: Expression, wanted: str) -> tuple[str, str, str]:
    """Return the eId, unit and text of a provision; all empty for the whole law."""
    if not wanted:
        return "", "", ""
    law = get_law(text)
    eid = law.eid_of(wanted)
    if not eid:
        raise Http404
    unit = list_provisions(text).filter(eid=eid).values_list("unit", flat=True)[0]
    return eid, unit, law.by_eid[eid].full_text


def _save_form(
    request: ParticipantRequest,
    consultation: Consultation,
    old: Suggestion | None,
    form: _SuggestionForm,
) -> None:
    """Save the form. Raises :class:`TooLong` and the errors of
    :func:`huiyin.desk.proposals.api.drafts.save_suggestion`.
    """
    fields = form.fields
    asked = api.SuggestionInput(
        eid=form.eid, target=make_citer(request, consultation)(form.eid), action=fields["action"],
        # A wording identical to the draft requests no change.
        wording="" if fields["wording"] == form.own else fields["wording"],
        text=fields["text"], reason=fields["reason"], divergence=fields["divergence"],
        language=form.text.language,
        groups=tuple(groups_seen(request.access).filter(pk__in=form.chosen)),
    )  # fmt: skip
    _check_room(fields)
    edition = old.version if old else api.begin_proposal_version(consultation, request.user)
    api.save_suggestion(edition, asked, request.user, old, seen=form.seen)


def _describe_form(
    request: ParticipantRequest,
    consultation: Consultation,
    old: Suggestion | None,
    form: _SuggestionForm,
) -> dict[str, Any]:
    """Return the template context of the form."""
    own, eid, size = form.own, form.eid, excerpts.count_bytes(form.own)
    fields = dict(form.fields)
    if not fields["wording"] and fields["action"] == SuggestionAction.REPLACE:
        fields["wording"] = own if size <= excerpts.PART else ""
    offered = _list_offered_groups(request, form.unit, form.find, form.chosen)
    cite = make_citer(request, consultation)
    if form.looks_for_alike:
        asked = api.SuggestionInput(
            eid=eid, target=cite(eid), wording=fields["wording"], text=fields["text"],
            reason=fields["reason"], language=form.text.language,
        )  # fmt: skip
        near = list_similar_groups(consultation, asked, groups_seen(request.access))[:OFFERED]
        rest = [group for group in offered if group.pk in form.chosen and group not in near]
        offered = near + rest
    blocks, block, units = _offer_units(request, form.text, eid)
    return {
        "tab": "proposal", "old": old, "form": fields, "eid": eid, "text": form.text,
        "own": excerpts.cut_text(own, excerpts.LEAST), "unit": form.unit if size > excerpts.LEAST else "",
        "actions": list(SuggestionAction), "blocks": blocks, "block": block,
        "units": [(one.eid, cite(one.eid), one.heading or one.text) for one in units],
        "place": cite(eid), "asked_twins": form.is_told_of_twins, "offered": offered, "chosen": form.chosen,
        "find": form.find, "is_alike": form.looks_for_alike, "is_moved": old is not None and eid != old.eid,
        "version": form.version,
    }  # fmt: skip


#: Maximum number of units in one list; longer laws are offered in blocks.
_OFFERED_UNITS = 400


class TooLong(ValueError):
    """The texts of a suggestion together exceed what its form can show again."""


def _check_room(form: dict[str, str]) -> None:
    if sum(excerpts.count_bytes(form[name]) for name in _WORDED) > excerpts.FORM:  # fmt: skip
        raise TooLong


def _offer_units(
    request: HttpRequest, text: Expression, eid: str
) -> tuple[list[tuple[int, str, str]], int, list[Provision]]:
    """Return the blocks, the current block number and its units.

    A short law has no blocks. In a long one the block is that of ``?block=`` or the one containing ``eid``;
    each block is labelled with its first and last unit.
    """
    provisions = list_provisions(text).exclude(unit="")
    if provisions.count() <= _OFFERED_UNITS:
        return [], 1, list(provisions)
    keys = list(provisions.values_list("eid", "num"))
    blocks = [keys[n : n + _OFFERED_UNITS] for n in range(0, len(keys), _OFFERED_UNITS)]
    own = next((n for n, one in enumerate(blocks, 1) if any(eid == key for key, _ in one)), 1)
    block = min(parse_number(request.GET.get("block", "")) or own, len(blocks))
    block = max(block, 1)
    begin = (block - 1) * _OFFERED_UNITS
    named = [(n, one[0][1] or one[0][0], one[-1][1] or one[-1][0]) for n, one in enumerate(blocks, 1)]  # fmt: skip
    return named, block, list(provisions[begin : begin + _OFFERED_UNITS])


def _show_conflict(
    request: ParticipantRequest, consultation: Consultation, changed: edit_conflicts.EditConflict, old: Suggestion | None
) -> HttpResponse:  # fmt: skip
    """Show the stored suggestion, saved by someone else, beside the submitted one."""
    assert old is not None
    language = choose_text(request, consultation)[0].language
    cite = make_citer(request, consultation)
    places = {eid: cite(eid) for eid in {*changed.stored["eid"], *changed.typed["eid"]}}
    named = parse_numbers({*changed.stored["group"], *changed.typed["group"]})
    groups = {
        str(one.pk): one.name or str(one.representative)
        for one in groups_seen(request.access).filter(pk__in=named)
    }
    actions = {one.value: say(f"proposal.action.{one}") for one in SuggestionAction}
    field = edit_conflicts.ConflictField
    fields = (
        field("eid", say("proposal.provision"), places),
        field("action", say("proposal.action"), actions),
        field("wording", say("proposal.wording"), language=language),
        field("text", say("proposal.text"), language=language),
        field("reason", say("proposal.reason"), language=language),
        field("group", say("proposal.rests_on"), groups, is_several=True),
        field("divergence", say("proposal.divergence"), language=language),
    )
    back = reverse("suggestion_edit", args=(consultation.slug, old.pk))
    return edit_conflicts.show_both(
        request, changed, fields, back=back, **find_last_editor(old, "suggestion.change", "suggestion.add")
    )  # fmt: skip


def _list_offered_groups(
    request: ParticipantRequest, unit: str, words: str, chosen: Iterable[int]
) -> list[Group]:
    """Return the chosen groups, followed by those matching ``words`` or, without search text, those on the
    provision.
    """
    among = groups_seen(request.access)
    if words:
        draft = request.access.consultation.draft
        named = list_version_provisions(draft).filter(num__iexact=words).order_by()
        holds = (
            Q(name_zh__icontains=words)
            | Q(name_en__icontains=words)
            | Q(representative__unit__in=named.values("unit"))
        )
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
@require_action(Action.DRAFT)
def groups_found(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Return the part of the suggestion form with the groups matching a search text."""
    given = SuggestionForm(request.POST).cleaned_data
    text, _ = choose_text(request, consultation)
    at = find_unit((text,), given["eid"])
    offered = _list_offered_groups(request, at.unit if at else "", given["find"], given["group"])
    return render(
        request,
        "proposals/part_groups.html",
        {"offered": offered, "chosen": given["group"], "find": given["find"]},
    )


@require_POST
@require_action(Action.DRAFT)
def show_wording_change(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Show the submitted wording as a change to the draft."""
    text, _ = choose_text(request, consultation)
    given = SuggestionForm(request.POST).cleaned_data
    words = find_change(text, given["eid"], given["wording"])
    return render(request, "consultations/part_change.html", {"change": words})


@require_POST
@require_action(Action.DRAFT)
@while_written
def lock_proposal_version(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Lock the version being written for signing."""
    edition = get_object_or_404(
        ProposalVersion, proposal__consultation=consultation, locked_at__isnull=True
    )
    form = LockForm(request.POST)
    if form.opens and not request.access.may(Action.MOVE):
        raise PermissionDenied
    fix = api.fix_and_open if form.opens else api.lock_proposal_version
    try:
        fix(edition, request.user, seen=form.cleaned_data["version"])
        messages.success(request, say("proposal.fixed", number=edition.number))
        if form.opens:
            messages.success(request, say("stage.does.signing"))
    except api.NothingToSign:
        messages.error(request, say("proposal.nothing_to_sign"))
    return _redirect_to_proposal(consultation)


@require_POST
@require_action(Action.REMARK)
def add_remark(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Add a remark to a version or one of its suggestions."""
    edition = get_object_or_404(ProposalVersion, proposal__consultation=consultation, number=number)
    given = RemarkForm(request.POST).cleaned_data
    on = given["suggestion"]
    suggestion = get_object_or_404(edition.suggestions, pk=on) if on is not None else None
    place = "remarks" if suggestion is None else f"s-{suggestion.pk}"
    try:
        api.add_remark(edition, suggestion, given["text"], request.user)
        leave_receipt(request, say("proposal.remarked"), place)
    except ValueError:
        leave_receipt(request, say("proposal.nothing_remarked"), place, is_refusal=True)
    page = reverse("edition", args=(consultation.slug, number))
    return redirect_to_receipt(page if suggestion is None else f"{page}?at={suggestion.pk}")


@require_POST
@require_action(Action.DRAFT)
@while_written
def remark_settle(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Settle or reopen a remark."""
    remark = get_object_or_404(
        Remark.objects.select_related("version"),
        pk=number, version__proposal__consultation=consultation, version__locked_at__isnull=True,
    )  # fmt: skip
    is_settled = RemarkStateForm(request.POST).is_settled
    api.settle_remark(remark, is_settled, request.user)
    words = say("receipt.remark_settled") if is_settled else say("receipt.remark_open")
    leave_receipt(request, words, f"r-{remark.pk}")
    page = reverse("proposal", args=(consultation.slug,))
    return redirect_to_receipt(
        f"{page}?at={remark.suggestion_id}" if remark.suggestion_id else page
    )
