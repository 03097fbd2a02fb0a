"""The outcome of one comment: its group, the suggestion based on it, the reply, the enacted text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, require_action
from huiyin.desk.consultations.api.citations import make_citer
from huiyin.desk.consultations.api.comments import list_own_comments, list_visible_comments
from huiyin.desk.core import excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.ledger.api import find_receipt_url
from huiyin.desk.outcomes.api.replies import find_submitted_version
from huiyin.desk.proposals import suggestion_pages
from huiyin.desk.proposals.wording_changes import changes_in
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Comment, Consultation
    from huiyin.desk.proposals.models import Suggestion


@require_safe
@cached_page
@require_action(Action.SEE)
def show_comment_outcome(
    request: ConsultationRequest, consultation: Consultation, key: UUID
) -> HttpResponse:
    """The steps of a comment so far; 404 for readers who may not see the comment."""
    seen = list_visible_comments(
        consultation,
        request.user,
        sees_private=request.access.may(Action.SEE_PRIVATE),
    )
    whole = "group__representative"
    comment = seen.select_related(whole).filter(public_id=key).first()
    if comment is None and request.user.is_authenticated:
        sent = list_own_comments(consultation, request.user).sent()
        comment = sent.select_related(whole).filter(public_id=key).first()
    if comment is None:
        raise Http404
    group = comment.group if _is_shown(request, comment) else None
    cite = make_citer(request, consultation)
    change = changes_in(consultation)
    words, is_cut = excerpts.share_words(
        (comment.quote, comment.text or comment.wording), excerpts.PART
    )
    found = _list_suggestions(consultation, comment) if group else []
    # Without a linked suggestion the answer is "not linked", never "no": suggestions on the same
    # provision are shown instead.
    beside = [] if found else _list_beside(consultation, comment)
    shown = found or beside
    answers = [
        [suggestion.reply.reason if getattr(suggestion, "reply", None) else ""]
        for suggestion in shown
    ]
    fitted = suggestion_pages.fit_words(
        shown, [change(suggestion) for suggestion in shown], answers
    )
    return render(
        request,
        "outcomes/fate.html",
        {
            "tab": "mine",
            "comment": comment,
            "words": words,
            "is_cut": is_cut,
            "place": cite(comment.eid),
            "group": group,
            "suggestions": [
                (
                    suggestion,
                    words,
                    say(
                        f"run.action.{suggestion.action}",
                        place=cite(suggestion.eid)
                        if suggestion.eid
                        else suggestion.target or cite(""),
                    ),
                    getattr(suggestion, "reply", None),
                    getattr(suggestion, "uptake", None),
                )
                for suggestion, words in zip(shown, fitted, strict=True)
            ],
            "is_beside": bool(beside),
            "receipt_url": _find_receipt(request, comment),
            "is_submitted": find_submitted_version(consultation) is not None,
        },
    )


def _find_receipt(request: Any, comment: Comment) -> str:
    """The address of the comment's receipt, for its author and for the team, which passes it on for imported
    comments.
    """
    is_own = request.user.is_authenticated and comment.author_id == request.user.pk
    if not is_own and not request.access.may(Action.SEE_PRIVATE):
        return ""
    return find_receipt_url("comment", comment.pk)


def _is_shown(request: Any, comment: Comment) -> bool:
    """Whether the group may be shown. Groups without public comments or set aside are the team's; the reason
    for setting aside is also shown to the comment's author.
    """
    group = comment.group
    if group is None:
        return False
    if group.is_open or request.access.may(Action.SEE_PRIVATE):
        return True
    is_author = request.user.is_authenticated and comment.author_id == request.user.pk
    return is_author and bool(group.aside)


def _list_suggestions(consultation: Consultation, comment: Comment) -> list[Suggestion]:
    """The submitted suggestions based on the comment's group."""
    edition = find_submitted_version(consultation)
    if edition is None or comment.group is None:
        return []
    found = edition.suggestions.filter(groups=comment.group)
    return list(found.select_related("reply", "uptake", "version"))


#: The most suggestions shown on the same provision.
_BESIDE = 10


def _list_beside(consultation: Consultation, comment: Comment) -> list[Suggestion]:
    """The submitted suggestions on the comment's provision."""
    edition = find_submitted_version(consultation)
    if edition is None or not comment.unit:
        return []
    found = edition.suggestions.filter(unit=comment.unit, dropped_at__isnull=True)
    return list(found.select_related("reply", "uptake", "version")[:_BESIDE])
