"""The metadata of a work as CSL-JSON: made of what a form gives, read back into it, completed with its authors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from huiyin.desk.core.site_urls import build_url

if TYPE_CHECKING:
    from huiyin.desk.research.data import WorkInput
    from huiyin.desk.research.models import Work, WorkAuthor

#: Languages in which a work is described, and as CSL and BCP 47 write them.
LANGUAGES: Mapping[str, str] = {"zh": "zh-CN", "en": "en-GB"}
#: Variables of CSL that are worded in a language of their own.
WORDED = ("title", "abstract", "publisher", "collection-title", "keyword")
#: And such as are the same in all: field of the input → variable.
_SAME = {"number": "collection-number", "doi": "DOI", "url": "URL", "container": "container-title"}


def make_csl(given: WorkInput) -> dict[str, dict[str, Any]]:
    """Language → item, for each language that the title is in."""
    same: dict[str, Any] = {
        variable: getattr(given, name) for name, variable in _SAME.items() if getattr(given, name)
    }
    if given.issued:
        same["issued"] = {"date-parts": [list(given.issued)]}
    return {
        language: {
            "type": given.type.value,
            "language": LANGUAGES[language],
            **{name: words[name] for name in WORDED if words.get(name)},
            **same,
        }
        for language, words in given.words.items()
        if words.get("title")
    }


def read_csl(csl: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What a form shows of it: ``title_zh`` and its like by language, and what is the same in all."""
    shown: dict[str, Any] = {}
    for language, item in csl.items():
        for name in WORDED:
            shown[f"{_name_field(name)}_{language}"] = item.get(name, "")
        for name, variable in _SAME.items():
            shown[name] = item.get(variable, "")
        parts = item.get("issued", {}).get("date-parts") or [[]]
        shown["issued"] = "-".join(f"{part:02}" for part in parts[0])
    return shown


def _name_field(variable: str) -> str:
    return {"collection-title": "series"}.get(variable, variable)


def make_items(
    work: Work, authors: Sequence[WorkAuthor], *, version: int = 0
) -> list[dict[str, Any]]:
    """The whole items, with authors, an address, and what CSL has no variable for; the one in the first language of the
    work first."""
    return [
        {
            "id": f"{work.slug}-{language}" if len(work.csl) > 1 else work.slug,
            **item,
            "author": [_describe_author(author, language) for author in authors],
            "URL": item.get("URL") or build_url("research_work", work.slug),
            **({"version": str(version)} if version else {}),
            "custom": _describe_custom(work, authors, language),
        }
        # PostgreSQL keeps what JSON holds in an order of its own.
        for language, item in sorted(work.csl.items(), reverse=True)
    ]


def _describe_custom(work: Work, authors: Iterable[WorkAuthor], language: str) -> dict[str, Any]:
    people = list(authors)
    custom: dict[str, Any] = {
        "orcid": [author.orcid for author in people],
        "person": [author.is_person for author in people],
    }
    if work.licence:
        custom["licence"] = work.licence
    if work.commissioner is not None:
        names = work.commissioner.names_on(None)
        custom["commissioner"] = names.get(language) or work.commissioner.name
    return custom


def _describe_author(author: WorkAuthor, language: str) -> dict[str, str]:
    """A Chinese name stands as it is written; in English the family name is told apart."""
    is_apart = author.is_person and not author.is_erased and (author.family or author.given)
    if is_apart and (language != "zh" or not author.name_zh):
        names = {"family": author.family, "given": author.given}
        return {name: words for name, words in names.items() if words}
    return {"literal": author.name_in(language)}
