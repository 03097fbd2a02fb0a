"""Common checks of the draft pages: the draft, the user, their permission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.laws import draft_texts, written_drafts
from huiyin.desk.laws.draft_data import LANGUAGES, DraftReading, Piece
from huiyin.desk.laws.draft_rights import DraftDeed, may_on_draft
from huiyin.desk.laws.drafters import Drafter, read_drafter
from huiyin.i18n import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiyin.desk.laws.models import WrittenDraft


def enter_draft(
    request: HttpRequest, slug: str, deed: DraftDeed = DraftDeed.READ
) -> tuple[WrittenDraft, Drafter]:
    """The draft and the user. 404 if they may not see it, 403 if they may not do ``deed``."""
    drafter = read_drafter(request.user)
    draft = written_drafts.find_draft(drafter, slug)
    if draft is None:
        raise Http404
    if deed is not DraftDeed.READ and not may_on_draft(drafter, deed, draft):
        raise PermissionDenied
    return draft, drafter


def read_both(pieces: Sequence[Piece]) -> tuple[dict[str, DraftReading], list[str]]:
    """Language → the draft as read, and messages for languages that could not be read."""
    readings: dict[str, DraftReading] = {}
    wrong = []
    for language in LANGUAGES:
        try:
            readings[language] = draft_texts.read_draft(pieces, language)
        except UNREAD as unread:
            wrong.append(say_unread(unread, say(f"desk.law.in.{language}")))
            readings[language] = DraftReading(None, {})
    return readings, wrong


def show_writer_gone(
    request: HttpRequest, draft: WrittenDraft, texts: Mapping[str, str]
) -> HttpResponse:
    """The page (403) for somebody who may no longer edit, with what they typed."""
    written = [(language, text) for language, text in texts.items() if text.strip()]
    context = {"draft": draft, "written": written, "part": ""}
    return render(request, "laws/writer_gone.html", context, status=403)


def act_on(
    request: HttpRequest, address: str, deed: Callable[[], object], done: str, **details: Any
) -> HttpResponse:
    """Carry out ``deed`` and redirect to ``address`` with a message of success or failure."""
    try:
        deed()
    except written_drafts.UnusableDraft as wrong:
        messages.error(request, say(f"draft.wrong.{wrong.code}", **wrong.details))
    except written_drafts.PieceGone:
        messages.error(request, say("draft.wrong.gone"))
    except written_drafts.WriterGone:
        raise PermissionDenied from None
    else:
        messages.success(request, say(f"draft.done.{done}", **details))
    return redirect(address)
