"""Are the articles found exactly those that are there? ``python benchmarks/law_reading.py``.

Reads every real law lent beside the checkout (``HUIYIN_SHARED_DATA``, else ``../shared/data``) and prints, for each
collection, how many provisions its own record holds, how many were found in their places, and how many characters were
lost. Exits 1 on any difference. The tests run the same functions.

* ``zh-cn``: consolidated texts of the mainland's national database, as Markdown; the record is the lines that begin
  with an article's number.
* ``zh-tw``: articles of dated versions as the Legislative Yuan publishes them (``article.json``), joined into texts in
  three styles of print: ``第 15-1 條``, ``第15-1條`` and ``第十五條之一``.
* ``eu-gdpr``: the Commission's proposal of 2012, joined from its table of provisions, and the regulation of 2016.

``python benchmarks/law_reading.py FOLDER`` counts instead, over Chinese laws as Markdown in that folder (a copy of
LawRefBook/Laws on GitHub, say), the headings like 二、管辖 that stand between two articles, and how many are read as headings.
"""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from huiyin.law import Law, Provision, ProvisionKind, read_bytes, read_text
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import write_chinese

STYLES = ("spaced", "joined", "chinese")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read: ``there`` and ``found`` are the numbers of its units, in order."""

    name: str
    law: Law
    there: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        return self.there == self.found and not lost(self.law)


def lost(law: Law) -> int:
    """Characters of the source, white space aside, that stand in no node or in more than one."""
    times = bytearray(len(law.source))
    for span in [p.span for p in law.walk()] + [f.span for f in law.furniture]:
        for at in range(span.start, span.end):
            times[at] += 1
    return sum(n != 1 for n, c in zip(times, law.source, strict=True) if not c.isspace())


def mainland(data: Path) -> Iterator[Reading]:
    """Every text of ``laws/zh-cn``."""
    for path in sorted((data / "laws" / "zh-cn").glob("*.md")):
        law = read_bytes(path.read_bytes(), path.name)
        there = re.findall(
            r"^(第[一二三四五六七八九十百零]+条(?:之[一二三四五六七八九十]+)?)[\s　]",
            path.read_text("utf-8"),
            re.M,
        )
        yield Reading(path.name, law, tuple(there), tuple(a.num for a in law.articles))


def _printed(article: str, style: str) -> str:
    first, *inserted = article.split("-")
    chinese = f"第{write_chinese(int(first))}條" + "".join(
        f"之{write_chinese(int(i))}" for i in inserted
    )
    forms = {
        "spaced": f"第 {article} 條\n",
        "joined": f"第{article}條　",
        "chinese": f"{chinese}\n",
    }
    return forms[style]


def taiwan(data: Path, style: str) -> Iterator[Reading]:
    """Every dated version of every law of ``laws/zh-tw``, printed in ``style``.

    The units compared are number and words of each article together.
    """
    for folder in sorted((data / "laws" / "zh-tw").iterdir()):
        dated: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in json.loads((folder / "article.json").read_text("utf-8")):
            dated[row["passed_date"]].append(row)
        for day, rows in dated.items():
            law = read_text(
                "某法\n"
                + "".join(
                    _printed(r["article"], style) + r["content"].rstrip("\n") + "\n" for r in rows
                )
            )
            yield Reading(
                f"{folder.name} {day}",
                law,
                tuple(f"{r['article']} {''.join(r['content'].split())}" for r in rows),
                tuple(f"{eid_number(a.num)} {_words(a)}" for a in law.articles),
            )


def _words(article: Provision) -> str:
    parts = (
        part
        for p in article.walk()
        for part in (p.num if p is not article else "", p.heading, p.text)
    )
    return "".join("".join(parts).split())


def _by_number(identifier: str) -> list[tuple[int, str]]:
    return [
        (int(part), "") if part.isdigit() else (0, part)
        for part in re.findall(r"\d+|\D+", identifier)
    ]


def gdpr_proposal(data: Path) -> str:
    """The proposal of 2012 as a text, from its table of provisions."""
    rows = json.loads((data / "laws/eu-gdpr/proposal-2012.json").read_text("utf-8"))
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


def gdpr_final(data: Path) -> str:
    """The regulation of 2016 as a text, without its recitals."""
    lines = ["REGULATION (EU) 2016/679"]
    article = chapter = ""
    with (data / "laws/eu-gdpr/final-2016.csv").open(encoding="utf-8", newline="") as handle:
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
    return "\n".join(lines)


def gdpr(data: Path) -> Iterator[Reading]:
    """Recitals and articles of the proposal, articles of the regulation, by their printed numbers.

    The proposal's table numbers its article 37 as 35; it is read as printed, and told as odd.
    """
    rows = json.loads((data / "laws/eu-gdpr/proposal-2012.json").read_text("utf-8"))
    proposal = read_text(gdpr_proposal(data))
    for kind, form in ((ProvisionKind.RECITAL, "({})"), (ProvisionKind.ARTICLE, "Article {}")):
        yield Reading(
            f"gdpr 2012 {kind}s",
            proposal,
            tuple(
                form.format(row["literal"])
                for row in sorted(rows, key=lambda r: _by_number(r["id"]))
                if row["type"] == kind
            ),
            tuple(p.num for p in proposal.walk() if p.kind is kind),
        )
    final = read_text(gdpr_final(data))
    yield Reading(
        "gdpr 2016 articles",
        final,
        tuple(f"Article {n}" for n in range(1, 100)),
        tuple(a.num for a in final.articles),
    )


_HEADING = re.compile(r"(?:#{1,6}\s*)?([一二三四五六七八九十]{1,4}\s*、[^。；：]{0,60})")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,9}条")


def headings_between(text: str) -> list[str]:
    """The headings like 二、管辖 of a text: a line without a full stop, right above an article and below another."""
    lines = [line.strip().strip("*") for line in text.split("\n") if line.strip()]
    first = next((at for at, line in enumerate(lines) if _ARTICLE.match(line)), len(lines))
    return [
        "".join(found[1].split())
        for at in range(first + 1, len(lines) - 1)
        if (found := _HEADING.fullmatch(lines[at])) and _ARTICLE.match(lines[at + 1])
    ]


def count_headings(folder: Path) -> tuple[int, int, int]:
    """How many laws of a folder have headings between articles, how many there are, how many are read as headings."""
    laws = there = read = 0
    for path in sorted(folder.rglob("*.md")):
        headings = headings_between(path.read_text("utf-8", errors="replace"))
        if not headings:
            continue
        law = read_bytes(path.read_bytes(), path.name)
        found = {
            "".join(f"{p.num}{p.heading}".split())
            for p in law.walk()
            if p.kind is ProvisionKind.SECTION
        }
        laws, there = laws + 1, there + len(headings)
        read += sum(heading in found for heading in headings)
    return laws, there, read


def main(arguments: Sequence[str] = ()) -> int:
    if arguments:
        laws, there, read = count_headings(Path(arguments[0]))
        print(f"{there} headings between articles in {laws} laws, {read} read as headings")
        return 0 if read == there else 1
    repository = Path(__file__).resolve().parent.parent
    data = Path(os.environ.get("HUIYIN_SHARED_DATA", repository.parent / "shared" / "data"))
    if not (data / "laws").is_dir():
        print(f"no laws at {data}: set HUIYIN_SHARED_DATA to the folder that holds them")
        return 2
    collections: dict[str, Iterable[Reading]] = {
        "zh-cn": mainland(data),
        **{f"zh-tw {style}": taiwan(data, style) for style in STYLES},
        **{reading.name: [reading] for reading in gdpr(data)},
    }
    print(f"{'collection':<20}{'texts':>7}{'there':>8}{'found':>8}{'lost':>6}{'odd':>6}")
    failed = False
    for name, readings in collections.items():
        texts = there = found = gone = odd = 0
        for reading in readings:
            texts += 1
            there += len(reading.there)
            found += sum(a == b for a, b in zip(reading.there, reading.found, strict=False))
            gone += lost(reading.law)
            odd += len(reading.law.problems)
            if not reading.is_exact:
                failed = True
                print(f"  not exact: {reading.name}")
        print(f"{name:<20}{texts:>7}{there:>8}{found:>8}{gone:>6}{odd:>6}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
