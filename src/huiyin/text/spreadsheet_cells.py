"""Cells that a spreadsheet must not run.

A cell that begins with ``= + - @``, a tab or a carriage return, whatever invisible stands before it, can be taken for a
formula and made to fetch or to run something (OWASP, "CSV Injection"). Every export of ours puts an apostrophe before such
text, as spreadsheets themselves do; reading our own export takes it off again.

Where a comma divides decimals, as in most of Europe, a spreadsheet divides the lines of a CSV file at semicolons
instead, and at every line end: the quotation marks around a cell stand in the middle of what it then takes for one.
So in CSV an apostrophe also goes before what would run behind a semicolon, a tab or a line end within a cell.
"""

from __future__ import annotations

import re

#: What shows nothing: a spreadsheet may leave it out and find the formula behind it.
_INVISIBLE = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_RUNS = re.compile(rf"'*[{_INVISIBLE}]*[=+\-@\t\r＝＋－＠]")
#: Within a cell of CSV, where another spreadsheet begins the next. A dash or a plus begins many a line of a list: it runs
#: something only with a bracket, or with the | and ! of a program's name, before the next separator.
_RUNS_WITHIN = re.compile(
    rf"([;\t\r\n])(?='*(?:(?![;\t\r\n])[{_INVISIBLE}])*(?:[=@＝＠]|[+\-＋－][^;\t\r\n]{{0,500}}[(（|!]))"
)
_RAN_WITHIN = re.compile(
    rf"([;\t\r\n])'(?='*(?:(?![;\t\r\n])[{_INVISIBLE}])*(?:[=@＝＠]|[+\-＋－][^;\t\r\n]{{0,500}}[(（|!]))"
)
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?%?$")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: Characters that a cell of a workbook holds.
_LONGEST = 32_767


def escape_formula(text: str) -> str:
    """``text`` as a spreadsheet may safely hold it: an apostrophe before what it would run.

    Numbers such as ``-1`` stay numbers.
    """
    if _RUNS.match(text) and not _NUMBER.match(text):
        return "'" + text
    return text


def as_csv_cell(text: str) -> str:
    """``text`` as a cell of CSV may safely hold it: neutralised where it begins, and where a spreadsheet that divides
    lines otherwise would begin another cell."""
    return escape_formula(_RUNS_WITHIN.sub(r"\1'", text))


def as_cell(text: str) -> str:
    """``text`` as a cell of a workbook holds it: neutralised, what XML forbids replaced by U+FFFD, cut where a cell
    ends."""
    return escape_formula(_FORBIDDEN.sub("\ufffd", text))[:_LONGEST]


def unescape_formula(text: str) -> str:
    """Take off the apostrophes that :func:`neutralise` and :func:`as_csv_cell` put on; any other text as it is."""
    if "'" not in text:
        return text
    text = _RAN_WITHIN.sub(r"\1", text)
    if text.startswith("'") and _RUNS.match(text[1:]) and not _NUMBER.match(text[1:]):
        return text[1:]
    return text
