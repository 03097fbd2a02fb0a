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
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from huiyin.desk.core.addresses import put_on_language
from huiyin.desk.core.search import SearchedQuerySet
from huiyin.desk.pages.blocks import list_blocks
from huiyin.desk.pages.editor_forms import PublicPageForm, TitlePanel
from huiyin.desk.pages.listings import list_articles, list_parts, read_article_filters
from huiyin.i18n import choose_wording, say

_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr", "blockquote"]

#: How a page may be kept from the public: not by a password of its own, which is shared, and which no lock guards.
_CLOSED_BY = ["login", "groups"]
#: Colours of the site that hold their contrast in light and in dark (``desk.css``).
COLOURS = [
    ("", "Teal · 青"),
    ("blue", "Blue · 蓝"),
    ("green", "Green · 绿"),
    ("plum", "Plum · 紫"),
    ("brick", "Brick · 赭"),
]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class PublicPage(Page):  # type: ignore[misc]
    """A page of the site. Its address says its language, and its last part is the same in both."""

    private_page_options: ClassVar = _CLOSED_BY
    content_panels: ClassVar = [TitlePanel("title")]
    base_form_class = PublicPageForm

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
    # The code of before makes first pages without these while a rolling upgrade lasts.
    logo: Any = models.ForeignKey(
        "pages.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    map_picture: Any = models.ForeignKey(
        "pages.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    colours: models.CharField[str, str] = models.CharField(
        max_length=10, blank=True, default="", db_default="", choices=COLOURS
    )
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
    content_panels: ClassVar = [*PublicPage.content_panels, FieldPanel("body")]
    settings_panels: ClassVar = [
        MultiFieldPanel(
            [
                FieldPanel("site_name", heading="Name of the site · 网站名称"),
                FieldPanel("logo", heading="Logo · 标识"),
                FieldPanel("colours", heading="Colours · 配色"),
                FieldPanel("civil_society", heading="Words for “civil society” · “社会组织”的用词"),
                FieldPanel("footer", heading="Footer · 页脚"),
            ],
            heading="Name · 名称",
        ),
        MultiFieldPanel(
            [
                FieldPanel("organisation_name", heading="Organisation · 机构名称"),
                FieldPanel("member_of", heading="Member of · 所属联盟"),
                FieldPanel("address", heading="Address · 地址"),
                FieldPanel("hours", heading="Hours · 开放时间"),
                FieldPanel("email", heading="E-mail · 电子邮箱"),
                FieldPanel("phone", heading="Telephone · 电话"),
                FieldPanel("map_picture", heading="Map, as a picture · 地图（图片）"),
                FieldRowPanel(
                    [
                        FieldPanel("latitude", heading="Latitude · 纬度"),
                        FieldPanel("longitude", heading="Longitude · 经度"),
                    ]
                ),
            ],
            heading="Contact · 联系方式",
        ),
        *Page.settings_panels,
    ]  # fmt: skip
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.Section", "pages.InfoPage"]
    template = "pages/home.html"

    class Meta:
        verbose_name = "First page · 首页"
        verbose_name_plural = verbose_name


class InfoPage(PublicPage):
    """A page of the site that stands by itself, such as the one about the network: texts and live blocks."""

    body = StreamField(list_blocks(), blank=True)
    content_panels: ClassVar = [*PublicPage.content_panels, FieldPanel("body")]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.InfoPage"]
    subpage_types: ClassVar = ["pages.InfoPage"]
    template = "pages/info.html"

    class Meta:
        verbose_name = "Page · 页面"
        verbose_name_plural = verbose_name


class Section(PublicPage):
    """A page that gathers others: news, research."""

    intro: models.TextField[str, str] = models.TextField(blank=True)
    content_panels: ClassVar = [
        *PublicPage.content_panels,
        FieldPanel("intro", heading="Introduction · 导语"),
    ]
    parent_page_types: ClassVar = ["pages.HomePage", "pages.Section"]
    subpage_types: ClassVar = ["pages.Section", "pages.Series", "pages.Article"]
    template = "pages/section.html"

    class Meta:
        verbose_name = "Section · 栏目"
        verbose_name_plural = verbose_name

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also its sections by their order, and its articles, the newest first, so many on a page."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | list_articles(request, self, read_article_filters(request))


class Series(PublicPage):
    """Articles that are parts of one: an interview in two parts. Its parts stand below it in their order."""

    lead: models.TextField[str, str] = models.TextField(blank=True, max_length=600)
    content_panels: ClassVar = [
        *PublicPage.content_panels,
        FieldPanel("lead", heading="Lead · 导语"),
    ]
    parent_page_types: ClassVar = ["pages.Section"]
    subpage_types: ClassVar = ["pages.Article"]
    template = "pages/series.html"

    class Meta:
        verbose_name = "Series · 系列"
        verbose_name_plural = verbose_name

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also its parts, and whether they are shown as one."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"parts": list_parts(self), "is_whole": "whole" in request.GET}


class Picture(models.Model):
    """A picture that pages show, as the desk drew it. ``alt_…``: what it shows, for who does not see it; ``across`` and
    ``down``: where what matters in it stands, in hundredths; ``sha256``: of the file that it came as."""

    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="pictures/", max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    alt_zh = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=300, blank=True)
    across = models.PositiveSmallIntegerField(default=50)
    down = models.PositiveSmallIntegerField(default=50)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = "Picture · 图片"
        verbose_name_plural = verbose_name

    def __str__(self) -> str:
        return f"{self.pk} · {choose_wording(self.alt_zh, self.alt_en) or self.name}"


class PictureFile(models.Model):
    """A picture as it is sent: whole or cut to a card, so wide, in a format. It never changes; another has another number."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="forms")
    form = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    ending = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to="pictures/", max_length=200)

    class Meta:
        ordering = ("form", "width", "ending", "id")

    def __str__(self) -> str:
        return f"{self.form} {self.width} {self.ending}"


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
    initiative: Any = models.ForeignKey(
        "initiatives.Initiative", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    content_panels: ClassVar = [
        *PublicPage.content_panels,
        FieldRowPanel(
            [
                FieldPanel("dated", heading="Date · 日期"),
                FieldPanel("byline", heading="Author · 作者"),
            ]
        ),
        FieldPanel("lead", heading="Lead · 导语"),
        FieldPanel("body", heading="Text · 正文"),
        InlinePanel(
            "pictures",
            heading="Pictures, the first above the text · 图片（第一张在正文上方）",
            label="Picture · 图片",
            panels=[
                FieldPanel("picture", heading="Picture · 图片"),
                FieldPanel("caption", heading="Caption · 图注"),
            ],
        ),
        FieldPanel("tags", heading="Tags · 标签"),
        MultiFieldPanel(
            [
                FieldPanel("consultation", heading="Consultation · 征求意见"),
                FieldPanel("network", heading="Network · 网络"),
                FieldPanel("initiative", heading="Campaign or project · 行动或项目"),
                FieldPanel("work", heading="Research · 研究"),
            ],
            heading="About · 相关",
        ),
    ]
    parent_page_types: ClassVar = ["pages.Section", "pages.Series"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/article.html"

    class Meta:
        verbose_name = "Article · 文章"
        verbose_name_plural = verbose_name

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Also the series that it is a part of, with what comes before and after."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        above = self.get_parent()
        context["above"] = above
        if above is None or above.specific_class is not Series:
            return context
        parts = list_parts(above)
        index = next((index for index, part in enumerate(parts) if part.pk == self.pk), None)
        if index is None:  # a draft that is looked at
            return context
        return context | {
            "series": above,
            "number": index + 1,
            "total": len(parts),
            "earlier": parts[index - 1] if index else None,
            "later": parts[index + 1] if index + 1 < len(parts) else None,
        }


class ArticlePicture(Orderable):  # type: ignore[misc]
    """A picture in an article, with what stands below it there."""

    page = ParentalKey(Article, on_delete=models.CASCADE, related_name="pictures")
    picture: Any = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    caption: models.CharField[str, str] = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("sort_order", "pk")


class NewsImport(models.Model):
    """One run that brought in news of a site of before. ``source``: the folder or file, by its last name."""

    source = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.pk} · {self.source}"


class ImportedPage(models.Model):
    """A page that came in. ``key``: a digest of where it stood and its language, by which a second run knows it; ``page``
    is none where an editor deleted it since: it does not come again."""

    news_import = models.ForeignKey(NewsImport, on_delete=models.CASCADE, related_name="pages")
    key = models.CharField(max_length=64, unique=True)
    pair = models.CharField(max_length=64, db_index=True)
    source = models.CharField(max_length=500)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.source


class NewsletterIssue(models.Model):
    """A newsletter: made of what happened from a day to a day, edited, and sent once. Its words in each language."""

    since = models.DateField()
    until = models.DateField()
    subject_zh = models.CharField(max_length=150)
    subject_en = models.CharField(max_length=150)
    text_zh = models.TextField(max_length=20_000)
    text_en = models.TextField(max_length=20_000)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    recipients = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return choose_wording(self.subject_zh, self.subject_en)


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
