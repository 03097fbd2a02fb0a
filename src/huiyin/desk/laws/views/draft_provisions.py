"""Edit a provision with a live reading; move, split, join, delete and restore provisions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huiyin.desk.accounts.gates import second_step_first, signed_in
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.edit_conflicts import ConflictField, EditConflict, show_both
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_key
from huiyin.desk.laws import draft_texts, written_drafts
from huiyin.desk.laws.draft_data import LANGUAGES, Piece
from huiyin.desk.laws.draft_forms import ActForm, KeyForm, ProvisionForm
from huiyin.desk.laws.draft_rights import DraftDeed
from huiyin.desk.laws.views.access import act_on, enter_draft, read_both, show_writer_gone
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.laws.models import DraftProvision, WrittenDraft

#: The key of a new provision while it is read.
_NEW = UUID(int=0)


def _find(draft: WrittenDraft, key: UUID) -> DraftProvision:
    found = written_drafts.find_provision(draft, key)
    if found is None:
        raise Http404
    return found


def _read_after(request: HttpRequest) -> UUID | None:
    """The provision that the new one follows."""
    after: UUID | None = KeyForm(request.POST).cleaned_data["after"]
    return after or KeyForm(request.GET).cleaned_data["after"]


def _read_new_key(request: HttpRequest) -> UUID | None:
    """The key of a new provision's form; None for texts stored by earlier versions."""
    key: UUID | None = KeyForm(request.POST).cleaned_data["key"]
    return key or KeyForm(request.GET).cleaned_data["key"]


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def write_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a new provision."""
    draft, _ = _enter_writing(request, slug)
    if isinstance(draft, HttpResponse):
        return draft
    if request.method == "GET":
        return _show_form(request, draft, None)
    form, key, after = ProvisionForm(request.POST), _read_new_key(request), _read_after(request)
    if ButtonForm(request.POST).pressed == "discard":
        written_drafts.drop_words(draft, None, request.user, key=key)
        return redirect("draft", slug=slug)
    if not form.is_valid():
        return _show_form(request, draft, None, form, status=422)
    texts = form.read_texts()
    if ButtonForm(request.POST).pressed == "look":
        written_drafts.keep_words(draft, None, texts, request.user, key=key, after=after)
        return _show_form(request, draft, None, form)
    if not any(text.strip() for text in texts.values()):
        form.add_error("text_zh", say("draft.wrong.nothing_written"))
        return _show_form(request, draft, None, form, status=422)
    try:
        made = written_drafts.add_provision(draft, after, texts, request.user, key=key)
    except written_drafts.WriterGone:
        return show_writer_gone(request, draft, texts)
    except written_drafts.UnusableDraft as wrong:
        form.add_error("text_zh", say(f"draft.wrong.{wrong.code}", **wrong.details))
        return _show_form(request, draft, None, form, status=409)
    messages.success(request, say("draft.done.written"))
    return _go_on(request, draft, made.key)


@require_http_methods(("GET", "POST"))
@signed_in
@second_step_first
def write_provision(request: SignedInRequest, slug: str, key: UUID) -> HttpResponse:
    """Edit a provision."""
    draft, _ = _enter_writing(request, slug)
    if isinstance(draft, HttpResponse):
        return draft
    provision = _find(draft, key)
    if request.method == "GET":
        if provision.deleted_at is not None:
            messages.error(request, say("draft.wrong.gone"))
            return redirect("draft", slug=slug)
        return _show_form(request, draft, provision)
    form = ProvisionForm(request.POST)
    if ButtonForm(request.POST).pressed == "discard":
        written_drafts.drop_words(draft, provision, request.user)
        return redirect(_address(draft, key))
    if not form.is_valid():
        return _show_form(request, draft, provision, form, status=422)
    texts = form.read_texts()
    if ButtonForm(request.POST).pressed == "look":
        seen = form.cleaned_data["version"] or ""
        written_drafts.keep_words(draft, provision, texts, request.user, seen=seen)
        return _show_form(request, draft, provision, form)
    return _save(request, draft, provision, form)


def _save(
    request: SignedInRequest, draft: WrittenDraft, provision: DraftProvision, form: ProvisionForm
) -> HttpResponse:
    texts = form.read_texts()
    seen = form.cleaned_data["version"] or ""
    try:
        written_drafts.save_provision(draft, provision.key, texts, request.user, seen=seen)
    except written_drafts.WriterGone:
        return show_writer_gone(request, draft, texts)
    except written_drafts.PieceGone:
        # The text is not lost: it is shown in the form of a new provision at the same place.
        key = uuid4()
        written_drafts.keep_words(draft, None, texts, request.user, key=key, after=provision.key)
        form.add_error("text_zh", say("draft.wrong.gone_while_written"))
        return _show_form(request, draft, None, form, status=409, after=provision, key=key)
    except written_drafts.UnusableDraft as wrong:
        form.add_error("text_zh", say(f"draft.wrong.{wrong.code}", **wrong.details))
        return _show_form(request, draft, provision, form, status=409)
    except EditConflict as changed:
        return _show_conflict(request, draft, provision, changed)
    messages.success(request, say("draft.done.written"))
    return _go_on(request, draft, provision.key)


def _show_conflict(
    request: HttpRequest, draft: WrittenDraft, provision: DraftProvision, changed: EditConflict
) -> HttpResponse:
    fields = [
        ConflictField(
            f"text_{language}",
            say("draft.field.text") + say(f"research.in.{language}"),
            language=language,
        )
        for language in LANGUAGES
    ]
    provision.refresh_from_db()
    return show_both(
        request,
        changed,
        fields,
        back=_address(draft, provision.key),
        who=str(provision.changed_by or ""),
        at=provision.changed_at,
    )


def _enter_writing(
    request: SignedInRequest, slug: str
) -> tuple[WrittenDraft | HttpResponse, ProvisionForm | None]:
    """The draft; or, if the user may no longer edit, the page that returns their text."""
    try:
        draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    except PermissionDenied:
        form = ProvisionForm(request.POST)
        if request.method == "POST" and form.is_valid() and any(form.read_texts().values()):
            draft, _ = enter_draft(request, slug)
            return show_writer_gone(request, draft, form.read_texts()), None
        raise
    if draft.deleted_at is not None and request.method == "GET":
        messages.error(request, say("draft.wrong.deleted"))
        return redirect("draft", slug=slug), None
    return draft, None


def _locate(draft: WrittenDraft, provision: DraftProvision | None) -> str:
    """The address of the provision in the draft."""
    page = reverse("draft", args=(draft.slug,))
    return f"{page}?at={provision.pk}#p-{provision.key}" if provision is not None else page


def _address(draft: WrittenDraft, key: UUID) -> str:
    return reverse("draft_provision", args=(draft.slug, key))


def _go_on(request: HttpRequest, draft: WrittenDraft, key: UUID) -> HttpResponse:
    """Back to the provision in the draft, or to the next one to be written."""
    if ButtonForm(request.POST).pressed == "next":
        return redirect(f"{reverse('draft_provision_new', args=(draft.slug,))}?after={key}")
    provision = written_drafts.find_provision(draft, key)
    at = provision.pk if provision else 0
    return redirect(f"{reverse('draft', args=(draft.slug,))}?at={at}#p-{key}")


def _show_form(
    request: SignedInRequest,
    draft: WrittenDraft,
    provision: DraftProvision | None,
    form: ProvisionForm | None = None,
    *,
    status: int = 200,
    after: DraftProvision | None = None,
    key: UUID | None = None,
) -> HttpResponse:
    """The form with the live reading beside it, filled with unsaved text if there is any."""
    version = written_drafts.digest_provision(provision)
    unsaved = None
    place = after.key if after is not None else _read_after(request)
    key = key or (provision.key if provision is not None else _read_new_key(request))
    if form is None:
        texts = written_drafts.snapshot_provision(provision)
        unsaved = written_drafts.find_words(draft, provision, request.user, key=key)
        if unsaved is not None:
            texts = {
                f"text_{language}": getattr(unsaved, f"text_{language}") for language in LANGUAGES
            }
            version = unsaved.seen or version
            place = unsaved.after or place
        form = ProvisionForm(initial=texts)
        given = {language: texts.get(f"text_{language}", "") for language in LANGUAGES}
    else:
        version = form.cleaned_data.get("version") or (version if provision else "")
        given = {language: form.cleaned_data.get(f"text_{language}", "") for language in LANGUAGES}
    if key is None and unsaved is None:
        key = uuid4()  # of this form alone: what is typed in another tab is kept beside it
    return render(
        request,
        "laws/provision.html",
        {
            "draft": draft,
            "provision": provision,
            "form": form,
            "version": version,
            "unsaved": unsaved,
            "key": key,
            "back": _locate(draft, provision),
            "after": place,
            "address": _address(draft, provision.key) if provision else reverse("draft_provision_new", args=(draft.slug,)),
            "may_write": True,
            "part": "draft",
        }
        | _read_typed(draft, provision, place, given),
        status=status,
    )  # fmt: skip


def _read_typed(
    draft: WrittenDraft,
    provision: DraftProvision | None,
    after: UUID | None,
    texts: Mapping[str, str],
) -> dict[str, object]:
    """How the typed text is read, at its place in the whole draft."""
    pieces = written_drafts.list_pieces(draft)
    key = provision.key if provision is not None else _NEW
    typed = Piece(key, texts["zh"], texts["en"])
    at = next((n for n, piece in enumerate(pieces) if piece.key == key), None)
    if at is not None:
        pieces[at] = typed
    else:
        behind = next((n for n, piece in enumerate(pieces) if piece.key == after), -1)
        pieces.insert(behind + 1, typed)
    readings, wrong = read_both(pieces)
    read = [(language, readings[language].pieces.get(key)) for language in LANGUAGES]
    return {"read": [(language, one) for language, one in read if one], "read_wrong": wrong}


@limit_rate("draft")
@require_POST
@signed_in
@second_step_first
def try_words(request: SignedInRequest, slug: str) -> HttpResponse:
    """Store the text being typed for its author, and show how it is read; called by the page's script."""
    draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    key = KeyForm(request.POST).cleaned_data["key"]
    provision = written_drafts.find_provision(draft, key) if key else None
    form = ProvisionForm(request.POST)
    if not form.is_valid():
        problems = [error for errors in form.errors.values() for error in errors]
        return render(request, "laws/part_reading.html", {"read_wrong": problems})
    texts = form.read_texts()
    if any(texts.values()):
        seen = form.cleaned_data["version"] or ""
        written_drafts.keep_words(
            draft,
            provision,
            texts,
            request.user,
            seen=seen,
            key=key,
            after=_read_after(request),
        )
    context = _read_typed(draft, provision, _read_after(request), texts)
    return render(request, "laws/part_reading.html", context | {"kept_at": timezone.now()})


# ---- the order ---------------------------------------------------------------------------------------


@require_POST
@signed_in
@second_step_first
def change_order(request: SignedInRequest, slug: str, key: UUID) -> HttpResponse:
    """Move, split, join, delete or restore a provision."""
    draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    provision = _find(draft, key)
    given = ActForm(request.POST)
    what = given.cleaned_data["what"]
    seen = given.cleaned_data["version"]
    here = f"{reverse('draft', args=(slug,))}?at={provision.pk}#p-{key}"
    user = request.user
    if what in ("up", "down"):
        return act_on(request, here, lambda: written_drafts.step_provision(draft, key, user, is_up=what == "up"), "moved")  # fmt: skip
    if what == "move":
        after = parse_key(given.cleaned_data["place"] or "")
        return act_on(request, here, lambda: written_drafts.move_provision(draft, key, after, user), "moved")  # fmt: skip
    if what == "split":
        cuts = given.read_cuts()
        return act_on(request, here, lambda: written_drafts.split_provision(draft, key, cuts, user, seen=seen), "split")  # fmt: skip
    if what == "join":
        return act_on(request, here, lambda: written_drafts.join_provision(draft, key, user, seen=seen), "joined")  # fmt: skip
    if what == "separate":
        return _separate(request, draft, provision, given, here)
    if what == "delete":
        return act_on(request, reverse("draft", args=(slug,)), lambda: written_drafts.delete_provision(draft, key, user, seen=seen), "cut")  # fmt: skip
    if what == "restore":
        return act_on(request, here, lambda: written_drafts.restore_provision(draft, key, user), "uncut")  # fmt: skip
    number = given.cleaned_data["number"] or 0
    return act_on(request, here, lambda: written_drafts.restore_words(draft, key, number, user, seen=seen), "written")  # fmt: skip


def _separate(
    request: SignedInRequest,
    draft: WrittenDraft,
    provision: DraftProvision,
    given: ActForm,
    here: str,
) -> HttpResponse:
    """Separate what is read as several articles."""
    language = given.cleaned_data["language"] or LANGUAGES[0]
    text = getattr(provision, f"text_{language}")
    try:
        law = draft_texts.read_source(text, language)
    except UNREAD as unread:
        messages.error(request, say_unread(unread, say(f"desk.law.in.{language}")))
        return redirect(here)
    texts = draft_texts.cut_into_pieces(law) if law else []
    seen = given.cleaned_data["version"]
    return act_on(
        request,
        here,
        lambda: written_drafts.separate_provision(
            draft, provision.key, language, texts, request.user, seen=seen
        ),
        "separated",
        n=len(texts),
    )


@require_safe
@signed_in
@second_step_first
def show_split(request: SignedInRequest, slug: str, key: UUID) -> HttpResponse:
    """Where a provision can be split."""
    draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    provision = _find(draft, key)
    sides = [
        (language, draft_texts.list_cuts(getattr(provision, f"text_{language}")))
        for language in LANGUAGES
    ]
    return render(
        request,
        "laws/split.html",
        {
            "draft": draft,
            "provision": provision,
            "sides": [(language, cuts) for language, cuts in sides if cuts],
            "version": written_drafts.digest_provision(provision),
            "part": "draft",
            "may_write": True,
        },
    )


@require_safe
@signed_in
@second_step_first
def show_history(request: SignedInRequest, slug: str, key: UUID) -> HttpResponse:
    """The earlier texts of a provision with author and time; each can be restored."""
    draft, _ = enter_draft(request, slug, DraftDeed.WRITE)
    provision = _find(draft, key)
    return render(
        request,
        "laws/history.html",
        {
            "draft": draft,
            "provision": provision,
            "page": make_page(request, written_drafts.list_changes(provision), 20),
            "version": written_drafts.digest_provision(provision),
            "part": "draft",
            "may_write": True,
        },
    )
