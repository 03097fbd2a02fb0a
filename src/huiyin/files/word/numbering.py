"""The automatic numbers that Word prints before paragraphs and does not store as text.

Source: ECMA-376-1 (5th edition) 17.9 "Numbering" and 17.18.59 ST_NumberFormat; for the printed forms, [MS-DOCX] 2.4
("numFmt Extensions").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from huiyin.text.numerals import write_chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_SEPARATORS = {"tab": "\t", "space": " ", "nothing": ""}
_HEAVENLY, _EARTHLY = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEGAL = {
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "japaneseLegal": ("〇壱弐参四伍六七八九", "拾百千"),
}
#: Symbol and Wingdings place their characters in the private use area.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class NumberLabel:
    """A printed number and its separator: a tab, a space or nothing."""

    text: str
    separator: str


@dataclass(frozen=True, slots=True)
class ListPointer:
    """The list and level of a paragraph or style; ``None``: not specified here."""

    number: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    separator: str
    restart: int | None
    is_legal: bool
    style: str


class Numbering:
    """Counts the numbered paragraphs of one document in order, as Word does."""

    def __init__(self, part: etree._Element | None, style_lists: dict[str, ListPointer]) -> None:
        """``part``: the root of numbering.xml; ``style_lists``: the list that each style names."""
        self._styles = style_lists
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._links: dict[str, str] = {}
        self._abstract_of: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is not None:
            self._read(part)

    def _read(self, part: etree._Element) -> None:
        for definition in part.iterchildren(f"{W}abstractNum"):
            name = definition.get(f"{W}abstractNumId", "")
            self._abstract[name] = {
                _parse_integer(level.get(f"{W}ilvl"), 0): _read_level(level)
                for level in definition.iterchildren(f"{W}lvl")
            }
            link = definition.find(f"{W}numStyleLink")
            if link is not None:
                self._links[name] = link.get(f"{W}val", "")
        for instance in part.iterchildren(f"{W}num"):
            number = instance.get(f"{W}numId", "")
            self._abstract_of[number] = _read_value(instance, "abstractNumId", "")
            for override in instance.iterchildren(f"{W}lvlOverride"):
                depth = _parse_integer(override.get(f"{W}ilvl"), 0)
                level = override.find(f"{W}lvl")
                if level is not None:
                    self._own_levels.setdefault(number, {})[depth] = _read_level(level)
                start = _read_value(override, "startOverride", "")
                if start:
                    self._starts.setdefault(number, {})[depth] = _parse_integer(start, 1)

    def _definition(self, number: str) -> str:
        """Return the definition that applies to a list, following the style it may be linked to."""
        name = self._abstract_of.get(number, "")
        seen = {name}
        while name in self._links:
            pointer = self._styles.get(self._links[name])
            name = self._abstract_of.get((pointer.number if pointer else "") or "", "")
            if name in seen:
                break
            seen.add(name)
        return name

    def of(self, own: ListPointer | None, style: str) -> NumberLabel | None:
        """Return the number of the next paragraph; ``None`` if none is printed. Every call counts one paragraph.

        ``own``: the list in the paragraph's own properties. ``style``: its style.
        """
        inherited = self._styles.get(style)
        number = _first_said(pointer.number for pointer in (own, inherited) if pointer)
        if number is None or number == "0":
            return None
        definition = self._definition(number)
        levels = {**self._abstract.get(definition, {}), **self._own_levels.get(number, {})}
        level = own.level if own is not None else None
        if level is None:
            level = _find_level_of_style(levels, style, inherited)
        if level not in levels:
            return None
        counts = self._count(number, definition, levels, level)
        return self._print(levels, counts, level)

    def _count(
        self, number: str, definition: str, levels: dict[int, _Level], at: int
    ) -> dict[int, int]:
        counts = self._counts.setdefault(definition, {})
        start = self._starts.get(number, {}).get(at)
        if start is not None and (number, at) not in self._begun:
            counts[at] = start
        else:
            counts[at] = counts[at] + 1 if at in counts else levels[at].start
        self._begun.add((number, at))
        for deeper in [n for n in counts if n > at]:
            restart = levels[deeper].restart if deeper in levels else None
            # lvlRestart is the level, from 1, after which to restart; 0 means never.
            if restart is None or (restart > 0 and at < restart):
                del counts[deeper]
        return counts

    def _print(
        self, levels: dict[int, _Level], counts: dict[int, int], at: int
    ) -> NumberLabel | None:
        level = levels[at]
        if level.form == "none" and not _PLACEHOLDER.sub("", level.text).strip():
            return None
        if level.form == "bullet":
            text = _PRIVATE.sub("•", level.text)
            return NumberLabel(text, level.separator) if text.strip() else None

        def number(found: re.Match[str]) -> str:
            wanted = int(found[1]) - 1
            if wanted not in levels:
                return ""
            value = counts.get(wanted, levels[wanted].start)
            form = levels[wanted].form
            return write_number(value, "decimal" if level.is_legal and form != "none" else form)

        text = _PLACEHOLDER.sub(number, level.text)
        return NumberLabel(text, level.separator) if text.strip() else None


def _first_said(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _find_level_of_style(
    levels: Mapping[int, _Level], style: str, inherited: ListPointer | None
) -> int:
    """Return the level of a paragraph that specifies none: the one linked to its style, or the one its style
    specifies.
    """
    linked = [at for at, level in levels.items() if level.style and level.style == style]
    if linked:
        return linked[0]
    return (inherited.level if inherited else None) or 0


def read_pointer(properties: etree._Element | None) -> ListPointer | None:
    """Read a ``w:numPr`` element."""
    if properties is None:
        return None
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return ListPointer(
        number.get(f"{W}val", "0") if number is not None else None,
        _parse_integer(level.get(f"{W}val"), 0) if level is not None else None,
    )


def _parse_integer(text: str | None, default: int) -> int:
    try:
        return max(0, min(int(text or ""), 1_000_000))
    except ValueError:
        return default


def _read_value(element: etree._Element, name: str, default: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", default) if found is not None else default


def _read_level(level: etree._Element) -> _Level:
    restart = _read_value(level, "lvlRestart", "")
    legal = level.find(f"{W}isLgl")
    made = _Level(
        start=_parse_integer(_read_value(level, "start", "0"), 0),
        form=_read_value(level, "numFmt", "decimal"),
        text=_read_value(level, "lvlText", "").replace("\x00", ""),
        separator=_SEPARATORS.get(_read_value(level, "suff", "tab"), "\t"),
        restart=_parse_integer(restart, 0) if restart else None,
        is_legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        style=_read_value(level, "pStyle", ""),
    )
    # Newer versions of Word put their own forms ("1, 2, 3, …") inside an AlternateContent element.
    inner = level.find(".//{*}Choice/" + f"{W}numFmt")
    return replace(made, form=inner.get(f"{W}val", made.form)) if inner is not None else made


def write_number(value: int, form: str) -> str:
    """Format ``value`` in the Word number format ``form``.

    Arabic digits are used for formats in which laws are not numbered and for values beyond a format's range.
    """
    if form in ("none", "bullet"):
        return ""
    if form in _WRITERS:
        return _WRITERS[form](value)
    return _to_enclosed(value, form) or _to_chinese(value, form) or str(value)


def _to_letters(value: int) -> str:
    """Return a, b … z, aa, bb …, as long as the letters fit on a line."""
    letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""
    return letters if len(letters) <= 30 else str(value)


def _to_roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (value // worth)
        value %= worth
    return written


def _to_upper_letters(value: int) -> str:
    return _to_letters(value).upper()


def _to_upper_roman(value: int) -> str:
    return _to_roman(value).upper()


def _to_two_digits(value: int) -> str:
    return f"{value:02d}"


def _to_dashed(value: int) -> str:
    return f"- {value} -"


def _to_full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


def _to_ordinal(value: int) -> str:
    return str(value) + _ordinal_ending(value)


def _ordinal_ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


#: Word's number formats → the function that writes them.
_WRITERS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _to_letters,
    "upperLetter": _to_upper_letters,
    "lowerRoman": _to_roman,
    "upperRoman": _to_upper_roman,
    "decimalZero": _to_two_digits,
    "numberInDash": _to_dashed,
    "decimalFullWidth": _to_full_width,
    "decimalFullWidth2": _to_full_width,
    "ordinal": _to_ordinal,
}


def _to_enclosed(value: int, form: str) -> str:
    first, last = {
        "decimalEnclosedCircle": ("①", 20),
        "decimalEnclosedCircleChinese": ("①", 20),
        "decimalEnclosedFullstop": ("⒈", 20),
        "decimalEnclosedParen": ("⑴", 20),
        "ideographEnclosedCircle": ("㊀", 10),
    }.get(form, ("", 0))
    return chr(ord(first) + value - 1) if 1 <= value <= last else ""


def _to_chinese(value: int, form: str) -> str:
    if form in _CYCLES:
        return _to_cyclical(value, form)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return _to_chinese_digits(value, "〇" if form != "taiwaneseDigital" else "○")
    if form in ("chineseCounting", "taiwaneseCounting"):
        # 十, 十一, 九十九, but 一○○ from 100 on ([MS-DOCX] 2.4).
        return write_chinese(value) if 0 < value < 100 else _to_chinese_digits(value, "○")
    if not 0 < value <= 9999:
        return ""
    if form in ("chineseCountingThousand", "taiwaneseCountingThousand"):
        return write_chinese(value)
    if form == "japaneseCounting":
        return re.sub("一(?=[百千])", "", write_chinese(value).replace("零", ""))
    return _to_legal(value, form) if form in _LEGAL else ""


#: Formats that use the heavenly stems or earthly branches → their highest number.
_CYCLES = {"ideographTraditional": 10, "ideographZodiac": 12, "ideographZodiacTraditional": 60}


def _to_cyclical(value: int, form: str) -> str:
    if not 1 <= value <= _CYCLES[form]:
        return ""
    stem = "" if form == "ideographZodiac" else _HEAVENLY[(value - 1) % 10]
    branch = "" if form == "ideographTraditional" else _EARTHLY[(value - 1) % 12]
    return stem + branch


def _to_legal(value: int, form: str) -> str:
    """Write a number in the forgery-proof numerals of contracts: 壹拾贰."""
    digits, units = _LEGAL[form]
    written = write_chinese(value) if value >= 20 or value < 10 else "一" + write_chinese(value)
    table = dict(zip("零一二三四五六七八九十百千", digits + units, strict=True))
    return "".join(table[c] for c in written)


def _to_chinese_digits(value: int, zero: str) -> str:
    return "".join(zero if c == "0" else "〇一二三四五六七八九"[int(c)] for c in str(value))
