"""Plain text and Markdown: the source is the decoded file, and Markdown syntax becomes marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiyin.files.decode import decode_text
from huiyin.files.problems import UnreadableLaw
from huiyin.law.grammar.marks import Mark, MarkRole
from huiyin.law.model import Span
from huiyin.law.readers.extracted_text import ExtractedText, encoding_problems

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]++")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1")
_RULE = re.compile(r"^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$")
_QUOTE = re.compile(r"^ {0,3}((?:>[ \t]?)+)")
#: A list sign before a number of the law's own: - （一）, * (a).
_LISTED = re.compile(
    r"^[ \t]*([-*+])[ \t]+(?=[（(①-⑳]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、])"
)
_LINE_BREAK = re.compile(r"(\\)$|<br\s*/?>\s*$", re.I)
#: Characters that Markdown writers escape with a backslash.
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def extract_plain(data: bytes, name: str) -> ExtractedText:
    """Read a text file unchanged."""
    decoded = decode_text(data, name)
    _must_hold_words(decoded.text, name)
    odd = encoding_problems(decoded.encoding, sure=decoded.sure, bad=decoded.bad)
    return ExtractedText(decoded.text, (), tuple(odd))


def extract_markdown(data: bytes, name: str) -> ExtractedText:
    """Read a Markdown file unchanged; marks identify headings, comments and syntax."""
    decoded = decode_text(data, name)
    _must_hold_words(decoded.text, name)
    odd = encoding_problems(decoded.encoding, sure=decoded.sure, bad=decoded.bad)
    return ExtractedText(decoded.text, tuple(markdown_marks(decoded.text)), tuple(odd))


def _must_hold_words(text: str, name: str) -> None:
    if not text.strip():
        raise UnreadableLaw("empty", file=name)


def markdown_marks(text: str) -> Iterator[Mark]:
    """Yield headings (``#`` to ``######``), strong emphasis, quotation signs, escapes, comments and rules.

    Single ``*`` and ``_``, links, and list signs (except before a number of the law's own) stay as they are: laws
    print asterisks, dashes and brackets themselves, and treating syntax as text loses nothing.
    """
    comments = list(_list_comments(text))
    for start, end in comments:
        yield Mark(Span(start, end), MarkRole.NOTE)
    at = passed = 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        while passed < len(comments) and comments[passed][1] <= start:
            passed += 1
        if passed < len(comments) and comments[passed][0] < start + len(line):
            continue
        yield from _line_marks(line, start)


def _list_comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the positions of ``<!-- … -->``; an unclosed one does not count."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def _closing_sign(line: str, begins: int) -> tuple[int, int] | None:
    """Return the position of the ``##`` that closes a heading whose text begins at ``begins``."""
    end = len(line.rstrip(" \t"))
    start = len(line[:end].rstrip("#"))
    return (start, end) if begins < start < end and line[start - 1] in " \t" else None


def _line_marks(line: str, start: int) -> Iterator[Mark]:
    def sign(span: tuple[int, int]) -> Mark:
        return Mark(Span(start + span[0], start + span[1]), MarkRole.MARKUP)

    if _RULE.match(line):
        yield Mark(Span(start, start + len(line)), MarkRole.NOTE)
        return
    heading = _HEADING.match(line)
    if heading:
        yield Mark(Span(start, start + len(line)), MarkRole(f"h{len(heading[1])}"))
        yield sign(heading.span(1))
        closing = _closing_sign(line, heading.end())
        if closing:
            yield sign(closing)
    quoted = _QUOTE.match(line)
    if quoted:
        yield sign(quoted.span(1))
    listed = _LISTED.match(line)
    if listed:
        yield sign(listed.span(1))
    for strong in _STRONG.finditer(line):
        yield sign((strong.start(), strong.start(2)))
        yield sign((strong.end(2), strong.end()))
    for escape in _ESCAPED.finditer(line):
        yield sign(escape.span())
    broken = _LINE_BREAK.search(line)
    if broken and not line[: broken.start()].endswith("\\"):
        yield sign(broken.span())
