"""One's own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from huiyin.words import say


@require_http_methods(("GET", "POST"))
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """The name others see, and the ways to the password and the second factor."""
    if request.method == "POST":
        request.user.name = request.POST.get("name", "").strip()[:120]
        request.user.save(update_fields=("name",))
        messages.success(request, say("desk.account.kept"))
        return redirect("account")
    return render(request, "accounts/account.html")
