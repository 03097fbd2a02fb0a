"""Footnotes of printed pages: the marks in the text, and the notes at the foot."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from huiyin.law.readers.pdf_lines import AsideReason, LinePiece, PrintedLine

#: Markers around a raised, smaller character until its note is known. They are noncharacters, which never occur in
#: text that was read.
RAISED, LOWERED = "\ufdd0", "\ufdd1"
#: How a footnote begins: a number with or without brackets, a star, a circled number.
NOTE_MARKER = re.compile(
    r"[(（\[【〔]\s*\d{1,3}\s*[)）\]】〕]|\d{1,3}(?=\s|[A-Z]|[^\W\d_.])|[*†‡]{1,3}|[①-⑳¹²³⁴-⁹]|注\s*+\d{0,2}+\s*+[:：]"
)
_ANY_MARKER = re.compile(rf"{NOTE_MARKER.pattern}|\d{{1,3}}(?=[.．、)）])")
#: The maximum size of footnotes relative to the text.
SMALL = 0.93
#: The gap, in line distances, that separates a note in the text's own size.
_APART = 1.25
_CALL = re.compile(
    rf"(?P<opening>[(（\[〔【])?{RAISED}(?P<raised>[^{LOWERED}]{{1,6}}){LOWERED}(?P<closing>[)）\]〕】])?"
    r"|(?P<plain>[①-⑳¹²³⁴-⁹]|[\[〔【]\d{1,3}[\]〕】])"
)
#: What a raised digit is the exponent of: a unit of length, ten.
_POWER = re.compile(r"(?:(?<![^\W\d_])(?:[kcdmµ]?m|ft|yd|mi|in)|(?<!\d)10|米)$")
#: The maximum height of a raised mark above its line, in sizes of the line.
_HIGHEST = 0.7
_MARK_ALONE = re.compile(r"\d{1,3}|[*†‡]{1,3}|[①-⑳]")
_PAGE_NUMBER_ALONE = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")

#: The numbers of a page and of a column.
_Place = tuple[int, int]


def normalise_mark(mark: str) -> str:
    """Return a note mark without brackets, with its number in plain digits."""
    return re.sub(r"[\s()\[\]【】〔〕]", "", unicodedata.normalize("NFKC", mark))


def mark_notes(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return ``lines`` with footnotes marked and their marks in the text removed.

    A note is at the foot of a page or column. Either it is in small type, with a mark on its first line or below a
    note of the same size that continues from the previous page; or it is in the text's own size, set apart, and
    referred to by a mark in the text.
    """
    body = _measure_body(lines)
    feet: dict[_Place, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.aside is None:
            feet[line.page, line.column].append(at)
    calls = {place: _list_calls(lines, places) for place, places in feet.items()}
    notes: set[int] = set()
    had_note = False
    for place, places in feet.items():
        foot = _list_foot_lines(lines, places, body)
        begins = next(
            (n for n, at in enumerate(foot) if _find_marker(lines[at], calls[place])), None
        )
        if begins is not None:
            notes.update(foot if had_note else foot[begins:])
        else:
            notes.update(_list_called_lines(lines, places, calls[place]))
        had_note = begins is not None
    marked = [
        replace(line, aside=AsideReason.NOTE) if at in notes else line
        for at, line in enumerate(lines)
    ]
    return _drop_calls(marked)


def join_raised_marks(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Join a raised mark at the beginning of a note with the note's line."""
    joined: list[PrintedLine] = []
    for line in lines:
        mark = joined[-1] if joined else None
        if mark is not None and _is_mark_of(mark, line):
            joined[-1] = replace(
                line,
                text=f"{mark.text} {line.text}",
                left=mark.left,
                pieces=(LinePiece(mark.text, mark.left, mark.right), *line.pieces),
            )
        else:
            joined.append(line)
    return joined


def _is_mark_of(mark: PrintedLine, line: PrintedLine) -> bool:
    is_raised = 0 < mark.base - line.base < _HIGHEST * line.size and mark.size < SMALL * line.size
    is_before = 0 <= line.left - mark.right < line.size and mark.page == line.page
    return is_raised and is_before and bool(_MARK_ALONE.fullmatch(mark.text))


def _find_marker(line: PrintedLine, calls: Mapping[str, float]) -> str:
    """Return the note mark that a line begins with; with a full stop after the number, only if it is referred to."""
    marker = NOTE_MARKER.match(line.text)
    if marker is not None:
        return normalise_mark(marker[0])
    marker = _ANY_MARKER.match(line.text)
    mark = normalise_mark(marker[0]) if marker is not None else ""
    return mark if mark in calls else ""


def _measure_body(lines: Sequence[PrintedLine]) -> float:
    sizes = Counter(round(line.size, 1) for line in lines for _ in line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _list_foot_lines(lines: Sequence[PrintedLine], places: Sequence[int], body: float) -> list[int]:
    """Return the lines in small type at the foot of a column, below text in body size."""
    foot: list[int] = []
    for at in sorted(places, key=lambda at: lines[at].base):
        if not foot and _PAGE_NUMBER_ALONE.fullmatch(lines[at].text):
            continue
        if lines[at].size > SMALL * body:
            break
        foot.append(at)
    return sorted(foot) if len(foot) < len(places) else []


def _list_calls(lines: Sequence[PrintedLine], places: Sequence[int]) -> dict[str, float]:
    """Return the marks in lines that may refer to a note → the lowest line with one."""
    calls: dict[str, float] = {}
    for at in places:
        for call in _CALL.finditer(lines[at].text):
            if call.start():
                mark = normalise_mark(call["raised"] or call["plain"])
                calls[mark] = min(calls.get(mark, lines[at].base), lines[at].base)
    return calls


def _list_called_lines(
    lines: Sequence[PrintedLine], places: Sequence[int], calls: Mapping[str, float]
) -> list[int]:
    """Return the lines from the first that begins with a mark referred to above it, and is set apart from the text,
    to the foot.
    """
    if not calls:
        return []
    downwards = sorted(places, key=lambda at: -lines[at].base)
    gaps = [lines[a].base - lines[b].base for a, b in pairwise(downwards)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    for number, (before, at) in enumerate(pairwise(downwards), 1):
        marker, base = _find_marker(lines[at], calls), lines[at].base
        if calls.get(marker, float("-inf")) <= base:
            continue
        if lines[before].base - base > _APART * usual:
            return [
                at for at in downwards[number:] if not _PAGE_NUMBER_ALONE.fullmatch(lines[at].text)
            ]
    return []


def _drop_calls(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Remove the marks whose notes are on the same page; other raised characters stay part of their line."""
    known: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        marker = _ANY_MARKER.match(line.text) if line.aside is AsideReason.NOTE else None
        if marker is not None:
            known[line.page].add(normalise_mark(marker[0]))
    return [_without_calls(line, known[line.page]) for line in lines]


def _without_calls(line: PrintedLine, known: set[str]) -> PrintedLine:
    if not _CALL.search(line.text):
        return line
    known = set() if line.aside is not None else known

    def put(call: re.Match[str]) -> str:
        is_first = not call.string[: call.start()].strip()
        mark = call["raised"] or call["plain"]
        is_power = bool(call["raised"] and _POWER.search(call.string[: call.start()]))
        if normalise_mark(mark) in known and not is_first and not is_power:
            return "" if bool(call["opening"]) == bool(call["closing"]) else (call["opening"] or call["closing"])  # fmt: skip
        if call["plain"]:
            return mark
        return f"{call['opening'] or ''}{mark}{call['closing'] or ''}"

    pieces = tuple(
        LinePiece(words, piece.left, piece.right)
        for piece in line.pieces
        if (words := _CALL.sub(put, piece.text).strip())
    )
    return replace(line, text=_CALL.sub(put, line.text).strip(), pieces=pieces)
