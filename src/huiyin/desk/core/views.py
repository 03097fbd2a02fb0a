"""Error pages."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from huiyin.desk.core.requests import NotAtThisStage
from huiyin.desk.core.typed_words import list_typed_words
from huiyin.desk.core.uploads import UploadTooLarge, say_file_limit
from huiyin.i18n import current_language, say, say_number

#: Status → the group of messages on its page.
_KINDS = {403: "forbidden", 404: "missing", 405: "method"}


class WrongPage(Protocol):
    """The type of an error view; Django passes the exception as well."""

    def __call__(
        self, request: HttpRequest, exception: Exception | None = None
    ) -> HttpResponse: ...


def show_wrong(status: int) -> WrongPage:
    """Make the error view for ``status``."""

    def show(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        context: dict[str, object] = {"kind": _KINDS.get(status, "bad")}
        if isinstance(exception, NotAtThisStage):
            context = {"kind": "not_now", "stage": say(f"desk.stage.{exception.stage}")}
        context["typed"] = list_typed_words(request)
        return render(request, "core/wrong.html", context, status=status)

    return show


_bad, forbidden, not_found = show_wrong(400), show_wrong(403), show_wrong(404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a malformed request, or for one that is too large, which then says how much is allowed."""
    if not isinstance(exception, RequestDataTooBig | UploadTooLarge):
        return _bad(request, exception)
    return render(
        request,
        "core/large.html",
        {
            "limit": say_file_limit(),
            "text_limit": say_number(settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024),
        },
        status=413,
    )


def show_signed_out(request: HttpRequest) -> HttpResponse:
    """The page for a form submitted by somebody who is no longer signed in, with what they typed."""
    context = {"kind": "signed_out", "typed": list_typed_words(request)}
    return render(request, "core/wrong.html", context, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that did not come from this site, or from a page that was open for very long."""
    return render(request, "core/stale.html", {"typed": list_typed_words(request)}, status=403)


def show_server_error(request: HttpRequest) -> HttpResponse:
    """The page for an internal error. It needs neither session nor database, since either may be broken."""
    from django.template.loader import render_to_string

    page = render_to_string("core/broken.html", {"language": current_language()})
    return HttpResponse(page, status=500)
