"""Pages in two languages, written in Wagtail's editor, translated with wagtail-localize."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from huiyin.desk.core.addresses import put_on_language
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.desk.pages.blocks import list_blocks
from huiyin.desk.pages.listings import list_articles, list_parts, read_article_filters
from huiyin.i18n import say

_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]

#: How a page may be kept from the public: not by a password of its own, which is shared, and which no lock guards.
_CLOSED_BY = ["login", "groups"]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class PublicPage(Page):  # type: ignore[misc]
    """A page of the site. Its address says its language, and its last part is the same in both."""

    private_page_options: ClassVar = _CLOSED_BY

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        """As Wagtail, with the language of the page first and the address of the settings."""
        found = self._get_relevant_site_root_paths(request)
        if not found:
            return None
        site, root, _, language = found[0]
        path = reverse("wagtail_serve", args=(self.url_path[len(root) :],))
        return (site, settings.SITE, put_on_language(path, language))

    def clean(self) -> None:
        """Raises ``ValidationError`` where the desk has a page of its own at that address."""
        super().clean()
        if not _SLUG.fullmatch(self.slug or ""):
            raise ValidationError({"slug": say("pages.slug_form")})
        parent = self.get_parent() if self.path else getattr(self, "_parent_of_new", None)
        if (parent is None or parent.depth == 2) and self.depth != 2 and _is_taken(self.slug):
            raise ValidationError({"slug": say("pages.slug_taken")})

    @property
    def language(self) -> str:
        """As ``lang`` says it."""
        return str(self.locale.language_code)


def _is_taken(slug: str) -> bool:
    """Whether an address of the desk begins with ``slug``."""
    try:
        found = resolve(f"/{slug}/")
    except Resolver404:
        return False
    return bool(found.url_name != "wagtail_serve")


class HomePage(PublicPage):
    """The first page of the site in one language, put together from blocks, with what every page says of the network."""

    body = StreamField(list_blocks(), blank=True)
    site_name: models.CharField[str, str] = models.CharField(max_length=80, blank=True)
    civil_society: models.CharField[str, str] = models.CharField(max_length=60, blank=True)
    footer: models.TextField[str, str] = models.TextField(blank=True, max_length=600)
    organisation_name: models.CharField[str, str] = models.CharField(max_length=120, blank=True)
    member_of: models.CharField[str, str] = models.CharField(max_length=120, blank=True)
    address: models.TextField[str, str] = models.TextField(blank=True, max_length=300)
    hours: models.TextField[str, str] = models.TextField(blank=True, max_length=300)
    email: models.EmailField[str, str] = models.EmailField(blank=True)
    phone: models.CharField[str, str] = models.CharField(max_length=40, blank=True)
    latitude: models.FloatField[float | None, float | None] = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude: models.FloatField[float | None, float | None] = models.FloatField(
        null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    settings_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("site_name", "civil_society", "footer")],
            heading="Name · 名称",
        ),
        MultiFieldPanel(
            [
                *(
                    FieldPanel(name)
                    for name in (
                        "organisation_name", "member_of", "address", "hours", "email", "phone",
                    )
                ),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading="Contact · 联系方式",
        ),
        *Page.settings_panels,
    ]  # fmt: skip
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.Section", "pages.InfoPage"]
    template = "pages/home.html"


class InfoPage(PublicPage):
    """A page of the site that stands by itself, such as the one about the network: texts and live blocks."""

    body = StreamField(list_blocks(), blank=True)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.InfoPage"]
    subpage_types: ClassVar = ["pages.InfoPage"]
    template = "pages/info.html"


class Section(PublicPage):
    """A page that gathers others: news, research."""

    intro: models.TextField[str, str] = models.TextField(blank=True)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.Section"]
    subpage_types: ClassVar = ["pages.Section", "pages.Series", "pages.Article"]
    template = "pages/section.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also its sections by their order, and its articles, the newest first, so many on a page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | list_articles(request, self, read_article_filters(request))


class Series(PublicPage):
    """Articles that are parts of one: an interview in two parts. Its parts stand below it in their order."""

    lead: models.TextField[str, str] = models.TextField(blank=True, max_length=600)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar = ["pages.Section"]
    subpage_types: ClassVar = ["pages.Article"]
    template = "pages/series.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also its parts, and whether they are shown as one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"parts": list_parts(self), "is_whole": "whole" in request.GET}


class ArticleTag(TaggedItemBase):  # type: ignore[misc]
    """A word that an article is found by."""

    content_object = ParentalKey(
        "pages.Article", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        ordering = ("pk",)


class Article(PublicPage):
    """One piece of news or research, dated."""

    dated: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)
    # The code of before makes articles without these while a rolling upgrade lasts.
    lead: models.TextField[str, str] = models.TextField(
        blank=True, max_length=600, default="", db_default=""
    )
    byline: models.CharField[str, str] = models.CharField(
        max_length=120, blank=True, default="", db_default=""
    )
    body = RichTextField(features=_FEATURES, blank=True)
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)
    consultation: Any = models.ForeignKey(
        "consultations.Consultation", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    network: Any = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    work: Any = models.ForeignKey(
        "research.Work", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("dated"), FieldPanel("byline")]),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("tags"),
        MultiFieldPanel(
            [FieldPanel("consultation"), FieldPanel("network"), FieldPanel("work")],
            heading="About · 相关",
        ),
    ]
    parent_page_types: ClassVar = ["pages.Section", "pages.Series"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/article.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the series that it is a part of, with what comes before and after."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_parent()
        context["above"] = above
        if above is None or above.specific_class is not Series:
            return context
        parts = list_parts(above)
        at = next((at for at, part in enumerate(parts) if part.pk == self.pk), None)
        if at is None:  # a draft that is looked at
            return context
        return context | {
            "series": above,
            "number": at + 1,
            "total": len(parts),
            "earlier": parts[at - 1] if at else None,
            "later": parts[at + 1] if at + 1 < len(parts) else None,
        }


class PageText(models.Model):
    """What a published page is found by: derived from it, and gone with it."""

    searched = ("folded",)
    objects = SearchedQuerySet.as_manager()

    #: Told of itself when a page is deleted (``apps.py``): Wagtail says that it was taken down while it goes.
    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    folded = models.TextField(blank=True)  # title and text in simplified characters
    url = models.CharField(max_length=500)
    day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return self.title
