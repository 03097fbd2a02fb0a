"""Pictures of news: taken in, described in both languages, cut around what matters, found for the pages that show them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.addresses import take_off_language
from huiyin.desk.core.isolated_pictures import redraw_picture
from huiyin.desk.core.isolated_process import make_apart, read_apart
from huiyin.desk.core.stored_files import shorten_name
from huiyin.desk.pages.drawn_pictures import DrawnPicture, draw_forms
from huiyin.desk.pages.models import Article, ArticlePicture, HomePage, Picture, PictureFile
from huiyin.i18n import choose_wording

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


class PictureInUse(Exception):
    """A picture that pages show, whose number is told."""


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture that was drawn anew, before anything of it is kept. ``sha256``: of the file as it came."""

    name: str
    sha256: str
    master: bytes
    forms: tuple[DrawnPicture, ...]


def prepare_picture(data: bytes, name: str, across: int = 50, down: int = 50) -> PreparedPicture:
    """Raises ``UnreadableLaw`` and what else may come of reading a file apart (``isolated_process.UNREAD``)."""
    master = read_apart(redraw_picture, data)
    forms = make_apart(draw_forms, master, across, down)
    return PreparedPicture(shorten_name(name), digest_picture(data), master, forms)


def digest_picture(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def find_same(sha256: str) -> Picture | None:
    """One that came of the same file."""
    return Picture.objects.filter(sha256=sha256).order_by("pk").first()


@transaction.atomic
def keep_picture(
    given: PreparedPicture, alt: Mapping[str, str], by: User | None, *, across: int = 50, down: int = 50
) -> Picture:  # fmt: skip
    """``alt``: what it shows, by language (``zh``, ``en``)."""
    picture = Picture(
        name=given.name, sha256=given.sha256, alt_zh=alt.get("zh", "")[:300], alt_en=alt.get("en", "")[:300],
        across=across, down=down, created_by=by,
    )  # fmt: skip
    picture.file.save("picture.png", ContentFile(given.master), save=False)
    picture.save(force_insert=True)
    _keep_forms(picture, given.forms)
    record_audit_entry(by, "picture.add", picture, name=picture.name)
    return picture


def _keep_forms(picture: Picture, forms: Iterable[DrawnPicture]) -> None:
    for one in forms:
        row = PictureFile(
            picture=picture, form=one.form, width=one.width, height=one.height, ending=one.ending, size=len(one.data)
        )  # fmt: skip
        row.file.save(f"{one.form}-{one.width}.{one.ending}", ContentFile(one.data), save=False)
        row.save(force_insert=True)


def change_picture(
    picture: Picture, alt: Mapping[str, str], across: int, down: int, by: User
) -> None:
    """Describe it otherwise; where what matters stands elsewhere, its card is cut anew. Raises as :func:`prepare_picture`."""
    forms: tuple[DrawnPicture, ...] = ()
    if (across, down) != (picture.across, picture.down):
        with picture.file.open("rb") as file:
            forms = make_apart(draw_forms, file.read(), across, down)
    with transaction.atomic():
        held = Picture.objects.select_for_update().get(pk=picture.pk)
        held.alt_zh, held.alt_en = alt["zh"][:300], alt["en"][:300]
        held.across, held.down = across, down
        held.save(update_fields=("alt_zh", "alt_en", "across", "down"))
        if forms:
            _delete_files(held.forms.order_by("pk"))
            _keep_forms(held, forms)
        record_audit_entry(by, "picture.change", held, name=held.name)


@transaction.atomic
def describe_undescribed(picture: Picture, language: str, alt: str) -> Picture:
    """Say what it shows where nobody said it in that language; the row as it stands then."""
    held = Picture.objects.select_for_update().get(pk=picture.pk)
    name = f"alt_{language}"
    if not getattr(held, name):
        setattr(held, name, alt[:300])
        held.save(update_fields=(name,))
    return held


@transaction.atomic
def delete_picture(picture: Picture, by: User | None) -> None:
    """Raises :class:`PictureInUse`."""
    held = Picture.objects.select_for_update().get(pk=picture.pk)
    homes = HomePage.objects.filter(Q(logo=held) | Q(map_picture=held))
    if ArticlePicture.objects.filter(picture=held).exists() or homes.exists():
        raise PictureInUse(held.pk)
    record_audit_entry(by, "picture.delete", held, name=held.name)
    _delete_files(held.forms.order_by("pk"))
    name = held.file.name
    held.delete()
    transaction.on_commit(lambda: default_storage.delete(str(name)))


def _delete_files(rows: QuerySet[PictureFile]) -> None:
    names = [one.file.name for one in rows]
    rows.delete()
    transaction.on_commit(lambda: _forget_files(names))


def _forget_files(names: Iterable[str | None]) -> None:
    for name in names:
        default_storage.delete(str(name))


# ---- found -----------------------------------------------------------------------------------------------


def list_pictures() -> QuerySet[Picture]:
    """The newest first, with whether a page shows it, and the forms of each."""
    shown = ArticlePicture.objects.filter(picture=OuterRef("pk"))
    rows = Picture.objects.annotate(is_shown=Exists(shown)).prefetch_related("forms")
    return rows.order_by("-pk")


def count_undescribed() -> int:
    return Picture.objects.filter(Q(alt_zh="") | Q(alt_en="")).count()


def find_form(number: int, *, with_all: bool) -> PictureFile | None:
    """A file of a picture that a page shows which everybody may read; to who writes pages, of any."""
    rows = PictureFile.objects.filter(pk=number)
    if not with_all:
        public = Article.objects.live().public().values("pk")
        shown = ArticlePicture.objects.filter(picture=OuterRef("picture"), page__in=public)
        homes = HomePage.objects.live().filter(
            Q(logo=OuterRef("picture")) | Q(map_picture=OuterRef("picture"))
        )
        rows = rows.filter(Q(Exists(shown)) | Q(Exists(homes)))
    return rows.order_by("pk").first()


def map_covers(pages: Iterable[int]) -> dict[int, ShownPicture]:
    """The first picture of each article that has one, cut as a card. Two queries however many there are."""
    rows = (
        ArticlePicture.objects.filter(page__in=list(pages))
        .select_related("picture")
        .prefetch_related("picture__forms")
        .order_by("page_id", "sort_order", "pk")
    )
    covers: dict[int, ShownPicture] = {}
    for row in rows:
        if row.page_id not in covers:
            covers[row.page_id] = describe_picture(row.picture, "card", row.caption)
    return covers


def list_shown(page: Any) -> list[ShownPicture]:
    """All pictures of an article, whole, in their order."""
    if page.pk is None:
        return []
    rows = (
        ArticlePicture.objects.filter(page=page.pk)
        .select_related("picture")
        .prefetch_related("picture__forms")
        .order_by("sort_order", "pk")
    )
    return [describe_picture(row.picture, "whole", row.caption) for row in rows]


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """What a page needs to show a picture: for each format its addresses with their widths."""

    alt_zh: str
    alt_en: str
    caption: str
    width: int
    height: int
    src: str
    sources: tuple[tuple[str, str], ...]

    @property
    def alt(self) -> str:
        """What it shows, in the reader's language where somebody said it in that."""
        return choose_wording(self.alt_zh, self.alt_en)


def describe_picture(picture: Picture, form: str, caption: str = "") -> ShownPicture:
    files = sorted(
        (one for one in picture.forms.all() if one.form == form), key=lambda one: one.width
    )
    sources = []
    for ending in ("avif", "webp"):
        told = [f"{name_form(one)} {one.width}w" for one in files if one.ending == ending]
        sources.append((f"image/{ending}", ", ".join(told)))
    shown = [one for one in files if one.ending == "webp"]
    best = next((one for one in shown if one.width >= 960), shown[-1]) if shown else None
    return ShownPicture(
        picture.alt_zh, picture.alt_en, caption, best.width if best else 0, best.height if best else 0,
        name_form(best) if best else "", tuple(one for one in sources if one[1]),
    )  # fmt: skip


def name_form(file: PictureFile) -> str:
    """Where it is given out: in no language, for a picture has none."""
    made = reverse("picture", args=(file.pk, f"{file.form}-{file.width}", file.ending))
    return take_off_language(made)
