"""Whether this machine is about to stop serving.

The load balancer sees it at ``/health/`` and sends requests to other machines; only after that does this one
stop accepting any. The state is a file, because several server processes share it.
"""

from __future__ import annotations

from django.conf import settings

#: The file that exists while this machine drains, in the folder that is its own.
_SIGN = "draining"


def begin_draining() -> None:
    (settings.LOCAL / _SIGN).touch(mode=0o600)


def end_draining() -> None:
    (settings.LOCAL / _SIGN).unlink(missing_ok=True)


def is_draining() -> bool:
    return bool((settings.LOCAL / _SIGN).exists())
