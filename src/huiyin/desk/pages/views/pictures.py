"""Pictures of news: given out, and kept by the secretariat."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.core.form_fields import ButtonForm
from huiyin.desk.core.isolated_process import UNREAD, say_unread
from huiyin.desk.core.pagination import make_page
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.uploads import get_file_name, too_large
from huiyin.desk.pages import pictures
from huiyin.desk.pages.forms import FOCUS, PictureChoice, PictureForm, name_focus
from huiyin.i18n import say

_ROWS = 24
_KINDS = {"avif": "image/avif", "webp": "image/webp"}


@require_safe
def send_picture(request: HttpRequest, number: int, name: str, ending: str) -> HttpResponseBase:
    """One file of a picture that a public page shows; to who writes pages, of any. It never changes under its address."""
    found = pictures.find_form(number, with_all=False)
    is_public = found is not None
    if found is None and getattr(request.user, "is_secretariat", False):
        found = pictures.find_form(number, with_all=True)
    if found is None or (f"{found.form}-{found.width}", found.ending) != (name, ending):
        raise Http404
    answer = FileResponse(found.file.open("rb"), content_type=_KINDS[found.ending])
    answer["Content-Length"] = str(found.size)
    if is_public:
        answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@limit_rate("upload")
@require_http_methods(("GET", "HEAD", "POST"))
@team_only
def edit_pictures(request: SignedInRequest) -> HttpResponse:
    """All pictures, the newest first: added, described, cut around what matters, deleted where no page shows them."""
    if request.method != "POST":
        return _show(request)
    if ButtonForm(request.POST).pressed == "add":
        return _add(request)
    choice = PictureChoice(request.POST)
    found = pictures.list_pictures().filter(pk=choice.cleaned_data["number"]).first()
    if found is None:
        messages.error(request, say("picture.gone"))
        return redirect("pictures")
    if choice.cleaned_data["what"] == "delete":
        return _delete(request, found)
    form = PictureForm(request.POST)
    if form.is_valid():
        try:
            pictures.change_picture(found, form.read_alt(), *form.read_focus(), request.user)
        except UNREAD as wrong:
            form.add_error(None, say_unread(wrong, found.name))
    if not form.is_valid():
        return _show(request, changed=(found.pk, form))
    messages.success(request, say("picture.changed"))
    return redirect("pictures")


def _add(request: SignedInRequest) -> HttpResponse:
    form = PictureForm(request.POST)
    sent = request.FILES.get("file")
    if sent is None:
        form.add_error(None, say("picture.wrong.file"))
    elif refusal := too_large(sent):
        form.add_error(None, refusal)
    if sent is None or not form.is_valid():
        return _show(request, form=form)
    name = get_file_name(sent) or "picture"
    across, down = form.read_focus()
    try:
        given = pictures.prepare_picture(sent.read(), name, across, down)
    except UNREAD as wrong:
        form.add_error(None, say("picture.wrong.unread", name=name, why=say_unread(wrong, name)))
        return _show(request, form=form)
    pictures.keep_picture(given, form.read_alt(), request.user, across=across, down=down)
    messages.success(request, say("picture.added"))
    return redirect("pictures")


def _delete(request: SignedInRequest, found: Any) -> HttpResponse:
    try:
        pictures.delete_picture(found, request.user)
    except pictures.PictureInUse:
        messages.error(request, say("picture.is_shown"))
    else:
        messages.success(request, say("picture.deleted"))
    return redirect("pictures")


def _show(
    request: SignedInRequest,
    *,
    form: PictureForm | None = None,
    changed: tuple[int, PictureForm] | None = None,
) -> HttpResponse:
    page = make_page(request, pictures.list_pictures(), _ROWS)
    rows = [
        {
            "picture": one,
            "shown": pictures.describe_picture(one, "card"),
            "form": changed[1] if changed is not None and changed[0] == one.pk else _fill(one),
        }
        for one in page.rows
    ]
    return render(
        request,
        "pages/pictures.html",
        {
            "page": page,
            "rows": rows,
            "form": form or PictureForm(initial={"focus": "middle-centre"}),
            "places": list(FOCUS),
            "undescribed": pictures.count_undescribed(),
        },
        status=422 if form is not None or changed is not None else 200,
    )


def _fill(one: Any) -> PictureForm:
    focus = name_focus(one.across, one.down)
    return PictureForm(initial={"alt_zh": one.alt_zh, "alt_en": one.alt_en, "focus": focus})
