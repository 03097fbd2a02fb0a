"""Allow only harmless SVG in pages."""

from __future__ import annotations

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
#: Shapes and text. No scripts, styles, links, images, foreign objects or animations.
_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "clipPath",
        "linearGradient",
        "stop",
        "pattern",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "aria-hidden",
        "aria-label",
        "aria-roledescription",
        "class",
        "clip-path",
        "cx",
        "cy",
        "d",
        "dominant-baseline",
        "dx",
        "dy",
        "fill",
        "fill-opacity",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "gradientUnits",
        "height",
        "id",
        "offset",
        "opacity",
        "patternUnits",
        "points",
        "preserveAspectRatio",
        "r",
        "role",
        "rx",
        "ry",
        "stop-color",
        "stop-opacity",
        "stroke",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
        "transform",
        "version",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    ]
)


def clean_svg(svg: str) -> str:
    """``svg`` reduced to allowed elements and attributes; empty if it is not SVG."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(svg.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return ""
    if not _is_allowed(root):
        return ""
    for element in list(root.iter()):
        if not _is_allowed(element):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in [name for name in element.attrib if name not in _ATTRIBUTES]:
            del element.attrib[name]
    # Written as XML: the method "html" would leave "<" in attributes. HTML parsers read both alike.
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _is_allowed(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    name = etree.QName(element)
    return name.namespace == _SVG and name.localname in _ELEMENTS
