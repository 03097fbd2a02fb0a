"""The icons of the desk: drawings of Lucide (ISC, see ``icons/LICENSE``), only those that pages use.

They stand within the page, so that they take the colour of the word beside them and are printed with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).resolve().parent / "icons"
#: The version of the package ``lucide-static`` that they are from.
VERSION = "1.62.0"


def list_icons() -> list[str]:
    """The names of all, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


@cache
def draw_icon(name: str) -> str:
    """The drawing called ``name`` as it stands in a page: for the eye alone, as large and of the colour of its word.
    Raises ``FileNotFoundError`` where there is none."""
    drawn = etree.fromstring((FOLDER / f"{name}.svg").read_bytes())
    icon = etree.Element("svg", {"class": "i", "viewBox": drawn.get("viewBox") or ""})
    icon.set("aria-hidden", "true")
    for shape in drawn:
        if isinstance(shape.tag, str):  # no comments
            drawing = etree.SubElement(icon, etree.QName(shape).localname)
            for attribute, value in shape.attrib.items():
                drawing.set(attribute, value)
    return etree.tostring(icon, encoding="unicode")
