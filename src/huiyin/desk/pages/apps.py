from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from huiyin.desk.core import registration


class PagesConfig(registration.DeskApp):
    name = "huiyin.desk.pages"
    label = "pages"

    def register(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from huiyin.desk.notifications.followings import FOLLOWED, FollowedKind
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.pages import frame, newsletters

        FOLLOWED.add(newsletters.KIND, FollowedKind(newsletters.find_thing, newsletters.list_news))
        KINDS.add(
            newsletters.MAIL,
            MailKind(newsletters.mail_words, is_notice=False, is_forgotten=True),
        )
        post_save.connect(_let_edit, sender="accounts.User", dispatch_uid="pages.let_edit")
        for signal in (page_published, post_page_move):
            signal.connect(_note_text, dispatch_uid="pages.note_text")
        page_unpublished.connect(_forget_text, dispatch_uid="pages.note_text")
        post_delete.connect(_forget_text, sender="wagtailcore.Page", dispatch_uid="pages.note_text")
        for name in ("wagtailcore.PageViewRestriction",):
            for changed in (post_save, post_delete):
                changed.connect(_note_kept, sender=name, dispatch_uid="pages.note_kept")
        for changed in (post_save, post_delete):
            changed.connect(frame.forget_frame, sender="pages.HomePage", dispatch_uid="pages.frame")


def _let_edit(instance: Any, raw: bool = False, **_: Any) -> None:
    from huiyin.desk.pages.api import let_edit

    if not raw:  # rows put back from a backup bring their groups with them
        let_edit(instance)


def _note_text(instance: Any, **_: Any) -> None:
    """With all that stands below: a page that moved has new addresses, one that was taken down may take others along."""
    from huiyin.desk.pages.api import note_text

    for page in (instance, *instance.get_descendants().specific()):
        note_text(page)


def _forget_text(instance: Any, **_: Any) -> None:
    from huiyin.desk.pages.api import forget_text

    forget_text(instance.pk)


def _note_kept(instance: Any, raw: bool = False, **_: Any) -> None:
    """A page was closed to some, or opened to all, with what stands below it."""
    if not raw and instance.page_id:
        _note_text(instance.page.specific)
