"""What is said in another language than that of who asks: mails, files that somebody waits for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

from huiyin.i18n import current_language, use_language


@contextmanager
def override_language(language: str) -> Iterator[None]:
    """Everything said inside is said in ``language``."""
    before = current_language()
    use_language(language)
    try:
        with translation.override(language):
            yield
    finally:
        use_language(before)
