"""The public site of the example in both languages, all of it invented: ten years of news that tell what the tables, the
initiatives and the research of the example say, an interview in two parts, who the network is and how to reach it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huiyin.desk.pages.bilingual_pages import ArticleInput

#: As the file names languages, and as pages do; the one that is written first stands first.
_LANGUAGES = {"zh": "zh-hans", "en": "en"}
#: What an article may be about.
_ABOUT = ("consultation", "network", "work")


def load_site(path: Path, consultation: int | None, works: Mapping[str, int]) -> None:
    """Write the pages of the file at ``path``. ``consultation``: the one that news is about; ``works``: by their name in
    that file."""
    from huiyin.desk.networks.api import list_networks
    from huiyin.desk.pages.api import prepare_pages
    from huiyin.desk.pages.bilingual_pages import SeriesInput, write_news

    prepare_pages()  # a desk that was served has them
    example = tomllib.loads(path.read_text("utf-8"))
    networks = {one.slug: one.pk for one in list_networks()}
    rows = {
        "consultation": {True: consultation} if consultation else {},
        "network": networks,
        "work": works,
    }
    series = [
        SeriesInput(one["slug"], {code: tuple(one[name]) for name, code in _LANGUAGES.items()})
        for one in example["series"]
    ]
    write_news(_list_articles(example["articles"], rows), series)
    about = _write_about(example)
    _write_home(example, about)


def _list_articles(told: list[dict[str, Any]], rows: Mapping[str, Any]) -> Iterator[ArticleInput]:
    from huiyin.desk.pages.bilingual_pages import ArticleInput, ArticleWords

    for article in told:
        words = {
            code: ArticleWords(
                article[name]["title"],
                article[name]["lead"],
                article[name]["body"],
                article[name].get("byline", ""),
                tuple(article[name]["tags"]),
                date.fromisoformat(article[name]["changed"])
                if "changed" in article[name]
                else None,
            )
            for name, code in _LANGUAGES.items()
            if name in article
        }
        # A desk that was filled in part has no row of that kind: its news is about nothing.
        about = {
            name: rows[name][article[name]] for name in _ABOUT if article.get(name) in rows[name]
        }
        day = date.fromisoformat(article["day"])
        yield ArticleInput(article["slug"], day, words, article.get("series", ""), about)


def _write_about(told: Mapping[str, Any]) -> Mapping[str, Any]:
    from huiyin.desk.pages.bilingual_pages import rewrite_info_page, write_info_page

    research = write_info_page(
        "about",
        "our-research",
        {
            code: (
                told["research"][name]["title"],
                [
                    ("text", told["research"][name]["text"]),
                    ("research", {"heading": told["research"][name]["works"], "most": 6}),
                ],
            )
            for name, code in _LANGUAGES.items()
        },
    )
    pages = {}
    for name, code in _LANGUAGES.items():
        words = told["about"][name]
        pages[code] = [
            ("text", words["text"].replace("RESEARCH", str(research[code]))),
            ("figures", {"heading": words["figures"], "most": 4}),
            ("networks", {"heading": words["networks"], "most": 8}),
            ("contact", {"heading": words["contact"]}),
        ]
    return rewrite_info_page("about", pages)


def _write_home(told: Mapping[str, Any], about: Mapping[str, Any]) -> None:
    from huiyin.desk.pages.bilingual_pages import rewrite_home

    homes = {}
    for name, code in _LANGUAGES.items():
        words = dict(told["home"][name])
        hero = {one: words.pop(one) for one in ("heading", "text", "button")}
        partners = [{"name": one, "link": ""} for one in words.pop("partners")]
        live = (("open", 4), ("uptake", 3), ("replies", 3), ("news", 3), ("networks", 6), ("research", 3))  # fmt: skip
        body: list[tuple[str, Any]] = [("hero", hero | {"page": about[code]})]
        body += [(block, {"heading": "", "most": most}) for block, most in live]
        body += [("partners", {"heading": "", "partners": partners}), ("contact", {"heading": ""})]
        homes[code] = words | told["contact"] | {"body": body}
    rewrite_home(homes)
