"""Pages in two languages, written in Wagtail's editor, translated with wagtail-localize."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "image", "hr"]


class Section(Page):
    """A page that gathers others: news, research."""

    intro = models.TextField(blank=True)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]
    template = "pages/section.html"


class Article(Page):
    """One piece of news or research, dated."""

    dated = models.DateField(null=True, blank=True)
    body = RichTextField(features=_FEATURES, blank=True)
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("dated"), FieldPanel("body")]
    template = "pages/article.html"
