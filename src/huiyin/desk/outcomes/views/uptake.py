"""The enacted text: upload it, compare each suggestion with it, confirm or overrule verdicts, export."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, ParticipantRequest, require_action
from huiyin.desk.consultations.api.citations import make_citer
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import page_within
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.receipts import leave_receipt, redirect_to_receipt
from huiyin.desk.core.stacked_bar import lay_out_bar
from huiyin.desk.core.uploads import say_file_limit, too_large
from huiyin.desk.jobs import api as jobs
from huiyin.desk.laws import api as laws
from huiyin.desk.outcomes.api import uptake as api
from huiyin.desk.outcomes.api.passages import ReadPassages, read_passages
from huiyin.desk.outcomes.api.replies import find_submitted_version
from huiyin.desk.outcomes.forms import EnactForm, OutcomeFilter, VerdictForm
from huiyin.desk.outcomes.models import Uptake
from huiyin.desk.outcomes.verdict_bars import make_verdict_bar
from huiyin.desk.outcomes.views.consultation_parts import say_outcome
from huiyin.desk.proposals import suggestion_pages
from huiyin.desk.proposals.api.drafts import list_suggestions
from huiyin.i18n import current_language, say
from huiyin.presentation.citations import name_provision
from huiyin.presentation.spreadsheets import sheet_bytes
from huiyin.report.sections.uptake import mark_passage
from huiyin.trace import Passage, PassageSide, ReasonCode, Verdict, is_missing

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.laws.models import Version
    from huiyin.desk.proposals.models import Suggestion
    from huiyin.law import Law


_CHOICES = tuple(v.value for v in Verdict if v is not Verdict.NEEDS_PERSON)


@require_safe
@cached_page
@require_action(Action.SEE)
def show_uptake(request: ConsultationRequest, consultation: Consultation) -> HttpResponse:
    """Every suggestion with its verdict and passages."""
    return _render_page(request, consultation)


@limit_rate("upload")
@require_POST
@require_action(Action.ENACT)
def upload_enacted_text(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Upload the enacted text in one language."""
    file = request.FILES.get("file")
    wrong = too_large(file) if file is not None else say("uptake.no_file")
    form = EnactForm(request.POST)
    if not form.is_valid():
        wrong = wrong or next(str(error) for errors in form.errors.values() for error in errors)
    if not wrong and file is not None:
        given = form.cleaned_data
        api.take_enacted(
            consultation,
            file.name or "law",
            file.read(),
            request.user,
            day=given["day"],
            title_zh=given["title_zh"],
            title_en=given["title_en"],
        )
        messages.success(request, say("uptake.enacted", file=file.name or ""))
        return redirect("uptake", slug=consultation.slug)
    return _render_page(request, consultation, wrong=wrong, status_code=422)


@require_POST
@require_action(Action.CONFIRM)
def confirm_uptake(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Confirm or overrule a verdict, or withdraw the decision."""
    edition = find_submitted_version(consultation)
    suggestion = get_object_or_404(list_suggestions(edition), pk=number)
    given = VerdictForm(request.POST).cleaned_data
    try:
        api.confirm_uptake(
            suggestion, given["verdict"], given["reason"], request.user, seen=given["version"] or ""
        )
    except edit_conflicts.EditConflict as changed:
        verdicts = {one: say(f"trace.verdict.{one}") for one in _CHOICES}
        fields = (
            edit_conflicts.ConflictField(
                "verdict", say("trace.head.person"), {"": say("uptake.none")} | verdicts
            ),
            edit_conflicts.ConflictField("reason", say("uptake.why")),
        )
        held = Uptake.objects.select_related("decided_by").get(suggestion=suggestion)
        back = (
            reverse("uptake", args=(consultation.slug,)) + f"?at={suggestion.pk}#s{suggestion.pk}"
        )
        return edit_conflicts.show_both(
            request, changed, fields, back=back, who=str(held.decided_by or ""), at=held.decided_at
        )
    except Uptake.DoesNotExist:
        raise Http404 from None
    except ValueError:
        leave_receipt(request, say("uptake.choose"), f"s{suggestion.pk}", is_refusal=True)
    else:
        leave_receipt(request, say("uptake.kept", key=suggestion.key), f"s{suggestion.pk}")
    return redirect_to_receipt(
        reverse("uptake", args=(consultation.slug,)) + f"?at={suggestion.pk}"
    )


@limit_rate("export", ("GET", "HEAD"))
@require_safe
@require_action(Action.EXPORT)
def export_uptake(
    request: ConsultationRequest, consultation: Consultation, ending: str
) -> HttpResponse:
    """Uptake as a table or JSON."""
    rows = _list_rows(consultation)
    name = f"{consultation.slug}-uptake.{ending}"
    if ending == "json":
        told = {
            "suggestions": [_as_json(row) for row in rows],
            "totals": api.count_totals(consultation, rows),
        }
        data = json.dumps(told, ensure_ascii=False, indent=1).encode()
        kind = "application/json"
    else:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        data = _make_workbook(request, consultation, rows)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _list_rows(consultation: Consultation) -> list[Suggestion]:
    edition = find_submitted_version(consultation)
    return list(edition.suggestions.select_related("reply", "uptake", "version")) if edition else []


def _find_uptake(row: Suggestion) -> Uptake | None:
    return getattr(row, "uptake", None)


def _as_json(row: Suggestion) -> dict[str, Any]:
    held, reply = _find_uptake(row), getattr(row, "reply", None)
    return {
        "key": row.key,
        "target": row.eid or row.target,
        "action": row.action,
        "wording": row.wording,
        "text": row.text,
        "reply": reply.status if reply else None,
        "verdict": held.verdict if held else None,
        "person_verdict": (held.person_verdict or None) if held else None,
        "person_reason": held.person_reason if held else "",
        "score": held.score if held else None,
        "confidence": held.confidence if held else None,
        "reason": held.reason if held else None,
        "passages": held.passages if held else [],
    }


def _make_workbook(
    request: HttpRequest, consultation: Consultation, rows: list[Suggestion]
) -> bytes:  # fmt: skip
    from pathlib import Path

    cite = make_citer(request, consultation)
    heads = ("id", "target", "verdict", "score", "why", "person", "where")
    table = [[say(f"trace.head.{name}") for name in heads]]
    table[0].append(say("run.uptake.reply"))
    for row in rows:
        held, reply = _find_uptake(row), getattr(row, "reply", None)
        if held is None:
            continue
        person = say(f"trace.verdict.{held.person_verdict}") if held.person_verdict else ""
        table.append(
            [
                row.key,
                cite(row.eid) if row.eid else row.target,
                say(f"trace.verdict.{held.verdict}"),
                f"{held.score:.2f}",
                say(f"trace.reason.{held.reason}", **held.details),
                person,
                " ".join(p["eid"] for p in held.passages if p["where"] == "enacted"),
                say(f"run.reply.{reply.status if reply else 'none'}"),
            ]
        )
    return sheet_bytes(Path("uptake.xlsx"), table)


def _render_page(
    request: HttpRequest, consultation: Consultation, *, wrong: str = "", status_code: int = 200
) -> HttpResponse:
    rows = _list_rows(consultation)  # all of them: the totals are over all
    cite = make_citer(request, consultation)
    draft = laws.map_laws(consultation.draft)
    name_chapter = api.make_chapter_namer(draft)
    chosen, chooser = _choose_rows(request, draft, rows, name_chapter)
    page = page_within(
        request, chosen, [(row.pk, _weigh(row)) for row in chosen], _ROWS, size=_CARDS
    )
    verdicts = Counter(held.final_verdict for row in rows if (held := _find_uptake(row)))
    texts = {
        PassageSide.DRAFT: draft,
        PassageSide.ASK: draft,
        PassageSide.ENACTED: laws.map_laws(consultation.enacted),
    }

    def shown(passage: dict[str, Any]) -> dict[str, Any]:
        where = PassageSide(passage["where"])
        marks = tuple((a, b) for a, b in passage["marks"])
        held = Passage(where, passage["eid"], passage["text"], marks, passage["language"])
        law = texts[where].get(held.language)
        place = name_provision(law, held.eid) if law is not None and held.eid else ""
        return {
            "title": say(f"run.uptake.text.{where.value}", place=place).strip(" ·"),
            "parts": mark_passage(held),
            "language": held.language,
        }

    reader = current_language()
    read = {
        row.pk: read_passages(held, reader, draft, texts[PassageSide.ENACTED])
        for row in page.rows
        if (held := _find_uptake(row))
    }
    suggestions = []
    forms = sum(
        excerpts.count_bytes(h.person_reason) for row in page.rows if (h := _find_uptake(row))
    )
    rooms = excerpts.share_out(
        [_weigh_exactly(row, read) for row in page.rows], max(_MOST - forms, excerpts.LEAST)
    )
    for row, share in zip(page.rows, rooms, strict=True):
        held, reply = _find_uptake(row), getattr(row, "reply", None)
        suggestions.append(
            {
                "is": row,
                "asks": say(
                    f"run.action.{row.action}",
                    place=cite(row.eid) if row.eid else row.target or cite(""),
                ),
                "uptake": held,
                "version": edit_conflicts.digest_version(api.snapshot_uptake(held)) if held else "",
                "reply": reply,
                "reason": say(f"trace.reason.{held.reason}", **held.details) if held else "",
                "texts": [shown(p) for p in _cut_passages(held, read[row.pk].passages, share)]
                if held
                else (),
                "written_in": say(f"run.language.{row.language}"),
                "is_beside": bool(held) and read[row.pk].is_beside,
                "person_reason": excerpts.cut_text(held.person_reason, max(share // 2, 1))
                if held
                else "",
                "is_cut": share < _weigh_exactly(row, read),
            }
        )
    return render(
        request,
        "outcomes/uptake.html",
        {
            "tab": "uptake",
            "page": page,
            "suggestions": suggestions,
            "traced": verdicts.total(),
            "bar": lay_out_bar(
                make_verdict_bar(verdicts, reverse("uptake", args=(consultation.slug,)))
            ),
            "sentence": say_outcome(verdicts),
            "filter": chooser,
            "shown": len(chosen),
            "is_filtered": len(chosen) < len(rows),
            "clear": reverse("uptake", args=(consultation.slug,)) + "#each",
            "odd": [
                (row, odd)
                for row in rows
                if (odd := _find_contradiction(_find_uptake(row), getattr(row, "reply", None)))
            ],
            "totals": _build_tables(api.count_totals(consultation, rows), name_chapter),
            "choices": _CHOICES,
            "enact_form": EnactForm(request.POST if wrong else None),
            "enacted": _find_renamed(consultation),
            "texts": consultation.enacted.expressions.all() if consultation.enacted else (),
            "job": jobs.find_latest_job(consultation, "uptake"),
            "reading": jobs.find_latest_job(consultation, api.READING),
            "wrong": wrong,
            "limit": say_file_limit(),
        },
        status=status_code,
    )


def _find_renamed(consultation: Consultation) -> Version | None:
    """The enacted law, if it has another title than the draft."""
    enacted = consultation.enacted
    is_same = enacted is None or enacted.instrument_id == consultation.draft.instrument_id
    return None if is_same else enacted


def _choose_rows(
    request: HttpRequest,
    draft: Mapping[str, Law],
    rows: list[Suggestion],
    name_chapter: Callable[[str], str],
) -> tuple[list[Suggestion], OutcomeFilter]:
    """The suggestions that match the filter, and the filter's form with chapters in the order of the law."""
    chapter_of, order = api.map_chapters(draft)
    own = {row.pk: chapter_of(row.eid) for row in rows}
    there = sorted({eid for eid in own.values() if eid}, key=lambda eid: order.get(eid, -1))
    chooser = OutcomeFilter(request.GET, chapters=[(eid, name_chapter(eid)) for eid in there])
    wanted = {name: chooser.get_chosen(name) for name in ("verdict", "reply", "chapter")}

    def is_wanted(row: Suggestion) -> bool:
        held, reply = _find_uptake(row), getattr(row, "reply", None)
        has = {
            "verdict": held.final_verdict if held else "",
            "reply": reply.status if reply else "none",
            "chapter": own[row.pk],
        }
        return all(not one or has[name] == one for name, one in wanted.items())

    return [row for row in rows if is_wanted(row)], chooser


#: Suggestions per page, for reading on a phone.
_CARDS = 10
#: The usual and the largest number of bytes of the rows on a page, including forms.
_ROWS, _MOST = 400_000, 600_000
#: Bytes of markup around a row with its form, and around a passage or mark.
_AROUND, _AROUND_PASSAGE = 2_500, 150


def _weigh(row: Suggestion) -> int:
    """The usual bytes of a row; a person's reason is repeated in the form in full."""
    held = _find_uptake(row)
    if held is None:
        return _AROUND
    words = suggestion_pages.USUAL * sum(len(passage["text"]) for passage in held.passages)
    return (
        _AROUND
        + (suggestion_pages.USUAL + suggestion_pages.WIDEST) * len(held.person_reason)
        + words
    )


def _weigh_exactly(row: Suggestion, read: Mapping[int, ReadPassages]) -> int:
    held = _find_uptake(row)
    if held is None:
        return 0
    shown = read[row.pk].passages
    return excerpts.count_bytes(held.person_reason) + sum(map(_weigh_passage, shown))


def _weigh_passage(passage: dict[str, Any]) -> int:
    return excerpts.count_bytes(passage["text"]) + _AROUND_PASSAGE * (1 + len(passage["marks"]))


def _cut_passages(held: Uptake, passages: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """``passages`` shortened to half of ``most`` bytes if everything takes more; marks are kept whole or dropped."""
    weights = list(map(_weigh_passage, passages))
    if excerpts.count_bytes(held.person_reason) + sum(weights) <= most:
        return list(passages)
    cut = []
    for passage, share in zip(passages, excerpts.share_out(weights, most // 2), strict=True):
        text = excerpts.cut_text(passage["text"], max(share - _AROUND_PASSAGE * (1 + len(passage["marks"])), share // 4))  # fmt: skip
        is_cut = text != passage["text"]
        marks = [(a, b) for a, b in passage["marks"] if not is_cut or b < len(text)]
        cut.append(passage | {"text": text, "marks": marks[: max(share // (4 * _AROUND_PASSAGE), 1)] if is_cut else marks})  # fmt: skip
    return cut


def _find_contradiction(held: Uptake | None, reply: Any) -> str:
    """How reply and text contradict each other; empty if they agree."""
    if held is None or reply is None:
        return ""
    verdict = Verdict(held.final_verdict)
    if reply.status in ("accepted", "partly") and is_missing(verdict, ReasonCode(held.reason)):
        return "said_yes"
    return "said_no" if reply.status == "rejected" and verdict.is_taken_up else ""


def _order_counts(by: str, counts: Mapping[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    """Chapters in the order of the law; others by size."""
    if by == "chapter":
        return list(counts.items())
    return sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))


def _build_tables(
    totals: Mapping[str, Mapping[str, Counter[str]]], chapter: Callable[[str], str]
) -> list[dict[str, Any]]:
    def name(by: str, own: str) -> str:
        if by == "reply":
            return say(f"run.reply.{own}")
        if by == "chapter":
            return chapter(own) if own else say("run.uptake.no_chapter")
        return own

    tables = []
    for by in ("chapter", "reply", "organisation"):
        counts = totals[by]
        present = [v.value for v in Verdict if any(c[v.value] for c in counts.values())]
        lines = [
            (name(by, own), [counted[v] for v in present])
            for own, counted in _order_counts(by, counts)
        ]
        if lines:
            heads = [say(f"trace.verdict.{v}") for v in present]
            tables.append({"by": by, "heads": heads, "rows": lines})
    return tables
