"""Tell which words of a document belong to the laws it discusses, and which are the author's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from huiyin.law import Law, find_citations
from huiyin.text import Token, to_simplified, tokenise_text

#: This many consecutive words that occur in a law are its words.
SHINGLE = 4
#: Lines combined for comparison: number, heading and text of an article, or the lines of a sentence.
_MOST_JOINED = 3
#: The maximum length of an article number alone.
_LONGEST_NUMBER = 40
#: The least words of a quoted paragraph; fewer may be a number or a heading with answers below it.
_QUOTE_FROM = 6


class LawWords:
    """The words of some laws, indexed on first use."""

    def __init__(self, laws: Sequence[Law]) -> None:
        self._laws = laws

    @cached_property
    def _shingles(self) -> set[tuple[str, ...]]:
        return shingles_of(law.source for law in self._laws)

    @cached_property
    def _short(self) -> set[tuple[str, ...]]:
        """The beginnings of the laws' lines, for texts too short to be looked up otherwise."""
        lines = (_split_words(line) for law in self._laws for line in law.source.splitlines())
        return {line[:size] for line in lines for size in range(1, SHINGLE)}

    def find_own(self, text: str) -> list[str]:
        """Return the parts of ``text`` that are in no law, without its leading number."""
        said = [token for token in tokenise_text(text) if token.text[0].isalnum()]
        stretches: list[tuple[int, int]] = []
        goes_on = False
        for at, (token, is_known) in enumerate(zip(said, self._find_known(said), strict=True)):
            is_own = not is_known and not (at == 0 and _is_number(token.text))
            if is_own:
                start = stretches.pop()[0] if goes_on else token.start
                stretches.append((start, token.end))
            goes_on = is_own
        return [text[start:end] for start, end in stretches]

    def share(self, text: str) -> float:
        """Return the share of ``text`` that is in a law; 1 for an empty text."""
        said = [token for token in tokenise_text(text) if token.text[0].isalnum()]
        return sum(self._find_known(said)) / len(said) if said else 1.0

    def is_long(self, text: str) -> bool:
        """Tell whether a text has enough words to determine whose they are."""
        return len(_split_words(text)) >= SHINGLE

    def is_quote(self, text: str) -> bool:
        """Tell whether a paragraph consists only of a law's words, and is more than a heading."""
        said = [token for token in tokenise_text(text) if token.text[0].isalnum()]
        return len(said) >= _QUOTE_FROM and all(self._find_known(said))

    def ends(self, before: str, after: str) -> bool:
        """Tell whether a short line completes a law's sentence that a program broke after the line above."""
        said = _split_words(after)
        if not 0 < len(said) < _QUOTE_FROM or find_citations(after):
            return False
        joined = _split_words(before)[-SHINGLE:] + said
        shingles = list(zip(*(joined[at:] for at in range(SHINGLE)), strict=False))
        return bool(shingles) and all(one in self._shingles for one in shingles)

    def _find_known(self, said: Sequence[Token]) -> list[bool]:
        words = tuple(to_simplified(token.text).casefold() for token in said)
        if len(words) < SHINGLE:
            return [words in self._short] * len(words)
        known = [False] * len(words)
        for at in range(len(words) - SHINGLE + 1):
            if words[at : at + SHINGLE] in self._shingles:
                known[at : at + SHINGLE] = [True] * SHINGLE
        return known


def part_quotes(
    lines: Sequence[tuple[int, str]], laws: Sequence[Law]
) -> tuple[list[tuple[int, str]], dict[int, str]]:
    """Return a letter's paragraphs (number, text) without those that only quote a law, and the quotations directly
    above each answer.

    A quotation may be divided into lines and follow the number and heading of its article. If nothing answers them,
    all paragraphs are kept.
    """
    stock = LawWords(laws)
    written = [(row, words) for row, words in lines if words.strip()] if laws else []
    own: list[tuple[int, str]] = []
    above: dict[int, str] = {}
    quoted: list[str] = []
    position = 0
    while position < len(written):
        size = _measure_quote(written, position, stock, goes_on=quoted[-1] if quoted else "")
        if size:
            quoted = quoted or _take_number_above(own)
            quoted += [words.strip() for _, words in written[position : position + size]]
            position += size
            continue
        row, words = written[position]
        own.append((row, words))
        if quoted:
            above[row] = "\n".join(quoted)
            quoted = []
        position += 1
    return (own, above) if above else (list(lines), {})


def _take_number_above(own: list[tuple[int, str]]) -> list[str]:
    """Remove the article number above a quotation from the letter's own lines, and return it."""
    if own and _is_bare_citation(own[-1][1]):
        return [own.pop()[1].strip()]
    return []


def _measure_quote(
    written: Sequence[tuple[int, str]], at: int, stock: LawWords, *, goes_on: str
) -> int:
    """Return how many paragraphs from ``at`` form one quotation; 0 if none. ``goes_on``: the law's text directly
    above.
    """
    row, words = written[at]
    is_next = bool(goes_on) and row == written[at - 1][0] + 1
    if is_next and stock.ends(goes_on, words):
        return 1
    joined = ""
    for size, (_, more) in enumerate(written[at : at + _MOST_JOINED], 1):
        joined = f"{joined} {more}"
        if stock.is_quote(joined):
            return size
    return 0


def _is_bare_citation(words: str) -> bool:
    """Tell whether a line is only the number of an article."""
    cited = find_citations(words) if len(words) <= _LONGEST_NUMBER else ()
    left = words[: cited[0].start] + words[cited[-1].end :] if cited else words
    return bool(cited) and not any(map(str.isalnum, left))


def shingles_of(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Return the n-grams of words in some texts."""
    shingles: set[tuple[str, ...]] = set()
    for text in texts:
        words = _split_words(text)
        shingles.update(zip(*(words[at:] for at in range(SHINGLE)), strict=False))
    return shingles


def _split_words(text: str) -> tuple[str, ...]:
    said = tokenise_text(to_simplified(text).casefold())
    return tuple(token.text for token in said if token.text[0].isalnum())


def _is_number(word: str) -> bool:
    return word.isdecimal() or len(word) == 1
