"""How names are sorted and searched: Chinese ones by their pinyin, in plain letters that every database sorts alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from huiyin.desk.core.search import fold_for_search
from huiyin.text import fold_text

_LONGEST = 120
_CHINESE = re.compile("[\u3400-\u9fff]")
_OTHER = re.compile(r"[^a-z0-9]+")
#: What NFKD parts from a letter: é sorts as e.
_ACCENTS = re.compile("[\u0300-\u036f]+")
#: Letters that are no other letter with an accent, and sort as what people write where they have none of them.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "ng", "ŧ": "t", "ı": "i"}
)  # fmt: skip


def make_sort_key(name_zh: str, name_en: str) -> str:
    """The pinyin of the Chinese name, its syllables apart; else the other name in plain letters. A reading that is wrong
    (单县 is Shan, not Dan) needs a person, who states another key."""
    return fold_key(" ".join(_read_aloud(name_zh)) if name_zh else name_en)


def fold_key(written: str) -> str:
    """Small plain letters and digits, one blank between words."""
    plain = unicodedata.normalize("NFKD", " ".join(_read_aloud(written)))
    letters = _ACCENTS.sub("", plain).casefold().translate(_LETTERS)
    return _OTHER.sub(" ", letters).strip()[:_LONGEST]


def make_search_text(names: Iterable[str]) -> str:
    """All that a name is found by, each on a line: as it is written, folded, together and in its words; of a Chinese one its
    pinyin and its initials, from each of its characters on: words are found by how they begin."""
    lines: dict[str, None] = {}
    for name in names:
        lines[fold_text(name, traditional=True)] = None
        lines[" ".join(fold_for_search(name).split())] = None
        if _CHINESE.search(name):
            syllables = [one.casefold() for one in _read_aloud(name)]
            initials = "".join(one[:1] for one in syllables)
            for at in range(len(syllables)):
                lines["".join(syllables[at:])] = None
                lines[initials[at:]] = None
    return "\n".join(line for line in lines if line)


def _read_aloud(name: str) -> list[str]:
    """The words of a name, each Chinese character by its syllable."""
    if not _CHINESE.search(name):
        return [name]
    from pypinyin import lazy_pinyin  # its tables take a while: only where there is Chinese

    return list(lazy_pinyin(name))
