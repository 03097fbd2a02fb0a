from typing import Any

from django.apps import AppConfig, apps

from huiyin.desk.core import registration


class FrameConfig(registration.DeskApp):
    name = "huiyin.desk.core"
    label = "core"

    def register(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out
        from django.db.backends.signals import connection_created
        from django.db.models.signals import post_delete, post_migrate, post_save

        from huiyin.desk.core import line_columns, search, session_age, sign_out, token_masks

        connection_created.connect(_wait_for_the_disk, dispatch_uid="durable")
        line_columns.guard_line_columns()
        token_masks.mask_records()
        user_logged_out.connect(sign_out.note_leaving, dispatch_uid="leaving")
        user_logged_in.connect(sign_out.drop_messages, dispatch_uid="leaving")
        user_logged_in.connect(session_age.note_signing_in, dispatch_uid="staying")

        for model in search.list_searched_models():
            post_save.connect(search.after_save, sender=model, dispatch_uid="search")
            post_delete.connect(search.after_delete, sender=model, dispatch_uid="search")
            owner = apps.get_app_config(model._meta.app_label)
            post_migrate.connect(_after_migration, sender=owner, dispatch_uid="search")


def _wait_for_the_disk(connection: Any, **_: Any) -> None:
    """What PostgreSQL commits for the desk is on its disk, also where the server was told that others need not wait."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit TO on")


def _after_migration(sender: AppConfig, using: str, **_: Any) -> None:
    from huiyin.desk.core import search

    search.ensure_indexes(using, sender.label)
