"""The lines of a text that was read, as a person corrects them one by one."""

from __future__ import annotations

from typing import TypedDict

from huiyin.desk.laws.models import Expression


class QuotedLine(TypedDict):
    """A line and its number, counted from 1; ``was``: what stood there when it was shown."""

    number: int
    words: str
    was: str


def quote_line(expression: Expression | None, number: int | None) -> QuotedLine | None:
    """The line with a number; None where there is none."""
    lines = expression.source.split("\n") if expression else []
    if number is None or not 0 < number <= len(lines):
        return None
    return {"number": number, "words": lines[number - 1], "was": lines[number - 1]}


def find_line(expression: Expression, number: int, was: str | None) -> int | None:
    """Where the line now stands that the form showed: at its number, or, where lines were put in or taken out above
    it, at the one place that has its words. None where it cannot be told."""
    if was is None:
        return None
    lines, was = expression.source.split("\n"), was.replace("\r\n", "\n")
    if 0 < number <= len(lines) and lines[number - 1] == was:
        return number - 1
    places = [at for at, words in enumerate(lines) if words == was]
    return places[0] if len(places) == 1 and was.strip() else None


def replace_line(expression: Expression, at: int, words: str) -> str:
    """The source with ``words`` in place of the line at ``at``, counted from 0."""
    lines = expression.source.split("\n")
    return "\n".join((*lines[:at], words, *lines[at + 1 :]))
