"""Words that stand in no run of their own: in text boxes, diagrams, form fields, formulas and symbol fonts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from huiyin.files.word.numbering import W
from huiyin.files.word.styles import is_on

#: What holds paragraphs in a drawing: a text box of Word's, a shape's text, lettering.
_BOXES = (f"{W}txbxContent", "{*}txBody", "{*}textpath")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def relation_id(element: etree._Element, name: str) -> str:
    return element.get(_RELATIONS + name) or element.get(_STRICT_RELATIONS + name) or ""


def choose_alternative(alternatives: etree._Element) -> etree._Element | None:
    """The alternative to read: the first that holds words; the others say the same once more, and one for programs
    that know some extension may hold none."""
    filled = [element for element in alternatives.iterchildren("*") if len(element)]
    return next((one for one in filled if _has_words(one)), filled[0] if filled else None)


def _has_words(element: etree._Element) -> bool:
    return any(text.text for text in element.iter("{*}t", "{*}delText", "{*}textpath")) or any(
        path.get("string") for path in element.iter("{*}textpath")
    )


def find_boxes(drawing: etree._Element) -> list[etree._Element]:
    """What holds paragraphs in a drawing and lies in no other such thing, nor in an alternative that is not read."""
    chosen = {one: choose_alternative(one) for one in drawing.iter("{*}AlternateContent")}
    return [box for box in drawing.iter(*_BOXES) if _is_read(box, drawing, chosen)]


def _is_read(
    box: etree._Element,
    drawing: etree._Element,
    chosen: Mapping[etree._Element, etree._Element | None],
) -> bool:
    below: etree._Element = box
    if box is drawing:
        return True
    for ancestor in box.iterancestors():
        if ancestor is drawing:
            break
        if local_name(ancestor) in ("txbxContent", "txBody"):
            return False
        if ancestor in chosen and chosen[ancestor] is not below:
            return False
        below = ancestor
    return True


def find_diagrams(drawing: etree._Element) -> Iterator[str]:
    """The relation ids of the diagrams whose words stand in a part of their own."""
    for ids in drawing.iter("{*}relIds"):
        yield relation_id(ids, "dm")


def words_of_diagram(part: etree._Element | None) -> Iterator[etree._Element]:
    """What holds paragraphs in a diagram's part, in the order of the file."""
    for point in part.iter("{*}pt") if part is not None else ():
        yield from point.iterchildren("{*}t")


def write_form_field(begin: etree._Element) -> str:
    """What a field of an old form shows that is in no run: the entry chosen of a list, or a box, ticked or not."""
    data = begin.find(f"{W}ffData")
    if data is None:
        return ""
    drop_down, box = data.find(f"{W}ddList"), data.find(f"{W}checkBox")
    if drop_down is not None:
        entries = [one.get(f"{W}val", "") for one in drop_down.iterchildren(f"{W}listEntry")]
        chosen = _read_number(drop_down, "result", _read_number(drop_down, "default", 0))
        return entries[chosen] if chosen < len(entries) else ""
    if box is not None:
        ticked = box.find(f"{W}checked")
        return "☑" if is_on(ticked if ticked is not None else box.find(f"{W}default")) else "☐"
    return ""


def _read_number(element: etree._Element, name: str, default: int) -> int:
    said = element.find(f"{W}{name}")
    value = said.get(f"{W}val", "") if said is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default


def is_of_formula(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and "/math}" in element.tag


#: What a formula prints between two of its parts, for those that print it in no run.
BETWEEN_PARTS = {"f": ("num", "/", "den"), "sSup": ("e", "^", "sup"), "sSub": ("e", "_", "sub")}


def write_symbol(element: etree._Element) -> str:
    """A sign of a symbol font; those of forms become the signs that Unicode has for them."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if element.get(f"{W}font", "").startswith("Wingdings"):
        sign = {0xA8: "☐", 0x6F: "☐", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0x6C: "●"}.get(code & 0xFF)
        if sign:
            return sign
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0xFFFD:
        return ""
    return chr(code)
