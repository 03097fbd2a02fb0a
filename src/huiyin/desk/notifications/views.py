"""The page to choose fewer mails, reached by a link in each mail, without signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.api import UnknownAccount, choose_mails, snapshot_account
from huiyin.desk.core import edit_conflicts
from huiyin.desk.core.languages import override_language
from huiyin.desk.notifications.email_rendering import ChoiceLinkExpired, read_choice_token
from huiyin.desk.notifications.forms import MailChoiceForm
from huiyin.desk.notifications.models import Mail
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@never_cache
@csrf_exempt  # the signed address is what permits; no cookie takes part, so none can be abused
@require_http_methods(("GET", "HEAD", "POST"))
def edit_mail_choices(request: HttpRequest, token: str) -> HttpResponse:
    """The recipient's choices. A GET changes nothing, since link checkers fetch it too."""
    try:
        person, wish = read_choice_token(token)
    except UnknownAccount:
        raise Http404 from None
    except ChoiceLinkExpired:
        return render(request, "notifications/mail_choice_over.html", status=410)
    with override_language(person.language):
        if request.method == "POST":
            form = MailChoiceForm(request.POST)
            if form.is_one_click:
                _stop_mails(person, wish)
                return HttpResponse(
                    say("desk.mails.kept"), content_type="text/plain; charset=utf-8"
                )
            given = form.cleaned_data
            try:
                choose_mails(
                    person, given["digest"], reminders=given["reminders"], seen=given["version"]
                )
                messages.success(request, say("desk.mails.kept"))
            except edit_conflicts.EditConflict:
                messages.error(request, say("desk.both.look_again"))
            return redirect("mail_choice", token=token)
        context = {
            "person": person,
            "version": edit_conflicts.digest_version(snapshot_account(person)),
        }
        return render(request, "notifications/mail_choice.html", context)


def _stop_mails(person: User, wish: str) -> None:
    stops_digest = wish == Mail.Wish.DIGEST
    choose_mails(
        person,
        person.Digest.NEVER if stops_digest else "",
        reminders=False if wish == Mail.Wish.REMINDERS else None,
    )
