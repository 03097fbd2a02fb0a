"""Real laws, lent beside the checkout: the articles found are exactly those that are there."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from tests.law.checks import assert_nothing_is_lost

from huiyin.law import Kind, read_text
from huiyin.law.eid import eid_number
from huiyin.law.grammar import Mark, Role, parse
from huiyin.law.model import Span
from huiyin.law.numerals import write_chinese


def test_every_mainland_text_has_exactly_its_articles(shared_data: Path) -> None:
    files = sorted((shared_data / "laws" / "zh-cn").glob("*.md"))
    assert len(files) == 44
    found = 0
    for path in files:
        text = path.read_text("utf-8")
        marks = [Mark(Span(*m.span()), Role.MARKUP) for m in re.finditer(r"^#+ ", text, re.M)]
        marks += [Mark(Span(*m.span()), Role.NOTE) for m in re.finditer(r"<!--.*?-->", text, re.S)]
        law = parse(text, marks=marks)
        there = re.findall(
            r"^(第[一二三四五六七八九十百零]+条(?:之[一二三四五六七八九十]+)?)[\s　]", text, re.M
        )
        assert [a.num for a in law.articles] == there, path.name
        assert law.problems == (), path.name
        assert_nothing_is_lost(law)
        found += len(there)
    assert found == 3118


def _printed(article: str, style: int) -> str:
    first, *inserted = article.split("-")
    chinese = f"第{write_chinese(int(first))}條" + "".join(
        f"之{write_chinese(int(i))}" for i in inserted
    )
    return (f"第 {article} 條\n", f"第{article}條　", f"{chinese}\n")[style]


@pytest.mark.parametrize("style", [0, 1, 2], ids=["spaced", "joined", "chinese"])
def test_every_version_of_every_taiwan_law_has_exactly_its_articles(
    shared_data: Path, style: int
) -> None:
    laws = sorted((shared_data / "laws" / "zh-tw").iterdir())
    assert len(laws) == 60
    versions = articles = 0
    for folder in laws:
        dated: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in json.loads((folder / "article.json").read_text("utf-8")):
            dated[row["passed_date"]].append(row)
        for day, rows in dated.items():
            text = "某法\n" + "".join(
                _printed(r["article"], style) + r["content"].rstrip("\n") + "\n" for r in rows
            )
            law = read_text(text)
            assert [eid_number(a.num) for a in law.articles] == [r["article"] for r in rows], (
                folder.name,
                day,
            )
            words = "".join(
                part
                for a in law.articles
                for p in a.walk()
                for part in (p.num if p is not a else "", p.heading, p.text)
            )
            assert "".join(words.split()) == "".join("".join(r["content"].split()) for r in rows), (
                folder.name,
                day,
            )
            assert_nothing_is_lost(law)
            versions += 1
            articles += len(rows)
    assert (versions, articles) == (400, 6651)


def _by_number(identifier: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdigit() else (0, part)
        for part in re.findall(r"\d+|\D+", identifier)
    ]


def _proposal(shared_data: Path) -> str:
    """The proposal of 2012 as a text, from its table of provisions."""
    rows = json.loads((shared_data / "laws/eu-gdpr/proposal-2012.json").read_text("utf-8"))
    below = defaultdict(list)
    for row in rows:
        below[row["parent"]].append(row)
    lines = ["Proposal for a Regulation", "Whereas:"]
    recitals = sorted(
        (r for r in rows if r["type"] == "recital"), key=lambda r: _by_number(r["id"])
    )
    lines += [f"({r['literal']}) {r['en']}" for r in recitals] + ["HAVE ADOPTED THIS REGULATION:"]

    def tell(row: dict[str, str]) -> None:
        number, words, kind = row["literal"], (row["en"] or "").strip(), row["type"]
        if kind in ("chapter", "section", "article"):
            lines.extend([f"{kind.upper() if kind != 'article' else 'Article'} {number}", words])
        elif kind == "paragraph" and number:
            lines.append(f"{number}. {words}")
        elif kind == "point":
            lines.append(f"({number}) {words}")
        else:
            lines.append(words)
        for child in sorted(
            below[row["id"]], key=lambda r: (r["type"] != "introduction", _by_number(r["id"]))
        ):
            tell(child)

    for chapter in sorted(
        (r for r in rows if r["type"] == "chapter"), key=lambda r: _by_number(r["id"])
    ):
        tell(chapter)
    return "\n".join(lines)


def test_the_gdpr_proposal_has_91_articles_and_139_recitals(shared_data: Path) -> None:
    law = read_text(_proposal(shared_data))
    assert len(law.articles) == 91
    assert sum(p.kind is Kind.RECITAL for p in law.walk()) == 139
    assert_nothing_is_lost(law)


def test_the_gdpr_has_99_articles(shared_data: Path) -> None:
    lines = ["REGULATION (EU) 2016/679"]
    article = chapter = ""
    with (shared_data / "laws/eu-gdpr/final-2016.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["article"] in ("", "0"):
                continue  # the table keeps the recitals under article 0
            if row["chapter"] != chapter:
                chapter = row["chapter"]
                number, _, heading = chapter.partition(". ")
                lines += [f"CHAPTER {number}", heading]
            if row["article"] != article:
                article = row["article"]
                lines += [f"Article {article}", row["subtitle"]]
            lines.append(f"{row['num']}. {row['text']}" if row["num"] else row["text"])
    law = read_text("\n".join(lines))
    assert [a.eid for a in law.articles] == [f"art_{n}" for n in range(1, 100)]
    assert_nothing_is_lost(law)
