"""Text, Markdown and the JSON document of ``huiyin read``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiyin.law.model import Furniture, FurnitureName, Law, Provision, ProvisionKind

_LEVELS = {
    ProvisionKind.PART: 2,
    ProvisionKind.SUBPART: 3,
    ProvisionKind.CHAPTER: 3,
    ProvisionKind.SECTION: 4,
    ProvisionKind.ANNEX: 2,
    ProvisionKind.SCHEDULE: 2,
}


def list_in_order(law: Law) -> Iterator[Provision | Furniture]:
    """Yield everything in a law in source order."""
    pieces: list[Provision | Furniture] = [*law.walk(), *law.furniture]
    return iter(sorted(pieces, key=lambda piece: (piece.span.start, piece.span.end)))


_SEPARATORS = re.compile(r"[\s：:—–\-.．、]*")
_BRACKETS = {"【": "】", "（": "）", "(": ")"}


def heads_number(law: Law, provision: Provision) -> bool:
    """Tell whether the source prints a unit's heading above its number."""
    if not provision.num or not provision.heading:
        return False
    own = law.source[provision.span.start : provision.span.end]
    return 0 <= own.find(provision.heading) < own.find(provision.num)


def get_separator(law: Law, provision: Provision) -> str:
    """Return the punctuation between a number and the following text that belongs to neither (附件：表, 3.—(1)),
    without white space.
    """
    own = law.source[provision.span.start : provision.span.end]
    heading = provision.heading
    if heads_number(law, provision):
        own = own[own.index(provision.num, own.index(heading) + len(heading)) :]
        heading = ""
    if not provision.num or not own.startswith(provision.num):
        return ""
    rest = own[len(provision.num) :].lstrip()
    follows = heading or provision.text.split("\n")[0]
    if follows and rest.startswith(follows):
        return ""
    found = _SEPARATORS.match(rest)
    signs = found.group() if found else ""
    return "".join(signs.split()) if rest[len(signs) :].startswith(follows) else ""


def get_bracket(law: Law, provision: Provision) -> str:
    """Return the bracket that opens before a heading in the source, or an empty string."""
    if not provision.heading:
        return ""
    own = law.source[provision.span.start : provision.span.end]
    begins = 0 if heads_number(law, provision) else len(provision.num)
    at = own.find(provision.heading, begins)
    before = own[:at].rstrip()[-1:] if at > 0 else ""
    return before if before in _BRACKETS else ""


def to_text(law: Law) -> str:
    """Write one unit per line in source order: number, heading and text as printed."""
    lines = []
    for piece in list_in_order(law):
        lines += [piece.text] if isinstance(piece, Furniture) else _print_unit(law, piece)
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _print_unit(law: Law, unit: Provision) -> list[str]:
    """Return the lines of a unit's own text with its number and heading."""
    first, *rest = unit.text.split("\n")
    opened = get_bracket(law, unit)
    heading = f"{opened}{unit.heading}{_BRACKETS[opened]}" if opened else unit.heading
    num = unit.num + get_separator(law, unit)
    above = []
    if heads_number(law, unit):
        above, heading = [heading], ""
    head = " ".join(part for part in (num, heading) if part)
    if not heading or not first:
        begin = [_get_gap(law, unit).join(part for part in (head, first) if part)]
    elif opened and unit.kind is ProvisionKind.ARTICLE:
        begin = [f"{num}{heading} {first}"]
    else:
        begin = [head, first]
    return [*above, *begin, *rest]


def _get_gap(law: Law, unit: Provision) -> str:
    """Return what is between a unit's number and its text."""
    if not law.language.startswith("zh"):
        return " "
    return "　" if unit.kind is ProvisionKind.ARTICLE else ""


def to_markdown(law: Law) -> str:
    """Write headings by level, article numbers in bold, one paragraph per unit."""
    blocks: list[str] = []
    for piece in list_in_order(law):
        blocks += _mark_furniture(piece) if isinstance(piece, Furniture) else _mark_unit(piece)
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _mark_furniture(piece: Furniture) -> list[str]:
    if piece.name is FurnitureName.CONTENTS:
        return []
    if piece.name is FurnitureName.TITLE:
        return [f"# {_escape_markdown(piece.text)}"]
    return [_part_paragraphs(piece.text)]


_BOLD = (ProvisionKind.ARTICLE, ProvisionKind.RECITAL, ProvisionKind.ITEM)


def _mark_unit(unit: Provision) -> list[str]:
    head = _escape_markdown(" ".join(part for part in (unit.num, unit.heading) if part))
    text = _part_paragraphs(unit.text)
    if unit.kind in _LEVELS:
        return [f"{'#' * _LEVELS[unit.kind]} {head}", text]
    if unit.kind in _BOLD and head:
        return [f"**{head}** {text}".rstrip()]
    return [" ".join(part for part in (head, text) if part)]


def _part_paragraphs(text: str) -> str:
    return _escape_markdown(text).replace("\n", "\n\n")


def _escape_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text).replace("\n#", "\n\\#")


def to_json(law: Law) -> dict[str, object]:
    """Return the document of ``huiyin read --json``; ``read`` reads it again."""
    return {
        "title": law.title,
        "language": law.language,
        "provisions": [
            {
                "eid": p.eid,
                "kind": p.kind.value,
                "num": p.num,
                "heading": p.heading,
                "text": p.text,
                "parent": law.parent_of.get(p.eid),
                "span": [p.span.start, p.span.end],
            }
            | ({"foreign_eid": p.foreign_eid} if p.foreign_eid else {})
            for p in law.walk()
        ],
        "furniture": [
            {
                "name": f.name.value,
                "text": f.text,
                "line": law.line_of(f.span.start),
                "span": [f.span.start, f.span.end],
            }
            for f in law.furniture
        ],
        "problems": [
            {"line": p.line, "code": p.code.value, "details": dict(p.details)} for p in law.problems
        ],
    }
