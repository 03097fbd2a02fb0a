"""Cells as they were meant: what exports put around words, so that Excel leaves them alone, is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.entities import html5

from huiyin.text import as_kept

#: ``="…"``: how exports keep Excel from making a number or a date of a cell.
_KEPT_AS_TEXT = re.compile(r'\s*+=\s*+"((?:[^"]|"")*+)"\s*+')


def as_written(cell: str) -> str:
    """The words of a cell that an export keeps as text (``="2.10"``); any other cell as it is."""
    if "=" not in cell[:80]:
        return cell
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    return kept[1].replace('""', '"') if kept else cell


#: Marks of a page in a cell: elements that shape words, what is struck through, and characters by their names.
_STRUCK = re.compile(
    r"<(?P<tag>del|s|strike)(?:\s{1,5}[a-z-]{1,30}=[^<>]{0,200})?>[^<]*+</(?P=tag)\s*+>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br\s*+/?|/(?:p|div|li|tr|h[1-6]))\s*+>[ \t]*+\n?", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:p|div|br|b|i|u|em|strong|ul|ol|li|span|a|ins|sub|sup|font|blockquote|h[1-6])(?:\s{1,5}[a-z-]{1,30}=[^<>]{0,300})?\s{0,5}/?>",
    re.IGNORECASE,
)
_NAMED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def as_drawn(cell: str) -> str:
    """The words of a cell that holds a piece of a page (``isn&#39;t fair.<br/>``), as the page shows them; any other cell
    as it is."""
    if "&" not in cell and "<" not in cell:
        return cell
    bare = _ELEMENT.sub("", _BREAK.sub("\n", _STRUCK.sub("", cell)))
    drawn = _NAMED.sub(_decode_character, bare)
    return cell if drawn == cell else drawn.replace("\xa0", " ").strip()


def _decode_character(name: re.Match[str]) -> str:
    return unescape(name[0]) if name[0][1] == "#" or name[0][1:] in html5 else name[0]


#: What stands beside a name for the seal.
_SEAL = re.compile(
    r"\s?[（(](?:[^（()）]{0,10}(?:盖\s?章|蓋\s?章|公\s?章|签\s?章|签\s?字|签\s?名)[^（()）]{0,10}|seal|stamp|signature)[)）]",
    re.I,
)


def without_seal(name: str) -> str:
    """A name without the mark beside it for the seal: 河流守望（盖章）."""
    return _SEAL.sub("", name).strip()


def row_begins(cells: Sequence[str]) -> str:
    """How a row begins, to be found again by who mends it."""
    return show_begin(" ".join(cell.strip() for cell in cells if cell.strip()))


def show_begin(text: str, most: int = 40) -> str:
    """How a text begins, in one line; an ellipsis says that it goes on."""
    line = text.replace("\n", " ").strip()
    return as_kept(line if len(line) <= most else line[:most].rstrip(" …") + "…")
