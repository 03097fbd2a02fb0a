"""A law out of JSON: the document that ``huiyin read --json`` prints, or a list of provisions people made.

Needed: ``provisions``, a list of objects with ``text`` (and, where there are any, ``num``, ``heading``, ``kind``, ``eid``,
``parent``, ``foreign_eid``). The source is laid down anew from them.
"""

from __future__ import annotations

import json
from typing import Any

from huiyin.files.decode import NOT_TEXT, decode_text, read_whole
from huiyin.files.problems import UnreadableLaw
from huiyin.law.eid import tell_foreign, written_eid
from huiyin.law.grammar.tree import ProvisionNode, finish_law
from huiyin.law.model import (
    Furniture,
    FurnitureName,
    Law,
    Problem,
    ProblemCode,
    ProvisionKind,
    Span,
)
from huiyin.text import detect_language

#: Units in each other: the deepest laws have a dozen, and trees are walked by recursion.
_DEEPEST = 64


def read_json(data: bytes, name: str, *, language: str | None = None) -> Law:  # noqa: C901
    """The law in a JSON document. Raises ``UnreadableLaw`` ``json_damaged``, ``json_too_deep``,
    ``no_provisions_in_json`` or ``provisions_too_deep``. A character that nothing can hold stands as U+FFFD, and a
    problem says on which line."""
    decoded = decode_text(data, name)
    try:
        document = json.loads(decoded.text, parse_int=read_whole)
    except RecursionError as error:
        raise UnreadableLaw("json_too_deep", file=name) from error
    except json.JSONDecodeError as error:
        raise UnreadableLaw("json_damaged", file=name, line=str(error.lineno)) from error
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

    broken: dict[int, int] = {}

    def lay(words: str) -> Span:
        nonlocal at
        if "\ufffd" in words:
            broken[len("\n".join(source).splitlines()) + 1] = words.count("\ufffd")
        span = Span(at, at + len(words))
        source.append(words)
        at += len(words) + 1
        return span

    furniture = []
    title = _clean_words(about.get("title"))
    entries = (
        [e for e in about.get("furniture", []) if isinstance(e, dict)]
        if isinstance(about.get("furniture", []), list)
        else []
    )
    known = {n.value: n for n in FurnitureName}
    if title and not any(e.get("name") == "title" for e in entries):
        furniture.append(Furniture(FurnitureName.TITLE, title, lay(title)))
    for entry in entries:
        text = _clean_words(entry.get("text"))
        if text:
            furniture.append(
                Furniture(known.get(str(entry.get("name")), FurnitureName.NOTE), text, lay(text))
            )
    roots: list[ProvisionNode] = []
    by_eid: dict[str, ProvisionNode] = {}
    kinds = {k.value: k for k in ProvisionKind}
    depths: dict[int, int] = {}
    for row in rows:
        num, heading, text = (_clean_words(row.get(key)) for key in ("num", "heading", "text"))
        span = lay(" ".join(part for part in (num, heading, text) if part))
        eid = written_eid(row.get("eid"))
        kind = kinds.get(str(row.get("kind")), ProvisionKind.ARTICLE)
        node = ProvisionNode(kind, num, heading, span.start, span.end, [text] if text else [])
        node.eid, node.foreign_eid = eid, written_eid(row.get("foreign_eid"))
        parent = by_eid.get(written_eid(row.get("parent")))
        depths[id(node)] = depths.get(id(parent), 0) + 1
        if depths[id(node)] > _DEEPEST:
            raise UnreadableLaw(
                "provisions_too_deep", file=name, num=num[:40] or eid, limit=str(_DEEPEST)
            )
        (parent.children if parent is not None else roots).append(node)
        if eid:
            by_eid[eid] = node
    body = "\n".join(source)
    spoken = language or str(about.get("language") or "") or detect_language(body)
    problems = [
        Problem(line, ProblemCode.BAD_CHARACTERS, (("encoding", "json"), ("number", str(times))))
        for line, times in broken.items()
    ]
    law = finish_law(body, title, spoken[:20], roots, furniture, problems=problems)
    return tell_foreign(law)


def _clean_words(value: object) -> str:
    if value in (None, ""):
        return ""
    lines = (line.strip() for line in NOT_TEXT.sub("\ufffd", str(value)).splitlines())
    return "\n".join(lines).strip()
