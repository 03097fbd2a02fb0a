"""Pages that print two texts side by side, such as a law in two languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from huiyin.law.readers.pdf_lines import PrintedLine
from huiyin.text.numerals import CHINESE_DIGITS, chinese_number

_NUMBER = re.compile(
    rf"第\s*(?P<han>[{CHINESE_DIGITS}]{{1,9}})\s*[条條章节節]|第\s*(?P<counted>\d{{1,4}})\s*[条條章节節]"
    r"|(?:Article|Art\.|Section|Sec\.|Chapter|§)\s*(?P<named>\d{1,4})\b|(?P<bare>\d{1,4})(?:[.．、)]|\s|$)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{3,}")
#: The largest share of words on a page that two languages have in common.
_SHARED = 0.25
#: How far apart in height units with the same number may be, in character sizes.
_ALIGNED = 2.0
#: The least number of units with equal numbers, and their least share on the side with fewer units.
_FEWEST, _MOST = 2, 0.6


def part_two_texts(
    lines: Sequence[PrintedLine],
) -> tuple[list[PrintedLine], frozenset[int]]:
    """Return ``lines`` with the right-hand text after all of the left one, and the indices where the second text
    begins.

    There are none if pages have a single text.
    """
    sides: dict[int, tuple[list[PrintedLine], list[PrintedLine]]] = defaultdict(lambda: ([], []))
    for line in lines:
        if line.aside is None and line.column in (1, 2):
            sides[line.page][line.column - 1].append(line)
    more = {line.page for line in lines if line.column > 2}
    beside = {page for page, (left, right) in sides.items() if page not in more and _are_one(left, right)}  # fmt: skip
    if not beside or 2 * len(beside) < len(sides):
        return list(lines), frozenset()
    first = [line for line in lines if line.column != 2 or line.page in more]
    second = [line for line in lines if line.column == 2 and line.page not in more]
    start = next(at for at, line in enumerate(second) if line.aside is None)
    return [*first, *second], frozenset({len(first) + start})


def _are_one(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> bool:
    """Tell whether the units of two columns have equal numbers side by side but few common words: two languages."""
    words, more = (set(_WORD.findall(" ".join(line.text for line in side).lower())) for side in (left, right))  # fmt: skip
    if len(words & more) > _SHARED * min(len(words), len(more)):
        return False
    numbers, others = _list_numbers(left), _list_numbers(right)
    alike = sum(
        any(
            value == other and abs(base - line.base) <= _ALIGNED * max(line.size, 1.0)
            for other, line in others
        )
        for value, base in ((value, line.base) for value, line in numbers)
    )
    return alike >= max(_FEWEST, _MOST * min(len(numbers), len(others)))


def _list_numbers(lines: Sequence[PrintedLine]) -> list[tuple[int, PrintedLine]]:
    """Return the numbers of the units that begin in a column."""
    numbers = []
    for line in lines:
        match = _NUMBER.match(line.text)
        if match is None:
            continue
        value = chinese_number(match["han"]) if match["han"] else int(match[match.lastgroup or 0])
        if value is not None:
            numbers.append((int(value), line))
    return numbers
