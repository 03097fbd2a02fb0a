"""Numbers as laws print them: 一百二十, 12, １２, XII, (iv), 之一."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"貳": 2, "參": 3, "叄": 3, "陸": 6, "两": 2, "兩": 2, "○": 0, "Ｏ": 0}
_UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10000,
    "萬": 10000,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

#: The most digits of a number. Longer runs are not numbers of anything, and Python refuses to parse more than 4,300
#: digits.
MOST_DIGITS = 100

#: The characters of Chinese numbers, for use in a regular-expression character class.
CHINESE_DIGITS = "".join({**_DIGITS, **_UNITS, **_TENS})
_NUMERALS = frozenset(CHINESE_DIGITS)


def chinese_number(text: str) -> int | None:
    """``一百二十`` → 120, ``二〇二三`` → 2023, ``廿一`` → 21; ``None`` if the text is not a number."""
    if not 0 < len(text) <= MOST_DIGITS or not _NUMERALS.issuperset(text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _add_up(text)


def _add_up(text: str) -> int:
    """Add up digits with their units."""
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += _TENS[c]
        elif _UNITS[c] == 10000:
            total += (section + digit) * 10000
            section = digit = 0
        else:
            section += (digit or 1) * _UNITS[c]
            digit = 0
    return total + section + digit


def roman_number(text: str) -> int | None:
    """``XIV`` → 14; ``None`` if the text is not a well-formed Roman number."""
    lower = text.lower()
    if (
        len(lower) > MOST_DIGITS
        or not re.fullmatch(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", lower)
        or not lower
    ):
        return None
    values = [_ROMAN[c] for c in lower]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


_CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
#: The English ordinals first, second and so on, in order.
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
#: Regular expressions for cardinals and ordinals, including 1st and 2nd; match them ignoring case.
CARDINAL_WORD = rf"(?:{'|'.join(_CARDINALS)})(?!-?[A-Za-z])(?!\s(?:hundred|thousand))"
ORDINAL_WORD = (
    rf"(?:(?<![A-Za-z]-)(?<!\d)(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?![A-Za-z]))"
)
_WORDED = {word: at for words in (_CARDINALS, ORDINALS) for at, word in enumerate(words, 1)}
_ORDINAL_FIGURE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.I)


def worded_number(text: str) -> int | None:
    """``Three``, ``the third`` and ``3rd`` → 3; ``None`` if the text is not such a word."""
    word = text.strip().lower().removeprefix("the ").strip()
    figure = _ORDINAL_FIGURE.fullmatch(word)
    return int(figure[1]) if figure else _WORDED.get(word)


def parse_numeral(text: str) -> int | None:
    """Parse a Chinese, Arabic (any width) or Roman number; ``None`` if it is none of them."""
    stripped = text.strip()
    if stripped.isdecimal():
        return int(stripped) if len(stripped) <= MOST_DIGITS else None
    found = chinese_number(stripped)
    return found if found is not None else roman_number(stripped)


def write_chinese(value: int) -> str:
    """120 → ``一百二十``, as laws number their articles. Raises ``ValueError`` outside 0 to 9999."""
    if not 0 <= value <= 9999:
        raise ValueError(f"no article number: {value}")
    digits = "〇一二三四五六七八九"
    if value == 0:
        return digits[0]
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            if gap:
                written += "零"
            written += ("" if unit == 10 and digit == 1 and not written else digits[digit]) + name
            gap = False
        elif written:
            gap = True
    return written
