"""Pages that belong to no subject: the choice of language, and what is shown when something is not there."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate
from django.views.decorators.http import require_POST

from huiyin.desk.core.uploads import UploadTooLarge, say_file_limit
from huiyin.i18n import say_number, use_language


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Go on in another language; who has an account is written to in it from now on."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if language in dict(settings.LANGUAGES):
        activate(language)
        use_language(language)
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400,
            samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        )  # fmt: skip
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=("language",))
    return answer


class WrongPage(Protocol):
    """A view that says what is wrong; Django gives it the exception too."""

    def __call__(
        self, request: HttpRequest, exception: Exception | None = None
    ) -> HttpResponse: ...


def show_wrong(status: int) -> WrongPage:
    """The page that says why there is no other."""

    def show(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return render(request, "core/wrong.html", {"status": status}, status=status)

    return show


_bad, forbidden, not_found = show_wrong(400), show_wrong(403), show_wrong(404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that makes no sense, or one that brings more than is taken: then how much may be."""
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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of ours, or from one that stood open for very long."""
    return render(request, "core/stale.html", status=403)


def show_server_error(request: HttpRequest) -> HttpResponse:
    """An error of ours. The page needs neither session nor database: either may be what is broken."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("core/broken.html"), status=500)
