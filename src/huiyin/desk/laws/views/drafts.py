"""List, start, read and manage drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.audit.api import find_last_editor
from huiyin.desk.core.edit_conflicts import (
    ConflictField,
    EditConflict,
    digest_version,
    show_both,
)
from huiyin.desk.core.page_cache import cached_page
from huiyin.desk.core.pagination import make_page
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.draft_data import LANGUAGES, PieceReading
from huiyin.desk.laws.draft_forms import ActForm, BeginForm, TitleForm
from huiyin.desk.laws.draft_rights import DraftDeed, may_on_draft
from huiyin.desk.laws.drafters import read_drafter
from huiyin.desk.laws.hooks import DRAFT_USES
from huiyin.desk.laws.views.access import act_on, enter_draft, read_both
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.laws.models import DraftProvision, WrittenDraft

#: Provisions per page.
_ROWS = 100


@require_safe
@cached_page
def show_drafts(request: HttpRequest) -> HttpResponse:
    """The drafts that the reader may see."""
    drafter = read_drafter(request.user)
    page = make_page(request, written_drafts.select_drafts(drafter))
    return render(request, "laws/drafts.html", {"page": page, "drafter": drafter, "part": "drafts"})


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def begin_draft(request: SignedInRequest) -> HttpResponse:
    """Start an empty draft."""
    drafter = read_drafter(request.user)
    if not drafter.may_begin:
        raise PermissionDenied
    form = BeginForm(drafter, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = written_drafts.begin_draft(form.make_input(), request.user)
        return redirect("draft", slug=made.slug)
    context = {"form": form, "part": "begin"}
    return render(request, "laws/begin.html", context, status=422 if form.is_bound else 200)


@dataclass(frozen=True, slots=True)
class _Row:
    """A provision on the page. ``sides``: language, text and reading; ``several``: languages in which it is
    read as more than one article.
    """

    provision: DraftProvision
    sides: list[tuple[str, str, PieceReading | None]]
    several: list[str]
    version: str
    join_version: str
    is_first: bool
    is_last: bool


@require_safe
@cached_page
def show_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft by provision, both languages side by side, with how each is understood."""
    draft, drafter = enter_draft(request, slug)
    provisions = written_drafts.list_provisions(draft)
    readings, wrong = read_both([written_drafts.make_piece(row) for row in provisions])
    may_write = draft.deleted_at is None and may_on_draft(drafter, DraftDeed.WRITE, draft)
    rows = _make_rows(provisions, readings)
    problems = sum(
        len(one.problems) for reading in readings.values() for one in reading.pieces.values()
    )
    return render(
        request,
        "laws/draft.html",
        {
            "draft": draft,
            "page": make_page(request, rows, _ROWS),
            "heads": [(row.provision.key, _name_row(row)) for row in rows] if may_write else [],
            "total": len(rows),
            "last_key": rows[-1].provision.key if rows else "",
            "articles": {
                language: len(reading.law.articles)
                for language, reading in readings.items()
                if reading.law is not None
            },
            "problems": problems,
            "wrong": wrong,
            "may_write": may_write,
            "may_lead": may_on_draft(drafter, DraftDeed.LEAD, draft),
            "deleted": written_drafts.list_deleted(draft)[:20] if may_write else (),
            "unsaved": written_drafts.list_unsaved(draft, request.user)[:20]
            if may_write and request.user.is_authenticated
            else (),
            "editions": written_drafts.list_editions(draft).count(),
            "uses": [use for find in DRAFT_USES for use in find(draft, request.user)],
            "part": "draft",
        },
    )


def _make_rows(provisions: list[DraftProvision], readings: Any) -> list[_Row]:
    digests = [written_drafts.digest_provision(row) for row in provisions]
    rows = []
    for index, provision in enumerate(provisions):
        sides = [
            (language, text, readings[language].pieces.get(provision.key))
            for language in LANGUAGES
            if (text := getattr(provision, f"text_{language}"))
        ]
        rows.append(
            _Row(
                provision,
                sides,
                [language for language, _, read in sides if read and read.articles > 1],
                digests[index],
                f"{digests[index]} {digests[index + 1]}" if index + 1 < len(digests) else "",
                index == 0,
                index + 1 == len(provisions),
            )
        )
    return rows


def _name_row(row: _Row) -> str:
    """The name of a provision in the contents: its number, otherwise its beginning."""
    for _, _, read in row.sides:
        for unit in read.units if read else ():
            if unit.num:
                return " ".join(part for part in (unit.num, unit.heading) if part)[:60]
    return str(row.provision) or "—"


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def manage_draft(request: SignedInRequest, slug: str) -> HttpResponse:
    """The title, authors and readers of the draft; delete it."""
    draft, _ = enter_draft(request, slug, DraftDeed.LEAD)
    form = TitleForm(initial=written_drafts.snapshot_draft(draft))
    if request.method == "POST":
        what = ActForm(request.POST).cleaned_data["what"]
        if what != "describe":
            return _act(request, draft, what)
        form = TitleForm(request.POST)
        if form.is_valid():
            try:
                written_drafts.describe_draft(
                    draft, form.make_input(), request.user, seen=form.cleaned_data["version"]
                )
            except EditConflict as changed:
                return _show_conflict(request, draft, changed)
            except written_drafts.WriterGone:
                raise PermissionDenied from None
            return redirect("draft_manage", slug=slug)
    return render(
        request,
        "laws/manage.html",
        {
            "draft": draft,
            "form": form,
            "version": digest_version(written_drafts.snapshot_draft(draft)),
            "editors": list(written_drafts.list_editors(draft)),
            "possible": list(written_drafts.select_possible_editors(draft)[:500]),
            "may_write": True,
            "may_lead": True,
            "part": "manage",
        },
        status=422 if form.is_bound else 200,
    )


def _act(request: SignedInRequest, draft: WrittenDraft, what: str) -> HttpResponse:
    number = ActForm(request.POST).cleaned_data["number"] or 0
    here = reverse("draft_manage", args=(draft.slug,))
    if what == "add":
        return act_on(
            request,
            here,
            lambda: written_drafts.add_editor(draft, number, request.user),
            "editor_added",
        )
    if what == "remove":
        return act_on(
            request,
            here,
            lambda: written_drafts.remove_editor(draft, number, request.user),
            "editor_removed",
        )
    is_deleted = what == "delete"
    return act_on(
        request,
        reverse("draft", args=(draft.slug,)),
        lambda: written_drafts.set_deleted(draft, request.user, is_deleted=is_deleted),
        "deleted" if is_deleted else "restored",
    )


def _show_conflict(
    request: HttpRequest, draft: WrittenDraft, changed: EditConflict
) -> HttpResponse:
    fields = [
        ConflictField(
            f"{stem}_{language}",
            say(f"draft.field.{stem}") + say(f"research.in.{language}"),
            is_line=stem == "title",
            language=language,
        )
        for stem in ("title", "aim")
        for language in LANGUAGES
    ]
    sharing = {one: say(f"draft.sharing.{one}") for one in ("editors", "network", "public")}
    fields.append(ConflictField("sharing", say("draft.field.sharing"), sharing))
    last = find_last_editor(draft, "draft.describe")
    here = reverse("draft_manage", args=(draft.slug,))
    return show_both(request, changed, fields, back=here, **last)
