"""A law as text and as Markdown, line by line as its source has it."""

from __future__ import annotations

import re

from huiyin.law.model import Furniture, FurnitureName, Kind, Law
from huiyin.law.write.pieces import Field, Joint, LineBreak, Piece, Unit, units

DIVISIONS = frozenset(
    (Kind.PART, Kind.SUBPART, Kind.CHAPTER, Kind.SECTION, Kind.SCHEDULE, Kind.ANNEX)
)
#: Kinds whose numbers stand out in print.
BASIC = frozenset((Kind.ARTICLE, Kind.SECTION))
_CJK = re.compile("[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]")
#: What Markdown would take for a sign of its own. Numbers and dashes that begin a line stay as they
#: are: as a list Markdown shows them no worse.
_SIGNS = re.compile(r"[\\`*_#<>\[\]|]")
_RULE = re.compile(r"^([-=~+])(?=[-=~+ ]*$)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)


def to_text(law: Law) -> str:
    """The law's lines as they stand in its source, blank ones and signs of Markdown left out; lines
    end with ``\\n``. Reading it again gives the same provisions."""
    lines: list[str] = []
    for unit in units(law):
        for piece in unit.pieces:
            first, *others = piece.printed.split("\n")
            if piece.begins_line or not lines:
                lines.append(first.strip())
            else:
                lines[-1] = together(lines[-1], first.strip())
            lines += (line.strip() for line in others)
    return "".join(f"{line}\n" for line in lines if line.strip())


def together(before: str, after: str) -> str:
    """Two pieces of a line: a number and the words after it are set apart, marks are not."""
    if not before or not after:
        return before + after
    if not (before[-1].isalnum() or before[-1] in ")）]】.．") or after[0] in "：:，。、；）)】":
        return before + after
    return f"{before}\u3000{after}" if _CJK.match(before[-1]) else f"{before} {after}"


def to_markdown(law: Law) -> str:
    """The law in Markdown: divisions as headings by their depth, numbers of articles in bold, each
    line a paragraph. Page numbers and running heads stand in comments. Reading it again gives the
    same provisions."""
    depths = _depths(law)
    blocks: list[str] = []
    for unit in units(law):
        node = unit.node
        if isinstance(node, Furniture):
            blocks += _furniture(node, unit)
        elif node.kind in DIVISIONS and not _is_unit(law, unit):
            sign = "#" * min(depths[node.eid] + 2, 6)
            for line in _printed(unit):
                blocks.append(f"{sign} {line}" if line else "")
        else:
            blocks += _provision(unit, blocks)
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _depths(law: Law) -> dict[str, int]:
    depths: dict[str, int] = {}
    for provision in law.walk():
        parent = law.parent_of.get(provision.eid)
        depths[provision.eid] = depths[parent] + 1 if parent is not None else 0
    return depths


def _is_unit(law: Law, unit: Unit) -> bool:
    """Whether a section is a basic unit, as in a common-law act, and no division."""
    node = unit.node
    return (
        node.kind is Kind.SECTION and node in law.articles
        if not isinstance(node, Furniture)
        else False
    )


def _printed(unit: Unit) -> list[str]:
    lines: list[str] = []
    for piece in unit.pieces:
        first, *others = _marked(piece).split("\n")
        if piece.begins_line or not lines:
            lines.append(first)
        else:
            lines[-1] = together(lines[-1], first)
        lines += others
    return [_RULE.sub(r"\\\1", line) for line in lines]


def _marked(piece: Piece) -> str:
    """A piece with Markdown's own signs escaped."""
    parts = []
    for token in piece.tokens:
        if token is LineBreak.HERE:
            parts.append("\n")
        else:
            text = token.text if isinstance(token, Joint) else str(token)
            parts.append(_SIGNS.sub(r"\\\g<0>", text))
    return "".join(parts).strip()


def _provision(unit: Unit, blocks: list[str]) -> list[str]:
    lines: list[str] = []
    bold = not isinstance(unit.node, Furniture) and unit.node.kind in BASIC
    for piece in unit.pieces:
        first, *others = _marked(piece).split("\n")
        if bold and piece.field is not Field.TEXT:
            first, *others = (f"**{line}**" if line else "" for line in (first, *others))
        else:
            first, *others = (_RULE.sub(r"\\\1", line) for line in (first, *others))
        if piece.begins_line:
            lines.append(first)
        elif lines:
            lines[-1] = together_marked(lines[-1], first)
        elif blocks:
            blocks[-1] = together_marked(blocks[-1], first)
        else:
            lines.append(first)
        lines += others
    return lines


def together_marked(before: str, after: str) -> str:
    """As :func:`together`, bold signs not counting as characters."""
    bare = before.rstrip("*")
    joined = together(bare, after.lstrip("*"))
    gap = joined[len(bare) : len(joined) - len(after.lstrip("*"))]
    return f"{before}{gap}{after}"


def _furniture(node: Furniture, unit: Unit) -> list[str]:
    if node.name is FurnitureName.NOTE and _COMMENT.fullmatch(node.text.strip()):
        return [node.text.strip()]
    if node.name is FurnitureName.PAGE:
        return [f"<!-- {line.replace('--', '- -')} -->" for line in node.text.split("\n")]
    lines = _printed(unit)
    return [f"# {line}" for line in lines] if node.name is FurnitureName.TITLE else lines
