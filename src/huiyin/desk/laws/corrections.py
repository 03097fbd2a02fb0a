"""Corrections of single lines of a text."""

from __future__ import annotations

from typing import TypedDict

from huiyin.desk.laws.models import Expression


class QuotedLine(TypedDict):
    """A line and its number, from 1; ``was``: its content when it was shown."""

    number: int
    words: str
    was: str


def quote_line(expression: Expression | None, number: int | None) -> QuotedLine | None:
    """The line ``number``, or None."""
    lines = expression.source.split("\n") if expression else []
    if number is None or not 0 < number <= len(lines):
        return None
    return {"number": number, "words": lines[number - 1], "was": lines[number - 1]}


def find_line(expression: Expression, number: int, was: str | None) -> int | None:
    """The current index of the line that the form showed: at its number, or, if lines were added or removed
    above it, at the only place with the same words. None if that is ambiguous.
    """
    if was is None:
        return None
    lines, was = expression.source.split("\n"), was.replace("\r\n", "\n")
    if 0 < number <= len(lines) and lines[number - 1] == was:
        return number - 1
    places = [at for at, words in enumerate(lines) if words == was]
    return places[0] if len(places) == 1 and was.strip() else None


def replace_line(expression: Expression, at: int, words: str) -> str:
    """The source with the line at index ``at`` (from 0) replaced by ``words``."""
    lines = expression.source.split("\n")
    return "\n".join((*lines[:at], words, *lines[at + 1 :]))
