"""Cached URL reversing. A page contains some thirty addresses, most of them the same on every page."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

#: Types of arguments that are cached. Others are reversed anew each time: ``True`` and ``1`` are
#: equal as cache keys but make different addresses.
PLAIN = frozenset((str, int, UUID))


def find_address(name: str, *args: object) -> str:
    """``reverse(name, args=args)``, cached; every argument must be of a type in :data:`PLAIN`.

    Raises ``NoReverseMatch`` as ``reverse`` does.
    """
    return _find(name, args, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def _find(name: str, args: tuple[object, ...], _prefix: str, addresses: str) -> str:
    return reverse(name, addresses, args)
