"""Compress pages without making their secrets guessable from the compressed length (BREACH).

An attacker who can make a reader's browser request pages with chosen text in the address, and who sees the
length of each answer, can learn other text of the page letter by letter. Two measures prevent this: Django
masks the CSRF token anew in each page, and :class:`~django.middleware.gzip.GZipMiddleware` puts up to a hundred
random bytes into the file name of the gzip header, so that lengths reveal nothing. Files are sent uncompressed:
the large ones are compressed formats.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Compress HTML answers, whole pages and fragments, for browsers that accept gzip."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
