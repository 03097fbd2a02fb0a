"""One's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.desk.accounts.api import choose_mails, record
from huiyin.words import say


@require_http_methods(("GET", "POST"))
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The name others see, which mails one gets, and the ways to the password and the second factor."""
    if request.method == "POST":
        with transaction.atomic():
            request.user.name = request.POST.get("name", "").strip()[:120]
            request.user.save(update_fields=("name",))
            record(request.user, "account.name", request.user)
            choose_mails(
                request.user,
                request.POST.get("digest", ""),
                reminders=request.POST.get("reminders") == "on",
            )
        messages.success(request, say("desk.account.kept"))
        return redirect("account")
    return render(request, "accounts/account.html")


def editor_login(request: HttpRequest) -> HttpResponse:
    """Who wants into the editor of pages comes in by the one door there is."""
    if request.user.is_authenticated:
        raise PermissionDenied  # signed in, and no editor: asking again would lead here again
    return redirect_to_login(request.GET.get("next", "/cms/"))
