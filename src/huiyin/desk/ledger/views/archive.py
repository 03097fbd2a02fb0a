"""Downloads of the public ledger: the whole archive, or what is new since a day."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.core.request_params import parse_day
from huiyin.desk.ledger.api import archive
from huiyin.i18n import say


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def download_archive(request: HttpRequest) -> HttpResponseBase:
    """A ZIP file with CSV, JSON Lines, the log, the licence and digests."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    archive.write_archive(file, timezone.localdate())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="ledger.zip")


@limit_rate("export", ("GET", "HEAD"))
@require_safe
def list_new(request: HttpRequest) -> HttpResponseBase:
    """What was recorded or published since ``?since=2026-03-01``, as JSON Lines."""
    since = parse_day(request.GET.get("since", ""))
    if since is None:
        words = say("exchange.archive.since")
        return HttpResponse(words + "\n", status=400, content_type="text/plain; charset=utf-8")
    rows = archive.list_public(timezone.localdate(), since=since)
    return StreamingHttpResponse(
        archive.write_lines(rows), content_type="application/jsonl; charset=utf-8"
    )
