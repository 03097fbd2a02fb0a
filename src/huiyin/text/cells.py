"""Cells that a spreadsheet must not run.

A cell that begins with ``= + - @``, a tab or a carriage return can be taken for a formula and made to
fetch or to run something (OWASP, "CSV Injection"). Every export of ours puts an apostrophe before such
text, as spreadsheets themselves do; reading our own export takes it off again.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"^'*\s*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?%?$")


def neutralise(text: str) -> str:
    """``text`` as a spreadsheet may safely hold it: an apostrophe before what it would run.

    Numbers such as ``-1`` stay numbers.
    """
    if _RUNS.match(text) and not _NUMBER.match(text):
        return "'" + text
    return text


def restore(text: str) -> str:
    """Take off the apostrophe that :func:`neutralise` put on; any other text as it is."""
    if text.startswith("'") and _RUNS.match(text[1:]) and not _NUMBER.match(text[1:]):
        return text[1:]
    return text
