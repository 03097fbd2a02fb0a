"""Cell values as their authors meant them: the wrapping that exports add for Excel is removed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from html.entities import html5

from huiyin.text import as_kept

#: ``="…"``: how exports stop Excel from turning text into a number or a date.
_KEPT_AS_TEXT = re.compile(r'\s*+=\s*+"((?:[^"]|"")*+)"\s*+')


def as_written(cell: str) -> str:
    """Return the text of a cell that an export marked as text (``="2.10"``); any other cell is unchanged."""
    if "=" not in cell[:80]:
        return cell
    kept = _KEPT_AS_TEXT.fullmatch(cell)
    return kept[1].replace('""', '"') if kept else cell


#: HTML in a cell: inline elements, struck-through text, and character references.
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
    """Return the text of a cell that holds HTML (``isn&#39;t fair.<br/>``) as a browser shows it; other cells are
    unchanged.
    """
    if "&" not in cell and "<" not in cell:
        return cell
    bare = _ELEMENT.sub("", _BREAK.sub("\n", _STRUCK.sub("", cell)))
    drawn = _NAMED.sub(_decode_character, bare)
    return cell if drawn == cell else drawn.replace("\xa0", " ").strip()


def _decode_character(name: re.Match[str]) -> str:
    return unescape(name[0]) if name[0][1] == "#" or name[0][1:] in html5 else name[0]


#: What people write beside a name where the seal goes.
_SEAL = re.compile(
    r"\s?[（(](?:[^（()）]{0,10}(?:盖\s?章|蓋\s?章|公\s?章|签\s?章|签\s?字|签\s?名)[^（()）]{0,10}|seal|stamp|signature)[)）]",
    re.I,
)


def without_seal(name: str) -> str:
    """Remove the placeholder for a seal beside a name: 河流守望（盖章）."""
    return _SEAL.sub("", name).strip()


def row_begins(cells: Sequence[str]) -> str:
    """Return the beginning of a row, so that the person correcting the file can find it."""
    return show_begin(" ".join(cell.strip() for cell in cells if cell.strip()))


def show_begin(text: str, most: int = 40) -> str:
    """Return the beginning of a text on one line, with an ellipsis if it is cut."""
    line = text.replace("\n", " ").strip()
    return as_kept(line if len(line) <= most else line[:most].rstrip(" …") + "…")
