"""Where do the words of 1,000 articles come from, out of 50,000 laws? ``python benchmarks/trace_provenance.py``.

Makes a library of laws from a seed (30 articles of 60 characters each, two-character words with a long tail; one article
in ten is copied from an earlier law, and one in five begins with a phrase of the genre), indexes 5,000 of them, adds
10,000, then 35,000, and each time traces the same 1,000 articles. Half of these hold a passage of 20 to 50 characters of
one of the first 5,000 laws, every second one with a tenth of its characters replaced; the other half hold nothing but
new sentences of the same words. Prints time, size and memory at each step, and of all characters

* recall: the part of the planted ones that is traced to the law they stood in first;
* precision: the part of what is said to be borrowed that was planted, and from that law.

The peer in the same run is rapidfuzz's partial ratio of ten articles with every article of the first 5,000 laws.

Then, in a library of the first 1,000 of these laws, what is copied more than once and what is hardly copied at all:

* a national law that 31 provinces copied, half of whose articles they changed in one word of ten: the articles of one
  more province are the law's words; with and without titles that tell what is about one thing;
* a law in four versions, each with articles of its own added: every article is of the version that had it first;
* new articles that hold a run of seven to nine characters of some law, and articles of eight characters that are a
  law's: they are nobody's;
* short sentences of a national law that a dozen regulations about other things copied: they are the law's;
* formulas that the law and a dozen regulations share, put together of phrases that many works put together otherwise:
  they are nobody's, and stock.

Of all characters asked: the part said to be of the right source, and of others; and for how many of the passages
rapidfuzz's partial ratio has the right source first, the order of the library deciding among equals.
``pip install`` nothing: rapidfuzz is here. Arguments: the sizes of the library (5000 15000 50000).
"""

from __future__ import annotations

import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import rapidfuzz
from rapidfuzz import fuzz, process

from huiyin.trace.provenance import (
    Index,
    Provenance,
    ProvenanceSource,
    SourceText,
    trace_provenance,
)

SEED = 20260302
ARTICLES, WORDS_EACH, VOCABULARY = 30, 30, 20_000
TARGETS, PEER_TARGETS = 1_000, 10
GENRE = 40


def _vocabulary(rng: np.random.Generator) -> np.ndarray:
    """Two-character words as code points."""
    return rng.integers(0x4E00, 0x9000, (VOCABULARY, 2), dtype=np.uint32)


def _weights() -> np.ndarray:
    weights = 1 / (np.arange(VOCABULARY) + 200)
    return np.cumsum(weights / weights.sum())


@dataclass
class Library:
    """Laws numbered from 0, each made from the seed and its number alone; later numbers are later laws."""

    def __post_init__(self) -> None:
        self.words = _vocabulary(np.random.default_rng(SEED))
        self.weights = _weights()
        rng = np.random.default_rng(SEED + 1)
        self.genre = [self.sentence(rng, 7) for _ in range(GENRE)]

    def sentence(self, rng: np.random.Generator, words: int) -> str:
        chosen = np.searchsorted(self.weights, rng.random(words))
        return self.words[chosen].astype("<u4").tobytes().decode("utf-32-le")

    def _new(self, law: int) -> tuple[np.random.Generator, list[str]]:
        rng = np.random.default_rng((SEED, law))
        whole = self.sentence(rng, ARTICLES * WORDS_EACH)
        long = 2 * WORDS_EACH
        return rng, [whole[at : at + long] for at in range(0, len(whole), long)]

    def law(self, number: int) -> tuple[list[str], list[int]]:
        """Its articles, and for each the number of the law it stood in first."""
        rng, articles = self._new(number)
        first = [number] * ARTICLES
        for at in range(ARTICLES):
            if number and rng.random() < 0.1:
                # Only what is new in the other law: its own copies would make chains to follow.
                other, there = int(rng.integers(number)), int(rng.integers(ARTICLES))
                if self.law_first(other)[there] == other:
                    articles[at] = self._new(other)[1][there]
                    first[at] = other
            elif rng.random() < 0.2:
                articles[at] = self.genre[int(rng.integers(GENRE))] + "，" + articles[at]
        return articles, first

    def law_first(self, number: int) -> list[int]:
        """Only whether an article is a copy (−1) or new; what :meth:`law` needs of another law."""
        rng, _ = self._new(number)
        found = [number] * ARTICLES
        for at in range(ARTICLES):
            if number and rng.random() < 0.1:
                rng.integers(number)
                rng.integers(ARTICLES)
                found[at] = -1
            elif rng.random() < 0.2:
                rng.integers(GENRE)
        return found

    def texts(self, first: int, last: int) -> Iterator[SourceText]:
        for number in range(first, last):
            articles, _ = self.law(number)
            day = date(1950, 1, 1) + timedelta(days=number // 3)
            units = tuple((f"art_{n}", words) for n, words in enumerate(articles, 1))
            yield SourceText(ProvenanceSource(f"law-{number}", f"第{number}号法", date=day), units)


@dataclass(frozen=True)
class Target:
    """An article to trace; ``[start, end)`` of it stood first in ``law`` (−1: nothing was planted)."""

    text: str
    law: int = -1
    start: int = 0
    end: int = 0


def targets(library: Library, laws: int) -> list[Target]:
    rng = np.random.default_rng(SEED + 2)
    made = []
    for number in range(TARGETS):
        before, after = library.sentence(rng, 12), library.sentence(rng, 12)
        if number % 2:
            made.append(Target(before + "。" + after))
            continue
        articles, first = library.law(int(rng.integers(laws)))
        at = int(rng.integers(ARTICLES))
        words = articles[at].rpartition("，")[2]
        length = int(rng.integers(20, 51))
        start = int(rng.integers(len(words) - length + 1))
        passage = list(words[start : start + length])
        if number % 4:
            for place in rng.choice(length, length // 10, replace=False).tolist():
                passage[place] = library.sentence(rng, 1)[0]
        text = f"{before}，{''.join(passage)}，{after}。"
        made.append(Target(text, first[at], len(before) + 1, len(before) + 1 + length))
    return made


def judged(made: list[Target], found: Provenance) -> tuple[float, float]:
    """Recall and precision, of characters."""
    planted = said = right = 0
    for target, provision in zip(made, found.provisions, strict=True):
        planted += target.end - target.start
        for passage in provision.passages:
            said += passage.end - passage.start
            if passage.source == f"law-{target.law}":
                right += max(0, min(passage.end, target.end) - max(passage.start, target.start))
    return right / planted, right / said


@dataclass(frozen=True)
class Kind:
    """``added``: sources beside the library's laws; ``asked``: an article and the source it is of, or none."""

    name: str
    added: list[SourceText]
    asked: list[tuple[str, str]]


def kinds(library: Library) -> list[Kind]:
    rng = np.random.default_rng(SEED + 3)

    def article() -> str:
        return library.sentence(rng, WORDS_EACH)

    def changed(words: str) -> str:
        letters = list(words)
        for place in rng.choice(len(letters), len(letters) // 10, replace=False).tolist():
            letters[place] = library.sentence(rng, 1)[0]
        return "".join(letters)

    def text(name: str, articles: list[str], title: str, year: int) -> SourceText:
        units = tuple((f"art_{n}", words) for n, words in enumerate(articles, 1))
        return SourceText(ProvenanceSource(name, title, date=date(year, 1, 1)), units)

    national = [article() for _ in range(20)]
    copies = [
        [words if n % 2 else changed(words) for n, words in enumerate(national)] for _ in range(32)
    ]
    places = [f"{chr(0x7532 + n)}某省" for n in range(31)]
    found = []
    for name, of_law, of_province in (
        ("copied by 31 provinces", "中华人民共和国水土法", "{}水土条例"),
        ("the same without titles", "", ""),
    ):
        provinces = [
            text(f"province-{n}", copies[n], of_province.format(place), 2008 + n)
            for n, place in enumerate(places)
        ]
        law = text("law", national, of_law, 2005)
        found.append(Kind(name, [*provinces, law], [(words, "law") for words in copies[-1]]))
    versions = [[article() for _ in range(5)] for _ in range(4)]
    editions = [
        text(
            f"version-{n}",
            [words for some in versions[: n + 1] for words in some],
            f"水土法（{1990 + n}）",
            1990 + n,
        )
        for n in range(4)
    ]
    asked = [(words, f"version-{n}") for n, new in enumerate(versions) for words in new]
    found.append(Kind("four versions", editions[::-1], asked))
    found += [_strays(library, article), *_short_sentences(library, rng, text, article)]
    return found


def _strays(library: Library, article: Callable[[], str]) -> Kind:
    strays = []
    for number in range(100):
        words = library.law(number)[0][number % ARTICLES].rpartition("，")[2]
        length = 7 + number % 3
        strays.append((f"{article()}，{words[20 : 20 + length]}，{article()}。", ""))
        strays.append((words[20:28] + "。", ""))
    return Kind("short stray runs", [], strays)


def _short_sentences(
    library: Library,
    rng: np.random.Generator,
    text: Callable[[str, list[str], str, int], SourceText],
    article: Callable[[], str],
) -> list[Kind]:
    """What a dozen regulations about other things share with a national law: sentences of its own, and formulas."""
    sentences = [library.sentence(rng, int(rng.integers(6, 15))) for _ in range(20)]
    phrases = [library.sentence(rng, 3) for _ in range(8)]

    def formula() -> str:
        return "".join(phrases[n] for n in rng.choice(len(phrases), 3, replace=False).tolist())

    formulas = [formula() for _ in range(20)]
    found = []
    for name, shared, source in (
        ("short sentences copied by 12", sentences, "law"),
        ("formulas shared by 12", formulas, ""),
    ):
        works = [
            text(
                f"work-{n}",
                [f"{article()}。{words}。" for words in shared],
                f"{word}条例",
                2008 + n,
            )
            for n, word in enumerate(library.sentence(rng, 1) for _ in range(12))
        ]
        works.append(text("law", [f"{words}。{article()}。" for words in shared], "水土法", 2005))
        if not source:
            works += [
                text(
                    f"other-{n}",
                    [f"{formula()}，{article()}。" for _ in range(40)],
                    f"{word}办法",
                    2010,
                )
                for n, word in enumerate(library.sentence(rng, 1) for _ in range(80))
            ]
        found.append(Kind(name, works, [(f"{words}。", source) for words in shared]))
    return found


def tell_kinds(library: Library, laws: int = 1_000) -> None:
    print(f"\n{laws:,} laws, and{'right':>27}{'others':>9}{'stock':>8}{'rapidfuzz first':>18}")
    base = list(library.texts(0, laws))
    for kind in kinds(library):
        texts = [*base, *kind.added]
        units = [(str(n), words) for n, (words, _) in enumerate(kind.asked)]
        traced = trace_provenance(units, Index.in_memory(texts), day=date(2200, 1, 1))
        characters = sum(len(words) for words, _ in kind.asked)
        right = others = stock = 0
        for provision, (_, source) in zip(traced.provisions, kind.asked, strict=True):
            stock += provision.stock * provision.length
            for passage in provision.passages:
                if passage.source == source:
                    right += passage.end - passage.start
                else:
                    others += passage.end - passage.start
        print(
            f"{kind.name:29}{right / characters:>11.3f}{others / characters:>9.3f}{stock / characters:>8.3f}"
            f"{_peer(texts, kind):>18}",
            flush=True,
        )


def _peer(texts: list[SourceText], kind: Kind) -> str:
    pool = [(text.source.id, words) for text in texts for _, words in text.units]
    asked = [(words, source) for words, source in kind.asked if source][::2]
    first = [
        process.extractOne(words, [words for _, words in pool], scorer=fuzz.partial_ratio)
        for words, _ in asked
    ]
    right = sum(pool[at][0] == source for (_, _, at), (_, source) in zip(first, asked, strict=True))
    return f"{right} of {len(asked)}" if asked else "–"


def main(sizes: list[int]) -> int:
    library = Library()
    made = targets(library, sizes[0])
    units = [(f"art_{n}", target.text) for n, target in enumerate(made, 1)]
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, rapidfuzz {rapidfuzz.__version__}"
    )
    print(
        f"1,000 articles of {sum(len(t.text) for t in made) / TARGETS:.0f} characters; laws of 30 articles of 60; one process\n"
    )
    print(
        f"{'laws':>7}{'added in':>10}{'index':>9}{'on disk':>10}{'traced in':>11}{'ratio':>7}{'recall':>8}{'precision':>11}{'memory':>9}"
    )
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        there = 0
        for size in sizes:
            # Making the texts is not indexing: it is timed apart.
            begin = time.perf_counter()
            for _ in library.texts(there, size):
                pass
            making = time.perf_counter() - begin
            begin = time.perf_counter()
            Index.build(Path(folder) / "index", library.texts(there, size))
            adding = max(0.0, time.perf_counter() - begin - making)
            disk = sum(p.stat().st_size for p in (Path(folder) / "index").iterdir())
            begin = time.perf_counter()
            index = Index.open(Path(folder) / "index")
            opening = time.perf_counter() - begin
            begin = time.perf_counter()
            found = trace_provenance(units, index, day=date(2200, 1, 1))
            seconds.append(time.perf_counter() - begin)
            recall, precision = judged(made, found)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            ratio = f"{seconds[-1] / seconds[0]:.2f}"
            print(
                f"{size:>7,}{adding:>8.1f} s{opening:>7.1f} s{disk / 1e6:>7.0f} MB{seconds[-1]:>9.1f} s"
                f"{ratio:>7}{recall:>8.3f}{precision:>11.3f}{memory:>6.0f} MB",
                flush=True,
            )
            there = size
    growth, factor = seconds[-1] / seconds[0], sizes[-1] / sizes[0]
    print(f"\nlibrary × {factor:.1f}: tracing × {growth:.2f}")

    pool, owner = [], []
    for number in range(sizes[0]):
        articles, first = library.law(number)
        pool += articles
        owner += first
    asked = [target for target in made if target.law >= 0][:PEER_TARGETS]
    begin = time.perf_counter()
    best = [
        process.extractOne(t.text[t.start : t.end], pool, scorer=fuzz.partial_ratio) for t in asked
    ]
    peer = (time.perf_counter() - begin) / len(asked)
    right = sum(owner[at] == t.law for (_, _, at), t in zip(best, asked, strict=True))
    ours = seconds[0] / TARGETS
    print(
        f"rapidfuzz partial_ratio, told where the passage is, {sizes[0]:,} laws: {peer:.2f} s an article,"
        f" {peer / ours:,.0f} times ours; the right law first for {right} of {len(asked)}"
    )
    tell_kinds(library)
    return 0


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or [5_000, 15_000, 50_000]))
