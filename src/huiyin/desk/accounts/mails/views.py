"""Choose fewer mails, from the link in a mail: whoever holds it need not sign in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.api import choose_mails, shown
from huiyin.desk.accounts.mails.letters import ChoiceOver, chooser, speaking
from huiyin.desk.accounts.models import Mail, User
from huiyin.desk.frame import versions
from huiyin.words import say


@never_cache
@csrf_exempt  # the signed address is what permits; no cookie takes part, so none can be abused
@require_http_methods(("GET", "HEAD", "POST"))
def choice(request: HttpRequest, token: str) -> HttpResponse:
    """The choices of who got the mail. To look changes nothing: programs that check links look too."""
    try:
        person, wish = chooser(token)
    except User.DoesNotExist:
        raise Http404 from None
    except ChoiceOver:
        return render(request, "accounts/mail_choice_over.html", status=410)
    with speaking(person.language):
        if request.method == "POST":
            given = request.POST
            if given.get("List-Unsubscribe") == "One-Click":  # RFC 8058: a mail program asks
                _stop(person, wish)
                return HttpResponse(
                    say("desk.mails.kept"), content_type="text/plain; charset=utf-8"
                )
            digest, reminders = given.get("digest", ""), given.get("reminders") == "on"
            try:
                choose_mails(person, digest, reminders=reminders, seen=given.get(versions.NAME))
                messages.success(request, say("desk.mails.kept"))
            except versions.Changed:
                messages.error(request, say("desk.both.look_again"))
            return redirect("mail_choice", token=token)
        context = {"person": person, "version": versions.version_of(shown(person))}
        return render(request, "accounts/mail_choice.html", context)


def _stop(person: User, wish: str) -> None:
    stops_digest = wish == Mail.Wish.DIGEST
    choose_mails(
        person,
        User.Digest.NEVER if stops_digest else "",
        reminders=False if wish == Mail.Wish.REMINDERS else None,
    )
