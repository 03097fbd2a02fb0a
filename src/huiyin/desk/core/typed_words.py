"""Give people back what they typed in a form that was refused or is not done yet, without secrets.

A form is refused if its author may no longer do what the page offered: a role ended, the stage moved on, they
signed out in another tab, or the page was open so long that its token expired. None of that is a reason to lose
an hour of writing.
"""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware

#: Names of fields that may contain a secret, which no page shows and no session keeps.
_SECRET = re.compile(r"pass(?!ed_)|token|secret|code|otp|credential", re.IGNORECASE)
#: A text that somebody wrote contains white space, non-ASCII letters or the ``@`` of an address. Keys,
#: digests, numbers and values of buttons do not.
_WORDS = re.compile(r"\s|[^\x00-\x7f]|@")
#: The most texts that are shown; no form has more long texts.
_MOST = 40


def list_typed_words(request: HttpRequest) -> list[str]:
    """The texts of the submitted form, each once, in order; none if another site sent the form.

    Otherwise a page of another site could put its own text on a page of ours.
    """
    if request.method != "POST":
        return []
    if not _is_from_here(request):
        return []
    try:
        texts = [
            value.strip()
            for _, values in _list_fields(request)
            for value in values
            if isinstance(value, str) and _WORDS.search(value.strip())
        ]
    # What cannot be read was refused for that, or will be; there is nothing to give back.
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return list(dict.fromkeys(texts))[:_MOST]


def encode_typed_fields(request: HttpRequest) -> str:
    """The fields of the submitted form as a query string, for the session; without those that may contain a
    secret, which has to be typed again.
    """
    kept = QueryDict(mutable=True)
    for name, values in _list_fields(request):
        kept.setlist(name, values)
    return kept.urlencode()


def _list_fields(request: HttpRequest) -> list[tuple[str, list[str]]]:
    """The fields of the submitted form that contain no secret."""
    return [(name, values) for name, values in request.POST.lists() if not _SECRET.search(name)]


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the form was sent by a page of this site. Browsers send Sec-Fetch-Site over HTTPS and on
    localhost; older ones send only Origin, with every form that comes from another site.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    asked = CsrfViewMiddleware(HttpResponse)
    return "Origin" not in request.headers or asked._origin_verified(request)  # type: ignore[attr-defined]
