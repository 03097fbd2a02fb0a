"""Word's automatic numbers, which stand in no run of text (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from huiyin.law.numerals import write_chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseDigitalTenThousand",
}
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str


@dataclass
class Numbering:
    """Counts the numbered paragraphs of one document as Word does."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    shared: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
        """From the parts numbering.xml and styles.xml, either of which may be absent."""
        made = cls()
        abstract: dict[str, dict[int, _Level]] = {}
        for definition in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
            own = {}
            for level in definition.iter(f"{W}lvl"):
                own[_number(level.get(f"{W}ilvl"), 0)] = _read_level(level)
            abstract[definition.get(f"{W}abstractNumId", "")] = own
        for number in numbering.iter(f"{W}num") if numbering is not None else ():
            own_id = number.get(f"{W}numId", "")
            base = number.find(f"{W}abstractNumId")
            target = base.get(f"{W}val", "") if base is not None else ""
            levels = dict(abstract.get(target, {}))
            overridden = False
            for override in number.iter(f"{W}lvlOverride"):
                at = _number(override.get(f"{W}ilvl"), 0)
                level_element = override.find(f"{W}lvl")
                start = override.find(f"{W}startOverride")
                if level_element is not None:
                    levels[at] = _read_level(level_element)
                if start is not None and at in levels:
                    old = levels[at]
                    levels[at] = _Level(
                        _number(start.get(f"{W}val"), 1), old.form, old.text, old.suffix
                    )
                    overridden = True
            made.levels[own_id] = levels
            # Lists of one definition go on counting together, unless one starts anew.
            made.shared[own_id] = own_id if overridden else f"a{target}"
        for style in styles.iter(f"{W}style") if styles is not None else ():
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                made.styles[style.get(f"{W}styleId", "")] = _pointer(properties)
        return made

    def of(self, paragraph: etree._Element) -> str:
        """The number Word prints before ``paragraph``, with what separates it; empty for none."""
        direct = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        pointer = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        if direct is not None:
            own, level = _pointer(direct)
            if not own and pointer:
                own = pointer[0]
        elif pointer:
            own, level = pointer
        else:
            return ""
        levels = self.levels.get(own)
        if own == "0" or not levels or level not in levels:
            return ""
        counts = self.counts[self.shared.get(own, own)]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        text = levels[level].text
        for at in range(_LEVELS):
            if f"%{at + 1}" in text:
                value = counts.get(at, levels[at].start if at in levels else 1)
                text = text.replace(
                    f"%{at + 1}", _write(value, levels[at].form if at in levels else "decimal")
                )
        if levels[level].form == "bullet":
            text = "•"
        return text + ("" if levels[level].suffix == "nothing" else " ") if text else ""


def _number(text: str | None, default: int) -> int:
    try:
        return min(int(text or ""), 1_000_000)
    except ValueError:
        return default


def _read_level(level: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    return _Level(
        _number(value("start", "1"), 1),
        value("numFmt", "decimal"),
        value("lvlText", ""),
        value("suff", "tab"),
    )


def _pointer(properties: etree._Element) -> tuple[str, int]:
    own, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        own.get(f"{W}val", "") if own is not None else "",
        _number(level.get(f"{W}val"), 0) if level is not None else 0,
    )


def _write(value: int, form: str) -> str:
    if form in _CHINESE and 0 <= value <= 9999:
        return write_chinese(value)
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(97 + (value - 1) % 26) * ((value - 1) // 26 % 5 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        roman, rest = "", value
        for unit, sign in _ROMAN:
            roman += sign * (rest // unit)
            rest %= unit
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalEnclosedCircle" and 1 <= value <= 20:
        return chr(0x245F + value)
    if form == "decimalFullWidth":
        return "".join(chr(0xFEE0 + ord(c)) for c in str(value))
    return str(value)
