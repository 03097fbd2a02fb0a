"""News of a site of before: read from its files, looked at before anything is done, brought in, and taken out again.

A page is known by where it stood: a second run brings in what the first did not, and nothing twice. What an editor
deleted since does not come again, and what an editor changed since is not taken out.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit
from uuid import UUID

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.isolated_process import UNREAD, read_apart
from huiyin.desk.pages import pictures
from huiyin.desk.pages.bilingual_pages import ArticleInput, ArticleWords, SeriesInput, write_news
from huiyin.desk.pages.models import (
    Article,
    ArticlePicture,
    ImportedPage,
    NewsImport,
    Picture,
    Section,
    Series,
)
from huiyin.desk.registry.sort_keys import fold_key
from huiyin.files.problems import UnreadableLaw
from huiyin.intake.old_news import (
    OldPage,
    PageRefusal,
    PageRefusalCode,
    group_series,
    is_old_page,
    read_old_page,
    read_wordpress,
)

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User

_CODES = {"zh": "zh-hans", "en": "en"}
#: Bytes of a picture that is opened at all, and pages of one run.
_MOST_PICTURE, _MOST_PAGES = 25 * 1024 * 1024, 20_000
#: Of a slug; behind it comes a number where it is taken.
_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture of a page that lies in the folder. ``path``: below it."""

    path: Path
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that comes in. ``missing``: pictures that are not in the folder."""

    page: OldPage
    key: str
    pictures: tuple[FoundPicture, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a run would do: pages that come in, those that are there already by their source, and those that do not come."""

    source: str
    pages: tuple[PlannedPage, ...]
    there: tuple[str, ...]
    refused: tuple[PageRefusal, ...]


@dataclass(slots=True)
class ImportDone:
    """``number``: of the run, by which it is taken out again; 0 where nothing came in. ``bad_pictures``: files that are no
    pictures, with the page that names them; ``without_alt``: pictures that nobody described in both languages."""

    number: int = 0
    articles: int = 0
    series: int = 0
    pictures: int = 0
    redirects: int = 0
    bad_pictures: list[tuple[str, str]] = field(default_factory=list)
    taken_addresses: list[str] = field(default_factory=list)
    without_alt: int = 0


# ---- read ------------------------------------------------------------------------------------------------


def plan_import(path: Path, folder: Path | None = None) -> ImportPlan:
    """What is at ``path``: a folder of pages, or the export of WordPress, whose pictures lie in ``folder``. Nothing is
    changed. Raises ``UnreadableLaw`` and ``WorkUnfinished`` of an export, ``OSError``."""
    read = list(_read_folder(path) if path.is_dir() else _read_export(path))
    pages = [one for one in read if isinstance(one, OldPage)]
    refused = [one for one in read if isinstance(one, PageRefusal)]
    kept, known = [], _map_known(pages)
    there: list[str] = []
    seen: dict[str, str] = {}
    for page in group_series(sorted(pages, key=lambda one: (one.dated, one.part, one.source))):
        key = _make_key(page)
        if key in known:
            there.append(page.source)
        elif key in seen:
            refused.append(PageRefusal(page.source, PageRefusalCode.SAME_ADDRESS, seen[key]))
        else:
            seen[key] = page.source
            kept.append(_find_pictures(page, key, path if path.is_dir() else folder))
    return ImportPlan(path.resolve().name[:200], tuple(kept), tuple(there), tuple(refused))


def _read_folder(path: Path) -> Iterator[OldPage | PageRefusal]:
    """Every page below the folder by its name. What a link leads to is not looked at: it may lie anywhere."""
    files = [
        one
        for one in sorted(path.rglob("*"))
        if is_old_page(one.name) and not one.is_symlink() and one.is_file()
    ]
    for one in files[:_MOST_PAGES]:
        name = one.relative_to(path).as_posix()
        try:
            yield read_apart(read_old_page, one.read_bytes(), name)
        except UnreadableLaw as error:
            yield PageRefusal(name, PageRefusalCode.UNREADABLE, error.code)
        except UNREAD as error:
            yield PageRefusal(name, PageRefusalCode.UNREADABLE, error.code)


def _read_export(path: Path) -> tuple[OldPage | PageRefusal, ...]:
    return read_apart(read_wordpress, path.read_bytes(), path.name)


def _make_key(page: OldPage) -> str:
    return hashlib.sha256(f"{page.language}\n{page.addresses[0]}".encode()).hexdigest()


def _make_pair(page: OldPage) -> str:
    return hashlib.sha256((page.pair or page.source).encode()).hexdigest()


def _map_known(pages: Iterable[OldPage]) -> set[str]:
    keys = [_make_key(page) for page in pages]
    known: set[str] = set()
    for at in range(0, len(keys), 500):
        rows = ImportedPage.objects.filter(key__in=keys[at : at + 500])
        known.update(rows.order_by("pk").values_list("key", flat=True))
    return known


def _find_pictures(page: OldPage, key: str, folder: Path | None) -> PlannedPage:
    """Each picture of the page in the folder: by the path in its address, from the page or from the top. None is fetched."""
    found: dict[Path, FoundPicture] = {}
    missing: list[str] = []
    for one in page.pictures:
        path = _find_file(one.source, page, folder) if folder is not None else None
        if path is None:
            missing.append(one.source[:200])
        else:
            found.setdefault(path, FoundPicture(path, one.alt[:300], one.caption[:300]))
    return PlannedPage(page, key, tuple(found.values()), tuple(missing))


def _find_file(source: str, page: OldPage, folder: Path) -> Path | None:
    """A file below ``folder`` and nowhere else, whatever the page names."""
    try:
        named = unquote(urlsplit(source).path)
    except ValueError:
        return None
    own = PurePosixPath("/", page.source.partition("#")[0]).parent.as_posix()
    places = (urljoin(f"{own.rstrip('/')}/", named), urljoin(page.addresses[0], named))
    top = folder.resolve()
    for place in dict.fromkeys(places):
        for below in (place, f"/static{place}", f"/{PurePosixPath(place).name}"):
            try:
                path = (top / below.lstrip("/")).resolve()
                is_there = path.is_relative_to(top) and path.is_file()
            except (OSError, ValueError):
                continue
            if is_there and path.stat().st_size <= _MOST_PICTURE:
                return path
    return None


# ---- bring in --------------------------------------------------------------------------------------------


def apply_import(
    plan: ImportPlan, by: User | None = None, tell: Callable[[int], None] = lambda _: None
) -> ImportDone:
    """Bring in what was planned. Pictures are drawn first, so that nothing of the desk is held meanwhile."""
    done = ImportDone()
    drawn = _draw_pictures(plan, done, tell)
    if plan.pages:
        _write(plan, drawn, by, done)
    return done


def _draw_pictures(
    plan: ImportPlan, done: ImportDone, tell: Callable[[int], None]
) -> dict[Path, pictures.PreparedPicture | Picture]:
    drawn: dict[Path, pictures.PreparedPicture | Picture] = {}
    by_digest: dict[str, pictures.PreparedPicture | Picture] = {}
    wanted = {one.path: planned.page.source for planned in plan.pages for one in planned.pictures}
    for at, (path, source) in enumerate(sorted(wanted.items()), 1):
        data = path.read_bytes()
        digest = pictures.digest_picture(data)
        same = by_digest.get(digest) or pictures.find_same(digest)
        if same is None:
            try:
                same = pictures.prepare_picture(data, path.name)
            except UNREAD:
                done.bad_pictures.append((path.name, source))
                continue
        drawn[path] = by_digest[digest] = same
        tell(at)
    return drawn


@transaction.atomic
def _write(
    plan: ImportPlan, drawn: Mapping[Path, pictures.PreparedPicture | Picture], by: User | None, done: ImportDone
) -> None:  # fmt: skip
    run = NewsImport.objects.create(source=plan.source)
    groups = _group_pairs(plan.pages)
    series = _plan_series(groups)
    taken = _list_slugs()
    inputs: list[ArticleInput] = []
    placed: dict[str, dict[str, PlannedPage]] = {}
    for group in sorted(groups, key=lambda one: min(page.page.part for page in one.values())):
        known = _find_counterpart(next(iter(group.values())).page)
        slug = known[0] if known else _choose_slug(group, taken)
        first = next(iter(group.values())).page
        words = {_CODES[code]: _make_words(one.page) for code, one in group.items()}
        inputs.append(ArticleInput(slug, first.dated, words, series.slugs.get(_name_series(group), ""), key=known[1] if known else None))  # fmt: skip
        placed[slug] = {_CODES[code]: one for code, one in group.items()}
    written = write_news(inputs, series.new)
    done.number, done.series = run.pk, len(series.new)
    site = Site.objects.filter(is_default_site=True).order_by("pk").first()
    kept: dict[Path, Picture] = {}
    for (slug, code), article in written.items():
        planned = placed[slug][code]
        ImportedPage.objects.create(
            news_import=run, key=planned.key, pair=_make_pair(planned.page), source=planned.page.source[:500], page=article
        )  # fmt: skip
        done.articles += 1
        done.redirects += _add_redirects(planned.page, article, site, done)
        for at, one in enumerate(planned.pictures):
            if one.path in drawn:
                picture = _keep_drawn(drawn[one.path], one, planned.page.language, kept, by)
                ArticlePicture.objects.create(
                    page=article, picture=picture, caption=one.caption, sort_order=at
                )
    numbers = {one.pk for one in kept.values()}
    done.pictures = len(numbers)
    done.without_alt = sum(
        not (one.alt_zh and one.alt_en) for one in Picture.objects.filter(pk__in=numbers)
    )
    record_audit_entry(by, "news.import", run, name=run.source, pages=done.articles)


def _group_pairs(pages: Iterable[PlannedPage]) -> list[dict[str, PlannedPage]]:
    """Each page with its translation: of one pair, each language once."""
    groups: dict[str, list[dict[str, PlannedPage]]] = defaultdict(list)
    for one in pages:
        held = groups[one.page.pair or one.page.source]
        free = next((group for group in held if one.page.language not in group), None)
        if free is None:
            held.append({one.page.language: one})
        else:
            free[one.page.language] = one
    return [dict(sorted(group.items(), reverse=True)) for held in groups.values() for group in held]


@dataclass(frozen=True, slots=True)
class _PlannedSeries:
    new: tuple[SeriesInput, ...]
    slugs: Mapping[str, str]


def _name_series(group: Mapping[str, PlannedPage]) -> str:
    return next((one.page.series for one in group.values() if one.page.series), "")


def _plan_series(groups: Sequence[Mapping[str, PlannedPage]]) -> _PlannedSeries:
    """Series by the name that their parts in the first language say, those that there are already among them."""
    there = {one.title: one.slug for one in Series.objects.order_by("-pk")}
    taken = _list_slugs()
    new: list[SeriesInput] = []
    slugs: dict[str, str] = {}
    languages: dict[str, dict[str, str]] = defaultdict(dict)
    for group in groups:
        for code, one in group.items():
            if (name := _name_series(group)) and one.page.series:
                languages[name].setdefault(_CODES[code], one.page.series)
    for name, titles in languages.items():
        if name in there:
            slugs[name] = there[name]
            continue
        slug = _make_free(fold_key(name).replace(" ", "-") or "series", taken)
        new.append(SeriesInput(slug, {code: (title, "") for code, title in titles.items()}))
        slugs[name] = slug
    return _PlannedSeries(tuple(new), slugs)


def _list_slugs() -> set[str]:
    """The last parts of addresses below news that are taken, in whatever language."""
    taken: set[str] = set()
    for section in Section.objects.filter(slug="news").order_by("pk"):
        taken.update(section.get_descendants().order_by("pk").values_list("slug", flat=True))
    return taken


def _choose_slug(group: Mapping[str, PlannedPage], taken: set[str]) -> str:
    """As the old address ends; else the title, Chinese as it is read aloud."""
    named = next((one.page.slug for one in group.values() if one.page.slug), "")
    titled = group.get("en") or next(iter(group.values()))
    return _make_free(named or fold_key(titled.page.title).replace(" ", "-") or "page", taken)


def _make_free(wanted: str, taken: set[str]) -> str:
    stem = wanted[:_LONGEST_SLUG].strip("-")
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    taken.add(slug)
    return slug


def _find_counterpart(page: OldPage) -> tuple[str, UUID] | None:
    """Of a page whose other language an earlier run brought in: the last part of its address, and what makes them one."""
    rows = (
        ImportedPage.objects.filter(pair=_make_pair(page))
        .exclude(page=None)
        .select_related("page__locale")
    )
    for row in rows.order_by("pk"):
        there = row.page
        if there is not None and there.locale.language_code != _CODES[page.language]:
            other = Article.objects.filter(translation_key=there.translation_key)
            if not other.filter(locale__language_code=_CODES[page.language]).exists():
                return there.slug, there.translation_key
    return None


def _make_words(page: OldPage) -> ArticleWords:
    return ArticleWords(page.title, page.lead, page.body, page.byline, page.tags)


def _keep_drawn(
    drawn: pictures.PreparedPicture | Picture, told: FoundPicture, language: str, kept: dict[Path, Picture], by: User | None
) -> Picture:  # fmt: skip
    """The row of a picture, made where there is none; what it shows is added where nobody had said it in that language."""
    held = kept.get(told.path)
    if held is None:
        held = (
            pictures.find_same(drawn.sha256)
            or pictures.keep_picture(drawn, {language: told.alt}, by)
            if isinstance(drawn, pictures.PreparedPicture)
            else drawn
        )
        kept[told.path] = held
    if told.alt:
        kept[told.path] = held = pictures.describe_undescribed(held, language, told.alt)
    return held


def _add_redirects(page: OldPage, article: Any, site: Any, done: ImportDone) -> int:
    added = 0
    for address in page.addresses:
        try:
            path = Redirect.normalise_path(address)
        except ValueError:
            continue
        if not path or len(path) > 255:
            continue
        if Redirect.objects.filter(old_path=path).exists():
            done.taken_addresses.append(path)
            continue
        Redirect.objects.create(old_path=path, site=site, redirect_page=article, is_permanent=True)
        added += 1
    return added


# ---- take out --------------------------------------------------------------------------------------------


class UnknownImport(Exception):
    """No run of this number is there."""


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """``kept``: addresses of pages that an editor changed since."""

    articles: int
    pictures: int
    kept: tuple[str, ...]


def list_imports() -> list[NewsImport]:
    return list(NewsImport.objects.order_by("-pk"))


@transaction.atomic
def undo_import(number: int, by: User | None = None) -> ImportUndone:
    """Take out what a run brought in, with its redirects, its pictures that nothing else shows, and its series that are
    empty. Pages that an editor changed since stay. Raises :class:`UnknownImport`."""
    run = NewsImport.objects.select_for_update().filter(pk=number).first()
    if run is None:
        raise UnknownImport(number)
    rows = list(run.pages.exclude(page=None).order_by("pk"))
    pages = {one.pk: one for one in Article.objects.filter(pk__in=[row.page_id for row in rows])}
    kept = [page.url_path for page in pages.values() if page.latest_revision_id is not None]
    gone = [page for page in pages.values() if page.latest_revision_id is None]
    shown = ArticlePicture.objects.filter(page__in=[page.pk for page in gone])
    candidates = set(shown.order_by("pk").values_list("picture", flat=True))
    above = {page.get_parent().pk for page in gone}
    for page in gone:
        Page.objects.get(pk=page.pk).delete()
    for series in Series.objects.filter(pk__in=above).order_by("pk"):
        if not series.get_children().exists() and series.latest_revision_id is None:
            Page.objects.get(pk=series.pk).delete()
    removed = 0
    for picture in Picture.objects.filter(pk__in=candidates).order_by("pk"):
        if not ArticlePicture.objects.filter(picture=picture).exists():
            pictures.delete_picture(picture, by)
            removed += 1
    record_audit_entry(by, "news.import_undo", run, name=run.source, pages=len(gone))
    held = {page.pk for page in pages.values() if page.latest_revision_id is not None}
    run.pages.exclude(page__in=held).delete()
    if not held:
        run.delete()
    return ImportUndone(len(gone), removed, tuple(kept))


def count_by_year(plan: ImportPlan) -> dict[int, int]:
    """How many pages come in of each year."""
    return dict(sorted(Counter(one.page.dated.year for one in plan.pages).items()))


def list_days(plan: ImportPlan) -> tuple[date, date] | None:
    days = [one.page.dated for one in plan.pages]
    return (min(days), max(days)) if days else None
