"""Keep spreadsheets from executing the contents of cells.

A spreadsheet can take a cell that begins with ``= + - @``, a tab or a carriage return for a formula that fetches or
runs something, even if invisible characters come first (OWASP, "CSV Injection"). All our exports put an apostrophe
before such text, as spreadsheets themselves do; reading our own export removes it again.

Where the comma is the decimal separator, as in most of Europe, a spreadsheet splits CSV at semicolons and at every
line end, because the quotation marks around a cell are then in the middle of what it considers a cell. In CSV, an
apostrophe therefore also goes before anything dangerous after a semicolon, tab or line end inside a cell.
"""

from __future__ import annotations

import re

#: Invisible characters. A spreadsheet may drop them and find the formula behind them.
_INVISIBLE = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_RUNS = re.compile(rf"'*[{_INVISIBLE}]*[=+\-@\t\r＝＋－＠]")
#: Matches formulas inside a CSV cell, where a spreadsheet with another separator would begin the next cell. List
#: items often begin with a dash or plus; these are dangerous only with a bracket, or with the | and ! of a program
#: call, before the next separator.
_RUNS_WITHIN = re.compile(
    rf"([;\t\r\n])(?='*(?:(?![;\t\r\n])[{_INVISIBLE}])*(?:[=@＝＠]|[+\-＋－][^;\t\r\n]{{0,500}}[(（|!]))"
)
_RAN_WITHIN = re.compile(
    rf"([;\t\r\n])'(?='*(?:(?![;\t\r\n])[{_INVISIBLE}])*(?:[=@＝＠]|[+\-＋－][^;\t\r\n]{{0,500}}[(（|!]))"
)
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?%?$")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: The most characters that a cell of a workbook can hold.
_LONGEST = 32_767


def escape_formula(text: str) -> str:
    """Make ``text`` safe for a spreadsheet: put an apostrophe before anything it would execute.

    Numbers such as ``-1`` stay numbers.
    """
    if _RUNS.match(text) and not _NUMBER.match(text):
        return "'" + text
    return text


def as_csv_cell(text: str) -> str:
    """Make ``text`` safe for a CSV cell: at its beginning, and wherever another separator would begin a new cell."""
    return escape_formula(_RUNS_WITHIN.sub(r"\1'", text))


def as_cell(text: str) -> str:
    """Make ``text`` fit a workbook cell: safe, without characters that XML forbids (now U+FFFD), cut to the limit."""
    return escape_formula(_FORBIDDEN.sub("\ufffd", text))[:_LONGEST]


def unescape_formula(text: str) -> str:
    """Remove the apostrophes that :func:`escape_formula` and :func:`as_csv_cell` add; other text is unchanged."""
    if "'" not in text:
        return text
    text = _RAN_WITHIN.sub(r"\1", text)
    if text.startswith("'") and _RUNS.match(text[1:]) and not _NUMBER.match(text[1:]):
        return text[1:]
    return text
