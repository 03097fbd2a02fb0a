"""Tell the languages of the desk apart by script alone."""

from __future__ import annotations

import re
from functools import lru_cache

from huiyin.text.normalisation import character_table

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN_RUNS = re.compile(f"{_HAN.pattern}+")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_OF_OTHERS = re.compile(r"[A-Za-z\u00c0-\u024f\u3040-\u30ff\uac00-\ud7af]")


def is_chinese(text: str) -> bool:
    """Tell whether the text is mainly Chinese. A Latin word counts as much as two Chinese characters."""
    if text.isascii():
        return False
    han = _count_han(text)
    return han > 0 and han >= 2 * len(_LATIN.findall(text))


def _is_all_chinese(text: str) -> bool:
    """Whether Chinese characters stand in it and no letters of other scripts that are told: what most texts tell without
    being counted."""
    return _OF_OTHERS.search(text) is None and _HAN.search(text) is not None


def _count_han(text: str) -> int:
    return sum(map(len, _HAN_RUNS.findall(text)))


def main_language(tag: str) -> str:
    """Map a BCP 47 tag to a language of the desk: ``zh`` for any kind of Chinese, otherwise ``en``."""
    return "zh" if tag.startswith("zh") else "en"


def detect_language(text: str) -> str:
    """Return a BCP 47 tag: ``zh-Hans``, ``zh-Hant``, ``en``, or ``und`` if neither script dominates.

    Simplified and traditional Chinese are told apart by characters that exist in only one of them; if there are
    none, simplified is assumed. Other languages in Latin script are not distinguished from English: the desk has
    two languages, and a wrong guess here only affects how words are split.
    """
    sample = text[:20000]
    if sample.isascii():
        return "en" if _LATIN.search(sample) else "und"
    if not _is_all_chinese(sample):
        if _KANA_HANGUL.search(sample) and len(_KANA_HANGUL.findall(sample)) > _count_han(sample):
            return "und"
        if not is_chinese(sample):
            return "en" if _LATIN.search(sample) else "und"
    traditional, simplified = _decisive_characters()
    told = traditional.count(sample)
    return "zh-Hant" if told > 0 and told > simplified.count(sample) else "zh-Hans"


@lru_cache(maxsize=1)
def _decisive_characters() -> tuple[_Characters, _Characters]:
    """Return the characters that occur only in traditional and only in simplified writing."""
    table = character_table()
    traditional = frozenset(chr(t) for t, s in table.items() if chr(t) != s)
    simplified = frozenset(s for t, s in table.items() if chr(t) != s and ord(s) not in table)
    return _Characters(traditional), _Characters(simplified)


class _Characters:
    """A large set of characters, for counting them in texts.

    A regular-expression class of 16-bit characters is ten times faster than a set. A single character beyond 16
    bits in the class makes it a hundred times slower, so those are counted one by one.
    """

    def __init__(self, characters: frozenset[str]) -> None:
        short = "".join(sorted(one for one in characters if ord(one) <= 0xFFFF))
        self._short = re.compile(f"[{short}]")
        self._long = frozenset(one for one in characters if ord(one) > 0xFFFF)

    def count(self, text: str) -> int:
        told = len(self._short.findall(text))
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            told += sum(map(self._long.__contains__, text))
        return told
