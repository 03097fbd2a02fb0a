"""Forms of a text that differ only in what readers do not count as a difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def collapse_whitespace(text: str) -> str:
    """White space of every kind (U+3000 too) folded to one space, none at the ends."""
    return " ".join(text.split())


def fold_text(text: str, *, punctuation: bool = True, traditional: bool = False) -> str:
    """The text up to case, width and white space; up to punctuation too unless ``punctuation`` is
    false, and up to simplified or traditional characters if ``traditional`` is true.

    Width and compatibility forms follow Unicode NFKC, case follows Unicode case folding
    (The Unicode Standard, sections 3.11 and 3.13). White space disappears altogether: between Chinese
    characters it carries no meaning, and an added or missing one is not an edit.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if traditional:
        folded = to_simplified(folded)
    # What stood apart may compose once the characters between are gone.
    return unicodedata.normalize("NFKC", (_NOT_WORD if punctuation else _SPACE).sub("", folded))


@lru_cache(maxsize=1)
def character_table() -> dict[int, str]:
    """Code point of a traditional character → its simplified form."""
    # OpenCC's own character table; phrases are left alone, for a fold need not be fine prose.
    from importlib.resources import files

    table: dict[int, str] = {}
    lines = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8").splitlines()
    for line in lines:
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split()[0]
    return table


def to_simplified(text: str) -> str:
    """Traditional characters to simplified ones, character by character (OpenCC's table).

    The length of the text never changes, so offsets stay valid.
    """
    return text.translate(character_table())
