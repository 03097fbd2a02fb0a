from typing import Any

from django.apps import AppConfig, apps


class FrameConfig(AppConfig):
    name = "huiyin.desk.frame"
    label = "frame"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out
        from django.db.models.signals import post_delete, post_migrate, post_save

        from huiyin.desk.frame import leaving, search, staying

        user_logged_out.connect(leaving.note_leaving, dispatch_uid="leaving")
        user_logged_in.connect(leaving.drop_messages, dispatch_uid="leaving")
        user_logged_in.connect(staying.note_signing_in, dispatch_uid="staying")

        for model in search.searched_models():
            post_save.connect(search.after_save, sender=model, dispatch_uid="search")
            post_delete.connect(search.after_delete, sender=model, dispatch_uid="search")
            owner = apps.get_app_config(model._meta.app_label)
            post_migrate.connect(_after_migration, sender=owner, dispatch_uid="search")


def _after_migration(sender: AppConfig, using: str, **_: Any) -> None:
    from huiyin.desk.frame import search

    search.make(using, sender.label)
