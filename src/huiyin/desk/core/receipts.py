"""What tells somebody that what they did was done, where they look: beside the thing that they did it to.

A page to which somebody comes back after an act shows what became of it at its top. Where the address leads to a place
further down, that top is out of sight: there the receipt stands at the place, and the keyboard goes on from it. A
template says ``{% receipt "comments" %}`` where such a place is; a receipt for a place that the page does not show
stands at its end, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponseRedirect

#: The anchor of a receipt; there is one in a page.
ANCHOR = "receipt"
_TAG = "at:"
_HELD = "_receipts"


def leave_receipt(
    request: HttpRequest, words: str, place: str, *, is_refusal: bool = False
) -> None:
    """Have the next page say ``words`` at ``place``, the name that its template calls it by."""
    level = messages.ERROR if is_refusal else messages.SUCCESS
    messages.add_message(request, level, words, extra_tags=f"{_TAG}{place}")


def redirect_to_receipt(address: str) -> HttpResponseRedirect:
    """To the page at ``address``, where its receipt stands."""
    return HttpResponseRedirect(f"{address}#{ANCHOR}")


def take_receipts(request: HttpRequest, place: str | None) -> list[Message]:
    """What this page has to say at ``place``, once: ``""`` for its top, None for whatever was shown nowhere else."""
    if not hasattr(request, _HELD):
        setattr(request, _HELD, list(messages.get_messages(request)))
    held: Sequence[Message] = getattr(request, _HELD)
    taken = [one for one in held if place is None or _find_place(one) == place]
    setattr(request, _HELD, [one for one in held if one not in taken])
    return taken


def _find_place(message: Message) -> str:
    tag = message.extra_tags or ""
    return tag.removeprefix(_TAG) if tag.startswith(_TAG) else ""
