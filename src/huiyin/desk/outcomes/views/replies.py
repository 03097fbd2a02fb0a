"""The authority's answers: read them, give one, or all by a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
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
from huiyin.desk.outcomes.api import replies as api
from huiyin.desk.outcomes.api.uptake import make_chapter_namer, map_chapters
from huiyin.desk.outcomes.forms import ReplyFilter, ReplyForm
from huiyin.desk.outcomes.views.reply_table import make_sheet
from huiyin.desk.proposals import suggestion_pages
from huiyin.desk.proposals.api.drafts import list_suggestions
from huiyin.desk.proposals.wording_changes import changes_in
from huiyin.i18n import say
from huiyin.intake import ReplyStatus
from huiyin.presentation.problems import say_refusal

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import Suggestion


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@cached_page
@require_action(Action.SEE)
def show_replies(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Every suggestion that was handed in, and what the authority answers."""
    return _render_page(request, consultation)


@require_POST
@require_action(Action.REPLY)
def edit_reply(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Answer one suggestion, or amend its answer."""
    suggestion = get_object_or_404(
        list_suggestions(api.find_submitted_version(consultation)), pk=number
    )
    given = ReplyForm(request.POST).cleaned_data
    status, reason, seen = given["status"], given["reason"], given["version"] or ""
    try:
        changed = api.save_reply(consultation, suggestion, status, reason, request.user, seen=seen)
    except edit_conflicts.EditConflict as both:
        statuses = {one.value: say(f"run.reply.{one.value}") for one in ReplyStatus}
        fields = (
            edit_conflicts.ConflictField("status", say("reply.table.status"), statuses),
            edit_conflicts.ConflictField("reason", say("reply.table.reason")),
        )
        back = (
            reverse("replies", args=(consultation.slug,)) + f"?at={suggestion.pk}#s{suggestion.pk}"
        )
        who = find_last_editor(suggestion, "reply.amend", "reply.give")
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
        page = reverse("replies", args=(consultation.slug,))
        # What was chosen stays; the one that was answered is shown though it is not among it any more.
        chosen = _choose_rows(request.GET, consultation)[1].query
        return redirect_to_receipt(f"{page}?{chosen + '&' if chosen else ''}at={suggestion.pk}")
    # What was typed is shown again with what is wrong, beside it.
    return _render_page(
        request, consultation, tried={suggestion.pk: (status, reason, wrong)}, seen=seen, status_code=422
    )  # fmt: skip


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.REPLY)
def replies_table(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The table to fill in, with what is answered already."""
    answer = HttpResponse(
        make_sheet(_list_suggestions(consultation), _make_describer(request, consultation)),
        content_type=_XLSX,
    )
    answer["Content-Disposition"] = f'attachment; filename="{consultation.slug}-replies.xlsx"'
    return answer


@limit_rate("upload")
@require_POST
@require_action(Action.REPLY)
def replies_take(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Take a table that was filled in, and say of every row that was not taken why."""
    file = request.FILES.get("file")
    wrong = too_large(file) if file is not None else say("reply.no_file")
    if file is None or wrong:
        messages.error(request, wrong)
        return redirect("replies", slug=consultation.slug)
    name = file.name or "replies"
    try:
        taken = api.take_table(consultation, name, file.read(), request.user)
    except WorkUnfinished as error:
        messages.error(request, say_unread(error, name))
        return redirect("replies", slug=consultation.slug)
    refused = [
        (one.sheet, one.row, say_refusal(one)) for one in taken.unread
    ] + [
        (one.sheet, one.row, say(f"reply.row.{one.why}", key=one.key, first=one.first))
        for one in taken.refused
    ]  # fmt: skip
    return _render_page(request, consultation, taken=taken, refused=sorted(refused))


def _list_suggestions(consultation: Consultation) -> QuerySet[Suggestion]:
    found = list_suggestions(api.find_submitted_version(consultation))
    return found.select_related("reply", "version")


def _choose_rows(
    given: Mapping[str, str], consultation: Consultation
) -> tuple[QuerySet[Suggestion], ReplyFilter]:
    """The suggestions that were asked for, and the form with what was chosen; its chapters in the order of the law."""
    chosen = _list_suggestions(consultation)
    draft = map_laws(consultation.draft)
    chapter_of, order = map_chapters(draft)
    name_chapter = make_chapter_namer(draft)
    own = {pk: chapter_of(eid) for pk, eid in chosen.values_list("pk", "eid")}
    there = sorted({eid for eid in own.values() if eid}, key=lambda eid: order.get(eid, -1))
    chooser = ReplyFilter(given, chapters=[(eid, name_chapter(eid)) for eid in there])
    state, chapter = chooser.get_chosen("state"), chooser.get_chosen("chapter")
    if chapter:
        chosen = chosen.filter(pk__in=[pk for pk, eid in own.items() if eid == chapter])
    if state in (ReplyFilter.OPEN, ReplyFilter.ANSWERED):
        chosen = chosen.filter(reply__isnull=state == ReplyFilter.OPEN)
    elif state:
        chosen = chosen.filter(reply__status=state)
    return chosen, chooser


def _make_describer(
    request: HttpRequest, consultation: Consultation
) -> Callable[[Suggestion], str]:
    cite = make_citer(request, consultation)
    return lambda one: say(
        f"run.action.{one.action}", place=cite(one.eid) if one.eid else one.target or cite("")
    )


def _weigh(found: QuerySet[Suggestion], consultation: Consultation) -> list[tuple[int, int]]:
    """What each takes of a page: its answer stands there, and once more, whole, in the form."""
    lengths = found.annotate(length=Length("reply__reason")).values_list("pk", "length")
    answers = {pk: length or 0 for pk, length in lengths}
    return suggestion_pages.weigh_all(
        found,
        consultation,
        lambda pk: (suggestion_pages.USUAL + suggestion_pages.WIDEST) * answers[pk],
    )


def _fit(
    rows: list[Suggestion],
    changes: list[Any],
    past: Mapping[str, list[ExchangeEntry]],
    tried: Mapping[int, tuple[str, str, str]],
) -> list[suggestion_pages.Words]:
    """The words of each, its answer and the answers before, in what the forms leave of the page."""
    given = [getattr(one, "reply", None) for one in rows]
    typed = [tried[one.pk][1] if one.pk in tried else reply.reason if reply else "" for one, reply in zip(rows, given, strict=True)]  # fmt: skip
    others = [
        [reply.reason if reply else "", *(str(e.details.get("reason", "")) for e in past.get(one.key, [])[:-1])]
        for one, reply in zip(rows, given, strict=True)
    ]  # fmt: skip
    left = suggestion_pages.MOST - sum(map(excerpts.count_bytes, typed))
    return suggestion_pages.fit_words(rows, changes, others, max(left, excerpts.LEAST))


def _render_page(
    request: HttpRequest,
    consultation: Consultation,
    *,
    taken: api.ImportedReplies | None = None,
    refused: list[tuple[str, int, str]] | None = None,
    tried: dict[int, tuple[str, str, str]] | None = None,
    seen: str = "",
    status_code: int = 200,
) -> HttpResponse:
    every = _list_suggestions(consultation)
    suggestions, chooser = _choose_rows(request.GET, consultation)
    at = next(iter(tried or ()), None) or parse_number(request.GET.get("at", ""))
    if at is not None:
        suggestions = every.filter(Q(pk__in=suggestions.values("pk")) | Q(pk=at))
    page = page_within(
        request, suggestions, _weigh(suggestions, consultation), suggestion_pages.ROWS, at=at
    )
    asks = _make_describer(request, consultation)
    change = changes_in(consultation)
    past = api.map_reply_history(consultation, [one.key for one in page.rows])
    shown = []
    fitted = _fit(page.rows, [change(one) for one in page.rows], past, tried or {})
    for suggestion, words in zip(page.rows, fitted, strict=True):
        given = getattr(suggestion, "reply", None)
        kept = (given.status, given.reason, "") if given else ("", "", "")
        status, reason, wrong = (tried or {}).get(suggestion.pk, kept)
        shown.append(
            {
                "is": suggestion,
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
            "tab": "replies",
            "page": page,
            "suggestions": shown,
            "numbers": every.aggregate(total=Count("pk"), answered=Count("reply")),
            "filter": chooser,
            "clear": reverse("replies", args=(consultation.slug,)) + "#each",
            "is_filtered": bool(chooser.query),
            "shown": suggestions.count(),
            "statuses": [status.value for status in ReplyStatus],
            "taken": taken,
            "open": ", ".join(str(row) for row in taken.open) if taken else "",
            "refused": refused or (),
            "limit": say_file_limit(),
        },
        status=status_code,
    )
