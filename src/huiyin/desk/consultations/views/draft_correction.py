"""How the draft was read: correct lines or the whole text, send another file, undo, match languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.consultations.api import drafts
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.consultations.setting_forms import DraftForm
from huiyin.desk.core import excerpts
from huiyin.desk.core.edit_conflicts import (
    ConflictField,
    EditConflict,
    digest_version,
    show_both,
)
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.core.uploads import say_file_limit, too_large
from huiyin.desk.jobs import api as jobs
from huiyin.desk.laws import api as laws
from huiyin.desk.laws.corrections import find_line, quote_line, replace_line
from huiyin.i18n import say
from huiyin.presentation.citations import name_provision

if TYPE_CHECKING:
    from huiyin.desk.laws.models import Expression

LANGUAGES = ("zh", "en")


@dataclass(slots=True)
class _RejectedCorrection:
    """A correction that was not carried out: the text or line as typed, the reason, and the provisions that
    comments would lose.
    """

    source: str = ""
    line: dict[str, Any] | None = None
    error: str = ""
    lost: tuple[tuple[str, int], ...] = ()
    #: Whether it was to restore the previous text.
    is_undo: bool = False

    @property
    def again(self) -> list[tuple[str, Any]]:
        """Hidden fields that repeat the request; for a line only that line."""
        if self.line is not None:
            return [("line", self.line["number"]), ("was", self.line["was"]), ("words", self.line["words"])]  # fmt: skip
        return [("undo", "1")] if self.is_undo else [("source", self.source)]


#: The longest text that is edited in one box; a longer one is corrected line by line, or downloaded
#: and sent again.
_BOX = 400_000
#: The most provisions and problems on a page.
_PROVISIONS, _PROBLEMS = 300, 100


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@cached_page
@require_action(Action.PREPARE)
def draft_text(
    request: ParticipantRequest, consultation: Consultation, language: str
) -> HttpResponse:
    """How the draft was read in one language, with correction and upload."""
    if language not in LANGUAGES:
        raise Http404
    text = laws.find_expression(consultation.draft, language)
    tried = _RejectedCorrection()
    if request.method == "POST":
        answer = _change_draft(request, consultation, language, text)
        if isinstance(answer, HttpResponse):
            return answer
        tried = answer
    source = text.source if text else ""
    if request.GET.get("take") and text is not None:
        return _hand_out(source, f"{consultation.slug}.{language}.txt")
    is_long = excerpts.count_bytes(tried.source or source) > _BOX
    reading = drafts.map_readings(consultation).get(language)
    held = reading if reading and drafts.is_held(reading) else None
    return render(
        request,
        "consultations/draft_text.html",
        {
            "tab": "manage",
            "text": text,
            "draft_language": language,
            "job": reading,
            "held": held,
            "held_lost": _name_lost_provisions(text, dict(held.outcome.get("lost", ())))
            if held
            else (),
            "held_by": drafts.who_changed_instead(held) if held else {},
            "source": "" if is_long else tried.source or source,
            "is_long": is_long,
            "lines": source.count("\n") + 1,
            "again": tried.again,
            "version": digest_version(laws.snapshot_expression(text)),
            "problems": make_page(request, _list_problems(text), _PROBLEMS, name="problems"),
            "wanted": tried.line or quote_line(text, parse_number(request.GET.get("line", ""))),
            "page": make_page(request, text.provisions.all() if text else [], _PROVISIONS),
            "error": tried.error,
            "lost": tried.lost,
            "limit": say_file_limit(),
        },
        status=422 if tried.error or tried.lost else 200,
    )


def _hand_out(source: str, name: str) -> HttpResponse:
    """The text as read, as a download for correction."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(source, content_type="text/plain; charset=utf-8", headers=headers)


def _change_draft(
    request: ParticipantRequest, consultation: Consultation, language: str, text: Expression | None
) -> HttpResponse | _RejectedCorrection:
    """Carry out the form; returns what was not done."""
    given, by = DraftForm(request.POST).cleaned_data, request.user
    there = redirect("draft_text", slug=consultation.slug, language=language)
    file = request.FILES.get("file")
    if file is not None:
        if refusal := too_large(file):
            return _RejectedCorrection(error=refusal)
        name, seen = file.name or "draft", given["version"]
        drafts.send_file(consultation, language, name, file.read(), by, seen=seen)
        return there
    if given["job"] is not None:
        held = get_object_or_404(jobs.list_jobs(consultation, drafts.READING), pk=given["job"])
        if given["leave"]:
            drafts.leave_as_it_is(held)
        else:
            drafts.replace_all_the_same(held, by, seen=given["version"])
        return there
    if text is None:
        return _RejectedCorrection(error=say("desk.open.no_file"))
    return _correct_text(request, consultation, text, given) or there


def _correct_text(
    request: ParticipantRequest, consultation: Consultation, text: Expression, given: dict[str, Any]
) -> Any:
    """Correct the whole text or a line, or restore the previous text; None if done."""
    number, words = given["line"], given["words"].replace("\r\n", "\n")
    seen = given["version"] or ""
    if given["undo"] and text.previous_source:
        source = text.previous_source
    elif number is None:
        source = given["source"]
    else:
        at = find_line(text, number, given["was"])
        if at is None:
            return _show_line(request, text, number, words)
        source = replace_line(text, at, words)
        seen = digest_version({"source": text.source})
    is_line = number is not None
    tried = _RejectedCorrection("" if is_line else source, {"number": number, "words": words, "was": given["was"] or ""} if is_line else None)  # fmt: skip
    try:
        drafts.correct_draft(
            consultation, text, source, request.user, seen=seen, is_sure=given["sure"] == "yes"
        )
    except UNREAD as unread:
        tried.error = say_unread(unread, text.file_name)
    except drafts.ProvisionsLost as lost:
        tried.source, tried.lost = source, _name_lost_provisions(text, lost.gone)
        tried.is_undo = bool(given["undo"])
    except EditConflict as changed:
        label = say("desk.draft.source")
        back = request.get_full_path()
        return show_both(
            request, changed, [ConflictField("source", label, language=text.language)], back=back
        )
    else:
        messages.success(request, say("desk.draft.read_again"))
        return None
    return tried


def _show_line(request: HttpRequest, text: Expression, number: int, words: str) -> HttpResponse:
    """The page for a line that somebody else has changed: both versions, to decide."""
    lines = text.source.split("\n")
    number = min(max(number, 1), len(lines))
    stored = lines[number - 1]
    given = request.POST.copy()
    given["was"], given["line"] = stored, str(number)
    request.POST = given  # type: ignore[assignment]
    label = say("desk.draft.line", line=number)
    return show_both(
        request,
        EditConflict({"words": stored}, {"words": words}, given.get("version", "")),
        [ConflictField("words", label, language=text.language)],
        back=request.get_full_path(),
    )


def _name_lost_provisions(
    text: Expression | None, gone: dict[str, int]
) -> tuple[tuple[str, int], ...]:
    """The provisions that comments would lose, with citations."""
    if text is None or not gone:
        return ()
    law = laws.get_law(text)
    return tuple((name_provision(law, eid), n) for eid, n in gone.items() if eid in law.by_eid)


def _list_problems(text: Expression | None) -> list[dict[str, Any]]:
    """Each problem with its line, for correction."""
    return [
        {"sentence": say(f"law.problem.{one['code']}", **one["details"])}
        | (quote_line(text, one["line"]) or {"number": one["line"], "words": "", "was": ""})
        for one in (text.problems if text else ())
    ]


#: Units per page of the comparison.
_PAIRS = 300


@require_safe
@cached_page
@require_action(Action.PREPARE)
def show_pairing(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """The draft in both languages side by side, with what is missing in one."""
    pairs = laws.pair_units(consultation.draft)
    rows = [
        {
            "is_whole": all(
                pair.numbers[language] or pair.words[language] for language in LANGUAGES
            ),
            "sides": [
                (language, pair.numbers[language], pair.words[language], pair.lines[language])
                for language in LANGUAGES
            ],
        }
        for pair in pairs
    ]
    wrong = [row for row in rows if not row["is_whole"]]
    everything = request.GET.get("show") == "all" or not wrong
    return render(
        request,
        "consultations/pairing.html",
        {
            "tab": "manage",
            "page": make_page(request, rows if everything else wrong, _PAIRS),
            "wrong": len(wrong),
            "everything": everything,
            "total": len(rows),
        },
    )
