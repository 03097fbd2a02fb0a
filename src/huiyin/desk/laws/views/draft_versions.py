"""Paste a whole text; keep, compare, restore and download versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_process import UNREAD, make_apart, say_unread
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_number
from huiyin.desk.laws import draft_texts, written_drafts
from huiyin.desk.laws.draft_data import LANGUAGES, Piece, get_head
from huiyin.desk.laws.draft_forms import ActForm, CompareForm, EditionForm, PasteForm
from huiyin.desk.laws.draft_rights import DraftDeed, may_on_draft
from huiyin.desk.laws.views.access import act_on, enter_draft, show_writer_gone
from huiyin.i18n import current_language, say
from huiyin.law import (
    ChangeKind,
    Comparison,
    Law,
    compare_laws,
    to_akoma_ntoso,
    to_docx,
    to_text,
)
from huiyin.law.compare import WordOp

if TYPE_CHECKING:
    from huiyin.desk.laws.models import WrittenDraft

_ANSWERS: dict[str, tuple[str, Callable[[Law], Any]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "xml": ("application/akn+xml", to_akoma_ntoso),
    "txt": ("text/plain; charset=utf-8", to_text),
}
NOW = "now"


@limit_rate("upload")
@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def paste_text(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paste a text: it is shown in pieces as understood, and stored once confirmed."""
    draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    form = PasteForm(
        request.POST if request.method == "POST" else None, initial={"language": current_language()}
    )
    context: dict[str, Any] = {"draft": draft, "form": form, "part": "paste", "may_write": True}
    if not form.is_bound:
        return render(request, "laws/paste.html", context)
    if not form.is_valid():
        return render(request, "laws/paste.html", context, status=422)
    language, source = form.cleaned_data["language"], form.cleaned_data["source"]
    try:
        pieces = written_drafts.list_pieces(draft)
        placed, law = _place_pasted(pieces, language, source)
    except UNREAD as unread:
        context["wrong"] = say_unread(unread, say(f"desk.law.in.{language}"))
        return render(request, "laws/paste.html", context, status=422)
    if ButtonForm(request.POST).pressed == "take":
        try:
            filled, new = written_drafts.paste_text(draft, language, placed, request.user)
        except written_drafts.WriterGone:
            return show_writer_gone(request, draft, {language: source})
        except written_drafts.UnusableDraft as wrong:
            context["wrong"] = say(f"draft.wrong.{wrong.code}", **wrong.details)
        else:
            messages.success(request, say("draft.pasted", filled=filled, new=new))
            return redirect("draft", slug=slug)
    keys = {piece.key: at for at, piece in enumerate(pieces, start=1)}
    context |= {
        "text_language": language,
        "placed": [(text, keys.get(key, 0) if key else 0) for key, text in placed][:300],
        "more": max(0, len(placed) - 300),
        "law": law,
        "problems": [
            say(f"law.problem.{one.code}", **dict(one.details)) for one in law.problems[:50]
        ],
    }
    return render(request, "laws/paste.html", context, status=409 if "wrong" in context else 200)


def _place_pasted(
    pieces: list[Piece], language: str, source: str
) -> tuple[list[tuple[UUID | None, str]], Law]:
    """Each piece of a pasted text with the provision that it translates."""
    law = draft_texts.read_source(source, language)
    assert law is not None  # the form asks for words
    second = "en" if language == "zh" else "zh"
    other = draft_texts.read_draft(pieces, second).law
    placed = draft_texts.pair_pasted(pieces, language, law, other)
    return [(pieces[at].key if at >= 0 else None, text) for at, text in placed], law


@require_http_methods(("GET", "POST"))
@cached_page
def show_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions; keep one, restore one, renumber articles."""
    draft, drafter = enter_draft(request, slug)
    may_write = may_on_draft(drafter, DraftDeed.WRITE, draft) and draft.deleted_at is None
    if request.method == "POST":
        return cast(HttpResponse, _change_versions(request, slug))
    return render(
        request,
        "laws/versions.html",
        {
            "draft": draft,
            "page": make_page(request, written_drafts.list_editions(draft)),
            "form": EditionForm(),
            "may_write": may_write,
            "may_lead": may_on_draft(drafter, DraftDeed.LEAD, draft),
            "part": "versions",
        },
    )


@signed_in
@second_step_first
def _change_versions(request: SignedInRequest, slug: str) -> HttpResponse:
    draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    given = ActForm(request.POST).cleaned_data
    here = reverse("draft_versions", args=(slug,))
    if given["what"] == "renumber":
        return _renumber(request, draft, here)
    if given["what"] == "return":
        number = given["number"] or 0
        name = say("draft.before_return", number=number)
        return act_on(
            request,
            reverse("draft", args=(slug,)),
            lambda: written_drafts.return_to_edition(draft, number, request.user, name=name),
            "returned",
            number=number,
        )
    form = EditionForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    return act_on(
        request, here, lambda: written_drafts.keep_edition(draft, name, request.user), "kept"
    )


def _renumber(request: SignedInRequest, draft: WrittenDraft, here: str) -> HttpResponse:
    """Renumber the articles in each language."""
    changed: dict[str, dict[str, str]] = {}

    def write() -> None:
        for language in LANGUAGES:
            pieces = written_drafts.list_pieces(draft)
            law = draft_texts.read_draft(pieces, language).law
            if law is not None:
                source, numbers = draft_texts.renumber_articles(law)
                changed[language] = numbers
                written_drafts.write_source(draft, language, pieces, source, request.user)

    try:
        answer = act_on(request, here, write, "renumbered")
    except UNREAD as unread:
        messages.error(request, say_unread(unread, str(draft)))
        return redirect(here)
    pairs = [pair for numbers in changed.values() for pair in numbers.items()]
    if pairs:
        shown = "；".join(f"{old} → {new}" for old, new in pairs[:12])
        messages.info(request, say("draft.references", numbers=shown))
    return answer


def _read_side(draft: WrittenDraft, which: str, language: str) -> Law | None:
    """A version, or the current draft, in a language. 404 if there is no such version."""
    if which == NOW:
        return draft_texts.read_draft(written_drafts.list_pieces(draft), language).law
    edition = written_drafts.find_edition(draft, parse_number(which) or 0)
    if edition is None:
        raise Http404
    return draft_texts.read_draft(written_drafts.read_edition(edition), language).law


def _list_sides(draft: WrittenDraft) -> list[tuple[str, str]]:
    named = [
        (str(one.number), say("draft.version_named", number=one.number, name=one.name))
        for one in written_drafts.list_editions(draft)
    ]
    return [(NOW, say("draft.now")), *named]


@limit_rate("search", ("GET", "HEAD"))
@require_safe
@cached_page
def compare_versions(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions side by side, unit by unit."""
    draft, _ = enter_draft(request, slug)
    sides = _list_sides(draft)
    form = CompareForm(request.GET, sides)
    newest = sides[1][0] if len(sides) > 1 else NOW
    old, new = form.get_chosen("old", newest), form.get_chosen("new", NOW)
    language = form.get_chosen("language", current_language())
    wrong = ""
    comparison: Comparison | None = None
    laws: tuple[Law | None, Law | None] = (None, None)
    try:
        laws = (_read_side(draft, old, language), _read_side(draft, new, language))
        if laws[0] is not None and laws[1] is not None:
            comparison = make_apart(compare_laws, laws[0], laws[1])
    except UNREAD as unread:
        wrong = say_unread(unread, say(f"desk.law.in.{language}"))
    shown = request.GET.get("show") == "all"
    rows: list[dict[str, Any]] = []
    if comparison is not None:
        rows = _list_changes(comparison, laws)
    kinds = [row["kind"] for row in rows]
    counts = {str(kind): kinds.count(kind) for kind in ChangeKind}
    kept = [row for row in rows if shown or row["kind"] != ChangeKind.KEPT]
    form.initial = {"old": old, "new": new, "language": language}
    return render(
        request,
        "laws/compare.html",
        {
            "draft": draft,
            "sides": sides,
            "old": old,
            "new": new,
            "text_language": language,
            "written_in": LANGUAGES,
            "wrong": wrong,
            "lacks": comparison is None and not wrong,
            "page": make_page(request, kept, 100),
            "counts": {kind: n for kind, n in counts.items() if n},
            "shown": shown,
            "part": "versions",
        },
    )


def _list_changes(
    comparison: Comparison, laws: tuple[Law | None, Law | None]
) -> list[dict[str, Any]]:
    old, new = laws
    assert old is not None and new is not None  # compared
    rows: list[dict[str, Any]] = []
    for change in comparison.changes:
        before = say("run.list.join").join(get_head(old.by_eid[eid]) for eid in change.old)
        after = say("run.list.join").join(get_head(new.by_eid[eid]) for eid in change.new)
        rows.append(
            {
                "kind": change.kind,
                "name": " → ".join(dict.fromkeys(one for one in (before, after) if one)),
                "before": [one for one in change.spans if one.op is not WordOp.INSERT],
                "after": [one for one in change.spans if one.op is not WordOp.DELETE],
            }
        )
    return rows


@limit_rate("export")
@require_safe
def export_version(
    request: HttpRequest, slug: str, name: str, language: str, ending: str
) -> HttpResponse:
    """A version, or the current draft, as a file."""
    draft, _ = enter_draft(request, slug)
    if language not in LANGUAGES or ending not in _ANSWERS:
        raise Http404
    content_type, write = _ANSWERS[ending]
    try:
        law = _read_side(draft, name, language)
        if law is None:
            raise Http404
        content = make_apart(write, law)
    except UNREAD as unread:
        messages.error(request, say_unread(unread, str(draft)))
        return redirect("draft_versions", slug=slug)
    answer = HttpResponse(content, content_type=content_type)
    file = f"{draft.slug}-{name}.{language}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer
