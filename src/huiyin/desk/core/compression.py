"""Pages are sent compressed, and their secrets cannot be guessed from how well they compress.

Who can make a reader's browser ask for a page with words of their own in the address, and sees how long the answers
are, learns what else stands in the page, letter by letter (BREACH). Two things are against it: what protects forms is
masked anew in every page (Django), and each answer carries up to a hundred random bytes in the name that gzip has room
for (:class:`~django.middleware.gzip.GZipMiddleware`), so that lengths say nothing. Files are sent as they are: the
greatest ones are compressed already.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Compress what is a page, or a part of one, for browsers that say that they read it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
