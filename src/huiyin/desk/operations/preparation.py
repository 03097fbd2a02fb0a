"""Prepare the desk: database, cache, static files. Repeating it changes nothing."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

#: Called with the current step, its progress, and its total (0 if unknown).
Tell = Callable[[str, int, int], object]


def keep_quiet(what: str, done: int, total: int) -> None:
    """Report no progress."""


def set_site(host: str, port: int) -> None:
    """Use the served address as the site's address if none is configured; links in mails lead there. Call it
    before :func:`setup_django`. ``host`` is in the form for an address; one that means every interface is
    replaced by this machine.
    """
    everywhere = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]", "": "127.0.0.1"}
    os.environ.setdefault("HUIYIN_SITE", f"http://{everywhere.get(host, host)}:{port}")


def setup_django() -> None:
    """Load Django with the desk's settings; required before any app is imported.

    Python's garbage collector is paused meanwhile: everything loaded lives as long as the process, and scanning
    it repeatedly takes a quarter of the loading time.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huiyin.desk.settings")
    import django
    from django.apps import apps

    was_loaded = apps.ready
    gc.disable()
    try:
        django.setup()
    finally:
        gc.enable()
    if not was_loaded:
        gc.freeze()


def prepare_desk(*, tell: Tell = keep_quiet) -> int:
    """Migrate the database and collect static files; complete or revert an interrupted restore, remove
    leftovers, and restrict file permissions that earlier versions left open.

    Returns how many second factors cannot be read with this desk's keys: their owners need a reset.
    """
    setup_django()
    from django.conf import settings
    from django.core.management import call_command

    from huiyin.desk.accounts.second_step import seal_anew
    from huiyin.desk.operations import (
        database,
        private_files,
        restore_files,
        rolling_upgrade,
        signature,
    )
    from huiyin.desk.pages.api import prepare_pages
    from huiyin.desk.personal import erasure_marks

    data, uploads = Path(settings.DATA), Path(settings.MEDIA_ROOT)
    with database.hold_preparation():
        with suppress(private_files.RestoreRunning), private_files.hold_restore_lock(data):
            restore_files.settle_files()
        private_files.clear_leftovers(data, uploads, Path(settings.FILE_UPLOAD_TEMP_DIR))
        private_files.restrict_folder(data)
        for place in (Path(settings.LOCAL), uploads, *_database_files()):
            if place.exists():
                private_files.restrict_folder(place.resolve())
        signature.get_fingerprint()
        rolling_upgrade.check_others()
        migrate_database(tell)
        database.note_kind()
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        with suppress(private_files.RestoreRunning), private_files.hold_restore_lock(data):
            restore_files.finish_rows()
        erasure_marks.seal_marks()
        prepare_pages()
        return seal_anew()


def _database_files() -> list[Path]:
    """The files of an SQLite database, wherever they are."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    name = connection.settings_dict["NAME"]
    return [Path(f"{name}{ending}") for ending in ("", "-wal", "-shm", "-journal")]


def migrate_database(tell: Tell = keep_quiet) -> None:
    """Migrate the tables; those of a new desk are created from the prepared schema if possible."""
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from huiyin.desk.operations import prepared_schema

    executor = MigrationExecutor(connection)
    prepared_schema.load_schema(executor)
    total, done = len(executor.migration_plan(executor.loader.graph.leaf_nodes())), 0

    class Telling(Command):
        def migration_progress_callback(
            self, action: str, migration: Any = None, fake: bool = False
        ) -> None:
            nonlocal done
            if action == "apply_start":
                tell("migrating", done, total)
            done += action == "apply_success"

    call_command(Telling(), interactive=False, verbosity=0)


def get_data_folder() -> Path:
    """The folder of the desk's data."""
    from django.conf import settings

    return Path(settings.DATA)


def get_own_folder() -> Path:
    """The folder of this machine's own files; the data folder if the desk has one machine."""
    from django.conf import settings

    return Path(settings.LOCAL)


def is_empty() -> bool:
    """Whether there is no account yet."""
    from huiyin.desk.accounts.api import has_accounts

    return not has_accounts()


def take_second_step_away(email: str) -> None:
    """Reset the second factor of somebody who lost it, even the last person who could do so in the browser.

    Raises :class:`huiyin.desk.accounts.api.UnknownAccount`.
    """
    from huiyin.desk.accounts import second_step
    from huiyin.desk.accounts.api import UnknownAccount, find_account

    person = find_account(email)
    if person is None:
        raise UnknownAccount(email)
    second_step.take_away(person, None)


def make_operator(email: str, password: str | None = None) -> str:
    """Create an operator who is also in the secretariat. Without a password, returns the address of the page
    where they choose one, once, within ``settings.PASSWORD_RESET_TIMEOUT``; otherwise "".

    Raises ``django.core.exceptions.ValidationError`` for an invalid address, an existing account or a weak
    password.
    """
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from huiyin.desk.accounts.api import create_operator, find_account
    from huiyin.desk.core.site_urls import build_url
    from huiyin.i18n import say

    validate_email(email)
    if find_account(email) is not None:
        raise ValidationError(say("operate.init.exists", email=email))
    person = create_operator(email, password)
    if password is not None:
        return ""
    token = default_token_generator.make_token(person)
    return build_url("account_reset_password_from_key", user_pk_to_url_str(person), token)
