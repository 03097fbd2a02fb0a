"""Which words of a document are those of the laws it speaks of, and which are somebody's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from huiyin.law import Law, find_citations
from huiyin.text import Token, to_simplified, tokenise_text

#: Words are a law's where so many of them stand in it after each other.
SHINGLE = 4
#: The number, the heading and the words of an article, or the lines of a sentence, are looked at together.
_MOST_JOINED = 3
#: A number of an article alone is no longer.
_LONGEST_NUMBER = 40
#: A paragraph is quoted from a law from so many words on: fewer are a number, or a heading that answers may stand under.
_QUOTE_FROM = 6


class LawWords:
    """The words of some laws. Nothing is counted before it is asked for."""

    def __init__(self, laws: Sequence[Law]) -> None:
        self._laws = laws

    @cached_property
    def _shingles(self) -> set[tuple[str, ...]]:
        return shingles_of(law.source for law in self._laws)

    @cached_property
    def _short(self) -> set[tuple[str, ...]]:
        """What lines of the laws begin with, for what is too short to be looked up otherwise."""
        lines = (_split_words(line) for law in self._laws for line in law.source.splitlines())
        return {line[:size] for line in lines for size in range(1, SHINGLE)}

    def find_own(self, text: str) -> list[str]:
        """The stretches of ``text`` that stand in no law, without the number that it begins with."""
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
        """How much of ``text`` stands in a law; of no words, all."""
        said = [token for token in tokenise_text(text) if token.text[0].isalnum()]
        return sum(self._find_known(said)) / len(said) if said else 1.0

    def is_long(self, text: str) -> bool:
        """Whether a text has words enough to tell whose they are."""
        return len(_split_words(text)) >= SHINGLE

    def is_quote(self, text: str) -> bool:
        """Whether a paragraph holds nothing but words of a law, and more than a heading."""
        said = [token for token in tokenise_text(text) if token.text[0].isalnum()]
        return len(said) >= _QUOTE_FROM and all(self._find_known(said))

    def ends(self, before: str, after: str) -> bool:
        """Whether a short line ends the sentence of a law that the line above it begins, where a program broke it."""
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
    """The paragraphs of a letter (number, words) but for those that quote a law in full, and which quotes each answers
    that stands directly below some. A quotation may be broken into lines, and stand below the number and the heading of
    its article. All are kept where none answers."""
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
    """The number of the article above a quotation, taken away from the lines that are the letter's own."""
    if own and _is_bare_citation(own[-1][1]):
        return [own.pop()[1].strip()]
    return []


def _measure_quote(
    written: Sequence[tuple[int, str]], at: int, stock: LawWords, *, goes_on: str
) -> int:
    """How many paragraphs from ``at`` on are together one quotation; 0 where there is none. ``goes_on``: the words of
    the law right above."""
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
    """Whether a line is the number of an article and nothing else."""
    cited = find_citations(words) if len(words) <= _LONGEST_NUMBER else ()
    left = words[: cited[0].start] + words[cited[-1].end :] if cited else words
    return bool(cited) and not any(map(str.isalnum, left))


def shingles_of(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """The words of some texts, so many after each other at a time."""
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
