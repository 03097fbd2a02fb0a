"""Write comments: the form, automatically saved drafts, and one's own comments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import (
    ConsultationRequest,
    ParticipantRequest,
    require_action,
    speaks_for,
)
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api.citations import choose_text, find_change, make_citer
from huiyin.desk.consultations.api.repeated_words import find_repeats
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.consultations.views.comment_form import WHOLE, form_context
from huiyin.desk.consultations.views.law_text import place_context, room_beside
from huiyin.desk.consultations.word_forms import CommentForm, WithdrawalForm
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.laws.api import LONGEST_FOREIGN_EID
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.registry.models import Organisation


def _read_comment_input(given: dict[str, Any], eid: str) -> said.CommentInput:
    if given["key"] is None:
        raise Http404
    asked = ("" if eid == WHOLE else eid) if given["eid"] is None else given["eid"]
    return said.CommentInput(
        key=given["key"],
        eid=asked[:LONGEST_FOREIGN_EID],
        text=given["text"],
        wording=given["wording"],
        quote=given["quote"],
        is_private=given["is_private"],
    )


def _speaking_for(
    request: ParticipantRequest, consultation: Consultation, chosen: int | None
) -> Organisation | None:
    mine = speaks_for(request.user, consultation)
    return mine.first() if chosen is None else mine.filter(pk=chosen).first()


@limit_rate("comment")
@require_POST
@require_action(Action.COMMENT)
def send_comment(request: ParticipantRequest, consultation: Consultation, eid: str) -> HttpResponse:
    """Send a comment and confirm it, or show the form again with what is missing or what happened to it elsewhere."""
    given = CommentForm(request.POST).cleaned_data
    words = _read_comment_input(given, eid)
    speaker = _speaking_for(request, consultation, given["organisation"])
    try:
        said.send_comment(consultation, request.user, speaker, words, seen=given["version"] or 0)
    except said.EmptyComment:
        error = say("desk.comment.nothing_said")
        return _show_form_again(request, consultation, eid, words, error, status=422, key=words.key)
    except said.DraftClosed as closed:
        # The text is not lost: the form is shown with it as a new comment, not sent yet.
        return _show_form_again(
            request, consultation, eid, words, say(f"desk.comment.not_open.{closed.state}")
        )
    except edit_conflicts.EditConflict as changed:
        return _show_conflict(request, consultation, eid, changed)
    except said.NotYourComment:
        raise Http404 from None
    leave_receipt(request, say("desk.comment.sent"), "comments")
    return redirect_to_receipt(reverse("place", args=(consultation.slug, eid)))


def _show_form_again(
    request: ParticipantRequest,
    consultation: Consultation,
    eid: str,
    words: said.CommentInput,
    error: str,
    *,
    status: int = 409,
    key: UUID | None = None,
) -> HttpResponse:
    """The form with the input, under its own ``key`` or a new one."""
    typed = CommentForm(request.POST).cleaned_data
    given = {
        "quote": words.quote, "eid": words.eid, "text": words.text, "wording": words.wording,
        "is_private": words.is_private, "organisation": typed["organisation"],
        "key": key or uuid4(), "version": (typed["version"] or 0) if key else 0, "is_draft": False, "error": error,
    }  # fmt: skip
    context = place_context(request, consultation, eid, room=room_beside(given)) | form_context(
        request, consultation, eid, **given
    )
    return render(request, "consultations/place.html", context, status=status)


def _show_conflict(
    request: ParticipantRequest,
    consultation: Consultation,
    eid: str,
    changed: edit_conflicts.EditConflict,
) -> HttpResponse:
    """The draft as saved elsewhere beside what was to be sent."""
    cite = make_citer(request, consultation)
    places = {one: cite(one) for one in {*changed.stored["eid"], *changed.typed["eid"]}}
    speakers = {str(o.pk): o.name for o in speaks_for(request.user, consultation)}
    fields = (
        edit_conflicts.ConflictField("text", say("desk.comment.text")),
        edit_conflicts.ConflictField("wording", say("desk.comment.new_words")),
        edit_conflicts.ConflictField("quote", say("desk.comment.quote"), is_line=True),
        edit_conflicts.ConflictField("eid", say("desk.comment.where"), places),
        edit_conflicts.ConflictField(
            "is_private",
            say("desk.comment.keep_private"),
            {"on": say("desk.both.yes"), "": say("desk.both.no")},
        ),
        edit_conflicts.ConflictField("organisation", say("desk.comment.speak_for"), speakers),
    )
    at = datetime.fromtimestamp(int(changed.version) / 1_000_000, UTC)
    back = reverse("place", args=(consultation.slug, eid))
    return edit_conflicts.show_both(
        request, changed, fields, back=back, at=at, who=str(request.user)
    )


@require_POST
@require_action(Action.COMMENT)
def save_draft(request: ParticipantRequest, consultation: Consultation, eid: str) -> HttpResponse:
    """Save a draft; called by the page's script."""
    given = CommentForm(request.POST).cleaned_data
    words = _read_comment_input(given, eid)
    if not (words.text.strip() or words.wording.strip()):
        return JsonResponse({"kept": False})
    speaker = _speaking_for(request, consultation, given["organisation"])
    try:
        draft = said.save_draft(
            consultation, request.user, speaker, words, seen=given["version"] or 0
        )
    except said.NotYourComment:
        return JsonResponse({"kept": False, "sent": True})
    except said.DraftClosed as closed:
        if closed.state == Comment.State.DROPPED:
            return JsonResponse({"kept": False, "gone": True}, status=409)
        return JsonResponse({"kept": False, "sent": True})
    except edit_conflicts.EditConflict as changed:
        there = {name: "".join(changed.stored[name]) for name in ("text", "wording", "quote")}
        return JsonResponse(
            {"kept": False, "there": there, "version": int(changed.version)}, status=409
        )
    return JsonResponse({"kept": True, "version": said.version_of_draft(draft)})


@require_POST
@require_action(Action.COMMENT)
def show_wording_change(
    request: ParticipantRequest, consultation: Consultation, eid: str
) -> HttpResponse:
    """The wording being written, as a change of the draft."""
    text, _ = choose_text(request, consultation)
    given = CommentForm(request.POST).cleaned_data
    words = find_change(text, (given["eid"] or "")[:LONGEST_FOREIGN_EID], given["wording"])
    return render(request, "consultations/part_change.html", {"change": words})


@require_safe
@cached_page
@require_action(Action.SEE)
def show_own_comments(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """The comments and drafts of the reader and their organisations."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    cite = make_citer(request, consultation)
    page = make_page(request, said.list_own_comments(consultation, request.user))
    weights = [sum(map(excerpts.count_bytes, (c.quote, c.text, c.wording))) for c in page.rows]
    rooms = excerpts.share_out(weights, excerpts.PAGE)
    return render(
        request,
        "consultations/mine.html",
        {
            "tab": "mine",
            "page": page,
            "comments": [
                (
                    one,
                    cite(one.eid),
                    *excerpts.share_words((one.quote, one.text, one.wording), room),
                )
                for one, room in zip(page.rows, rooms, strict=True)
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cached_page
@require_action(Action.WITHDRAW)
def withdraw_comment(
    request: ParticipantRequest, consultation: Consultation, key: UUID
) -> HttpResponse:
    """Withdraw one's own comment, as long as others can see it, also after comments have closed. A GET explains
    the effects and their limits.
    """
    comment = get_object_or_404(
        Comment, consultation=consultation, public_id=key, author=request.user
    )
    if request.method != "POST":
        if comment.state != Comment.State.SENT:
            return redirect("mine", slug=consultation.slug)
        repeats = find_repeats(consultation, [comment])
        sees_all = request.access.may(Action.SEE_PRIVATE)
        shown_repeats = [one for one in repeats if sees_all or one.place.is_public]
        context = {
            "tab": "mine",
            "comment": comment,
            "repeats": repeats,
            "told": shown_repeats,
            "others": len(repeats) - len(shown_repeats),
        }
        return render(request, "consultations/withdraw.html", context)
    try:
        what = WithdrawalForm(request.POST).cleaned_data["what"]
        if (comment.state if what is None else what) == Comment.State.DRAFT:
            said.drop_draft(comment, request.user)
            messages.success(request, say("desk.comment.draft_gone"))
        else:
            said.withdraw_comment(comment, request.user)
            messages.success(request, say("desk.comment.withdrawn"))
    except said.DraftClosed:
        messages.error(request, say("desk.comment.not_dropped"))
    return redirect("mine", slug=consultation.slug)
