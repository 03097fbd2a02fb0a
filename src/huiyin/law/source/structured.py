"""A law out of JSON: the document that ``huiyin read --json`` prints, or a list of provisions people made.

Needed: ``provisions``, a list of objects with ``text`` (and, where there are any, ``num``, ``heading``, ``kind``, ``eid``,
``parent``, ``foreign_eid``). The source is laid down anew from them.
"""

from __future__ import annotations

import json
from typing import Any

from huiyin.law.eid import tell_foreign, written_eid
from huiyin.law.grammar.tree import Node, finish
from huiyin.law.model import Furniture, FurnitureName, Kind, Law, Span, UnreadableLaw
from huiyin.law.source.decode import decode, read_whole
from huiyin.text import detect_language


def read_json(data: bytes, name: str, *, language: str | None = None) -> Law:
    """The law in a JSON document. Raises ``UnreadableLaw`` ``damaged_json`` or ``no_provisions_in_json``."""
    try:
        document = json.loads(decode(data, name).text, parse_int=read_whole)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableLaw(
            "json_damaged", file=name, line=str(getattr(error, "lineno", 1))
        ) from error
    rows = (
        document
        if isinstance(document, list)
        else document.get("provisions")
        if isinstance(document, dict)
        else None
    )
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableLaw("no_provisions_in_json", file=name)
    about: dict[str, Any] = document if isinstance(document, dict) else {}
    source: list[str] = []
    at = 0

    def lay(words: str) -> Span:
        nonlocal at
        span = Span(at, at + len(words))
        source.append(words)
        at += len(words) + 1
        return span

    furniture = []
    title = _words(about.get("title"))
    entries = (
        [e for e in about.get("furniture", []) if isinstance(e, dict)]
        if isinstance(about.get("furniture", []), list)
        else []
    )
    known = {n.value: n for n in FurnitureName}
    if title and not any(e.get("name") == "title" for e in entries):
        furniture.append(Furniture(FurnitureName.TITLE, title, lay(title)))
    for entry in entries:
        text = _words(entry.get("text"))
        if text:
            furniture.append(
                Furniture(known.get(str(entry.get("name")), FurnitureName.NOTE), text, lay(text))
            )
    roots: list[Node] = []
    by_eid: dict[str, Node] = {}
    kinds = {k.value: k for k in Kind}
    for row in rows:
        num, heading, text = (_words(row.get(key)) for key in ("num", "heading", "text"))
        span = lay(" ".join(part for part in (num, heading, text) if part))
        eid = written_eid(row.get("eid"))
        kind = kinds.get(str(row.get("kind")), Kind.ARTICLE)
        node = Node(kind, num, heading, span.start, span.end, [text] if text else [])
        node.eid, node.foreign_eid = eid, written_eid(row.get("foreign_eid"))
        parent = by_eid.get(written_eid(row.get("parent")))
        (parent.children if parent is not None else roots).append(node)
        if eid:
            by_eid[eid] = node
    body = "\n".join(source)
    spoken = language or str(about.get("language") or "") or detect_language(body)
    law = finish(body, title, spoken, roots, furniture, problems=[])
    return tell_foreign(law)


def _words(value: object) -> str:
    return (
        "\n".join(line.strip() for line in str(value).splitlines()).strip()
        if value not in (None, "")
        else ""
    )
