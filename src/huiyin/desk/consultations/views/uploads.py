"""The bound on what is uploaded, and how it is said."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from huiyin.words import say, say_number


def limit() -> str:
    """The largest file taken, in MB, as the reader writes it."""
    return say_number(settings.UPLOAD_LIMIT // 1024 // 1024)


def too_large(file: Any) -> str:
    """The sentence that refuses a file that is too large; nothing for one that is not."""
    if file.size <= settings.UPLOAD_LIMIT:
        return ""
    return say("desk.upload.too_large", name=file.name, limit=limit())
