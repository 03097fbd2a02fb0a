"""Texts as trace compares them: one character of a coded string for each token that counts.

A Chinese character stands for itself, every other word gets a character of its own from the private
planes. So texts in any script are compared as plain strings, by the fast routines there are for
strings. White space is no token, nor is the number that an item begins with. Numbers count by value: 三十, 30 and
thirty are one token, and so are 十万, 10万, 100,000 and 100 000.
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
#: Characters that a number may begin with.
_DIGITS = rf"{CHINESE_DIGITS}亿億两兩"
#: What Chinese counts, after a number of one character; 分 and 处 are left out, which also mean other things.
_COUNTED = "日天个個月年次人元倍名岁歲周小项項种種类類份件台辆輛户戶家所级級层層期届屆位款条條张張吨噸亩畝米公平千克度季圆圓"
#: A number in figures, thousands set apart by marks or by spaces.
_ARABIC = (
    r"(?:[0-9０-９]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9０-９]+(?:[.,．，][0-9０-９]+)*)"
)
#: What multiplies the figures before it.
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
#: Before a number that names a provision or an act.
_REFERS = re.compile(
    r"(?:第|\b(?:art(?:icle|\.)?s?|sec(?:tion|\.)?s?|paragraphs?|points?|chapters?|annex|no\.?|regulation|directive)"
    r"(?:\s*+\(?+(?:\d{1,3}+|[a-z](?![a-z]))\)?+(?:,| and| or| to)?+)*+\s*+|[(/])$",
    re.IGNORECASE,
)
_PRIVATE = 0xF0000  # planes 15 and 16: 131,068 characters for the words of spaced scripts
_PRIVATE_END = 0x10FFFD
#: A vocabulary that a draft of any length is smoothed with, so that short drafts do not make
#: their few words look common.
_PSEUDO_TOKENS = 3000
#: Tokens of a run that is a turn of phrase where the law has it anyway, and what its tokens count for then.
_GRAM, STOCK = 3, 0.35
#: Bits of a token at most: one strange character does not outweigh the sentence that it stands in.
MOST = 10.0


@lru_cache(maxsize=65536)
def _fold_token(token: str) -> str:
    return to_simplified(unicodedata.normalize("NFKC", token).casefold())


@lru_cache(maxsize=65536)
def _folded_run(run: str) -> str:
    """Chinese characters folded, one for one."""
    folded = to_simplified(unicodedata.normalize("NFKC", run))
    return folded if len(folded) == len(run) else "".join(_fold_token(c)[:1] or c for c in run)


_PART = re.compile(r"([\d., ]+)([^\d., ]*)")
_MULTIPLES = {
    "十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000,
    "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
}  # fmt: skip


def _in_figures(folded: str) -> float | None:
    """The value of ``1,000``, ``10 000``, ``10万``, ``1亿5千万`` or ``2.5 million``."""
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
    """The value of a number as printed (``六十``, ``60``, ``1,000``, ``sixty``), else ``None``."""
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


#: The number of an item, at the head of a line or behind what ends an item: （三）, (a), 3、, 三、, 3., ③.
_ITEM = re.compile(
    rf"(?:(?<=[：；。:;\n])|(?<=[，、,])(?=[(（])|(?<=, )(?=\()|(?<=[.!?] )|(?<=[:;] )|(?<=; and )|(?<=; or )|(?<=以及)|(?<=；和)|\A)"
    rf"(?:[(（](?:[{CHINESE_DIGITS}]{{1,4}}|[0-9０-９]{{1,2}}|[a-zA-Z]|[ivxIVX]{{1,5}})[)）]"
    rf"|(?:[{CHINESE_DIGITS}]{{1,4}}|[0-9０-９]{{1,2}})(?:、(?![{CHINESE_DIGITS}0-9])|[.．](?=\s*[^\W\d]))"
    rf"|第[{CHINESE_DIGITS}]{{1,3}}[，,]|[{CHINESE_DIGITS}]是|(?:[0-9０-９]{{1,2}}|[a-zA-Z])[)）]"
    r"|[①-⑳])(?![、，,和或至项項款目])(?! ?(?:and|or|to|of)\b)"
)
#: Where a sentence ends: at its mark, or with its line. Some forget the space after a full stop.
_SENTENCE_END = re.compile(r"[。；！？!?;\n]|\.(?=\s)|(?<=[a-z][a-z]|\w\))\.(?=\w)")


@dataclass(frozen=True, slots=True)
class CodedText:
    """``text`` as it stands, and ``code``: a character per compared token.

    Token ``i`` is ``code[i]`` and stands at ``[starts[i], ends[i])`` of ``text``.
    """

    text: str
    code: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.code)

    def shown(self, start: int, end: int) -> str:
        """The characters of ``text`` that tokens ``[start, end)`` stand for."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def sentences(self) -> list[tuple[int, int]]:
        """The tokens ``[start, end)`` of each sentence, its mark included; together they are the text."""
        spans: list[tuple[int, int]] = []
        position = 0
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        items = [
            match.start() for match in _ITEM.finditer(self.text)
        ]  # as good as on a line of its own
        for place in sorted({*ends, *items}):
            end = bisect_left(self.starts, place, position)
            if end > position:
                spans.append((position, end))
                position = end
        if position < len(self.code):
            spans.append((position, len(self.code)))
        return spans

    def ranges(self, positions: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """Character ranges of ``text`` that cover the tokens at ``positions``; neighbours join."""
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
    """Whether a number names a provision, or counts an item: （十三）, 三、 and 3. at the head of a line."""
    if _REFERS.search(text, max(0, start - 24), start) is not None:
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("(", "（") and after in (")", "）"):
        return True
    heads = not text[text.rfind("\n", max(0, start - 8), start) + 1 : start].strip()
    at_head = heads and (start < 8 or "\n" in text[max(0, start - 8) : start])
    return at_head and after in ("、", ".", "．", ")", "）")


def _list_tokens(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Every token with where it stands; the numbers of items are passed over, for they ask for nothing."""
    at = 0
    for item in [*_ITEM.finditer(text), None]:
        for match in _TOKEN.finditer(text, at, item.start() if item else len(text)):
            yield match, *match.span()
        at = item.end() if item else at


class TokenCodes:
    """Which character stands for which token; grows as texts are read."""

    def __init__(self) -> None:
        self._char_of: dict[str, str] = {}
        self._char_of_word: dict[
            str, str
        ] = {}  # by the word as printed; of numbers the place decides
        self.numbers: dict[str, float] = {}
        self.marks: set[str] = set()

    def read(self, text: str) -> CodedText:
        """``text`` coded."""
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
        """The character that stands for a word; empty where no text read so far holds it."""
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
                return self._named(f"§{value:g}")  # of an article: more or less of it is nothing
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
    """Three characters each that every other law has; the file says where they are from."""
    lines = Path(__file__).with_name("turns_of_phrase.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _list_grams(code: str) -> set[str]:
    return {code[at : at + _GRAM] for at in range(len(code) - _GRAM + 1)}


class TokenRarity:
    """How much a token says, in bits: −log₂ of its smoothed frequency in the draft.

    p(t) = (count(t) + 1) / (N + 3000), N tokens in the draft; a token the draft does not hold
    counts as one seen never. Punctuation says nothing. A run that the draft holds, or that two units of the
    enacted text hold, is a turn of phrase: of its tokens each says less.
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
        """Bits of one token."""
        return 0.0 if char in self._marks else self._bits.get(char, self._unseen)

    def evidence(self, code: str) -> list[float]:
        """What finding each token of a stretch tells, in bits: less in a turn of phrase."""
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
        """What each token of a stretch is worth, in bits; of those that the draft never has none is worth many."""
        return [min(self.of(char), MOST) for char in code]

    def total(self, code: str) -> float:
        """Bits of a run of tokens, taken one by one."""
        return sum(map(self.of, code))
