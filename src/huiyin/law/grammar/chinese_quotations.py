"""Multi-line quotations opened by amending clauses of Chinese laws."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiyin.law.grammar.lines import SourceLine
from huiyin.text.numerals import CHINESE_DIGITS

_AMENDING = re.compile(
    r"(?:修改为|修改為|改为|改為|增加|新增|作为|作為|合并|合併|修正为|修正為|规定如下)[^“「]{0,40}[：:]?\s*$"
)
#: How far before a quotation its amending words are searched.
_AMENDING_REACH = 120
#: An item of an amending decision; inside a quotation it shows that a closing mark is missing.
_NEXT_AMENDMENT = re.compile(
    rf"^\s*[{CHINESE_DIGITS}]{{1,4}}\s*、\s*(?:将|將|在|删去|刪去|刪除|增加|对|對).{{0,60}}(?:修改为|修改為|改为|改為|增加|删去|刪去)"
)
_OPEN, _CLOSE = "“「『", "”」』"


def find_quoted_lines(lines: Sequence[SourceLine]) -> tuple[list[bool], list[SourceLine]]:
    """Return whether each line begins inside an amending clause's quotation, and the lines with an unclosed one.

    Only a mark after amending words (修改为：“) opens a quotation over several lines. An unclosed mark is a problem,
    and its quotation ends with its line.
    """
    scan = _QuotationScan(lines)
    for at in range(len(lines)):
        scan.read_line(at)
    scan.end()
    return scan.inside, scan.unclosed


class _QuotationScan:
    def __init__(self, lines: Sequence[SourceLine]) -> None:
        self.inside = [False] * len(lines)
        self.unclosed: list[SourceLine] = []
        self._lines = lines
        self._opened_at: int | None = None
        self._depth = 0

    def read_line(self, at: int) -> None:
        line = self._lines[at]
        if self._opened_at is not None and _NEXT_AMENDMENT.match(line.masked):
            self.unclosed.append(self._lines[self._opened_at])
            self._opened_at, self._depth = None, 0
        self.inside[at] = self._opened_at is not None
        for place, character in enumerate(line.masked):
            if character in _OPEN:
                self._open_mark(at, place)
            elif character in _CLOSE and self._depth:
                self._close_mark()
        if self._opened_at is None:
            self._depth = 0

    def end(self) -> None:
        """Finish: a quotation still open after the last line ends with the line that opened it."""
        if self._opened_at is not None:
            self.unclosed.append(self._lines[self._opened_at])
            below = self._opened_at + 1
            self.inside[below:] = [False] * (len(self._lines) - below)

    def _open_mark(self, at: int, place: int) -> None:
        is_out = self._opened_at is None and self._depth == 0
        if is_out and self._stands_after_amending(at, place):
            self._opened_at = at
        self._depth += 1

    def _close_mark(self) -> None:
        # A quotation of several paragraphs is opened in each and closed once.
        self._depth = 0 if self._opened_at is not None else self._depth - 1
        if self._depth == 0:
            self._opened_at = None

    def _stands_after_amending(self, at: int, place: int) -> bool:
        """Tell whether a mark follows amending words on its line or, at the beginning of a line, on the line
        before.
        """
        words = self._lines[at].masked
        indent = len(words) - len(words.lstrip())
        before = words[max(0, place - _AMENDING_REACH) : place]
        previous = self._lines[at - 1].masked if place <= indent and at else ""
        return bool(_AMENDING.search(before or previous[-_AMENDING_REACH:]))
