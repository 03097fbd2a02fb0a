"""Numbers as a sheet shows them: 2.1 in the format ``0.00`` is 2.10, which is a different clause from 2.1.

Implements the number format language of ECMA-376 part 1, 18.8.31, as far as it is used in practice: up to four
sections, placeholders, percent, thousands, literals, fractions, exponents, dates and times. Values that a format
cannot show are written in full. Whole dates are written in ISO 8601 whatever their format, unless the format is
Chinese: from 3/2/2026 no later reader could tell which number is the month.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from huiyin.files.tables.table import text_of
from huiyin.text.numerals import write_chinese

#: Formats that Chinese Excel refers to by number alone (ECMA-376 part 1, 18.8.30, zh-cn).
CHINESE = {
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "上午/下午h时mm分", 35: "上午/下午h时mm分ss秒", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月",
    53: "m月d日", 54: "m月d日", 55: "上午/下午h时mm分", 56: "上午/下午h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip

_TOKEN = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|AM/PM|A/P|上午/下午|General|G/通用格式|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|[eE][+-]|[eE]+|.',
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
#: The most places that a format may ask for; a cell shows fewer.
_MOST_PLACES = 30

#: The format that shows a value unchanged.
_AS_IT_IS = ("General", "G/通用格式", "@")
#: Digit placeholders.
_PLACES = ("0", "#", "?")
#: Converts a number of days to a moment, in the calendar of the workbook (1900 or 1904).
Days = Callable[[float], object]


def format_value(value: object, code: str, moment: Days) -> str:
    """Return ``value`` as a cell with the format ``code`` shows it."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return text_of(value)
    if isinstance(value, str):
        return _show_text(value, code)
    try:
        return _show_number(value, code, moment) or text_of(value)
    except (ArithmeticError, ValueError, TypeError, InvalidOperation):
        return text_of(value)


def _show_text(value: str, code: str) -> str:
    section = next((one for one in reversed(_split_sections(code)) if "@" in one), None)
    if section is None or section == ("@",):
        return value
    return "".join(value if token == "@" else _get_literal(token) for token in section)


@lru_cache(maxsize=512)
def _split_sections(code: str) -> tuple[tuple[str, ...], ...]:
    sections: list[list[str]] = [[]]
    for token in _TOKEN.findall(code[:255]):
        if token == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return tuple(map(tuple, sections))


def _get_literal(token: str) -> str:
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("[$"):
        return token[2:].rstrip("]").partition("-")[0]
    return "" if token[0] in "_*[" and len(token) > 1 else token


def _show_number(value: int | float, code: str, moment: Days) -> str:
    section, is_plain = _section_for(value, _split_sections(code))
    numerals, section = _take_numerals(section)
    sign = "-" if value < 0 and is_plain else ""
    is_date = _is_date(section)
    if numerals and not is_date:
        return _show_numerals(value, section, numerals, sign)
    if not section or any(token in _AS_IT_IS for token in section):
        return _show_as_it_is(text_of(value if is_plain else abs(value)), section)
    if is_date:
        return _show_date(value, code, section, moment)
    return _show_digits(abs(Decimal(repr(value))), section, sign)


def _show_as_it_is(words: str, section: Sequence[str]) -> str:
    """Return text inside the literals of its section."""
    return "".join(words if t in _AS_IT_IS else _get_literal(t) for t in section) or words


def _take_numerals(section: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return which Chinese numerals a section asks for (empty for none), and the section without that part."""
    asked = next((token[6] for token in section if _NUMERALS.fullmatch(token)), "")
    return asked, tuple(token for token in section if not _NUMERALS.fullmatch(token))


#: The numerals that [DBNum1] to [DBNum3] select.
_NUMERALS = re.compile(r"\[DBNUM[123]\]", re.IGNORECASE)
_DIGITS = {
    "1": str.maketrans("0123456789", "〇一二三四五六七八九"),
    "2": str.maketrans("0123456789〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖零壹贰叁肆伍陆柒捌玖拾佰仟"),
    "3": str.maketrans("0123456789〇一二三四五六七八九", "０１２３４５６７８９０１２３４５６７８９"),
}  # fmt: skip


def _show_numerals(value: int | float, section: Sequence[str], kind: str, sign: str) -> str:
    """Write a number in Chinese numerals: digit by digit if the format has placeholders, otherwise as it is read
    aloud.
    """
    if any(token in ("0", "#", "?") for token in section):
        return _show_digits(abs(Decimal(repr(value))), section, sign).translate(_DIGITS[kind])
    whole = abs(value)
    if whole != int(whole) or whole > 9999:
        return ""
    # Excel writes 12 as 一十二.
    read = ("一" if 10 <= whole < 20 else "") + write_chinese(int(whole))
    said = sign + read.translate(_DIGITS[kind])
    if any(token in _AS_IT_IS for token in section):
        return _show_as_it_is(said, section)
    return "".join(map(_get_literal, section)) + said


def is_unseen(value: object, code: str) -> bool:
    """Tell whether a cell with the format ``code`` shows nothing of its value, as with ``;;;``."""
    sections = [[token for token in one if token[0] not in "_*[ "] for one in _split_sections(code)]
    if isinstance(value, str):
        return len(sections) == 4 and not sections[3]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and len(sections) >= 3 and not any(sections[:3])


def _section_for(value: float, sections: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], bool]:
    """Return the section that applies to a number, and whether the sign has to be written."""
    numeric = [section for section in sections if "@" not in section] or list(sections)
    if any(map(_find_condition, numeric)):
        fitting = (section for section in numeric if _fits_condition(value, section))
        return next(fitting, numeric[-1]), True
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    if value == 0 and len(numeric) > 2:
        return numeric[2], True
    return numeric[0], True


def _find_condition(section: Sequence[str]) -> re.Match[str] | None:
    """Find the condition of a section."""
    return next((c for token in section if (c := _CONDITION.fullmatch(token))), None)


def _fits_condition(value: float, section: Sequence[str]) -> bool:
    """Tell whether a section applies to a number; one without a condition always does."""
    condition = _find_condition(section)
    if condition is None:
        return True
    sign, limit = condition[1], float(condition[2])
    return {
        "<": value < limit, "<=": value <= limit, ">": value > limit,
        ">=": value >= limit, "=": value == limit, "<>": value != limit,
    }[sign]  # fmt: skip


def _is_date(section: Sequence[str]) -> bool:
    return any(
        _ELAPSED.fullmatch(token) or (token[0] in "yYmMdDhHsS" and token[-1] not in "+-")
        for token in section
    )


# ---- numbers --------------------------------------------------------------------------------------------


def _show_digits(value: Decimal, section: Sequence[str], sign: str) -> str:
    places = [at for at, token in enumerate(section) if token in _PLACES]
    if not places:
        return "".join(map(_get_literal, section)).strip()
    value *= 100 ** sum(token == "%" for token in section)
    first, last = places[0], places[-1]
    if "/" in section[last:]:  # a fixed denominator
        last = max(at for at, token in enumerate(section) if token.isdigit() or token in "#?/")
    before = "".join(map(_get_literal, section[:first]))
    after = list(section[last + 1 :])
    while after and after[0] == ",":  # a comma after the digits divides by a thousand
        value /= 1000
        after.pop(0)
    behind = "".join(map(_get_literal, after))
    shown = _format_body(value, list(section[first : last + 1]))
    return f"{before}{sign}{shown}{behind}".strip()


def _format_body(value: Decimal, body: Sequence[str]) -> str:
    """Format a number as a fraction, with an exponent, or with decimals."""
    if "/" in body:
        return _format_fraction(value, body)
    if any(token[0] in "eE" and token[-1] in "+-" for token in body):
        return _format_exponent(value, body)
    return _format_plain(value, body)


def _format_plain(value: Decimal, body: Sequence[str]) -> str:
    point = body.index(".") if "." in body else len(body)
    whole, part = list(body[:point]), list(body[point + 1 :])
    digits = min(sum(token in ("0", "#", "?") for token in part), _MOST_PLACES)
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    shown = _format_whole(left.lstrip("0"), whole)
    decimals = _format_decimals(right, part)
    return shown + ("." + decimals if point < len(body) and decimals else "")


def _format_whole(digits: str, pattern: Sequence[str]) -> str:
    """Fill digits into placeholders from the right; digits left over go before the first."""
    parted = "," in pattern
    tokens = [token for token in pattern if token != ","]
    first = next((at for at, token in enumerate(tokens) if token in _PLACES), -1)
    left, shown, count = list(digits), list[str](), 0
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at] not in _PLACES:
            shown.append(_get_literal(tokens[at]))
            continue
        for digit in _take_digits(left, tokens[at], takes_all=at == first):
            shown.append("," if parted and count and count % 3 == 0 else "")
            shown.append(digit)
            count += 1
    return "".join(reversed(shown))


def _take_digits(left: list[str], token: str, *, takes_all: bool) -> list[str]:
    """Take the digits for one placeholder from the right: the last remaining digit, or 0 if the placeholder
    requires one.
    """
    if not left:
        return ["0"] if token == "0" else []
    taken = left[::-1] if takes_all else left[-1:]
    del left[-len(taken) :]
    return taken


def _format_decimals(digits: str, pattern: Sequence[str]) -> str:
    needed = max((at for at, token in enumerate(pattern) if token == "0"), default=-1)
    shown = ""
    for at, token in enumerate(pattern):
        if token in ("0", "#", "?"):
            digit, digits = digits[:1], digits[1:]
            shown += digit if at <= needed or (digit + digits).strip("0") else ""
        else:
            shown += _get_literal(token)
    return shown


def _format_fraction(value: Decimal, body: Sequence[str]) -> str:
    slash = len(body) - 1 - list(reversed(body)).index("/")
    fixed = "".join(token for token in body[slash + 1 :] if token.isdigit() and token != "0")
    size = sum(token in ("0", "#", "?") for token in body[slash + 1 :])
    whole = int(value)
    rest = Fraction(value - whole)
    rest = (
        Fraction(round(rest * int(fixed)), int(fixed))
        if fixed
        else rest.limit_denominator(10 ** min(max(size, 1), 4) - 1)
    )
    if " " not in body[:slash]:
        rest, whole = rest + whole, 0
    if rest == 0:
        return str(whole)
    return f"{whole or ''} {rest.numerator}/{rest.denominator}".strip()


def _format_exponent(value: Decimal, body: Sequence[str]) -> str:
    mark = next(at for at, token in enumerate(body) if token[0] in "eE" and token[-1] in "+-")
    point = body.index(".") if "." in body[:mark] else mark
    places = sum(token in ("0", "#", "?") for token in body[point:mark])
    mantissa, _, power = f"{value:.{min(places, _MOST_PLACES)}E}".partition("E")
    width = sum(token == "0" for token in body[mark:])
    return f"{mantissa}E{power[0]}{power[1:].zfill(width)}"


# ---- dates ----------------------------------------------------------------------------------------------

#: Markers of morning and afternoon → the two words.
_HALVES = {"AM/PM": ("AM", "PM"), "A/P": ("A", "P"), "上午/下午": ("上午", "下午")}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _show_date(value: float, code: str, section: Sequence[str], moment: Days) -> str:
    if any(_ELAPSED.fullmatch(token) for token in section):
        return _show_elapsed(value, section)
    when = _to_datetime(moment(value))
    if not isinstance(when, datetime):
        return text_of(when)
    letters = {token[0].lower() for token in section if token[0] in "yYmMdDhHsSeE"}
    if {"y", "m", "d"} <= letters and not _HAN.search("".join(section)):
        return text_of(when)
    is_half = any(token in _HALVES for token in section)
    kinds = [_find_kind(section, place) for place in range(len(section))]
    shown = (
        _format_date_part(when, kind, token, is_half=is_half)
        for kind, token in zip(kinds, section, strict=True)
    )
    return "".join(shown).strip()


def _find_kind(section: Sequence[str], place: int) -> str:
    """Classify a part of a date format by its first letter: ``m`` is a month, ``n`` a minute."""
    letter = section[place][0]
    return "n" if letter in "mM" and _is_minute(section, place) else letter.lower()


def _to_datetime(moment: object) -> object:
    """Turn a time of day or a duration into that time on the first day of 1900; return other values unchanged."""
    if isinstance(moment, timedelta):
        moment = (datetime.min + moment).time()
    if isinstance(moment, time):
        return datetime.combine(datetime(1900, 1, 1), moment)
    return moment


def _is_minute(section: Sequence[str], place: int) -> bool:
    """Tell whether ``m`` means minutes: it does after hours and before seconds."""
    letters = [(at, token[0].lower()) for at, token in enumerate(section) if token[0] in "yYdDhHsS"]
    before = next((kind for at, kind in reversed(letters) if at < place), "")
    after = next((kind for at, kind in letters if at > place), "")
    return before == "h" or after == "s"


def _format_date_part(when: datetime, kind: str, token: str, *, is_half: bool) -> str:
    many = len(token)
    if token in _HALVES:
        return _HALVES[token][when.hour >= 12]
    if kind == "y":
        return f"{when.year:04}" if many > 2 else f"{when.year % 100:02}"
    if kind == "e" and token[-1] not in "+-":
        return str(when.year)
    if kind == "m":
        return _format_named(when.month, many, _MONTHS[when.month - 1])
    if kind == "d":
        return _format_named(when.day, many, _WEEKDAYS[when.weekday()])
    if kind in ("h", "n", "s"):
        return _format_clock(when, kind, many, is_half=is_half)
    return _get_literal(token)


def _format_clock(when: datetime, kind: str, many: int, *, is_half: bool) -> str:
    hour = (when.hour - 1) % 12 + 1 if is_half else when.hour
    number = {"h": hour, "n": when.minute, "s": when.second}[kind]
    return str(number) if many == 1 else f"{number:02}"


def _format_named(number: int, many: int, name: str) -> str:
    if many == 1:
        return str(number)
    if many == 2:
        return f"{number:02}"
    return {3: name[:3], 5: name[0]}.get(many, name)


def _show_elapsed(value: float, section: Sequence[str]) -> str:
    seconds = round(value * 86_400)
    shown = []
    for place, token in enumerate(section):
        counted = _ELAPSED.fullmatch(token)
        letter = counted[1][0].lower() if counted else token[0].lower()
        size = {"h": 3600, "m": 60, "s": 1}.get(letter)
        if size is None or (token[0] in "mM" and not _is_near(section, place)):
            shown.append(_get_literal(token))
            continue
        whole = seconds // size
        number = whole if counted else whole % (24 if letter == "h" else 60)
        many = len(counted[1]) if counted else len(token)
        shown.append(str(number).zfill(many))
    return "".join(shown)


def _is_near(section: Sequence[str], place: int) -> bool:
    return any(
        _ELAPSED.fullmatch(token) or token[0] in "hHsS"
        for at, token in enumerate(section)
        if at != place
    )
