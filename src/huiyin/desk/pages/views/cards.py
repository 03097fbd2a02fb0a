"""Cards of pages, for whoever shows an address that was shared."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from huiyin.desk.core.isolated_process import UNREAD
from huiyin.desk.core.rate_limits import limit_rate
from huiyin.desk.pages.cards import find_card


@limit_rate("export")
@require_safe
def send_card(_request: HttpRequest, number: int, name: str) -> HttpResponse:
    """It never changes under its address, which names what it says."""
    try:
        card = find_card(number, name)
    except UNREAD:
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    if card is None:
        raise Http404
    answer = HttpResponse(card, content_type="image/png")
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
