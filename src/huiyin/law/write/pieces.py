"""A law's units as they stand in its source: which characters are number, heading, words, or joints.

A provision's fields leave out what its span covers besides: the colon between 第一章 and its name, the
brackets around an article's heading, the signs of Markdown. Writers need these *joints* to write a
text back as it was; signs of Markdown alone are left out, for they are no part of the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from huiyin.law.model import Furniture, Law, Provision

#: What ends a line, as the grammar sees lines.
_BREAK = re.compile("[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_MARKDOWN = re.compile(r"[#*_>\\`]|<br\s*/?>", re.I)


class Field(Enum):
    """The three fields of a provision; furniture has only words."""

    NUM = "num"
    HEADING = "heading"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Joint:
    """Characters between a unit's words that are in no field of it."""

    text: str


class LineBreak(Enum):
    """The end of a line within a field that is one line in itself (a heading set in two)."""

    HERE = "here"


Token = str | Joint | LineBreak


@dataclass(frozen=True, slots=True)
class Piece:
    """One field of a unit (of several lines of words: one line). ``begins_line`` says whether it
    stands at a line's beginning; the tokens' strings together are the field."""

    field: Field
    tokens: tuple[Token, ...]
    begins_line: bool

    @property
    def words(self) -> str:
        return "".join(token for token in self.tokens if isinstance(token, str))

    @property
    def printed(self) -> str:
        """As it stands in the source, joints included, breaks as ``\\n``."""
        return "".join(_print(token) for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision or a piece of furniture, with its pieces in the order of the source."""

    node: Provision | Furniture
    pieces: tuple[Piece, ...]


def _print(token: Token) -> str:
    if isinstance(token, Joint):
        return token.text
    return "\n" if token is LineBreak.HERE else str(token)


def units(law: Law) -> list[Unit]:
    """Every provision and piece of furniture of ``law`` in reading order: provisions as the tree
    has them, furniture before the provision that begins after it."""
    furniture = sorted(law.furniture, key=lambda piece: piece.span)
    at = 0
    last_end = 0
    found = []

    def take(node: Provision | Furniture) -> None:
        nonlocal last_end
        between = law.source[min(last_end, node.span.start) : node.span.start]
        begins = last_end == 0 or bool(_BREAK.search(between)) or node.span.start < last_end
        found.append(Unit(node, tuple(_pieces(law.source, node, begins_line=begins))))
        if node.span.end > node.span.start:
            last_end = max(last_end, node.span.end)

    for provision in law.walk():
        while at < len(furniture) and furniture[at].span.start <= provision.span.start:
            take(furniture[at])
            at += 1
        take(provision)
    for piece in furniture[at:]:
        take(piece)
    return found


def _pieces(source: str, node: Provision | Furniture, *, begins_line: bool) -> Iterator[Piece]:
    raw = source[node.span.start : node.span.end]
    if isinstance(node, Furniture):
        orders: tuple[tuple[tuple[Field, str], ...], ...] = (((Field.TEXT, node.text),),)
    else:
        num, heading = (Field.NUM, node.num), (Field.HEADING, node.heading)
        text = (Field.TEXT, node.text)
        orders = ((num, heading, text), (heading, num, text), (num, text, heading))
    for fields in orders:
        places = _align(raw, [words for _, words in fields])
        if places is not None:
            yield from _cut(raw, fields, places, begins_line=begins_line)
            return
    # A law made by hand, whose words are not those of its source.
    for field, words in orders[0]:
        for line in words.split("\n"):
            if line.strip():
                yield Piece(field, (line,), begins_line or field is not Field.TEXT)
                begins_line = field is Field.HEADING


def _align(raw: str, fields: Sequence[str]) -> list[list[int]] | None:
    """Where in ``raw`` each character of each field stands (−1 for white space), in order; ``None``
    where one is not found."""
    at = 0
    places = []
    for words in fields:
        own = []
        for character in words:
            if character.isspace():
                own.append(-1)
                continue
            at = raw.find(character, at)
            if at < 0:
                return None
            own.append(at)
            at += 1
        places.append(own)
    return places


def _cut(
    raw: str,
    fields: Sequence[tuple[Field, str]],
    places: Sequence[Sequence[int]],
    *,
    begins_line: bool,
) -> Iterator[Piece]:
    """The pieces of a unit whose fields' characters stand at ``places``."""
    opened: list[tuple[Field, list[Token], bool]] = []
    behind = 0  # the last character dealt with
    for field, line in _lines(fields, places):
        first = next(place for _, place in line if place >= 0)
        before, is_broken, after = _joint(raw[behind:first])
        if opened:
            _add(opened[-1][1], Joint(before))
            begins_line = is_broken
        else:
            after = before + after
        tokens: list[Token] = []
        _add(tokens, Joint(after))
        written = ""
        behind = first
        for character, place in line:
            if place >= 0:
                joint = _joint(raw[behind:place])
                if any(joint):
                    _add(tokens, written)
                    written = ""
                    _add(tokens, Joint(joint[0]))
                    if joint[1]:
                        tokens.append(LineBreak.HERE)
                    _add(tokens, Joint(joint[2]))
                behind = place + 1
            written += character
        _add(tokens, written)
        opened.append((field, tokens, begins_line))
    rest = Joint("".join(_joint(raw[behind:])[0::2]))
    if opened:
        _add(opened[-1][1], rest)
    elif rest.text:
        opened.append((Field.TEXT, [rest], begins_line))
    for field, tokens, begins in opened:
        yield Piece(field, tuple(tokens), begins)


def _lines(
    fields: Sequence[tuple[Field, str]], places: Sequence[Sequence[int]]
) -> Iterator[tuple[Field, list[tuple[str, int]]]]:
    """The lines of the fields that hold words, each character with its place."""
    for (field, words), own in zip(fields, places, strict=True):
        line: list[tuple[str, int]] = []
        for character, place in (*zip(words, own, strict=True), ("\n", -1)):
            if character != "\n":
                line.append((character, place))
                continue
            if any(its_place >= 0 for _, its_place in line):
                yield field, line
            line = []


def _add(tokens: list[Token], token: str | Joint) -> None:
    if token if isinstance(token, str) else token.text:
        tokens.append(token)


def _joint(between: str) -> tuple[str, bool, str]:
    """What stands between two words: on the line that ends, whether one ends, on those after."""
    first, *others = _BREAK.split(_MARKDOWN.sub("", between))
    after = " ".join(line.lstrip() for line in others if line.strip())
    return first if first.strip() else "", bool(others), after
