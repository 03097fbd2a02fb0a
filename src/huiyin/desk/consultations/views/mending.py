"""How the draft was read: mend it line by line or as a whole, send another file, go back, pair its languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.api import record
from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import needs
from huiyin.desk.consultations.api import laws
from huiyin.desk.consultations.models import Consultation, Text
from huiyin.desk.frame.apart import UNREAD, say_unread
from huiyin.desk.frame.given import as_number
from huiyin.desk.frame.limits import limited
from huiyin.desk.frame.uploads import limit, too_large
from huiyin.report.sections.names import name_provision
from huiyin.words import say

LANGUAGES = ("zh", "en")


@dataclass(slots=True)
class _Tried:
    """What came of reading anew: the sentence that refuses it, or the provisions that comments would lose."""

    source: str
    error: str = ""
    lost: tuple[tuple[str, int], ...] = ()


@limited("upload")
@require_http_methods(("GET", "POST"))
@needs(Action.PREPARE)
def draft_text(request: HttpRequest, consultation: Consultation, language: str) -> HttpResponse:
    """How the draft was read in one language; mend it in place, or send another file."""
    if language not in LANGUAGES:
        raise Http404
    text = Text.objects.filter(version=consultation.draft, language=language).first()
    tried = _Tried(text.source if text else "")
    if request.method == "POST":
        try:
            tried = _reread(request, consultation, language, text)
        except UNREAD as unread:
            name = getattr(request.FILES.get("file"), "name", text.file_name if text else "")
            tried.error = say_unread(unread, name)
            tried.source = request.POST.get("source", tried.source)
        if not tried.error and not tried.lost:
            record(request.user, "mend", consultation, language=language)
            messages.success(request, say("desk.draft.read_again"))
            return redirect("draft_text", slug=consultation.slug, language=language)
    return render(
        request,
        "consultations/draft_text.html",
        {
            "tab": "manage",
            "text": text,
            "draft_language": language,
            "source": tried.source,
            "problems": _problems(text),
            "wanted": _line(text, as_number(request.GET.get("line", ""))),
            "provisions": text.provisions.all() if text else (),
            "error": tried.error,
            "lost": tried.lost,
            "limit": limit(),
        },
        status=422 if tried.error or tried.lost else 200,
    )


def _problems(text: Text | None) -> list[dict[str, Any]]:
    """Each problem with its line, to be mended where it is told."""
    return [
        {"sentence": say(f"law.problem.{one['code']}", **one["details"])}
        | (_line(text, one["line"]) or {"number": one["line"], "words": ""})
        for one in (text.problems if text else ())
    ]


def _line(text: Text | None, number: int | None) -> dict[str, Any] | None:
    lines = text.source.split("\n") if text else []
    if number is None or not 0 < number <= len(lines):
        return None
    return {"number": number, "words": lines[number - 1]}


def _reread(
    request: HttpRequest, consultation: Consultation, language: str, text: Text | None
) -> _Tried:
    file = request.FILES.get("file")
    if file is not None and (refusal := too_large(file)):
        return _Tried(text.source if text else "", refusal)
    if file is None and text is None:
        return _Tried("", say("desk.open.no_file"))
    before = laws.eids(text)
    with transaction.atomic():
        if file is not None:
            made = laws.store(consultation.draft, language, file.name, file.read())
        else:
            assert text is not None
            made = laws.mend(text, _wanted(request, text))
        gone = laws.said_on(consultation, before - laws.eids(made))
        if not gone or request.POST.get("sure") == "yes":
            return _Tried(made.source)
        transaction.set_rollback(True)  # nothing is lost before somebody has read what
    if file is not None:
        made.file.delete(save=False)
    old = Text.objects.get(version=consultation.draft, language=language)
    law = laws.law_of(old)
    return _Tried(made.source, lost=tuple((name_provision(law, eid), n) for eid, n in gone.items()))


def _wanted(request: HttpRequest, text: Text) -> str:
    """The source as it is to be: the one before, the one with a line mended, or the whole as given."""
    given = request.POST
    if given.get("undo") and text.before:
        return text.before
    number = as_number(given.get("line", ""))
    if number is None:
        return given.get("source", "")
    lines = text.source.split("\n")
    if 0 < number <= len(lines):
        lines[number - 1] = given.get("words", "").replace("\r\n", "\n")
    return "\n".join(lines)


@require_safe
@needs(Action.PREPARE)
def pairing(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """The draft in both languages side by side, and what one of them lacks."""
    found = laws.pairs(consultation.draft)
    rows = [
        {
            "is_whole": all(one.numbers[language] or one.words[language] for language in LANGUAGES),
            "sides": [
                (language, one.numbers[language], one.words[language], one.lines[language])
                for language in LANGUAGES
            ],
        }
        for one in found
    ]
    wrong = [row for row in rows if not row["is_whole"]]
    everything = request.GET.get("show") == "all" or not wrong
    return render(
        request,
        "consultations/pairing.html",
        {
            "tab": "manage",
            "rows": rows if everything else wrong,
            "wrong": len(wrong),
            "everything": everything,
            "total": len(rows),
        },
    )
