"""What stands below an article: paragraphs, lists within them, words after a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from huiyin.law.grammar.tree import Node
from huiyin.law.model import Kind


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or a part of one, below an article's number.

    ``form`` says how it is numbered (``point``, ``arabic``, ``letter`` …), or that it is running
    ``text``, or ``quoted`` text of an amending clause. ``[start, end)`` is its place.
    """

    start: int
    end: int
    form: str
    num: str
    text: str
    is_roman: bool = False


@dataclass(frozen=True, slots=True)
class ListRules:
    """Which form numbers paragraphs, if any, and what kind a numbered unit is.

    ``kinds`` goes by form; a form that is not in it gets its kind from ``by_depth``, counted from
    the paragraph.
    """

    paragraph_form: str | None
    paragraph_kind: Kind
    kinds: dict[str, Kind]
    by_depth: tuple[Kind, ...]


_UNFINISHED = ("；", "，", "、", ";", ",", "; and", "; or", ", and", ", or", "；以及", "；或者")


def arrange(
    unit: Node,
    blocks: Sequence[Block],
    rules: ListRules,
    *,
    is_clear: Callable[[int, int], bool] = lambda _start, _end: True,
) -> None:
    """Hang ``blocks`` below ``unit``.

    Each unnumbered text is a paragraph of its own, save where it ends a list that its last item
    left open (``；``): then it is the list's closing words. A unit of one unnumbered paragraph
    keeps text and list itself. The same form again goes on with the same list; a new form opens a
    list one level deeper. ``is_clear`` tells whether a node may reach from one place to another.
    """
    paragraphs: list[Node] = []
    path: list[Node] = []
    forms: list[str] = []
    for block in _with_words_below(blocks, is_clear):
        if block.form == "quoted" and paragraphs:
            target = path[-1] if path else paragraphs[-1]
            if not target.children and is_clear(target.end, block.end):
                target.texts.append(block.text)
                target.end = block.end
                continue
        if block.form in ("text", "quoted"):
            node = Node(Kind.PARAGRAPH, "", "", block.start, block.end, [block.text])
            if path and _is_unfinished(path[-1]):
                node.kind = Kind.CLOSING
                paragraphs[-1].add(node)
            elif paragraphs and paragraphs[-1].num:
                node.kind = Kind.SUBPARAGRAPH
                paragraphs[-1].add(node)
            else:
                paragraphs.append(node)
            path, forms = [], []
            continue
        if block.form == rules.paragraph_form and not (block.form in forms or _opens_list(path)):
            paragraphs.append(_numbered(rules.paragraph_kind, block))
            path, forms = [], []
            continue
        if not paragraphs:
            # The list begins right after the number: a paragraph without words of its own.
            paragraphs.append(Node(Kind.PARAGRAPH, "", "", block.start, block.start))
        forms = (
            forms[: forms.index(block.form) + 1] if block.form in forms else [*forms, block.form]
        )
        depth = min(len(forms) - 1, len(path))
        kind = rules.kinds.get(block.form) or rules.by_depth[min(depth, len(rules.by_depth) - 1)]
        host = paragraphs[-1]
        if depth:
            host = path[depth - 1]
        elif host.children and host.children[-1].kind is Kind.SUBPARAGRAPH:
            host = host.children[-1]
        path = [*path[:depth], host.add(_numbered(kind, block))]
    only = paragraphs[0] if len(paragraphs) == 1 and not paragraphs[0].num else None
    if only is not None and only.texts and not is_clear(unit.end, only.end):
        only = None
    if only is None:
        unit.children += paragraphs
        if (
            unit.children
            and unit.children[0] is paragraphs[0]
            and not paragraphs[0].num
            and any(p.num for p in paragraphs)
        ):
            # Words before the first numbered paragraph are the article's own.
            lead = paragraphs[0]
            if not lead.children and is_clear(unit.end, lead.end):
                unit.texts += lead.texts
                unit.end = max(unit.end, lead.end)
                unit.children.pop(0)
        return
    unit.texts += only.texts
    if only.texts:
        unit.end = max(unit.end, only.end)
    unit.children += only.children


def _with_words_below(
    blocks: Sequence[Block], is_clear: Callable[[int, int], bool]
) -> Iterator[Block]:
    """A number alone on its line, as official journals' pages set it, has its words on the line below."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            if block.form == "text" and is_clear(waiting.end, block.end):
                yield replace(waiting, end=block.end, text=block.text)
                waiting = None
                continue
            yield waiting
            waiting = None
        if block.form not in ("text", "quoted") and not block.text:
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def _numbered(kind: Kind, block: Block) -> Node:
    return Node(kind, block.num, "", block.start, block.end, [block.text], is_roman=block.is_roman)


def _opens_list(path: Sequence[Node]) -> bool:
    """Whether the item before ends with a colon: ``(1) …:`` then ``1. …`` is a list within it, as
    English versions of Chinese laws print 目, and not the next paragraph."""
    return bool(path) and bool(path[-1].texts) and path[-1].texts[-1].rstrip().endswith((":", "："))


def _is_unfinished(last: Node) -> bool:
    return bool(last.texts) and last.texts[-1].rstrip().endswith(_UNFINISHED)
