"""Code texts for comparison: one character of a coded string per relevant token.

A Chinese character stands for itself; every other word gets a character from the private use planes. Texts in any
script can thus be compared with fast string routines. White space and item numbers are not tokens. Numbers are
compared by value: 三十, 30 and thirty are one token, and so are 十万, 10万, 100,000 and 100 000.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from huiyin.text import to_simplified
from huiyin.text.numerals import CHINESE_DIGITS, chinese_number

_UP_TO_NINETEEN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH_NUMBERS: dict[str, float] = {word: at for at, word in enumerate(_UP_TO_NINETEEN)}
_ENGLISH_NUMBERS |= {word: 10 * at for at, word in enumerate(_TENS, 2)}
_ENGLISH_NUMBERS |= {
    f"{ten}-{one}": 10 * tens + ones
    for tens, ten in enumerate(_TENS, 2)
    for ones, one in enumerate(_UP_TO_NINETEEN[1:10], 1)
}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3040-\u30ff"
#: Characters that may begin a number.
_DIGITS = rf"{CHINESE_DIGITS}亿億两兩"
#: Chinese measure words after a single-character number; 分 and 处 are left out because they have other meanings.
_COUNTED = "日天个個月年次人元倍名岁歲周小项項种種类類份件台辆輛户戶家所级級层層期届屆位款条條张張吨噸亩畝米公平千克度季圆圓"
#: A number in digits, with thousands separated by marks or spaces.
_ARABIC = (
    r"(?:[0-9０-９]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9０-９]+(?:[.,．，][0-9０-９]+)*)"
)
#: Multipliers after digits.
_TIMES = r"(?:[十百千万萬亿億]+|(?:hundred|thousand|million|billion)\b)"
_TOKEN = re.compile(
    rf"(?P<plain>(?:(?![{_DIGITS}])[{_HAN}])+)"
    rf"|(?P<arabic>{_ARABIC}(?: ?{_TIMES}(?:{_ARABIC}{_TIMES})*(?:[0-9０-９]+)?)?+)"
    rf"|(?P<chinese>[{CHINESE_DIGITS}亿億]{{2,}}|[二三四五六七八九十两兩](?=[{_COUNTED}])"
    rf"|一(?=[日天年月次元倍名岁歲]))"
    rf"|(?P<han>[{_HAN}])"
    rf"|(?P<spelled>(?i:\b(?:{'|'.join(_ENGLISH_NUMBERS)})(?: (?:hundred|thousand|million|billion)\b)+))"
    rf"|(?P<word>[^\W\d_{_HAN}]+(?:['’\-][^\W\d_{_HAN}]+)*)"
    r"|(?P<mark>[^\s])"
)
#: What precedes a number that names a provision or an act.
_REFERS = re.compile(
    r"(?:第|\b(?:art(?:icle|\.)?s?|sec(?:tion|\.)?s?|paragraphs?|points?|chapters?|annex|no\.?|regulation|directive)"
    r"(?:\s*+\(?+(?:\d{1,3}+|[a-z](?![a-z]))\)?+(?:,| and| or| to)?+)*+\s*+|[(/])$",
    re.IGNORECASE,
)
_PRIVATE = 0xF0000  # planes 15 and 16: 131,068 characters for the words of space-separated scripts
_PRIVATE_END = 0x10FFFD
#: The vocabulary size used for smoothing, so that the few words of a short draft do not look common.
_PSEUDO_TOKENS = 3000
#: The length in tokens of a turn of phrase that the law contains anyway, and the factor on the weight of its
#: tokens.
_GRAM, STOCK = 3, 0.35
#: The most bits of a token, so that a single strange character does not outweigh its sentence.
MOST = 10.0


@lru_cache(maxsize=65536)
def _fold_token(token: str) -> str:
    return to_simplified(unicodedata.normalize("NFKC", token).casefold())


@lru_cache(maxsize=65536)
def _folded_run(run: str) -> str:
    """Fold Chinese characters, one for one."""
    folded = to_simplified(unicodedata.normalize("NFKC", run))
    return folded if len(folded) == len(run) else "".join(_fold_token(c)[:1] or c for c in run)


_PART = re.compile(r"([\d., ]+)([^\d., ]*)")
_MULTIPLES = {
    "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000,
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip


def _in_figures(folded: str) -> float | None:
    """Return the value of ``1,000``, ``10 000``, ``10万``, ``1亿5千万`` or ``2.5 million``."""
    total = 0.0
    for figures, multiples in _PART.findall(folded):
        plain = re.sub(r"[, ](?=\d{3}(?!\d))", "", figures.rstrip()).replace(",", ".")
        try:
            value = float(plain)
        except ValueError:
            return None
        units = (
            multiples.split()
            if multiples.isascii()
            else multiples.replace("萬", "万").replace("億", "亿")
        )
        for unit in filter(None, units):
            value *= _MULTIPLES[unit]
        total += value
    return total


@lru_cache(maxsize=4096)
def number_value(token: str) -> float | None:
    """Return the value of a printed number (``六十``, ``60``, ``1,000``, ``sixty``), or ``None``."""
    folded = unicodedata.normalize("NFKC", token).casefold()
    if folded in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS[folded]
    if folded[:1].isdecimal():
        return _in_figures(folded)
    first, *times = folded.split()
    if first in _ENGLISH_NUMBERS and times:
        return _ENGLISH_NUMBERS[first] * math.prod(_MULTIPLES[unit] for unit in times)
    value = chinese_number(token.replace("億", "亿"))
    if value is None and "亿" in token:
        above, _, below = token.replace("億", "亿").partition("亿")
        high, low = chinese_number(above or "一"), chinese_number(below or "零")
        value = None if high is None or low is None else high * 100_000_000 + low
    return None if value is None else float(value)


#: An item number at the beginning of a line or after the end of an item: （三）, (a), 3、, 三、, 3., ③.
_ITEM = re.compile(
    rf"(?:(?<=[：；。:;\n])|(?<=[，、,])(?=[(（])|(?<=, )(?=\()|(?<=[.!?] )|(?<=[:;] )|(?<=; and )|(?<=; or )|(?<=以及)|(?<=；和)|\A)"
    rf"(?:[(（](?:[{CHINESE_DIGITS}]{{1,4}}|[0-9０-９]{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,5}})[)）]"
    rf"|(?:[{CHINESE_DIGITS}]{{1,4}}|[0-9０-９]{{1,2}})(?:、(?![{CHINESE_DIGITS}0-9])|[.．](?=\s*[^\W\d]))"
    rf"|第[{CHINESE_DIGITS}]{{1,3}}[，,]|[{CHINESE_DIGITS}]是|(?:[0-9０-９]{{1,2}}|[a-zA-Z])[)）]"
    r"|[①-⑳])(?![、，,和或至项項款目])(?! ?(?:and|or|to|of)\b)"
)
#: The end of a sentence: its mark or its line end. Some writers forget the space after a full stop.
_SENTENCE_END = re.compile(r"[。；！？!?;\n]|\.(?=\s)|(?<=[a-z][a-z]|\w\))\.(?=\w)")


@dataclass(frozen=True, slots=True)
class CodedText:
    """``text`` as written, and ``code`` with one character per compared token.

    Token ``i`` is ``code[i]`` and occupies ``[starts[i], ends[i])`` of ``text``.
    """

    text: str
    code: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.code)

    def shown(self, start: int, end: int) -> str:
        """Return the characters of ``text`` for tokens ``[start, end)``."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def sentences(self) -> list[tuple[int, int]]:
        """Return the tokens ``[start, end)`` of each sentence, including its mark; together they cover the text."""
        spans: list[tuple[int, int]] = []
        position = 0
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        items = [
            match.start() for match in _ITEM.finditer(self.text)
        ]  # the same as a line of its own
        for place in sorted({*ends, *items}):
            end = bisect_left(self.starts, place, position)
            if end > position:
                spans.append((position, end))
                position = end
        if position < len(self.code):
            spans.append((position, len(self.code)))
        return spans

    def ranges(self, positions: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """Return character ranges of ``text`` that cover the tokens at ``positions``; neighbours are joined."""
        spans: list[tuple[int, int]] = []
        last = -2
        for at in sorted(set(positions)):
            if at == last + 1:
                spans[-1] = (spans[-1][0], self.ends[at])
            else:
                spans.append((self.starts[at], self.ends[at]))
            last = at
        return tuple(spans)


def _is_ordinal(text: str, start: int, end: int) -> bool:
    """Tell whether a number names a provision or counts an item: （十三）, 三、 and 3. at the beginning of a line."""
    if _REFERS.search(text, max(0, start - 24), start) is not None:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("(", "（") and after in (")", "）"):
        return True
    heads = not text[text.rfind("\n", max(0, start - 8), start) + 1 : start].strip()
    at_head = heads and (start < 8 or "\n" in text[max(0, start - 8) : start])
    return at_head and after in ("、", ".", "．", ")", "）")


def _list_tokens(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield every token with its position; item numbers are skipped because they ask for nothing."""
    at = 0
    for item in [*_ITEM.finditer(text), None]:
        for match in _TOKEN.finditer(text, at, item.start() if item else len(text)):
            yield match, *match.span()
        at = item.end() if item else at


class TokenCodes:
    """Assigns characters to tokens; grows as texts are read."""

    def __init__(self) -> None:
        self._char_of: dict[str, str] = {}
        self._char_of_word: dict[
            str, str
        ] = {}  # by the word as printed; a number's code also depends on its place
        self.numbers: dict[str, float] = {}
        self.marks: set[str] = set()

    def read(self, text: str) -> CodedText:
        """Code ``text``."""
        code: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        known = self._char_of_word
        for match, start, end in _list_tokens(text):
            token = match.group()
            if match.lastgroup == "plain":
                code.append(_folded_run(token))
                starts += range(start, end)
                ends += range(start + 1, end + 1)
                continue
            char = known.get(token)
            if char is None:
                refers = _is_ordinal(text, start, end)
                char = self._char(match, refers)
            code.append(char)
            starts.append(start)
            ends.append(end)
        return CodedText(text, "".join(code), tuple(starts), tuple(ends))

    def known(self, token: str) -> str:
        """Return the character of a word; empty if no text read so far contains it."""
        return self._char_of.get(_fold_token(token), "")

    def _char(self, match: re.Match[str], refers: bool) -> str:
        token, kind = match.group(), match.lastgroup
        if kind == "han":
            return _fold_token(token)
        if kind in {"arabic", "chinese", "spelled"} or (
            kind == "word" and token.casefold() in _ENGLISH_NUMBERS
        ):
            value = number_value(token)
            if value is not None and refers:
                return self._named(
                    f"§{value:g}"
                )  # of an article: a higher or lower number means nothing
            if value is not None:
                char = self._named(f"#{value:g}")
                self.numbers[char] = value
                return char
        char = self._char_of_word[token] = self._named(_fold_token(token))
        if kind == "mark" and not token.isalnum() and token not in "%％‰$€¥￥£":
            self.marks.add(char)
        return char

    def _named(self, name: str) -> str:
        char = self._char_of.get(name)
        if char is None:
            place = _PRIVATE + len(self._char_of)
            if place > _PRIVATE_END:
                raise ValueError("more different words than trace can tell apart: 131,068")
            char = self._char_of[name] = chr(place)
        return char


@lru_cache(maxsize=1)
def turns_of_phrase() -> frozenset[str]:
    """Return trigrams of characters that every other law contains; the file names its source."""
    lines = Path(__file__).with_name("turns_of_phrase.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _list_grams(code: str) -> set[str]:
    return {code[at : at + _GRAM] for at in range(len(code) - _GRAM + 1)}


class TokenRarity:
    """How informative a token is, in bits: −log₂ of its smoothed frequency in the draft.

    p(t) = (count(t) + 1) / (N + 3000), with N tokens in the draft; a token that the draft lacks has count 0.
    Punctuation has no bits. A run that the draft or two units of the enacted text contain is a turn of phrase, and
    its tokens count less.
    """

    def __init__(
        self, draft: Iterable[str], codes: TokenCodes, enacted: Iterable[str] = ()
    ) -> None:
        counts: Counter[str] = Counter()
        self._stock: set[str] = set()
        for code in draft:
            counts.update(code)
            self._stock |= _list_grams(code)
        seen: set[str] = set()
        for code in enacted:
            grams = _list_grams(code)
            self._stock |= grams & seen
            seen |= grams
        total = math.log2(counts.total() + _PSEUDO_TOKENS)
        self._bits = {char: total - math.log2(count + 1) for char, count in counts.items()}
        self._unseen = total
        self._marks = codes.marks
        self.numbers = codes.numbers

    def of(self, char: str) -> float:
        """Return the bits of one token."""
        return 0.0 if char in self._marks else self._bits.get(char, self._unseen)

    def evidence(self, code: str) -> list[float]:
        """Return how much finding each token of a stretch tells, in bits; less in a turn of phrase."""
        bits = self.weights(code)
        stock = set[int]()
        phrases = turns_of_phrase()
        for at in range(len(code) - _GRAM + 1):
            gram = code[at : at + _GRAM]
            if gram in self._stock or gram in phrases:
                stock.update(range(at, at + _GRAM))
        for at in stock:
            bits[at] *= STOCK
        return bits

    def weights(self, code: str) -> list[float]:
        """Return the weight of each token of a stretch in bits; tokens that the draft lacks are capped."""
        return [min(self.of(char), MOST) for char in code]

    def total(self, code: str) -> float:
        """Return the bits of a run, summed over its tokens."""
        return sum(map(self.of, code))
