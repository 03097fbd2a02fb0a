"""Works: begin one, describe it, name its authors, add versions with their files, hand it over."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.core.edit_conflicts import check_unchanged
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.core.stored_files import make_stored_name, shorten_name
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind
from huiyin.desk.notifications.outbox import post_all
from huiyin.desk.research.api.csl import make_csl
from huiyin.desk.research.api.ledger_acts import log_on_work, record_on_work
from huiyin.desk.research.api.requests import (
    UnusableResearch,
    direct_delivery,
    list_askers,
    note_delivery,
)
from huiyin.desk.research.data import AuthorInput, FileInput, WorkInput, WorkState
from huiyin.desk.research.models import Work, WorkAuthor, WorkFile, WorkTheme, WorkVersion
from huiyin.presentation.bibliography import read_orcid

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.research.models import ResearchRequest

#: Columns that an input has under the same name.
_SAME = ("licence", "data_url", "visibility", "embargo_until")
#: What of a work its entry in the ledger says, and so is not changed once it was handed over.
_SEALED = ("visibility", "embargo_until", "commissioner_id")


def link_work(work: Work) -> str:
    return reverse("research_work", args=(work.slug,))


def snapshot_work(work: Work) -> dict[str, Any]:
    """What the form shows of a work, for its version."""
    shown = {name: getattr(work, name) for name in ("method_zh", "method_en", "data_zh", "data_en")}
    themes = [theme.focus for theme in work.themes.all()]
    csl = {language: sorted(map(str, item.items())) for language, item in work.csl.items()}
    return shown | {
        "csl": [f"{language} {item}" for language, item in csl.items()],
        "licence": work.licence,
        "data_url": work.data_url,
        "themes": themes,
    }


def _describe(given: WorkInput) -> dict[str, Any]:
    """Column → value."""
    return {
        "csl": make_csl(given),
        "type": given.type.value,
        "title_zh": given.words.get("zh", {}).get("title", ""),
        "title_en": given.words.get("en", {}).get("title", ""),
        "year": given.issued[0] if given.issued else None,
        "commissioner_id": given.commissioner,
        "network_id": given.network,
        "organisation_id": given.organisation,
        **{f"method_{language}": words for language, words in given.method.items()},
        **{f"data_{language}": words for language, words in given.data.items()},
        **{name: getattr(given, name) for name in _SAME},
    }


@transaction.atomic
def begin_work(given: WorkInput, by: User, *, request: ResearchRequest | None = None) -> Work:
    """A draft, seen by who writes it. For a ``request`` it is under the request's embargo, and its authority commissioned
    it."""
    columns = _describe(given)
    year = str(given.issued[0]) if given.issued else str(timezone.localdate().year)
    latin = slugify(unicodedata.normalize("NFKD", columns["title_en"]))
    if len(latin) > 60:
        latin = latin[:60].rpartition("-")[0]
    slug = find_free_slug(Work.objects, f"{year}-{latin or 'work'}")
    work = Work.objects.create(slug=slug, request=request, created_by=by, **columns)
    _set_themes(work, given.themes)
    refresh_index(work)
    record_audit_entry(by, "research.work_begin", work, name=str(work))
    return work


@transaction.atomic
def describe_work(work: Work, given: WorkInput, by: User, *, seen: str | None = None) -> Work:
    """Other metadata. Raises :class:`huiyin.desk.core.edit_conflicts.EditConflict`; :class:`UnusableResearch` where it was
    handed over and what the ledger says of it would change."""
    held = lock_work(work)
    columns = _describe(given)
    before = {name: getattr(held, name) for name in columns}
    if held.state != WorkState.DRAFT and any(
        str(before[name]) != str(columns[name]) for name in _SEALED
    ):
        raise UnusableResearch("sealed")
    shown = snapshot_work(held)
    for name, value in columns.items():
        setattr(held, name, value)
    typed = snapshot_work(held) | {"themes": list(given.themes)}
    check_unchanged(seen, shown, typed)
    held.save(update_fields=tuple(columns))
    _set_themes(held, given.themes)
    refresh_index(held)
    record_audit_entry(by, "research.work_describe", held, name=str(held))
    return held


def lock_work(work: Work) -> Work:
    return Work.objects.select_for_update().get(pk=work.pk)


def _set_themes(work: Work, slugs: Sequence[str]) -> None:
    work.themes.exclude(focus__in=slugs).delete()
    there = set(work.themes.values_list("focus", flat=True))
    WorkTheme.objects.bulk_create(
        WorkTheme(work=work, focus=slug) for slug in dict.fromkeys(slugs) if slug not in there
    )


def refresh_index(work: Work) -> None:
    """Write down anew what a work is found by: abstracts, series, keywords and the names of its authors."""
    words = [
        str(item.get(name, ""))
        for item in work.csl.values()
        for name in ("abstract", "collection-title", "collection-number", "keyword", "publisher", "DOI")
    ]  # fmt: skip
    for author in work.authors.select_related("organisation"):
        words += [author.label, author.orcid]
        if author.organisation is not None:
            words += [author.organisation.name_zh, author.organisation.name_en]
    work.found_by = "\n".join(filter(None, words))
    Work.objects.filter(pk=work.pk).update(found_by=work.found_by)


# ---- authors -----------------------------------------------------------------------------------------


def _label_author(given: AuthorInput) -> str:
    latin = " ".join(filter(None, (given.given, given.family)))
    return " ".join(filter(None, (given.name_zh, latin, given.name_en)))


@transaction.atomic
def add_author(work: Work, given: AuthorInput, by: User) -> WorkAuthor:
    """The next author of the title page. Raises :class:`UnusableResearch`."""
    orcid = read_orcid(given.orcid)
    if given.orcid and not orcid:
        raise UnusableResearch("orcid")
    if not _label_author(given) and (given.is_person or given.organisation is None):
        raise UnusableResearch("no_author")
    held = lock_work(work)
    last = held.authors.aggregate(last=Max("position"))["last"] or 0
    author = WorkAuthor.objects.create(
        work=held,
        position=last + 1,
        is_person=given.is_person,
        name_zh=given.name_zh,
        name_en=given.name_en,
        family=given.family,
        given=given.given,
        label=_label_author(given),
        orcid=orcid if given.is_person else "",
        organisation_id=given.organisation,
        user=by if given.is_self and given.is_person else None,
    )
    refresh_index(held)
    # No name: it would stay in the record when the author is taken out.
    record_audit_entry(by, "research.author_add", held, key=str(author.position))
    return author


@transaction.atomic
def remove_author(work: Work, number: int, by: User) -> None:
    held = lock_work(work)
    author = held.authors.filter(pk=number).first()
    if author is None:
        raise UnusableResearch("no_author")
    position = author.position
    author.delete()
    refresh_index(held)
    record_audit_entry(by, "research.author_remove", held, key=str(position))


@transaction.atomic
def raise_author(work: Work, number: int, by: User) -> None:
    """One place further up the title page."""
    held = lock_work(work)
    authors = list(held.authors.select_for_update())
    index = next((index for index, author in enumerate(authors) if author.pk == number), 0)
    if index == 0:
        raise UnusableResearch("no_author")
    authors[index - 1], authors[index] = authors[index], authors[index - 1]
    for position, author in enumerate(authors, 1):
        author.position = position
    WorkAuthor.objects.bulk_update(authors, ["position"])
    record_audit_entry(by, "research.author_raise", held, key=str(index))


# ---- versions ----------------------------------------------------------------------------------------


@transaction.atomic
def add_version(
    work: Work,
    day: date,
    by: User,
    *,
    note: Mapping[str, str],
    recommendations: Mapping[str, str],
    files: Sequence[FileInput] = (),
) -> WorkVersion:
    """The next version, with its files and their digests. Of a work that was handed over it is a delivery of its own."""
    held = lock_work(work)
    if held.is_withdrawn:
        raise UnusableResearch("withdrawn")
    last = held.versions.aggregate(last=Max("number"))["last"] or 0
    version = WorkVersion.objects.create(
        work=held,
        number=last + 1,
        day=day,
        note_zh=note.get("zh", ""),
        note_en=note.get("en", ""),
        recommendations_zh=recommendations.get("zh", ""),
        recommendations_en=recommendations.get("en", ""),
        created_by=by,
    )
    for file in files:
        row = WorkFile(
            version=version,
            name=shorten_name(file.name),
            role=file.role.value,
            language=file.language,
            size=len(file.data),
            sha256=hashlib.sha256(file.data).hexdigest(),
        )
        row.file.save(make_stored_name(file.name), ContentFile(file.data), save=False)
        row.save(force_insert=True)
    if not held.is_draft:
        _record_delivery(held, version, by)
    record_audit_entry(by, "research.version", held, number=version.number)
    return version


def find_newest_version(work: Work) -> WorkVersion | None:
    return work.versions.first()


# ---- handed over ---------------------------------------------------------------------------------------


@transaction.atomic
def publish_work(work: Work, by: User, *, day: date | None = None) -> Work:
    """Hand a work over: to who asked for it, and to the library, today or on the ``day`` that it was. Raises :class:`UnusableResearch`."""
    held = lock_work(work)
    version = find_newest_version(held)
    if not held.is_draft:
        raise UnusableResearch("published_already")
    if version is None or not held.authors.exists():
        raise UnusableResearch("unfinished")
    held.state, held.published_on = WorkState.PUBLISHED.value, day or timezone.localdate()
    if held.request is not None and held.request.is_from_authority:
        held.commissioner_id = held.request.authority_id
    held.save(update_fields=("state", "published_on", "commissioner"))
    _record_delivery(held, version, by, day=day)
    if day is None and held.request is not None:
        post_all(list_askers(held.request, by), "research_delivered", work=held.pk)
    record_audit_entry(by, "research.publish", held, name=str(held))
    return held


def _record_delivery(
    work: Work, version: WorkVersion, by: User, *, day: date | None = None
) -> None:
    """In the ledger where an authority asked for it or gave it, else in the log."""
    digests = list(version.files.values_list("sha256", flat=True))
    request = work.request
    authority = request.authority_id if request else work.commissioner_id
    if authority is None:
        log_on_work(work, "research.work", by, day=version.day, digests=digests)
        return
    way, left = ExchangeDirection.TO_AUTHORITY, 0
    if request is not None:
        way, left = direct_delivery(request), note_delivery(request, work.organisation_id)
    number = record_on_work(
        work,
        ExchangeKind.DELIVERY,
        way,
        by,
        authority=authority,
        day=day,
        answers=request.exchange if request else None,
        details={"version": version.number} | ({"left": left} if left else {}),
        digests=digests,
        link=link_work(work),
    )
    if work.exchange is None:
        work.exchange = number
        Work.objects.filter(pk=work.pk).update(exchange=number)


@transaction.atomic
def withdraw_work(work: Work, note: str, by: User) -> None:
    """Take a work out of the library, and say why: its page stays, its files are not given any more. Raises :class:`UnusableResearch`."""
    held = lock_work(work)
    if held.is_withdrawn:
        raise UnusableResearch("withdrawn")
    if not held.is_draft and not note.strip():
        raise UnusableResearch("no_note")
    record_audit_entry(by, "research.work_withdraw", held, name=str(held))
    held.state, held.withdrawn_note = WorkState.WITHDRAWN.value, note.strip()
    held.save(update_fields=("state", "withdrawn_note"))
    if held.exchange is not None:
        record_on_work(
            held,
            ExchangeKind.CORRECTION,
            ExchangeDirection.TO_AUTHORITY,
            by,
            authority=held.commissioner_id or _find_authority(held),
            answers=held.exchange,
            details={"withdrawn": True},
            link=link_work(held),
        )
    elif held.published_on is not None:
        log_on_work(held, "research.work", by, day=timezone.localdate(), told="withdrawn")


def _find_authority(work: Work) -> int:
    assert work.request is not None  # it was delivered to somebody
    return work.request.authority_id
