from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from huiyin.desk.core import registration


class PagesConfig(registration.DeskApp):
    name = "huiyin.desk.pages"
    label = "pages"

    def register(self) -> None:
        post_save.connect(_let_edit, sender="accounts.User", dispatch_uid="pages.let_edit")


def _let_edit(instance: Any, raw: bool = False, **_: Any) -> None:
    from huiyin.desk.pages.api import let_edit

    if not raw:  # rows put back from a backup bring their groups with them
        let_edit(instance)
