"""Translate a suggestion, and list the untranslated texts of a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.consultations.access import ParticipantRequest, require_action
from huiyin.desk.consultations.api.citations import make_citer
from huiyin.desk.core import edit_conflicts, excerpts
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.laws.api import get_law
from huiyin.desk.proposals.api import translations as api
from huiyin.desk.proposals.api.drafts import ProposalLocked, list_proposal_versions
from huiyin.desk.proposals.forms import MissingWordsForm, TranslationForm
from huiyin.desk.proposals.models import Suggestion
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion


@dataclass(frozen=True, slots=True)
class TodoItem:
    """One untranslated text: its beginning, what is missing and the page for translating it."""

    words: str
    language: str
    what: str
    url: str
    name: str


def list_todo(consultation: Consultation, edition: ProposalVersion) -> list[TodoItem]:
    """Return the untranslated texts of a version, each with the page for translating it."""
    return [_describe_item(consultation, one) for one in api.list_untranslated(edition)]


def _describe_item(consultation: Consultation, one: api.UntranslatedItem) -> TodoItem:
    slug = consultation.slug
    if one.kind == "letter":
        url = reverse("proposal_letter", args=(slug,))
    elif one.kind == "suggestion":
        url = reverse("suggestion_translation", args=(slug, one.key))
    else:  # written on the list itself, at any stage
        url = reverse("proposal_untranslated", args=(slug,)) + f"#id_{one.kind}-{one.key}"
    words = excerpts.cut_text(one.words, _WORDS)
    return TodoItem(words, one.language, _say_lacking(one), url, f"{one.kind}-{one.key}")


#: Bytes of the text shown in the list.
_WORDS = 600


def _say_lacking(one: api.UntranslatedItem) -> str:
    """Return which parts are missing in which language, or that the translation is outdated."""
    missing = say(f"run.language.{'en' if one.language == 'zh' else 'zh'}")
    if not one.lacking and one.is_outdated:
        return say("translation.outdated", language=missing)
    prefix = "proposal.letter." if one.kind == "letter" else "proposal."
    parts = say("translation.comma").join(say(prefix + name) for name in one.lacking)
    if parts:
        return say("translation.lacks_parts", language=missing, parts=parts)
    return say(f"translation.lacks.{one.kind}", language=missing)


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
@require_action(Action.DRAFT)
def show_untranslated(request: ParticipantRequest, consultation: Consultation) -> HttpResponse:
    """List the texts of the version being written that exist in one language only, with fields for short ones."""
    edition = next(iter(list_proposal_versions(consultation, with_unfixed=True)), None)
    if edition is None or edition.locked_at is not None:
        raise Http404
    items = api.list_untranslated(edition)
    form = MissingWordsForm(request.POST if request.method == "POST" else None, items)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _add_words(request, edition, form):
            return redirect("proposal_untranslated", slug=consultation.slug)
        status = 422
    todo = [_describe_item(consultation, one) for one in items]
    rows = [(one, form[one.name] if one.name in form.fields else None) for one in todo]
    context = {"tab": "proposal", "edition": edition, "rows": rows, "form": form}
    return render(request, "proposals/untranslated.html", context, status=status)


def _add_words(
    request: ParticipantRequest, edition: ProposalVersion, form: MissingWordsForm
) -> bool:
    """Save the submitted translations and return whether all were accepted. Rejected ones stay in their field
    with an error.
    """
    added = 0
    for name, item, words in form.list_written():
        try:
            added += api.add_translation(edition, item, words, request.user)
        except api.UnusableTranslation as wrong:
            form.add_error(name, say(wrong.code))
    if added:
        messages.success(request, say("translation.added", n=added))
    elif not form.errors:
        messages.error(request, say("translation.nothing_written"))
    return not form.errors


@require_http_methods(("GET", "HEAD", "POST"))
@cached_page
@require_action(Action.DRAFT)
def edit_translation(
    request: ParticipantRequest, consultation: Consultation, number: int
) -> HttpResponse:
    """Edit the translation of a suggestion beside the original."""
    found = Suggestion.with_dropped.select_related("version")
    suggestion = get_object_or_404(found, pk=number, version__proposal__consultation=consultation)
    # Submitted text is shown again even if the version was locked meanwhile.
    if request.method != "POST" and suggestion.version.locked_at is not None:
        raise Http404
    stored = api.snapshot_translation(suggestion)
    form = TranslationForm(
        request.POST if request.method == "POST" else None, suggestion=suggestion, stored=stored
    )
    error, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            error, status = _find_overflow(form.get_words().values()), 422
        if form.is_valid() and not error:
            try:
                _save(request, suggestion, form)
                return redirect(_locate(consultation, suggestion))
            except ProposalLocked:
                error, status = say("proposal.fixed_meanwhile"), 409
            except edit_conflicts.EditConflict as changed:
                return _show_conflict(request, consultation, changed, suggestion)
    return _render_form(request, consultation, suggestion, form, error, status)


def _save(request: ParticipantRequest, suggestion: Suggestion, form: TranslationForm) -> None:
    seen = form.get_seen() or ""
    api.save_translation(suggestion, form.get_words(), request.user, seen=seen)
    messages.success(request, say("translation.kept", key=suggestion.key))


def _find_overflow(texts: Iterable[str]) -> str:
    """Return an error message if the texts exceed what the form can show again, otherwise an empty string."""
    is_over = sum(map(excerpts.count_bytes, texts)) > excerpts.FORM
    return say("proposal.too_long") if is_over else ""


def _locate(consultation: Consultation, suggestion: Suggestion) -> str:
    page = reverse("proposal", args=(consultation.slug,))
    return f"{page}?at={suggestion.pk}#s-{suggestion.pk}"


def _render_form(
    request: ParticipantRequest,
    consultation: Consultation,
    suggestion: Suggestion,
    form: TranslationForm,
    error: str,
    status: int,
) -> HttpResponse:
    stored = edit_conflicts.digest_version(api.snapshot_translation(suggestion))
    texts = {text.language: text for text in consultation.draft.expressions.all()}
    there = texts.get(suggestion.other_language)
    unit = get_law(there).by_eid.get(suggestion.eid) if there is not None else None
    cite = make_citer(request, consultation)
    room = (excerpts.PAGE - excerpts.FORM) // 5
    place = suggestion.target if suggestion.target and not suggestion.eid else cite(suggestion.eid)
    return render(
        request,
        "proposals/translation.html",
        {
            "tab": "proposal",
            "suggestion": suggestion,
            "place": place,
            "error": error,
            "fields": [
                (field, excerpts.cut_text(getattr(suggestion, field.name), room))
                for field in form.visible_fields()
            ],
            "draft": excerpts.cut_text(unit.full_text, room) if unit is not None else "",
            "language": suggestion.other_language,
            "back": _locate(consultation, suggestion),
            "version": stored if (seen := form.get_seen()) is None else seen,
        },
        status=status,
    )


def _show_conflict(
    request: ParticipantRequest,
    consultation: Consultation,
    changed: edit_conflicts.EditConflict,
    suggestion: Suggestion,
) -> HttpResponse:
    """Show the stored translation, saved by someone else, beside the submitted one."""
    fields = [
        edit_conflicts.ConflictField(
            name, say(f"proposal.{name}"), language=suggestion.other_language
        )
        for name in Suggestion.WORDED
    ]
    back = reverse("suggestion_translation", args=(consultation.slug, suggestion.pk))
    who = find_last_editor(suggestion, "suggestion.translate")
    return edit_conflicts.show_both(request, changed, fields, back=back, **who)
