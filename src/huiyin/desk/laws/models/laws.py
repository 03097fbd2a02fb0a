"""Laws, their versions in one or two languages, and their provisions."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording


class Instrument(models.Model):
    """A law, regulation or policy, independent of its version."""

    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return choose_wording(self.title_zh, self.title_en)


class Version(models.Model):
    """The instrument at one time."""

    class Standing(models.TextChoices):
        DRAFT = "draft"
        FOR_COMMENT = "for_comment"
        ENACTED = "enacted"
        IN_FORCE = "in_force"

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.FOR_COMMENT)
    dated = models.DateField(null=True, blank=True)
    #: The version of a draft on this desk that it was made from, or None.
    written_as = models.ForeignKey(
        "laws.DraftEdition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.instrument} ({self.standing})"


class Expression(models.Model):
    """A version in one language (an "expression" in FRBR): the uploaded file, and the law as read from it.

    ``source`` is the text as read, or as corrected by a person. It is parsed once: afterwards the law is built
    from provisions, ``furniture`` (text outside provisions: name, start, end and text of each piece) and
    ``source_language``. ``problems``: objects with the fields of :class:`huiyin.law.Problem`.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="expressions")
    language = models.CharField(max_length=10)  # zh or en
    title = models.CharField(max_length=300, blank=True)
    file = models.FileField(upload_to="laws/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    previous_source = models.TextField(
        blank=True
    )  # the source before the last mending, to go back to
    problems = models.JSONField(default=list)
    furniture = models.JSONField(default=list)
    source_language = models.CharField(max_length=20, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("version", "language"), name="one_text_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Provision(models.Model):
    """A unit of an expression, as :class:`huiyin.law.Provision`; ``position``: the reading order; ``start`` and
    ``end``: its span in the source.

    ``foreign_eid``: its identifier in the file, if different, by which people can still find it. ``unit``: the
    eId of its article, ``chapter`` that of its chapter.
    """

    searched = ("heading", "text")
    search_scope = "expression_id"
    objects = SearchedQuerySet.as_manager()

    #: Its full text and citation, where a page has set them; not columns.
    words: str
    cited: str

    expression = models.ForeignKey(Expression, on_delete=models.CASCADE, related_name="provisions")
    eid = models.CharField(max_length=120)
    foreign_eid = models.CharField(max_length=250, blank=True)
    parent = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    chapter = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20)
    num = models.CharField(max_length=120, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=("expression", "eid"), name="one_provision_per_eid")
        ]
        indexes = [
            models.Index(fields=("expression", "unit", "position"), name="units_of_an_expression"),
            models.Index(
                fields=("expression", "foreign_eid"),
                condition=~models.Q(foreign_eid=""),
                name="provisions_by_foreign_eid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.num} {self.heading}".strip() or self.eid
