"""Search over everything: each source is asked for what the reader may see of it, with the index of ``core/search.py``
where it has one. A word in traditional characters is looked for in simplified ones too, names also by their pinyin and
its initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from huiyin.desk.consultations.api.lookups import select_public_consultations
from huiyin.desk.core.search import cut_excerpt, split_query
from huiyin.desk.ledger.api.search import search_exchanges
from huiyin.desk.networks.api import list_networks
from huiyin.desk.pages.models import PageText
from huiyin.desk.registry.api.organisation_facts import select_organisations
from huiyin.desk.registry.data import DirectoryFilters
from huiyin.desk.registry.sort_keys import make_search_text
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.data import LibraryFilters
from huiyin.desk.research.readers import read_reader
from huiyin.text import detect_language, fold_text, to_simplified

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor as Reader

#: Of one kind as many are shown among all; as many where it was chosen.
FEW, MOST = 8, 100


@dataclass(frozen=True, slots=True)
class WantedSearch:
    """Empty: not narrowed."""

    words: str = ""
    kind: str = ""
    language: str = ""
    year: int | None = None

    @property
    def query(self) -> str:
        """What an address says of it, but the kind."""
        said = {"words": self.words, "language": self.language, "year": self.year}
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class SearchHit:
    """``excerpt``: pieces, each with whether it was looked for; ``language``: of its title, ``zh`` or ``en``."""

    title: str
    url: str
    language: str
    excerpt: tuple[tuple[str, bool], ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FoundKind:
    kind: str
    hits: tuple[SearchHit, ...]
    has_more: bool


def find_everything(reader: Reader, wanted: WantedSearch) -> tuple[FoundKind, ...]:
    """What was found, by kind, those without anything left out."""
    kinds = [wanted.kind] if wanted.kind in _SOURCES else list(_SOURCES)
    most = MOST if wanted.kind else FEW
    found = []
    for kind in kinds:
        hits = [hit for hit in _SOURCES[kind](reader, wanted, most * 3 + 1) if _fits(hit, wanted)]
        if hits:
            found.append(FoundKind(kind, tuple(hits[:most]), len(hits) > most))
    return tuple(found)


def _fits(hit: SearchHit, wanted: WantedSearch) -> bool:
    return wanted.language in ("", hit.language) and wanted.year in (None, hit.year)


def _list_forms(words: str) -> list[str]:
    """The words as they were typed, and in simplified characters."""
    return list(dict.fromkeys((words, to_simplified(words))))


def _make_hit(
    title: str, url: str, words: str, *texts: str, year: int | None = None, language: str = ""
) -> SearchHit:
    excerpt = cut_excerpt([text for text in texts if text], words) if any(texts) else []
    said = language or ("zh" if detect_language(title).startswith("zh") else "en")
    return SearchHit(title, url, said[:2], tuple(excerpt), year)


def _find_pages(_reader: Reader, wanted: WantedSearch, most: int) -> Iterable[SearchHit]:
    rows = PageText.objects.holding(to_simplified(wanted.words)).order_by("-day", "-pk")
    for row in rows[:most]:
        year = row.day.year if row.day else None
        yield _make_hit(
            row.title, row.url, wanted.words, row.text, year=year, language=row.language
        )


def _find_works(reader: Reader, wanted: WantedSearch, most: int) -> Iterable[SearchHit]:
    seen = set()
    for words in _list_forms(wanted.words):
        for work in select_works(read_reader(reader), LibraryFilters(words=words))[:most]:
            if work.pk not in seen:
                seen.add(work.pk)
                url = reverse("research_work", args=(work.slug,))
                yield _make_hit(work.title, url, words, work.abstract, year=work.year)


def _find_organisations(_reader: Reader, wanted: WantedSearch, most: int) -> Iterable[SearchHit]:
    """By all their public names, and of Chinese ones by their pinyin and its initials (``search_text``)."""
    for one in select_organisations(DirectoryFilters(words=wanted.words))[:most]:
        yield _make_hit(one.name, reverse("organisation", args=(one.slug,)), wanted.words)


def _find_networks(_reader: Reader, wanted: WantedSearch, _most: int) -> Iterable[SearchHit]:
    parts = [fold_text(part, traditional=True) for part in wanted.words.split()]
    for one in list_networks():
        names = make_search_text((one.name_zh, one.name_en))
        if parts and all(part and part in names for part in parts):
            yield _make_hit(one.name, reverse("ledger_network", args=(one.slug,)), wanted.words)


def _find_consultations(_reader: Reader, wanted: WantedSearch, most: int) -> Iterable[SearchHit]:
    if not split_query(wanted.words):
        return
    somewhere = Q()
    for words in _list_forms(wanted.words):
        everywhere = Q()
        for part in split_query(words):
            anywhere = Q()
            for name in ("title_zh", "title_en", "intro_zh", "intro_en"):
                anywhere |= Q(**{f"{name}__icontains": part})
            everywhere &= anywhere
        somewhere |= everywhere
    rows = select_public_consultations().filter(somewhere).order_by("-opens", "-created_at", "-pk")
    for one in rows[:most]:
        url = reverse("overview", args=(one.slug,))
        year = one.opens.year if one.opens else one.created_at.year
        yield _make_hit(one.title, url, wanted.words, one.intro_zh, one.intro_en, year=year)


def _find_exchanges(reader: Reader, wanted: WantedSearch, most: int) -> Iterable[SearchHit]:
    seen = set()
    for words in _list_forms(wanted.words):
        for one in search_exchanges(reader, words, most):
            if one.pk not in seen:
                seen.add(one.pk)
                url = reverse("exchange", args=(one.number,))
                yield _make_hit(one.subject or str(one), url, words, one.summary_zh, one.summary_en, year=one.day.year)  # fmt: skip


_SOURCES: dict[str, Callable[[Any, WantedSearch, int], Iterable[SearchHit]]] = {
    "page": _find_pages,
    "consultation": _find_consultations,
    "work": _find_works,
    "organisation": _find_organisations,
    "network": _find_networks,
    "exchange": _find_exchanges,
}
KINDS: Sequence[str] = tuple(_SOURCES)
