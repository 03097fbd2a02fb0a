"""Whether this machine is about to stop serving: what stands in front of it asks ``/health/`` and turns to the others, and
only then nobody is taken in any more."""

from __future__ import annotations

from django.conf import settings

#: In the folder of this machine, while it drains.
_SIGN = "draining"


def begin_draining() -> None:
    (settings.LOCAL / _SIGN).touch(mode=0o600)


def end_draining() -> None:
    (settings.LOCAL / _SIGN).unlink(missing_ok=True)


def is_draining() -> bool:
    return bool((settings.LOCAL / _SIGN).exists())
