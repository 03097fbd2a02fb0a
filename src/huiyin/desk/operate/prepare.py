"""Make the desk ready: database, cache, static files. Doing it again changes nothing that is there."""

from __future__ import annotations

import os
import time
from pathlib import Path


def setup() -> None:
    """Load Django with the desk's settings; needed before any app is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.desk.settings")
    import django

    django.setup()


def prepare() -> None:
    """Bring the database to the newest form and gather the static files."""
    setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA.mkdir(parents=True, exist_ok=True)
    _remove_left_uploads(Path(settings.FILE_UPLOAD_TEMP_DIR))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from huiyin.desk.pages.api import prepare_pages

    prepare_pages()


def _remove_left_uploads(folder: Path) -> None:
    """What a kill left of files that were arriving; what is younger may still be arriving at another process."""
    for left in folder.iterdir():
        if left.stat().st_mtime < time.time() - 3600:
            left.unlink(missing_ok=True)


def folder() -> Path:
    """Where the desk keeps its data."""
    from django.conf import settings

    return Path(settings.DATA)


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    from huiyin.desk.accounts.models import User

    return not User.objects.exists()


def make_operator(email: str, password: str) -> None:
    """The first account: who runs the machine and works for the secretariat.

    Raises ``django.core.exceptions.ValidationError`` for an unusable address or a weak password.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.validators import validate_email

    from huiyin.desk.accounts.models import User

    validate_email(email)
    validate_password(password, User(email=email))
    User.objects.create_superuser(email, password, is_secretariat=True)
