"""Normal forms of a text, without differences that readers do not notice."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def collapse_whitespace(text: str) -> str:
    """Replace each run of white space (U+3000 too) by one space, and strip the ends."""
    # Of what can be printed nothing is white space but U+0020: most texts need not be taken apart.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())


def fold_text(text: str, *, punctuation: bool = True, traditional: bool = False) -> str:
    """Return the text without differences of case, width and white space.

    Punctuation is removed too unless ``punctuation`` is false; traditional characters become simplified if
    ``traditional`` is true.

    Width and compatibility forms follow Unicode NFKC, case follows Unicode case folding (The Unicode Standard,
    sections 3.11 and 3.13). All white space is removed: between Chinese characters it carries no meaning, so adding
    or removing it is not an edit.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if traditional:
        folded = to_simplified(folded)
    # Normalise again: characters that were separated may compose once the ones between are removed.
    return unicodedata.normalize("NFKC", (_NOT_WORD if punctuation else _SPACE).sub("", folded))


@lru_cache(maxsize=1)
def character_table() -> dict[int, str]:
    """Code point of a traditional character → its simplified form."""
    # OpenCC's table of characters only. Its phrase tables would give better prose, which a fold does not need.
    from importlib.resources import files

    table: dict[int, str] = {}
    lines = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8").splitlines()
    for line in lines:
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split()[0]
    return table


def to_simplified(text: str) -> str:
    """Convert traditional characters to simplified ones, one by one (OpenCC's table).

    The length never changes, so offsets stay valid.
    """
    return text.translate(character_table())
