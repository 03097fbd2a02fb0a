"""Edit and preview the cover letter of a joint proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.proposals.api import cover_letters as api
from huiyin.desk.proposals.api.drafts import ProposalLocked
from huiyin.desk.proposals.forms import LONGEST
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.proposals.opinion_forms import LetterForm
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
@require_action(Action.DRAFT)
def edit_letter(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """Show a form for each language of the draft, with the current letter below it."""
    found = ProposalVersion.objects.select_related("proposal__consultation__authority").order_by(
        "-number", "-pk"
    )
    edition = found.filter(proposal__consultation=consultation).first()
    # Submitted text is shown again even if the version was locked meanwhile.
    if edition is None or (edition.locked_at is not None and request.method != "POST"):
        raise Http404
    languages = _list_languages(consultation)
    form = LetterForm(request.POST, languages=languages, parts=api.PARTS, longest=LONGEST)
    typed = form.cleaned_data
    given = {
        language: api.CoverLetter(*(typed[f"{part}_{language}"] for part in api.PARTS))
        if request.method == "POST"
        else api.get_written_letter(edition, language)
        for language in languages
    }
    seen, error = edit_conflicts.digest_version(api.snapshot_letters(edition, given)), ""
    weight = sum(excerpts.count_bytes(getattr(words, part)) for words in given.values() for part in api.PARTS)  # fmt: skip
    if form.is_to_keep and weight > excerpts.FORM:
        error = say("proposal.too_long")
    elif form.is_to_keep:
        try:
            api.save_letters(edition, given, request.user, seen=typed["version"] or "")
        except ProposalLocked:
            error = say("proposal.fixed_meanwhile")
        except edit_conflicts.EditConflict as changed:
            return _show_conflict(request, consultation, changed, edition, list(given))
        else:
            messages.success(request, say("proposal.letter.kept"))
            return redirect("proposal_letter", slug=consultation.slug)
    return render(
        request,
        "proposals/letter.html",
        {
            "tab": "proposal",
            "edition": edition,
            "paper_languages": list(given),
            "letters": _cut_looks(
                [_describe_letter(edition, language, words) for language, words in given.items()],
                max(excerpts.PAGE - weight, excerpts.LEAST),
            ),
            "version": seen if typed["version"] is None else typed["version"],
            "error": error,
        },
        status=409 if error else 200,
    )


def _show_conflict(
    request: HttpRequest,
    consultation: Consultation,
    changed: edit_conflicts.EditConflict,
    edition: ProposalVersion,
    languages: list[str],
) -> HttpResponse:
    """Show the stored letter, saved by someone else, beside the submitted one."""
    fields = [
        edit_conflicts.ConflictField(
            f"{part}_{one}", f"{say(f'proposal.letter.{part}')} · {say(f'run.language.{one}')}",
            is_line=part == "salutation", language=one,
        )
        for one in languages
        for part in api.PARTS
    ]  # fmt: skip
    back = reverse("proposal_letter", args=(consultation.slug,))
    return edit_conflicts.show_both(
        request, changed, fields, back=back, **find_last_editor(edition, "edition.letter")
    )


def _list_languages(consultation: Consultation) -> list[str]:
    return sorted(consultation.draft.expressions.values_list("language", flat=True), reverse=True)


def _cut_looks(letters: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Shorten the letter previews to ``most`` bytes in total; the forms contain the full text."""
    found = []
    for one in letters:
        words, is_cut = excerpts.share_words(one["letter"], most // len(letters))
        found.append(one | {"letter": words, "is_cut": is_cut})
    return found


def _describe_letter(
    edition: ProposalVersion, language: str, words: api.CoverLetter
) -> dict[str, Any]:
    usual = api.make_default_letter(edition, language)
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
