"""A law, its versions, each in one or two languages, each read into provisions."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from huiyin.desk.core.search import SearchedQuerySet
from huiyin.i18n import choose_wording


class Instrument(models.Model):
    """A law, regulation or policy, whatever its version."""

    title_zh = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return choose_wording(self.title_zh, self.title_en)


class Version(models.Model):
    """What the instrument said at one time."""

    class Standing(models.TextChoices):
        DRAFT = "draft"
        FOR_COMMENT = "for_comment"
        ENACTED = "enacted"
        IN_FORCE = "in_force"

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="versions")
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.FOR_COMMENT)
    dated = models.DateField(null=True, blank=True)
    #: The version of a draft written here whose words it has; None where it came from elsewhere.
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
    """A version in one language (FRBR calls that an expression): the file as sent, and the law as read from it.

    ``source`` is the text that was read (mended by a person where they mended it). It is read once: the law is made
    from the provisions, with ``furniture`` (what belongs to none: name, start, end and text of each piece) and
    ``source_language``, the language that it was read in. ``problems`` as :class:`huiyin.law.Problem`, one object each.
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
    """One unit of an expression, as :class:`huiyin.law.Provision`; ``position`` is the reading order, ``start`` and ``end`` are
    its span in the source.

    ``foreign_eid`` is what the file calls it, where that is not its eId: by it people still find the unit. ``unit`` is
    the eId of the article it is or lies in, ``chapter`` that of the chapter.
    """

    searched = ("heading", "text")
    search_scope = "expression_id"
    objects = SearchedQuerySet.as_manager()

    #: Its words and all that is below it, and how it is cited, where a page put them there: no columns.
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
