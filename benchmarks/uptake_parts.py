"""Labelled suggestions that are about less, or more, than an article of the draft: one sentence of it, sent alone; a new article
after it; a new article that names no place.

What became of each is known, for it was built so, from the same pairs of versions and alignment as in ``uptake_pairs.py``; each
law has a random generator of its own, so these kinds leave the others as they are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from huiyin.trace import SuggestionAction, TracedSuggestion, Verdict

if TYPE_CHECKING:
    from uptake_pairs import Article, Block, Builder, Labelled

#: (kind, verdict, target, action, wording, what is said in free words).
_Row = tuple[str, Verdict, str, SuggestionAction, str, str]
_ENDED = re.compile(r"[。；：！？\n.;:]\s*$")
_REPLACE, _INSERT = SuggestionAction.REPLACE, SuggestionAction.INSERT
#: A sentence is sent alone where it is so little of its article at most, and so like the one that it rewords.
_SHARE, _LIKE = 0.75, 60.0


class PartKinds:
    """Builds these kinds on one law."""

    def __init__(self, builder: Builder, seed: int) -> None:
        self.of, self.zh = builder, builder.pair.language == "zh"
        self.rng = random.Random(f"{seed}-{builder.pair.name}-parts")
        self.least = 10 if self.zh else 8

    def build(self) -> None:
        """Adds the suggestions to those of the law."""
        asked_with, self.of.rng = self.of.rng, self.rng
        each = self.of.each
        rows = [
            row
            for kind in (
                self._alone(),
                self._half_alone(),
                self._invented_alone(),
                self._new_article(),
                self._half_new_article(),
                self._without_place(),
                self._invented_without_place(),
            )
            for row in islice(kind, each)
        ]
        self.of.rng = asked_with
        pair = self.of.pair
        for kind, verdict, eid, action, wording, text in rows:
            number = len(pair.labelled)
            ask = TracedSuggestion(f"{pair.name}-p{number}", eid, action, wording, text, pair.language)  # fmt: skip
            pair.labelled.append(_labelled(ask, verdict, kind))

    # One sentence of an article ----------------------------------------------------------------------

    def _sentences(self) -> Iterator[tuple[Article, Block, int, int]]:
        """Changes within one sentence, and where in the old article that sentence begins and ends."""
        for article, block in self.of.blocks(self.of.changed, fresh=False):
            first, last = _sentence_around(article.old, block.a, block.b)
            inside = article.old[block.a : block.b]
            put = article.new[block.c : block.d]
            if any(map(_ENDED.search, (*inside[:-1], *put[:-1]))) or not put or block.a == block.b:
                continue
            if bool(_ENDED.search(inside[-1])) != bool(_ENDED.search(put[-1])):
                continue
            if len("".join(article.old[first:last])) <= _SHARE * len("".join(article.old)):
                yield article, block, first, last

    def _alone(self) -> Iterator[_Row]:
        for article, block, first, last in self._sentences():
            wording, is_like = _reword(article, block, first, last, article.new[block.c : block.d])
            if is_like:
                yield "a sentence alone", Verdict.ADOPTED, article.eid, _REPLACE, wording, ""

    def _half_alone(self) -> Iterator[_Row]:
        for article, block, first, last in self._sentences():
            if not self.of.fresh(article, block):
                continue
            put = article.new[block.c : block.d]
            more = self.of.strange(round(self.rng.uniform(0.6, 1.4) * _long_of(put, self.zh)))
            mark = "，" if self.zh else ", "
            both = [_bare(put), mark, _bare(more), _mark_of(put)]
            wording, is_like = _reword(article, block, first, last, both)
            if is_like:
                yield "half of a sentence", Verdict.PARTLY, article.eid, _REPLACE, wording, ""

    def _invented_alone(self) -> Iterator[_Row]:
        """A sentence that the law kept, with a clause of another law in it."""
        articles = [a for a in self.of.articles if len(a.old) > 3]
        self.rng.shuffle(articles)
        for article in articles:
            at = self.rng.randrange(len(article.old))
            first, last = _sentence_around(article.old, at, at + 1)
            old = article.old[first:last]
            if "".join(old) not in "".join(article.new) or len(old) < 2:
                continue
            if len("".join(old)) > _SHARE * len("".join(article.old)):
                continue
            mark = "，" if self.zh else ", "
            more = _bare(self.of.strange(self.least)) + mark
            wording = "".join([*old[:1], more, *old[1:]]).strip()
            if fuzz.ratio(wording, "".join(old)) >= _LIKE:
                yield (
                    "a sentence, invented",
                    Verdict.NOT_ADOPTED,
                    article.eid,
                    _REPLACE,
                    wording,
                    "",
                )

    # New articles ------------------------------------------------------------------------------------

    def _new_articles(self) -> Iterator[tuple[str, str]]:
        """The article of the draft that a new one follows, and the words of the new one."""
        articles = [
            (before, words)
            for before, words in self.of.new_articles
            if self.of._new_to(words, self.of.in_draft) > 0.7 and _long_of([words], self.zh) >= 14
        ]
        self.rng.shuffle(articles)
        yield from articles

    def _new_article(self) -> Iterator[_Row]:
        for number, (before, words) in enumerate(self._new_articles()):
            text = ""
            if number % 2 and not re.search(r"[“”\"]", words):
                num = self.of.pair.draft.by_eid[before].num
                text = f"建议在{num}后增加一条：“{words}”" if self.zh else f'Insert after {num} a new article: "{words}"'  # fmt: skip
            action = _REPLACE if text else _INSERT
            yield "a new article", Verdict.ADOPTED, before, action, "" if text else words, text

    def _half_new_article(self) -> Iterator[_Row]:
        for before, words in self._new_articles():
            more = "".join(self.of.strange(round(1.0 * _long_of([words], self.zh))))
            wording = words + ("" if self.zh else " ") + more
            yield "half a new article", Verdict.PARTLY, before, _INSERT, wording, ""

    def _without_place(self) -> Iterator[_Row]:
        for number, (_, words) in enumerate(self._new_articles()):
            text = f"建议增加一条：“{words}”" if self.zh else f'Add a new article: "{words}"'
            if number % 2 or re.search(r"[“”\"]", words):
                text = ""
            action = _REPLACE if text else _INSERT
            yield (
                "a new article, no place",
                Verdict.ADOPTED,
                "",
                action,
                "" if text else words,
                text,
            )

    def _invented_without_place(self) -> Iterator[_Row]:
        while True:
            wording = self.of._sentence(2 * self.least)
            yield "invented, no place", Verdict.NOT_ADOPTED, "", _INSERT, wording, ""


def _labelled(ask: TracedSuggestion, verdict: Verdict, kind: str) -> Labelled:
    from uptake_pairs import Labelled

    return Labelled(ask, verdict, kind)


def _sentence_around(clauses: tuple[str, ...], start: int, end: int) -> tuple[int, int]:
    """The clauses of the sentence, or sentences, that ``[start, end)`` lies in."""
    first, last = start, max(end, start + 1)
    while first and not _ENDED.search(clauses[first - 1]):
        first -= 1
    while last < len(clauses) and not _ENDED.search(clauses[last - 1]):
        last += 1
    return first, last


def _reword(
    article: Article, block: Block, first: int, last: int, put: Sequence[str]
) -> tuple[str, bool]:
    """The sentence with ``put`` in place of the block, and whether it is like what it was and not just that."""
    old = "".join(article.old[first:last]).strip()
    wording = "".join([*article.old[first : block.a], *put, *article.old[block.b : last]]).strip()
    is_other = re.sub(r"\W+", "", old) != re.sub(r"\W+", "", wording)
    return wording, is_other and fuzz.ratio(old, wording) >= _LIKE


def _bare(clauses: Sequence[str]) -> str:
    return re.sub(r"[，。；：、,;.:\s]+$", "", "".join(clauses))


def _mark_of(clauses: Sequence[str]) -> str:
    return re.search(r"[，。；：、,;.:\s]*$", "".join(clauses))[0]  # type: ignore[index]


def _long_of(clauses: Sequence[str], zh: bool) -> int:
    text = "".join(clauses)
    return len(re.sub(r"\W+", "", text)) if zh else len(text.split())
