"""Sentences as sets of words, for finding one that says the same in a different order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from huiyin.text import to_simplified

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z]{2,}|\d+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|ing|ed|es|e|s|y)$")
#: English words that occur in every sentence.
_COMMON = frozenset(
    [
        "the",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "and",
        "or",
        "is",
        "are",
        "be",
        "been",
        "being",
        "shall",
        "must",
        "may",
        "should",
        "will",
        "would",
        "can",
        "could",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "which",
        "who",
        "whom",
        "with",
        "as",
        "from",
        "any",
        "each",
        "such",
        "has",
        "have",
        "had",
        "if",
        "than",
        "then",
        "there",
        "mean",
        "means",
    ]
)


def list_words(text: str) -> set[str]:
    """Return English words without their endings, and pairs of Chinese characters."""
    folded = to_simplified(unicodedata.normalize("NFKC", text).casefold())
    found = {run[at : at + 2] for run in _HAN.findall(folded) for at in range(len(run) - 1)}
    return found | {_ENDING.sub("", word) for word in _WORD.findall(folded) if word not in _COMMON}


class SentenceWords:
    """Sentences, each represented by its words."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for word in list_words(sentence):
                self._holders[word].append(number)

    def measure_most_shared(self, words: set[str]) -> float:
        """Return the largest share of ``words`` that one sentence contains, from 0 to 1."""
        shared = Counter(number for word in words for number in self._holders.get(word, ()))
        return max(shared.values(), default=0) / len(words) if words else 0.0
