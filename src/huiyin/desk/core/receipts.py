"""Confirmations of actions, shown beside the thing that was changed.

After an action the page shows a message at its top. If the address leads to a place further down, the top is
out of sight: then the confirmation is shown at that place, and keyboard focus continues from it. A template
marks such a place with ``{% receipt "comments" %}``. A confirmation for a place that the page lacks is shown at
its end, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponseRedirect

#: The anchor of a confirmation; a page has one at most.
ANCHOR = "receipt"
_TAG = "at:"
_HELD = "_receipts"


def leave_receipt(
    request: HttpRequest, words: str, place: str, *, is_refusal: bool = False
) -> None:
    """Show ``words`` on the next page at ``place``, the name used in its template."""
    level = messages.ERROR if is_refusal else messages.SUCCESS
    messages.add_message(request, level, words, extra_tags=f"{_TAG}{place}")


def redirect_to_receipt(address: str) -> HttpResponseRedirect:
    """Redirect to the confirmation on the page at ``address``."""
    return HttpResponseRedirect(f"{address}#{ANCHOR}")


def take_receipts(request: HttpRequest, place: str | None) -> list[Message]:
    """The confirmations for ``place``, each returned once: ``""`` is the top of the page, None all that are left."""
    if not hasattr(request, _HELD):
        setattr(request, _HELD, list(messages.get_messages(request)))
    held: Sequence[Message] = getattr(request, _HELD)
    taken = [one for one in held if place is None or _find_place(one) == place]
    setattr(request, _HELD, [one for one in held if one not in taken])
    return taken


def _find_place(message: Message) -> str:
    tag = message.extra_tags or ""
    return tag.removeprefix(_TAG) if tag.startswith(_TAG) else ""
