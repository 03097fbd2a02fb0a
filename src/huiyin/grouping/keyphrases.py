"""Short names for classes of texts, from the words that distinguish each class."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from huiyin.text import is_chinese, to_simplified

#: Words per name, and characters per Chinese word.
_WORDS, _LONGEST = 3, 6
#: Function words of Chinese, which no name contains.
_CUT = re.compile(
    r"[^\u3400-\u9fff]+|[的了是和与及或把被将给我你您他她它这那也都就还又很太更最吗呢吧啊请]"
    r"|应当|应该|必须|可以|可能|没有|如果|因为|所以|但是|建议|要求|希望|认为|觉得|支持|同意|反对|谢谢|已经|什么|怎么|为什么|不要|不能"
)
#: Characters with which no Chinese word of a name begins or ends.
_NO_START = frozenset(
    "们者于在对从到等其之而但可要为以会能有里上下中一不只没至个次条款来去用让由所"
)
_NO_END = frozenset("于在对从到为以应能要该而但可其之有写不只没让由所一每几两多着过")
_ENGLISH = re.compile(r"[a-z][a-z'’\-]*[a-z]")
#: English words that say nothing about the subject.
GRAMMAR = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "done",
        "each",
        "ever",
        "every",
        "for",
        "from",
        "get",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "let",
        "like",
        "many",
        "may",
        "me",
        "more",
        "most",
        "much",
        "must",
        "my",
        "need",
        "needs",
        "never",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "please",
        "shall",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "without",
        "would",
        "you",
        "your",
        "think",
        "ask",
        "asks",
        "want",
        "make",
        "made",
        "say",
        "says",
        "said",
        "support",
        "agree",
        "oppose",
    ]
)


def name_classes(classes: Sequence[Sequence[str]]) -> list[dict[str, tuple[str, ...]]]:
    """Return for each class of texts, by language (``zh``, ``en``), up to three words that name it.

    The weight of a word in a class is its share of the class's texts times log(1 + A / f), where f is its frequency
    in all classes and A the mean number of words in a class (class-based TF-IDF, Grootendorst 2022,
    arXiv:2203.05794, equation 2). A word that occurs n times in one text counts √n, so that a single long letter
    cannot name a class. Longer words precede the shorter ones they contain. Chinese words are found without a
    dictionary: runs of two to six characters without function words that occur beside different neighbours across
    all texts.
    """
    chinese = [[to_simplified(t) for t in texts if is_chinese(t)] for texts in classes]
    english = [[t.casefold() for t in texts if not is_chinese(t)] for texts in classes]
    free = _free_words(chain.from_iterable(map(_split_clauses, chain.from_iterable(chinese))))
    names_of = {
        "zh": _name_texts(chinese, lambda t: _chinese_words(t, free)),
        "en": _name_texts(english, _english_words),
    }
    return [
        {language: names[at] for language, names in names_of.items() if names[at]}
        for at in range(len(classes))
    ]


def _name_texts(
    classes: Sequence[Sequence[str]], split: Callable[[str], Iterable[str]]
) -> list[tuple[str, ...]]:
    """Return the words that name each class of texts in one language. ``split``: returns the words of a text."""
    counts = [_count_phrases(texts, split) for texts in classes]
    everywhere: dict[str, float] = defaultdict(float)
    for count in counts:
        for word, times in count.items():
            everywhere[word] += times
    mean = sum(everywhere.values()) / max(1, sum(map(bool, counts)))
    return [
        _choose_phrases(count, everywhere, mean, len(texts))
        for count, texts in zip(counts, classes, strict=True)
    ]


def _count_phrases(texts: Iterable[str], words: Callable[[str], Iterable[str]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for text in texts:
        for word, times in Counter(words(text)).items():
            found[word] += math.sqrt(times)
    return found


def _choose_phrases(
    count: Mapping[str, float], everywhere: Mapping[str, float], mean: float, texts: int
) -> tuple[str, ...]:
    def weight(word: str) -> float:
        length = len(word.split()) if " " in word or word.isascii() else len(word) / 2
        return count[word] / texts * math.log(1 + mean / everywhere[word]) * math.sqrt(length)

    chosen: list[str] = []
    for word in sorted(count, key=lambda w: (-weight(w), w)):
        if any(_has_overlap(word, other) for other in chosen):
            continue
        chosen.append(word)
        if len(chosen) == _WORDS:
            break
    return tuple(chosen)


def _has_overlap(one: str, other: str) -> bool:
    if one.isascii() and other.isascii():
        return bool(set(one.split()) & set(other.split()))
    pairs = {one[at : at + 2] for at in range(len(one) - 1)}
    return any(other[at : at + 2] in pairs for at in range(len(other) - 1))


def _split_clauses(text: str) -> list[str]:
    return [clause for clause in _CUT.split(text) if clause]


def _free_words(clauses: Iterable[str]) -> frozenset[str]:
    """Return runs with at least two different neighbours on either side; a clause boundary counts as several
    neighbours.

    This is accessor variety (Feng and others 2004, Computational Linguistics 30).
    """
    left: dict[str, set[str]] = defaultdict(set)
    right: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, list[bool]] = defaultdict(lambda: [False, False])
    for clause in clauses:
        for word, start, end in _list_runs(clause):
            if start:
                left[word].add(clause[start - 1])
            else:
                ends[word][0] = True
            if end < len(clause):
                right[word].add(clause[end])
            else:
                ends[word][1] = True
    return frozenset(
        word
        for word, (begins, stops) in [(w, ends[w]) for w in {*left, *right, *ends}]
        if (begins or len(left[word]) > 1) and (stops or len(right[word]) > 1)
    )


def _list_runs(clause: str) -> Iterable[tuple[str, int, int]]:
    for start in range(len(clause)):
        for length in range(2, _LONGEST + 1):
            if start + length > len(clause):
                break
            word = clause[start : start + length]
            if word[0] not in _NO_START and word[-1] not in _NO_END:
                yield word, start, start + length


def _chinese_words(text: str, free: frozenset[str]) -> Iterable[str]:
    for clause in _split_clauses(text):
        for word, _, _ in _list_runs(clause):
            if word in free:
                yield word


def _english_words(text: str) -> Iterable[str]:
    before = ""
    for word in _ENGLISH.findall(text):
        if word in GRAMMAR or len(word) < 3:
            before = ""
            continue
        yield word
        if before:
            yield f"{before} {word}"
        before = word
