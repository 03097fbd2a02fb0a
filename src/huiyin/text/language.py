"""Tell the languages the desk works in apart, from the script alone."""

from __future__ import annotations

import re
from functools import lru_cache

from huiyin.text.normalisation import character_table

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def is_chinese(text: str) -> bool:
    """Whether Chinese characters carry the text. A Latin word counts as much as two characters."""
    han = len(_HAN.findall(text))
    return han > 0 and han >= 2 * len(_LATIN.findall(text))


def main_language(tag: str) -> str:
    """The language of the desk that a BCP 47 tag belongs to: ``zh`` for every Chinese, else ``en``."""
    return "zh" if tag.startswith("zh") else "en"


def detect_language(text: str) -> str:
    """A BCP 47 tag: ``zh-Hans``, ``zh-Hant``, ``en``, or ``und`` where neither script carries the text.

    Simplified and traditional are told apart by the characters that exist in one only; where none
    decides, simplified is taken. Other languages in Latin script are not told from English: the desk
    works in two languages, and a wrong guess here only chooses a word splitter.
    """
    sample = text[:20000]
    if _KANA_HANGUL.search(sample) and len(_KANA_HANGUL.findall(sample)) > len(
        _HAN.findall(sample)
    ):
        return "und"
    if is_chinese(sample):
        table = character_table()
        traditional = sum(1 for c in sample if ord(c) in table and table[ord(c)] != c)
        simplified_forms = _simplified_only()
        simplified = sum(1 for c in sample if c in simplified_forms)
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    return "en" if _LATIN.search(sample) else "und"


@lru_cache(maxsize=1)
def _simplified_only() -> frozenset[str]:
    table = character_table()
    return frozenset(s for t, s in table.items() if chr(t) != s and ord(s) not in table)
