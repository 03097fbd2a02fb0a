"""The letter that goes with a joint proposal: written, looked at, kept with the edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import needs
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.api import letters as api
from huiyin.desk.proposals.models import Edition
from huiyin.desk.proposals.views.drafting import LONGEST
from huiyin.words import say


@require_http_methods(("GET", "HEAD", "POST"))
@needs(Action.DRAFT)
def letter(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """A form for each language of the draft, with the letter as it stands below it."""
    edition = get_object_or_404(
        Edition.objects.select_related("proposal__consultation__authority"),
        proposal__consultation=consultation, fixed__isnull=True,
    )  # fmt: skip
    given = {
        language: api.Letter(
            *(
                request.POST.get(f"{part}_{language}", "").replace("\r\n", "\n")[:LONGEST]
                for part in api.PARTS
            )
        )
        if request.method == "POST"
        else api.written(edition, language)
        for language in _spoken(consultation)
    }
    if request.method == "POST" and "keep" in request.POST:
        for language, words in given.items():
            api.write(edition, language, words, request.user)
        messages.success(request, say("proposal.letter.kept"))
        return redirect("proposal_letter", slug=consultation.slug)
    return render(
        request,
        "proposals/letter.html",
        {
            "tab": "proposal",
            "edition": edition,
            "paper_languages": list(given),
            "letters": [_shown(edition, language, words) for language, words in given.items()],
        },
    )


def _spoken(consultation: Consultation) -> list[str]:
    return sorted(consultation.draft.texts.values_list("language", flat=True), reverse=True)


def _shown(edition: Edition, language: str, words: api.Letter) -> dict[str, object]:
    usual = api.usual(edition, language)
    return {
        "language": language,
        "fields": [
            {
                "name": f"{part}_{language}",
                "label": f"proposal.letter.{part}",
                "words": getattr(words, part),
                "usual": getattr(usual, part),
                "rows": 8 if part == "letter" else 3,
                "is_line": part == "salutation",
            }
            for part in api.PARTS
        ],
        "letter": [getattr(words, part).strip() or getattr(usual, part) for part in api.PARTS],
    }
