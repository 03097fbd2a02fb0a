"""Make the place where news and research stand, and say who writes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.pages.models import Section
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Wagtail's own name for who publishes.
EDITORS = "Moderators"


@transaction.atomic
def prepare_pages() -> None:
    """A first section in Chinese and in English, where there is none yet. Pages made in Chinese appear in
    English as they are until somebody translates them."""
    if Section.objects.exists():
        return
    chinese, _ = Locale.objects.get_or_create(language_code="zh-hans")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=chinese)
    )
    _let_editors(root)
    home = root.add_child(
        instance=Section(title=say("pages.home", "zh"), slug="news", locale=chinese)
    )
    translated = home.copy_for_translation(english)
    translated.title = translated.draft_title = say("pages.home", "en")
    translated.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)
    else:
        welcome, site.root_page = site.root_page, home
        site.save(update_fields=("root_page",))
        if welcome.specific_class is Page and not welcome.is_root():  # what Wagtail brings
            welcome.delete()
    LocaleSynchronization.objects.get_or_create(locale=english, defaults={"sync_from": chinese})


def _let_editors(root: Page) -> None:
    """What the group of editors may, and everybody who belongs to it already."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(*Permission.objects.filter(codename="access_admin"))
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore",
        codename__in=("add_page", "change_page", "publish_page"),
    ):
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=permission)
    for user in list_accounts().filter(is_secretariat=True):
        user.groups.add(editors)


def let_edit(user: User) -> None:
    """The secretariat writes and publishes pages; who has left it does not. Before the pages are prepared
    there is nothing to write."""
    for editors in Group.objects.filter(name=EDITORS):
        if user.is_secretariat:
            user.groups.add(editors)
        else:
            user.groups.remove(editors)
