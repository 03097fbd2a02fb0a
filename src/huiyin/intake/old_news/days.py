"""Find dates as old pages write them."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? ((?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?, ((?:19|20)\d\d)(?!\d)")
#: A longer text is not just a date with a few words.
_LONGEST = 400


def find_day(written: str) -> date | None:
    """Return the first complete date; a month alone does not count."""
    text = written[:_LONGEST].translate(_PLAIN)
    found: list[tuple[int, date]] = []
    for pattern, order in (
        (_NUMBERS, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_MONTH_FIRST, (3, 1, 2)),
    ):
        for match in pattern.finditer(text):
            year, month, day = (match[at] for at in order)
            made = _make_day(year, month, day)
            if made is not None:
                found.append((match.start(), made))
                break
    return min(found)[1] if found else None


#: Full-width digits and signs, as in Chinese pages.
_PLAIN = str.maketrans("０１２３４５６７８９－／．　", "0123456789-/. ")


def _make_day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _find_month(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _find_month(name: str) -> int:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0
