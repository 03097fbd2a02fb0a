"""Conditional requests with ETags, and ranges of files."""

from __future__ import annotations

import hashlib
import json
import re
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from huiyin.desk.api.problems import ApiProblem, set_headers
from huiyin.desk.core.request_params import parse_number

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_PIECE = 64 * 1024


def send_json(
    request: HttpRequest, told: Any, *, content_type: str = "application/json"
) -> HttpResponse:
    """``told`` as JSON with an ETag; status 304 if the client has it already."""
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    answer = HttpResponse(body, content_type=content_type)
    answer["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["Cache-Control"] = "public, no-cache"
    kept = get_conditional_response(request, etag=etag, response=answer)
    if kept is not answer and kept is not None:
        kept["Cache-Control"] = answer["Cache-Control"]
        return kept
    return answer


def send_file(
    request: HttpRequest, file: IO[bytes], size: int, sha256: str, moment: float, content_type: str
) -> HttpResponseBase:
    """A file, or the single range that is requested; the content at its address never changes.

    Raises :class:`ApiProblem` for a range beyond the end.
    """
    etag = f'"{sha256[:32]}"'
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Last-Modified": http_date(moment),
        "Cache-Control": "public, max-age=86400, immutable",
    }
    try:
        part = _read_range(request, etag, size)
    except ApiProblem:
        file.close()
        raise
    if part is None:
        answer: HttpResponseBase = FileResponse(file, content_type=content_type)
        kept = get_conditional_response(request, etag=etag)
        set_headers(answer, {**headers, "Content-Length": str(size)})
        if kept is not None:
            file.close()
            kept["Cache-Control"] = headers["Cache-Control"]
            return kept
        return answer
    first, last = part
    file.seek(first)
    answer = StreamingHttpResponse(
        _read_part(file, last - first + 1), status=206, content_type=content_type
    )
    told = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
    }
    set_headers(answer, headers | told)
    # For clients that disconnect before the end.
    answer._resource_closers.append(file.close)  # type: ignore[attr-defined]
    return answer


def _read_range(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """First and last byte requested; None for the whole file, also if several ranges are requested or the file
    differs from the one in ``If-Range``.
    """
    written = request.headers.get("Range", "")
    condition = request.headers.get("If-Range", etag)
    found = _RANGE.fullmatch(written.replace(" ", ""))
    if found is None or found[1] == found[2] == "" or condition != etag:
        return None
    begin, end = parse_number(found[1]), parse_number(found[2])
    if begin is None:
        first, last = max(0, size - (end or 0)), size - 1
    else:
        first, last = begin, size - 1 if end is None else min(end, size - 1)
    if first > last:
        raise ApiProblem("range", headers={"Content-Range": f"bytes */{size}"})
    return first, last


def _read_part(file: IO[bytes], left: int) -> Any:
    with file:
        while left > 0:
            piece = file.read(min(_PIECE, left))
            if not piece:
                return
            left -= len(piece)
            yield piece
