"""Pages in two languages, written in Wagtail's editor, translated with wagtail-localize."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]

#: How a page may be kept from the public: not by a password of its own, which is shared, and which no lock guards.
_CLOSED_BY = ["login", "groups"]


class Section(Page):  # type: ignore[misc]
    """A page that gathers others: news, research."""

    #: Articles on a page.
    PAGE = 20

    intro: models.TextField[str, str] = models.TextField(blank=True)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]
    subpage_types: ClassVar = ["pages.Section", "pages.Article"]
    private_page_options: ClassVar = _CLOSED_BY
    template = "pages/section.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also its sections by their order, and its articles, the newest first, so many on a page."""
        articles = (
            Article.objects.child_of(self).live().order_by("-dated", "-first_published_at", "-pk")
        )
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "sections": Section.objects.child_of(self).live(),
            "articles": Paginator(articles, self.PAGE).get_page(request.GET.get("page")),
        }


class Article(Page):  # type: ignore[misc]
    """One piece of news or research, dated."""

    dated: models.DateField[date | None, date | None] = models.DateField(null=True, blank=True)
    body = RichTextField(features=_FEATURES, blank=True)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("dated"), FieldPanel("body")]
    parent_page_types: ClassVar = ["pages.Section"]
    subpage_types: ClassVar[list[str]] = []
    private_page_options: ClassVar = _CLOSED_BY
    template = "pages/article.html"
