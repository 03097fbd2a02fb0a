"""The icons of the desk, from Lucide (ISC, see ``icons/LICENSE``); only those that pages use.

They are inline SVG, so that they take the colour of the text beside them and are printed with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).resolve().parent / "icons"
#: The version of ``lucide-static`` that they were taken from.
VERSION = "1.62.0"


def list_icons() -> list[str]:
    """The names of all icons, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


@cache
def draw_icon(name: str) -> str:
    """The SVG of an icon for use in a page, hidden from screen readers, in the size and colour of the text.
    Raises ``FileNotFoundError`` if there is none of this name.
    """
    drawn = etree.fromstring((FOLDER / f"{name}.svg").read_bytes())
    icon = etree.Element("svg", {"class": "i", "viewBox": drawn.get("viewBox") or ""})
    icon.set("aria-hidden", "true")
    for shape in drawn:
        if isinstance(shape.tag, str):  # no comments
            drawing = etree.SubElement(icon, etree.QName(shape).localname)
            for attribute, value in shape.attrib.items():
                drawing.set(attribute, value)
    return etree.tostring(icon, encoding="unicode")
