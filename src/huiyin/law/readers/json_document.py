"""Read a law from JSON: the output of ``huiyin read --json``, or a list of provisions written by people.

``provisions`` is required: a list of objects with ``text`` (and optionally ``num``, ``heading``, ``kind``, ``eid``,
``parent``, ``foreign_eid``). The source is rebuilt from them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
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

#: The deepest nesting of units. Real laws have about a dozen levels, and trees are walked recursively.
_DEEPEST = 64


def read_json(data: bytes, name: str, *, language: str | None = None) -> Law:
    """Read the law in a JSON document.

    Raises ``UnreadableLaw`` ``json_damaged``, ``json_too_deep``, ``no_provisions_in_json`` or
    ``provisions_too_deep``. A character that cannot be stored becomes U+FFFD, and a problem names its line.
    """
    rows, about = _parse_document(data, name)
    source = _NewSource()
    title = _clean_words(about.get("title"))
    furniture = _lay_furniture(about, title, source)
    roots = _lay_provisions(rows, source, name)
    body = "\n".join(source.pieces)
    spoken = language or str(about.get("language") or "") or detect_language(body)
    law = finish_law(body, title, spoken[:20], roots, furniture, problems=source.problems)
    return tell_foreign(law)


@dataclass
class _NewSource:
    """The rebuilt source, one piece per line, and its problems."""

    pieces: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    length: int = 0
    line: int = 1

    def lay(self, words: str) -> Span:
        if broken := words.count("\ufffd"):
            details = (("encoding", "json"), ("number", str(broken)))
            self.problems.append(Problem(self.line, ProblemCode.BAD_CHARACTERS, details))
        span = Span(self.length, self.length + len(words))
        self.pieces.append(words)
        self.length += len(words) + 1
        self.line += words.count("\n") + 1
        return span


def _parse_document(data: bytes, name: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the provisions of a document, and the properties of the whole law."""
    decoded = decode_text(data, name)
    try:
        document = json.loads(decoded.text, parse_int=read_whole)
    except RecursionError as error:
        raise UnreadableLaw("json_too_deep", file=name) from error
    except json.JSONDecodeError as error:
        raise UnreadableLaw("json_damaged", file=name, line=str(error.lineno)) from error
    about = document if isinstance(document, dict) else {}
    rows = document if isinstance(document, list) else about.get("provisions")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableLaw("no_provisions_in_json", file=name)
    return rows, about


def _lay_furniture(about: dict[str, Any], title: str, source: _NewSource) -> list[Furniture]:
    said = about.get("furniture", [])
    entries = [entry for entry in said if isinstance(entry, dict)] if isinstance(said, list) else []
    known = {name.value: name for name in FurnitureName}
    furniture = []
    if title and not any(entry.get("name") == "title" for entry in entries):
        furniture.append(Furniture(FurnitureName.TITLE, title, source.lay(title)))
    for entry in entries:
        text = _clean_words(entry.get("text"))
        if text:
            name = known.get(str(entry.get("name")), FurnitureName.NOTE)
            furniture.append(Furniture(name, text, source.lay(text)))
    return furniture


def _lay_provisions(
    rows: list[dict[str, Any]], source: _NewSource, name: str
) -> list[ProvisionNode]:
    """Build the tree: each provision is below the parent that it names, if that precedes it."""
    roots: list[ProvisionNode] = []
    by_eid: dict[str, ProvisionNode] = {}
    depths: dict[int, int] = {}
    for row in rows:
        node = _lay_provision(row, source)
        parent = by_eid.get(written_eid(row.get("parent")))
        depths[id(node)] = depths.get(id(parent), 0) + 1
        if depths[id(node)] > _DEEPEST:
            num = node.num[:40] or node.eid
            raise UnreadableLaw("provisions_too_deep", file=name, num=num, limit=str(_DEEPEST))
        (parent.children if parent is not None else roots).append(node)
        if node.eid:
            by_eid[node.eid] = node
    return roots


_KINDS = {kind.value: kind for kind in ProvisionKind}


def _lay_provision(row: dict[str, Any], source: _NewSource) -> ProvisionNode:
    num, heading, text = (_clean_words(row.get(key)) for key in ("num", "heading", "text"))
    span = source.lay(" ".join(part for part in (num, heading, text) if part))
    kind = _KINDS.get(str(row.get("kind")), ProvisionKind.ARTICLE)
    node = ProvisionNode(kind, num, heading, span.start, span.end, [text] if text else [])
    node.eid, node.foreign_eid = written_eid(row.get("eid")), written_eid(row.get("foreign_eid"))
    return node


def _clean_words(value: object) -> str:
    if value in (None, ""):
        return ""
    lines = (line.strip() for line in NOT_TEXT.sub("\ufffd", str(value)).splitlines())
    return "\n".join(lines).strip()
