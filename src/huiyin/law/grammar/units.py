"""The contents of an article: paragraphs, lists in them, and text after a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from huiyin.law.grammar.tree import ProvisionNode
from huiyin.law.model import ProvisionKind


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A line, or part of one, below an article's number.

    ``form`` is how it is numbered (``point``, ``arabic``, ``letter`` …), or running ``text``, or ``quoted`` text of
    an amending clause. ``[start, end)`` is its position.
    """

    start: int
    end: int
    form: str
    num: str
    text: str
    is_roman: bool = False


@dataclass(frozen=True, slots=True)
class ListRules:
    """Which form numbers paragraphs, if any, and the kind of each numbered unit.

    ``kinds`` maps forms; a form that is not in it takes its kind from ``by_depth``, counted from the paragraph.
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
    """Arrange ``blocks`` below ``unit``.

    Each unnumbered text is a separate paragraph, unless it ends a list whose last item is unfinished (``；``): then
    it is the closing text of the list. A unit with a single unnumbered paragraph keeps its text and list itself. A
    repeated form continues the same list; a new form opens a list one level deeper. ``is_clear`` tells whether a
    node may reach from one position to another.
    """
    below = _Below(rules, is_clear)
    for block in _with_words_below(blocks, is_clear):
        below.add(block)
    _attach_paragraphs(unit, below.paragraphs, is_clear)


class _Below:
    """What has been read below one unit: its paragraphs, the items that lead to the last one (``path``), and the
    numbering form of each of their levels (``forms``).
    """

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
        """Add a quotation to the preceding text if nothing lies in between."""
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
            # The list begins directly after the number, in a paragraph without text of its own.
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
    """Attach ``paragraphs`` to ``unit``; the text of a single unnumbered one, or of one before the first number,
    becomes the unit's own.
    """
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
    """Tell whether a paragraph is unnumbered and its text can be the unit's own."""
    return not paragraph.num and (not paragraph.texts or is_clear(unit.end, paragraph.end))


def _begin_with_lead(paragraphs: Sequence[ProvisionNode]) -> bool:
    """Tell whether the first paragraph is only the lead-in to the first numbered one."""
    lead = paragraphs[0]
    return not lead.num and not lead.children and any(p.num for p in paragraphs)


def _with_words_below(
    blocks: Sequence[TextBlock], is_clear: Callable[[int, int], bool]
) -> Iterator[TextBlock]:
    """Join a number alone on its line, as in official journals, with the text on the next line."""
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
    """Tell whether the preceding item ends with a colon.

    In ``(1) …:`` followed by ``1. …``, the second is a list within the first, as English versions of Chinese laws
    print 目, and not the next paragraph.
    """
    return bool(path) and bool(path[-1].texts) and path[-1].texts[-1].rstrip().endswith((":", "："))


def _is_unfinished(last: ProvisionNode) -> bool:
    return bool(last.texts) and last.texts[-1].rstrip().endswith(_UNFINISHED)
