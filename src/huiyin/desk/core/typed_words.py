"""What somebody typed in a form that was refused: it is shown to them once more, so that they can take it along.

A form is refused when its author may not do any more what they could when the page was opened: a role has ended, the
stage has moved on, they were signed out in another tab, or the page stood open for so long that its token has run
out. Nothing of that is a reason to lose an hour of writing.
"""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware

#: Fields that may hold a secret, which no page shows.
_SECRET = re.compile(r"pass|token|secret|code|otp|credential", re.IGNORECASE)
#: Words have white space or a letter beyond ASCII between them. Keys, digests, numbers and names of buttons have not.
_WORDS = re.compile(r"\s|[^\x00-\x7f]")
#: So many texts are shown at most: no form of ours has more that one writes at length.
_MOST = 40


def list_typed_words(request: HttpRequest) -> list[str]:
    """The texts that the form brought, each once, in its order; none where another site sent it.

    A page of another site could otherwise put its own words on a page of ours.
    """
    if request.method != "POST":
        return []
    if not _is_from_here(request):
        return []
    try:
        fields = request.POST.lists()
        texts = [
            value.strip()
            for name, values in fields
            if not _SECRET.search(name)
            for value in values
            if isinstance(value, str) and _WORDS.search(value.strip())
        ]
    # What cannot be read was refused for that, or will be; there is nothing to give back.
    except (BadRequest, SuspiciousOperation, UnreadablePostError, MultiPartParserError):
        return []
    return list(dict.fromkeys(texts))[:_MOST]


def _is_from_here(request: HttpRequest) -> bool:
    """Browsers send the first header where the desk is reached by HTTPS, and on the machine itself; the other, which older
    ones send alone, with every form that comes from elsewhere."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    asked = CsrfViewMiddleware(HttpResponse)
    return "Origin" not in request.headers or asked._origin_verified(request)  # type: ignore[attr-defined]
