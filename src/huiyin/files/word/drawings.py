"""Text outside ordinary runs: in text boxes, diagrams, form fields, formulas and symbol fonts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from huiyin.files.word.numbering import W
from huiyin.files.word.styles import is_on

#: Elements of a drawing that contain paragraphs: Word text boxes, text in shapes, WordArt.
_BOXES = (f"{W}txbxContent", "{*}txBody", "{*}textpath")
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def relation_id(element: etree._Element, name: str) -> str:
    return element.get(_RELATIONS + name) or element.get(_STRICT_RELATIONS + name) or ""


def choose_alternative(alternatives: etree._Element) -> etree._Element | None:
    """Choose the alternative to read: the first that has text.

    The alternatives repeat each other, and one that requires an extension may be empty.
    """
    filled = [element for element in alternatives.iterchildren("*") if len(element)]
    return next((one for one in filled if _has_words(one)), filled[0] if filled else None)


def _has_words(element: etree._Element) -> bool:
    return any(text.text for text in element.iter("{*}t", "{*}delText", "{*}textpath")) or any(
        path.get("string") for path in element.iter("{*}textpath")
    )


def find_boxes(drawing: etree._Element) -> list[etree._Element]:
    """Find the elements of a drawing that contain paragraphs.

    Elements nested in another such element or in an alternative that is not read are left out.
    """
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
    """Yield the relation ids of diagrams, whose text is stored in parts of their own."""
    for ids in drawing.iter("{*}relIds"):
        yield relation_id(ids, "dm")


def words_of_diagram(part: etree._Element | None) -> Iterator[etree._Element]:
    """Yield the elements of a diagram part that contain paragraphs, in file order."""
    for point in part.iter("{*}pt") if part is not None else ():
        yield from point.iterchildren("{*}t")


def write_form_field(begin: etree._Element) -> str:
    """Return what a legacy form field shows outside any run: the selected entry of a list, or a check box."""
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


#: What a formula prints between its parts, for operators that are not stored in a run.
BETWEEN_PARTS = {"f": ("num", "/", "den"), "sSup": ("e", "^", "sup"), "sSub": ("e", "_", "sub")}


def write_symbol(element: etree._Element) -> str:
    """Return the character of a symbol font; form symbols become their Unicode equivalents."""
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
