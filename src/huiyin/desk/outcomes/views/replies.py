"""Replies of the authority that is asked or of a further one: read, enter, import."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import (
    Access,
    ConsultationRequest,
    ParticipantRequest,
    require_action,
)
from huiyin.desk.consultations.api.citations import make_citer
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.isolated_process import WorkUnfinished, say_unread
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import page_within
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.core.uploads import say_file_limit, too_large
from huiyin.desk.laws.api import map_laws
from huiyin.desk.ledger.data import ExchangeEntry
from huiyin.desk.outcomes.api import handovers
from huiyin.desk.outcomes.api import replies as api
from huiyin.desk.outcomes.api.answerers import Answerer
from huiyin.desk.outcomes.api.uptake import make_chapter_namer, map_chapters
from huiyin.desk.outcomes.forms import ReplyFilter, ReplyForm
from huiyin.desk.outcomes.views.reply_table import make_sheet
from huiyin.desk.proposals import suggestion_pages
from huiyin.desk.proposals.wording_changes import changes_in
from huiyin.i18n import say
from huiyin.intake import ReplyStatus
from huiyin.presentation.problems import say_refusal

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.outcomes.models import Handover
    from huiyin.desk.proposals.models import Suggestion


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@cached_page
@require_action(Action.SEE)
def show_replies(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """All submitted suggestions with the replies of the authority that is asked."""
    return _render_page(request, Answerer(consultation))


@require_POST
@require_action(Action.REPLY)
def edit_reply(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Enter or amend a reply."""
    return _edit(request, Answerer(consultation), number)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.REPLY)
def replies_table(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The table to fill in, with existing replies."""
    return _make_table(request, Answerer(consultation))


@limit_rate("upload")
@require_POST
@require_action(Action.REPLY)
def replies_take(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Import a table, and list the rows not taken with reasons."""
    return _take(request, Answerer(consultation))


# ---- a further authority ---------------------------------------------------------------------------------


@require_safe
@cached_page
@require_action(Action.SEE)
def show_further(
    request: ConsultationRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """The same for a further authority."""
    return _render_page(request, _find_further(consultation, number))


@require_safe
@require_action(Action.REPLY_FURTHER)
def lead_to_own(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Redirect to the reply page of the user's authority; to the list of authorities if they represent none or
    several.
    """
    edition = api.find_submitted_version(consultation)
    found = handovers.list_handovers(edition.submission) if edition else ()
    own = [one for one in found if _speaks_for(request.access, one)]
    if len(own) != 1:
        return redirect("handovers", slug=consultation.slug)
    return redirect("further_replies", slug=consultation.slug, number=own[0].pk)


@require_POST
@require_action(Action.REPLY_FURTHER)
def edit_further(
    request: ParticipantRequest, consultation: Consultation, number: int, pk: int
) -> HttpResponse:
    """Enter or amend a further authority's reply."""
    return _edit(request, _find_own(request, consultation, number), pk)


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.REPLY_FURTHER)
def download_further_table(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """The table to fill in, with this authority's replies."""
    return _make_table(request, _find_own(request, consultation, number))


@limit_rate("upload")
@require_POST
@require_action(Action.REPLY_FURTHER)
def take_further_table(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Import a further authority's table."""
    return _take(request, _find_own(request, consultation, number))


def _find_further(consultation: Consultation, number: int) -> Answerer:
    edition = api.find_submitted_version(consultation)
    found = handovers.find_handover(edition.submission, number) if edition else None
    if found is None:
        raise Http404
    return Answerer(consultation, found)


def _find_own(request: ParticipantRequest, consultation: Consultation, number: int) -> Answerer:
    """Raises ``PermissionDenied`` for representatives of another authority."""
    found = _find_further(consultation, number)
    if not _may_answer(request.access, found):
        raise PermissionDenied
    return found


def _speaks_for(access: Access, handover: Handover) -> bool:
    return access.person.seats.filter(organisation=handover.authority_id).exists()


def _may_answer(access: Access, answerer: Answerer) -> bool:
    """A further authority's replies are entered by its own officers, and by the team for replies on paper."""
    if answerer.handover is None:
        return access.may(Action.REPLY)
    if not access.may(Action.REPLY_FURTHER):
        return False
    return access.may(Action.HAND_ON) or _speaks_for(access, answerer.handover)


# ---- what both do ------------------------------------------------------------------------------------------


def _build_urls(answerer: Answerer) -> dict[str, str]:
    """The addresses of this authority's replies, table and import."""
    slug = answerer.consultation.slug
    if answerer.handover is None:
        names = ("replies", "replies_table", "replies_take")
        more: tuple[int, ...] = ()
    else:
        names = ("further_replies", "further_table", "further_take")
        more = (answerer.handover.pk,)
    urls = (reverse(name, args=(slug, *more)) for name in names)
    return dict(zip(("page", "table", "take"), urls, strict=True))


def _build_reply_url(answerer: Answerer, suggestion: Suggestion) -> str:
    slug = answerer.consultation.slug
    if answerer.handover is None:
        return reverse("reply", args=(slug, suggestion.pk))
    return reverse("further_reply", args=(slug, answerer.handover.pk, suggestion.pk))


def _edit(request: ParticipantRequest, answerer: Answerer, number: int) -> HttpResponse:
    suggestion = get_object_or_404(answerer.select_suggestions(), pk=number)
    given = ReplyForm(request.POST).cleaned_data
    status, reason, seen = given["status"], given["reason"], given["version"] or ""
    page = _build_urls(answerer)["page"]
    try:
        changed = answerer.save_reply(suggestion, status, reason, request.user, seen=seen)
    except edit_conflicts.EditConflict as both:
        statuses = {one.value: say(f"run.reply.{one.value}") for one in ReplyStatus}
        fields = (
            edit_conflicts.ConflictField("status", say("reply.table.status"), statuses),
            edit_conflicts.ConflictField("reason", say("reply.table.reason")),
        )
        back = f"{page}?at={suggestion.pk}#s{suggestion.pk}"
        who = answerer.find_last_editor(suggestion)
        return edit_conflicts.show_both(request, both, fields, back=back, **who)
    except api.NoReplyReason:
        wrong = say("reply.reason_needed")
    except ValueError:
        wrong = say("reply.choose")
    else:
        said = (
            say("reply.kept", key=suggestion.key)
            if changed
            else say("reply.same", key=suggestion.key)
        )
        leave_receipt(request, said, f"s{suggestion.pk}")
        # The filter stays; the suggestion just answered is shown even if it no longer matches.
        chosen = _choose_rows(request.GET, answerer)[1].query
        return redirect_to_receipt(f"{page}?{chosen + '&' if chosen else ''}at={suggestion.pk}")
    # The input is shown again with the error beside it.
    return _render_page(
        request, answerer, tried={suggestion.pk: (status, reason, wrong)}, seen=seen, status_code=422
    )  # fmt: skip


def _make_table(request: HttpRequest, answerer: Answerer) -> HttpResponse:
    every = list(answerer.select_suggestions())
    describe = _make_describer(request, answerer.consultation)
    answer = HttpResponse(
        make_sheet(every, describe, answerer.map_replies(every)), content_type=_XLSX
    )
    name = answerer.consultation.slug
    if answerer.handover:
        name += f"-{answerer.authority.slug}"
    answer["Content-Disposition"] = f'attachment; filename="{name}-replies.xlsx"'
    return answer


def _take(request: ParticipantRequest, answerer: Answerer) -> HttpResponse:
    page = _build_urls(answerer)["page"]
    file = request.FILES.get("file")
    wrong = too_large(file) if file is not None else say("reply.no_file")
    if file is None or wrong:
        messages.error(request, wrong)
        return redirect(page)
    name = file.name or "replies"
    try:
        taken = answerer.take_table(name, file.read(), request.user)
    except WorkUnfinished as error:
        messages.error(request, say_unread(error, name))
        return redirect(page)
    refused = [
        (one.sheet, one.row, say_refusal(one)) for one in taken.unread
    ] + [
        (one.sheet, one.row, say(f"reply.row.{one.why}", key=one.key, first=one.first))
        for one in taken.refused
    ]  # fmt: skip
    return _render_page(request, answerer, taken=taken, refused=sorted(refused))


def _choose_rows(
    given: Mapping[str, str], answerer: Answerer
) -> tuple[QuerySet[Suggestion], ReplyFilter]:
    """The suggestions that match the filter, and the filter's form with chapters in the order of the law."""
    found = answerer.select_suggestions()
    draft = map_laws(answerer.consultation.draft)
    chapter_of, order = map_chapters(draft)
    name_chapter = make_chapter_namer(draft)
    own = {pk: chapter_of(eid) for pk, eid in found.values_list("pk", "eid")}
    there = sorted({eid for eid in own.values() if eid}, key=lambda eid: order.get(eid, -1))
    chooser = ReplyFilter(given, chapters=[(eid, name_chapter(eid)) for eid in there])
    state, chapter = chooser.get_chosen("state"), chooser.get_chosen("chapter")
    answers = answerer.select_replies().filter(suggestion=OuterRef("pk"))
    if chapter:
        found = found.filter(pk__in=[pk for pk, eid in own.items() if eid == chapter])
    if state == ReplyFilter.OPEN:
        found = found.exclude(Exists(answers))
    elif state:
        of_state = answers if state == ReplyFilter.ANSWERED else answers.filter(status=state)
        found = found.filter(Exists(of_state))
    return found, chooser


def _make_describer(
    request: HttpRequest, consultation: Consultation
) -> Callable[[Suggestion], str]:
    cite = make_citer(request, consultation)
    return lambda one: say(
        f"run.action.{one.action}", place=cite(one.eid) if one.eid else one.target or cite("")
    )


def _weigh(found: QuerySet[Suggestion], answerer: Answerer) -> list[tuple[int, int]]:
    """The bytes of each on a page: its reply is shown, and repeated in full in the form."""
    answers = answerer.select_replies().filter(suggestion__in=found.order_by().values("pk"))
    lengths = dict(answers.order_by().values_list("suggestion", Length("reason")))
    return suggestion_pages.weigh_all(
        found,
        answerer.consultation,
        lambda pk: (suggestion_pages.USUAL + suggestion_pages.WIDEST) * lengths.get(pk, 0),
    )


def _fit(
    rows: list[Suggestion],
    changes: list[Any],
    replies: Mapping[int, Any],
    past: Mapping[str, list[ExchangeEntry]],
    tried: Mapping[int, tuple[str, str, str]],
) -> list[suggestion_pages.Words]:
    """The texts of each suggestion, its reply and earlier replies, shortened to what the forms leave of the page."""
    given = [replies.get(one.pk) for one in rows]
    typed = [tried[one.pk][1] if one.pk in tried else reply.reason if reply else "" for one, reply in zip(rows, given, strict=True)]  # fmt: skip
    others = [
        [reply.reason if reply else "", *(str(e.details.get("reason", "")) for e in past.get(one.key, [])[:-1])]
        for one, reply in zip(rows, given, strict=True)
    ]  # fmt: skip
    left = suggestion_pages.MOST - sum(map(excerpts.count_bytes, typed))
    return suggestion_pages.fit_words(rows, changes, others, max(left, excerpts.LEAST))


def _render_page(
    request: ConsultationRequest,
    answerer: Answerer,
    *,
    taken: api.ImportedReplies | None = None,
    refused: list[tuple[str, int, str]] | None = None,
    tried: dict[int, tuple[str, str, str]] | None = None,
    seen: str = "",
    status_code: int = 200,
) -> HttpResponse:
    consultation = answerer.consultation
    every = answerer.select_suggestions()
    found, chooser = _choose_rows(request.GET, answerer)
    at = next(iter(tried or ()), None) or parse_number(request.GET.get("at", ""))
    if at is not None:
        found = every.filter(Q(pk__in=found.values("pk")) | Q(pk=at))
    page = page_within(request, found, _weigh(found, answerer), suggestion_pages.ROWS, at=at)
    asks = _make_describer(request, consultation)
    change = changes_in(consultation)
    past = answerer.map_history([one.key for one in page.rows])
    replies = answerer.map_replies(page.rows)
    urls = _build_urls(answerer)
    shown = []
    fitted = _fit(page.rows, [change(one) for one in page.rows], replies, past, tried or {})
    for suggestion, words in zip(page.rows, fitted, strict=True):
        given = replies.get(suggestion.pk)
        kept = (given.status, given.reason, "") if given else ("", "", "")
        status, reason, wrong = (tried or {}).get(suggestion.pk, kept)
        shown.append(
            {
                "is": suggestion,
                "url": _build_reply_url(answerer, suggestion),
                "asks": asks(suggestion),
                "words": words,
                "reply": given,
                "reply_reason": words.others[0],
                "before": list(
                    zip(past.get(suggestion.key, [])[:-1], words.others[1:], strict=True)
                ),
                "status": status,
                "reason": reason,
                "wrong": wrong,
                "version": seen
                if suggestion.pk in (tried or {})
                else edit_conflicts.digest_version(api.snapshot_reply(given)),
            }
        )
    return render(
        request,
        "outcomes/replies.html",
        {
            "tab": "submission" if answerer.handover else "replies",
            "further": answerer.handover,
            "due_on": answerer.due_on,
            "urls": urls,
            "may_reply": _may_answer(request.access, answerer),
            "page": page,
            "suggestions": shown,
            "numbers": _count(answerer, every),
            "filter": chooser,
            "clear": urls["page"] + "#each",
            "is_filtered": bool(chooser.query),
            "shown": found.count(),
            "statuses": [status.value for status in ReplyStatus],
            "taken": taken,
            "open": ", ".join(str(row) for row in taken.open) if taken else "",
            "refused": refused or (),
            "limit": say_file_limit(),
        },
        status=status_code,
    )


def _count(answerer: Answerer, every: QuerySet[Suggestion]) -> dict[str, int]:
    """The numbers of suggestions, and of those with a reply by this authority. One query."""
    answers = answerer.select_replies().filter(suggestion=OuterRef("pk"))
    return every.order_by().aggregate(
        total=Count("pk"), answered=Count("pk", filter=Exists(answers))
    )
