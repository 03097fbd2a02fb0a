"""Reduce texts to plain words, so that amendments and suggestions can be compared.

An index, a scan or a table may have lost case, punctuation and hyphens (``the well being of the data subject s``).
Here punctuation is dropped, a number is its value whatever precedes it, and a compound is one token however its
parts are joined: ``co-operate``, ``cooperate``, ``co operate``; ``subject's``, ``subjects``, ``subject s``. Which
parts belong together is learnt from texts that print the hyphen or apostrophe.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from huiyin.trace.embedded_instructions import list_number_spans
from huiyin.trace.token_codes import CodedText, TokenCodes

_JOINT = re.compile(r"(?<=[^\W\d_])['’\-](?=[^\W\d_])")
_DIVISION = re.compile(
    r"^[ \t\u3000]*(?:第[〇零一二三四五六七八九十百0-9]{1,6}[编編章节節分]|(?:chapter|title|part)[ \t]+[ivxlc0-9]{1,6}\b)",
    re.MULTILINE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
#: English words that frame sentences and amendments on any subject; sharing them is no sign of a common subject.
_FRAME = _WORD.findall(
    "a an the of to in on at by for and or is are be been being have has had shall must may should will would can could that "
    "this these those it its which who with as from any each such not no there replaced substituted inserted deleted amended "
    "replace substitute insert delete words word following read reads article section paragraph point"
)


class PlainCodes(TokenCodes):
    """Codes of words without punctuation. Read (:meth:`read`) every text before making any of them plain."""

    def __init__(self) -> None:
        super().__init__()
        self._same: dict[str, str] = {}  # the character of co-operate → that of cooperate
        self._whole: dict[
            str, str
        ] = {}  # the characters of co, operate → the character of cooperate
        self._lengths: tuple[int, ...] = ()

    def _char(self, match: re.Match[str], refers: bool) -> str:
        return super()._char(match, False)

    def learn_joints(self, texts: Iterable[CodedText]) -> None:
        """Learn from ``texts`` which words are compounds."""
        for text in texts:
            for joint in _JOINT.finditer(text.text):
                at = bisect_right(text.starts, joint.start()) - 1
                word = text.text[text.starts[at] : text.ends[at]]
                char = text.code[at]
                if char in self._same or char in self.numbers:
                    continue
                parts = _WORD.findall(word)
                whole = self.read("".join(parts)).code
                self._same[char] = whole
                self._whole["".join(self.read(part).code for part in parts)] = whole
        self._lengths = tuple(sorted({len(parts) for parts in self._whole}, reverse=True))

    def list_frame(self) -> frozenset[str]:
        """Return the characters of words that say nothing about the subject of a text."""
        return frozenset(filter(None, map(self.known, _FRAME)))

    def plain(self, text: CodedText) -> CodedText:
        """Return ``text`` without punctuation and leading item numbers, and with compounds joined."""
        kept = [at for at, char in enumerate(text.code) if char not in self.marks]
        kept = _list_tokens_outside(list_number_spans(text.text), kept, text)
        kept = _list_tokens_outside((m.span() for m in _DIVISION.finditer(text.text)), kept, text)
        chars = "".join(text.code[at] for at in kept)
        code: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        while position < len(chars):
            long, char = self._joined(chars, position)
            code.append(char)
            starts.append(text.starts[kept[position]])
            ends.append(text.ends[kept[position + long - 1]])
            position += long
        return CodedText(text.text, "".join(code), tuple(starts), tuple(ends))

    def _joined(self, chars: str, at: int) -> tuple[int, str]:
        """Return how many tokens from ``at`` form one word, and its character."""
        for long in self._lengths:
            if at + long > len(chars):
                continue
            whole = self._whole.get(chars[at : at + long])
            if whole is not None:
                return long, whole
        return 1, self._same.get(chars[at], chars[at])


def _list_tokens_outside(
    ranges: Iterable[tuple[int, int]], tokens: list[int], text: CodedText
) -> list[int]:
    """Yield the tokens outside the given character ranges, which are sorted and disjoint."""
    outside: list[int] = []
    position = 0
    for start, end in ranges:
        while position < len(tokens) and text.starts[tokens[position]] < start:
            outside.append(tokens[position])
            position += 1
        while position < len(tokens) and text.starts[tokens[position]] < end:
            position += 1
    return outside + tokens[position:]
