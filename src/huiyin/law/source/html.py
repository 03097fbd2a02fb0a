"""A law out of a web page: the text a reader sees, block by block."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from huiyin.law.grammar.marks import Role
from huiyin.law.model import UnreadableLaw
from huiyin.law.source.decode import decode
from huiyin.law.source.drawn import Drawing, Drawn
from huiyin.law.source.safe import MAX_DEPTH, check_size

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br", "title", "caption", "center",
}  # fmt: skip
_UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "svg",
    "object",
    "iframe",
    "textarea",
    "select",
    "button",
}
_ROLES = {
    "nav": Role.PAGE,
    "footer": Role.PAGE,
    "aside": Role.NOTE,
    **{f"h{n}": Role(f"h{n}") for n in range(1, 7)},
}
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")


def draw_html(data: bytes, name: str) -> Drawn:
    """The text of an HTML page. Raises ``UnreadableLaw``."""
    check_size(data, name)
    text = _decoded(data, name)
    try:
        root = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableLaw("no_text", file=name) from error
    drawing = Drawing(name)
    for line, role in _visible(root):
        drawing.add(line, role)
    return drawing.finish()


def _decoded(data: bytes, name: str) -> str:
    found = _CHARSET.search(data[:4096])
    if found and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        declared = found[1].decode("ascii", "replace").lower()
        declared = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(
            declared, declared
        )
        try:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(declared))
        except (LookupError, UnicodeDecodeError):
            pass
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data, name).text)


def _visible(root: etree._Element) -> list[tuple[str, Role | None]]:
    """Lines of text with the role that their element gives them; by a loop, not by recursion, for pages
    can be nested without end."""
    lines: list[tuple[str, Role | None]] = []
    pieces: list[str] = []
    roles: list[Role | None] = [None]
    depth = 0
    unseen = 0

    def end_line() -> None:
        line = _SPACE.sub(" ", "".join(pieces)).strip()
        pieces.clear()
        if line:
            lines.append((line, roles[-1]))

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if not unseen:
                pieces.append(node.tail or "")
            continue
        tag = node.tag if isinstance(node.tag, str) else ""
        is_hidden = tag in _UNSEEN or "display:none" in (node.get("style") or "").replace(" ", "")
        if event == "start":
            depth += 1
            unseen += is_hidden
            if tag in _BLOCKS:
                end_line()
            roles.append(_ROLES.get(tag, roles[-1]) if depth < MAX_DEPTH else roles[-1])
            if not unseen:
                pieces.append(node.text or "")
        else:
            depth -= 1
            if tag in _BLOCKS:
                end_line()
            roles.pop()
            unseen -= is_hidden
            if not unseen:
                pieces.append(node.tail or "")
    end_line()
    return lines
