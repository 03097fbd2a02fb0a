"""The address of the same thing is looked for once. A page names some thirty, the same ones each time."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

#: What an address is made of; anything else is asked for anew (``True`` and ``1`` are one key, and two addresses).
PLAIN = frozenset((str, int, UUID))


def find_address(name: str, *args: object) -> str:
    """``reverse(name, args=args)``; each of ``args`` is of a type in :data:`PLAIN`.

    Raises ``NoReverseMatch`` as that does.
    """
    return _find(name, args, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def _find(name: str, args: tuple[object, ...], _prefix: str, addresses: str) -> str:
    return reverse(name, addresses, args)
