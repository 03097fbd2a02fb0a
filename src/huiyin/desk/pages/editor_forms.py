"""Forms of Wagtail's editor, where the desk asks less of editors than Wagtail does."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import TitleFieldPanel
from wagtail.models import Page

from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.registry.sort_keys import fold_key
from huiyin.i18n import say

#: An address is read out and typed: a title of a hundred characters is cut at a word.
_LONGEST_SLUG = 60


class TitlePanel(TitleFieldPanel):  # type: ignore[misc]
    """Wagtail's box of the title, which has no border and is seen by its placeholder, without the script that writes the
    title into the slug a moment after each key, over what was typed there meanwhile. :class:`PublicPageForm` makes the
    slug."""

    class BoundPanel(TitleFieldPanel.BoundPanel):  # type: ignore[misc]
        def get_attrs(self) -> dict[str, Any]:
            return {"placeholder": self.get_placeholder()}


class PublicPageForm(WagtailAdminPageForm):  # type: ignore[misc]
    """A page whose last part of the address may be left empty: until the page is published, it is made from the title."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = say("pages.slug_help")

    def clean_slug(self) -> str:
        """As it was typed. Where it is empty: a page that was published keeps its address, any other gets one that is
        free beside its siblings. A draft that saves itself is sent with the empty box time and again, while its title is
        still being typed: each time the address follows the title."""
        typed = str(self.cleaned_data["slug"] or "")
        if typed:
            return typed
        if self.instance.first_published_at is not None:
            return str(Page.objects.values_list("slug", flat=True).get(pk=self.instance.pk))
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        return find_free_slug(siblings, make_slug(self.cleaned_data.get("title", "")))


def make_slug(title: str) -> str:
    """Plain letters, digits and hyphens of ``title``, at most 60 characters, Chinese by its pinyin; ``page`` of a title that
    has neither letters nor digits."""
    words = fold_key(title).split()
    slug = words[0][:_LONGEST_SLUG] if words else "page"
    for word in words[1:]:
        if len(slug) + 1 + len(word) > _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}"
    return slug
