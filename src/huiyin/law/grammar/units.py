"""What stands below an article: paragraphs, lists within them, words after a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from huiyin.law.grammar.tree import ProvisionNode
from huiyin.law.model import ProvisionKind


@dataclass(frozen=True, slots=True)
class TextBlock:
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
    paragraph_kind: ProvisionKind
    kinds: dict[str, ProvisionKind]
    by_depth: tuple[ProvisionKind, ...]


_UNFINISHED = ("；", "，", "、", ";", ",", "; and", "; or", ", and", ", or", "；以及", "；或者")


def arrange_blocks(
    unit: ProvisionNode,
    blocks: Sequence[TextBlock],
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
    below = _Below(rules, is_clear)
    for block in _with_words_below(blocks, is_clear):
        below.add(block)
    _attach_paragraphs(unit, below.paragraphs, is_clear)


class _Below:
    """What stands below one unit, as far as it was read: its paragraphs, the items that lead to the last one
    (``path``), and how each level of them is numbered (``forms``)."""

    def __init__(self, rules: ListRules, is_clear: Callable[[int, int], bool]) -> None:
        self.paragraphs: list[ProvisionNode] = []
        self._path: list[ProvisionNode] = []
        self._forms: list[str] = []
        self._rules = rules
        self._is_clear = is_clear

    def add(self, block: TextBlock) -> None:
        if block.form == "quoted" and self._add_quotation(block):
            return
        if block.form in ("text", "quoted"):
            self._add_words(block)
        elif block.form == self._rules.paragraph_form and not (
            block.form in self._forms or _opens_list(self._path)
        ):
            self.paragraphs.append(_make_numbered_node(self._rules.paragraph_kind, block))
            self._path, self._forms = [], []
        else:
            self._add_item(block)

    def _add_quotation(self, block: TextBlock) -> bool:
        """To the words before it, where nothing stands between."""
        if not self.paragraphs:
            return False
        target = self._path[-1] if self._path else self.paragraphs[-1]
        if target.children or not self._is_clear(target.end, block.end):
            return False
        target.texts.append(block.text)
        target.end = block.end
        return True

    def _add_words(self, block: TextBlock) -> None:
        node = ProvisionNode(ProvisionKind.PARAGRAPH, "", "", block.start, block.end, [block.text])
        if self._path and _is_unfinished(self._path[-1]):
            node.kind = ProvisionKind.CLOSING
            self.paragraphs[-1].add(node)
        elif self.paragraphs and self.paragraphs[-1].num:
            node.kind = ProvisionKind.SUBPARAGRAPH
            self.paragraphs[-1].add(node)
        else:
            self.paragraphs.append(node)
        self._path, self._forms = [], []

    def _add_item(self, block: TextBlock) -> None:
        if not self.paragraphs:
            # The list begins right after the number: a paragraph without words of its own.
            self.paragraphs.append(
                ProvisionNode(ProvisionKind.PARAGRAPH, "", "", block.start, block.start)
            )
        forms, rules = self._forms, self._rules
        known = block.form in forms
        self._forms = forms[: forms.index(block.form) + 1] if known else [*forms, block.form]
        depth = min(len(self._forms) - 1, len(self._path))
        kind = rules.kinds.get(block.form) or rules.by_depth[min(depth, len(rules.by_depth) - 1)]
        host = self.paragraphs[-1]
        if depth:
            host = self._path[depth - 1]
        elif host.children and host.children[-1].kind is ProvisionKind.SUBPARAGRAPH:
            host = host.children[-1]
        self._path = [*self._path[:depth], host.add(_make_numbered_node(kind, block))]


def _attach_paragraphs(
    unit: ProvisionNode, paragraphs: list[ProvisionNode], is_clear: Callable[[int, int], bool]
) -> None:
    """``paragraphs`` below ``unit``; what an unnumbered one alone, or before the first number, says is its own."""
    if len(paragraphs) == 1 and _may_be_own(unit, paragraphs[0], is_clear):
        only = paragraphs[0]
        unit.texts += only.texts
        if only.texts:
            unit.end = max(unit.end, only.end)
        unit.children += only.children
        return
    unit.children += paragraphs
    if unit.children and unit.children[0] is paragraphs[0] and _begin_with_lead(paragraphs):
        lead = paragraphs[0]
        if is_clear(unit.end, lead.end):
            unit.texts += lead.texts
            unit.end = max(unit.end, lead.end)
            unit.children.pop(0)


def _may_be_own(
    unit: ProvisionNode, paragraph: ProvisionNode, is_clear: Callable[[int, int], bool]
) -> bool:
    """Whether a paragraph has no number, and its words can be those of the unit."""
    return not paragraph.num and (not paragraph.texts or is_clear(unit.end, paragraph.end))


def _begin_with_lead(paragraphs: Sequence[ProvisionNode]) -> bool:
    """Whether the first paragraph holds nothing but words before the first numbered one."""
    lead = paragraphs[0]
    return not lead.num and not lead.children and any(p.num for p in paragraphs)


def _with_words_below(
    blocks: Sequence[TextBlock], is_clear: Callable[[int, int], bool]
) -> Iterator[TextBlock]:
    """A number alone on its line, as official journals' pages set it, has its words on the line below."""
    waiting: TextBlock | None = None
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


def _make_numbered_node(kind: ProvisionKind, block: TextBlock) -> ProvisionNode:
    return ProvisionNode(
        kind, block.num, "", block.start, block.end, [block.text], is_roman=block.is_roman
    )


def _opens_list(path: Sequence[ProvisionNode]) -> bool:
    """Whether the item before ends with a colon: ``(1) …:`` then ``1. …`` is a list within it, as
    English versions of Chinese laws print 目, and not the next paragraph."""
    return bool(path) and bool(path[-1].texts) and path[-1].texts[-1].rstrip().endswith((":", "："))


def _is_unfinished(last: ProvisionNode) -> bool:
    return bool(last.texts) and last.texts[-1].rstrip().endswith(_UNFINISHED)
