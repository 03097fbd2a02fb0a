"""Make the place where pages stand, say who writes there, and keep by what they are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization

from huiyin.desk.accounts.api import list_accounts
from huiyin.desk.core.addresses import put_on_language
from huiyin.desk.pages.models import (
    Article,
    HomePage,
    InfoPage,
    PageText,
    PublicPage,
    Section,
    Series,
)
from huiyin.i18n import say
from huiyin.text import to_simplified

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

#: Wagtail's own name for who publishes.
EDITORS = "Moderators"
#: The language that pages are written in first, and the other.
FIRST, SECOND = "zh-hans", "en"
_LANGUAGE = {FIRST: "zh", SECOND: "en"}
_SPACES = re.compile(r"\s+")


@transaction.atomic
def prepare_pages() -> None:
    """A first page and news in Chinese and in English, where there are none yet; of a desk of before, what it has below
    them. Pages that stood in English untranslated, as copies of the Chinese, are taken away: they are listed as what they
    are."""
    if HomePage.objects.exists():
        return
    first, _ = Locale.objects.get_or_create(language_code=FIRST)
    second, _ = Locale.objects.get_or_create(language_code=SECOND)
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=first)
    )
    _let_editors(root)
    LocaleSynchronization.objects.all().delete()
    _drop_copies()
    # Wagtail brings a page of welcome at that address; the site hangs on it until ours is there.
    Page.objects.child_of(root).filter(slug="home").update(slug="welcome")
    home = _add_home(root, first)
    translated = home.copy_for_translation(second)
    _publish(translated, title=say("pages.site_home", "en"), body=_list_first_blocks())
    site = Site.objects.filter(is_default_site=True).first()
    welcome = site.root_page if site else None
    if site is None:
        Site(hostname="localhost", is_default_site=True, root_page=home).save(force_insert=True)
    else:
        site.root_page = home
        site.save(update_fields=("root_page",))
    if welcome is not None and welcome.specific_class is Page and not welcome.is_root():
        welcome.delete()  # what Wagtail brings
    _move_sections(root, {first.pk: home, second.pk: translated})
    _ensure_news(home, second)
    _add_about(home, second)
    for page in Page.objects.live().specific():
        note_text(page)


def _add_home(root: Page, locale: Locale) -> HomePage:
    home = HomePage(
        title=say("pages.site_home", "zh"), slug="home", locale=locale, body=_list_first_blocks()
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _list_first_blocks() -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, {"heading": "", "most": most})
        for name, most in (("open", 4), ("uptake", 3), ("replies", 3), ("news", 4), ("research", 3))
    ]


def _publish(page: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.draft_title = page.title
    page.alias_of = None
    page.save_revision().publish()


def _drop_copies() -> None:
    """What synchronising left: copies of pages in a language in which nobody wrote them."""
    for copy in Page.objects.exclude(alias_of=None).order_by("-depth", "pk"):
        if copy.specific_class is not Section:
            copy.delete()


def _move_sections(root: Page, homes: dict[int, HomePage]) -> None:
    """Sections that stood at the top go below the first page of their language."""
    for section in Section.objects.child_of(root).order_by("pk"):
        section.move(Page.objects.get(pk=homes[section.locale_id].pk), pos="last-child")
        moved = Section.objects.get(pk=section.pk)
        taken = moved.get_siblings().filter(slug="news").exclude(pk=moved.pk).exists()
        moved.slug = moved.slug if taken else "news"
        moved.alias_of = None
        moved.save(update_fields=("slug", "url_path", "alias_of"))
    Page.fix_tree()


def _ensure_news(home: HomePage, second: Locale) -> None:
    if Section.objects.exists():
        return
    news = Section(title=say("pages.home", "zh"), slug="news", locale=home.locale)
    _add_both(home, news, second, title=say("pages.home", "en"))


def _add_about(home: HomePage, second: Locale) -> None:
    about = InfoPage(
        title=say("pages.about_title", "zh"), slug="about", locale=home.locale,
        body=[("contact", {"heading": ""})],
    )  # fmt: skip
    _add_both(home, about, second, title=say("pages.about_title", "en"))


def _add_both(home: HomePage, page: Any, second: Locale, **translated: Any) -> None:
    """A page below the first one, and its translation."""
    HomePage.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision().publish()
    _publish(page.copy_for_translation(second), slug=page.slug, **translated)


def find_home(language: str) -> HomePage | None:
    """The published first page in a language. One query."""
    rows = HomePage.objects.live().filter(locale__language_code=language)
    found: HomePage | None = rows.order_by("pk").first()
    return found


# ---- by what pages are found ---------------------------------------------------------------------------


def note_text(page: Any) -> None:
    """Write down by what ``page`` is found, or that it is not any more: found is what everybody may read."""
    kept = page.specific
    is_there = isinstance(kept, PublicPage) and Page.objects.filter(pk=page.pk, live=True).exists()
    if not is_there or kept.get_view_restrictions().exists():
        PageText.objects.filter(page_id=page.pk).delete()
        return
    url = kept.get_url_parts()
    text = _join_words(kept)
    first = kept.first_published_at
    PageText.objects.update_or_create(
        page_id=kept.pk,
        defaults={
            "language": kept.locale.language_code,
            "title": kept.title,
            "text": text,
            "folded": to_simplified(f"{kept.title}\n{text}"),
            "url": url[2] if url else put_on_language("/", kept.locale.language_code),
            "day": getattr(kept, "dated", None) or (timezone.localdate(first) if first else None),
        },
    )


def forget_text(number: int) -> None:
    PageText.objects.filter(page_id=number).delete()


def _join_words(page: Any) -> str:
    parts = [page.search_description]
    if isinstance(page, Article):
        parts += [page.lead, page.byline, page.body, *page.tags.names()]
    elif isinstance(page, Section):
        parts.append(page.intro)
    elif isinstance(page, Series):
        parts.append(page.lead)
    elif isinstance(page, HomePage | InfoPage):
        parts += [str(child.value) for child in page.body if child.block_type in ("text", "hero")]
    text = "\n".join(strip_tags(part.replace("<", " <")) for part in parts if part)
    return _SPACES.sub(" ", text).strip()


def publish_scheduled() -> None:
    """Publish what is due and take down what has run out, as Wagtail's own command does: nobody has to run that."""
    from django.core.management import call_command

    call_command("publish_scheduled", verbosity=0)


# ---- who writes ---------------------------------------------------------------------------------------


def _let_editors(root: Page) -> None:
    """What the group of editors may, and everybody who belongs to it already."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    may = ("access_admin", "submit_translation")
    editors.permissions.add(*Permission.objects.filter(codename__in=may))
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
