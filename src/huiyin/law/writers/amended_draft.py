"""A draft with amendments: Akoma Ntoso with deletions in ``del`` and insertions in ``ins``.

With all changes accepted (as our own reader does) the document is the proposal; with all rejected, the draft.
Amendments are applied in order, each to its provision. One that cannot be applied is reported with the reason and
never adapted: two that change the same text contradict each other, and text alone does not show where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from lxml import etree

from huiyin.law.compare.word_changes import WordOp, diff_words
from huiyin.law.grammar import read_text
from huiyin.law.model import Law, Provision, ProvisionKind
from huiyin.law.readers.akoma_ntoso import SPACE, fold_xml_space, read_akoma_ntoso
from huiyin.law.writers.akoma_ntoso import ELEMENTS, NAMESPACE, to_akoma_ntoso
from huiyin.text import as_xml
from huiyin.text.opcodes import find_opcodes

_A = f"{{{NAMESPACE}}}"


class AmendmentKind(StrEnum):
    """What an amendment does to its provision."""

    REPLACE = "replace"
    INSERT = "insert"  # a provision after it if the wording has a number, otherwise text at its end
    DELETE = "delete"


class OmissionReason(StrEnum):
    """Why an amendment was not applied."""

    NO_PLACE = "no_place"  # the law has no such provision
    NO_WORDING = "no_wording"
    TAKEN = "taken"  # an earlier amendment changes the same text


@dataclass(frozen=True, slots=True)
class TextualAmendment:
    """One change to one provision. ``wording``: its complete text including the units below, one unit per line, as
    in :attr:`huiyin.law.Provision.full_text`.
    """

    eid: str
    way: AmendmentKind
    wording: str = ""


@dataclass(frozen=True, slots=True)
class AmendedLaw:
    """A law with amendments applied. ``left``: index of an amendment → why it was not applied."""

    data: bytes
    left: dict[int, OmissionReason]

    @property
    def law(self) -> Law:
        """The law as it would read."""
        return read_akoma_ntoso(self.data, "amended.akn.xml")


def mark_amendments(law: Law, amendments: Sequence[TextualAmendment]) -> AmendedLaw:
    """Return ``law`` as Akoma Ntoso with ``amendments`` marked in it.

    The result is read back: if the structure parsed from a wording does not reproduce exactly the text asked for,
    the text is inserted as plain lines instead.
    """
    flat: frozenset[int] = frozenset()
    while True:
        work = _AmendmentWriter(law, flat)
        for index, one in enumerate(amendments):
            work.carry_out(index, one)
        data: bytes = etree.tostring(work.root, xml_declaration=True, encoding="utf-8")
        made = AmendedLaw(data, work.left)
        misread = _list_misread(made, amendments) - flat
        if not misread:
            return made
        flat |= misread


def _list_misread(made: AmendedLaw, amendments: Sequence[TextualAmendment]) -> frozenset[int]:
    says = {eid: _remove_spaces(p.full_text) for eid, p in made.law.by_eid.items()}
    return frozenset(
        index
        for index, one in enumerate(amendments)
        if index not in made.left
        and one.way is AmendmentKind.REPLACE
        and says.get(one.eid) != _remove_spaces(as_xml(one.wording))
    )


def _remove_spaces(words: str) -> str:
    return "".join(words.split())


class _AmendmentWriter:
    def __init__(self, law: Law, flat: frozenset[int]) -> None:
        self.law = law
        self.flat = flat
        self.root = etree.fromstring(to_akoma_ntoso(law))
        self.left: dict[int, OmissionReason] = {}
        #: Provisions changed by an amendment, and their ancestors.
        self.changed: set[str] = set()
        self.holds: set[str] = set()
        self.made = 0

    @cached_property
    def elements(self) -> dict[str, etree._Element]:
        return {str(e.get("eId")): e for e in self.root.iter() if e.get("eId")}

    def carry_out(self, index: int, amendment: TextualAmendment) -> None:
        provision, element = self.law.by_eid.get(amendment.eid), self.elements.get(amendment.eid)
        if provision is None or element is None:
            self.left[index] = OmissionReason.NO_PLACE
            return
        above = list(self._above(amendment.eid))
        obstacle = self._find_obstacle(amendment, above)
        if obstacle is not None:
            self.left[index] = obstacle
            return
        self.holds.update(above)
        if amendment.way is AmendmentKind.INSERT:
            self._insert(element, provision, amendment.wording)
            self.holds.add(amendment.eid)
            return
        if amendment.way is AmendmentKind.DELETE:
            _mark_deleted(element)
        else:
            self._replace(element, provision, amendment.wording, as_lines=index in self.flat)
        self.changed.add(amendment.eid)

    def _find_obstacle(
        self, amendment: TextualAmendment, above: Sequence[str]
    ) -> OmissionReason | None:
        """Return why an amendment cannot be applied. ``above``: the eIds of the units that contain its provision."""
        if amendment.way is not AmendmentKind.DELETE and not amendment.wording.strip():
            return OmissionReason.NO_WORDING
        is_changed = any(eid in self.changed for eid in (amendment.eid, *above))
        is_held = amendment.way is not AmendmentKind.INSERT and amendment.eid in self.holds
        return OmissionReason.TAKEN if is_changed or is_held else None

    def _replace(
        self, element: etree._Element, provision: Provision, wording: str, *, as_lines: bool
    ) -> None:
        wanted = None if as_lines else self._told(provision, wording)
        if wanted is None:
            _lay_lines(element, provision, wording)
        else:
            self._rewrite(element, provision, wanted)

    def _above(self, eid: str) -> Iterable[str]:
        while eid in self.law.parent_of:
            eid = self.law.parent_of[eid]
            yield eid

    def _told(self, provision: Provision, wording: str) -> Provision | None:
        """Return the units of ``wording`` if it is that of a whole article and parses as one."""
        wording = as_xml(wording)
        is_unit = provision is self.law.articles_by_eid.get(provision.eid)
        if not is_unit or not provision.num:
            plain = not provision.children and "\n" not in wording.strip()
            return _make_leaf(provision, wording.strip()) if plain else None
        heading = (
            f" {provision.heading}\n" if provision.heading else _find_number_separator(self.law)
        )
        said = read_text(provision.num + heading + wording.strip(), language=self.law.language)
        units = list(said.articles)
        alone = len(units) == 1 and len(said.provisions) == 1 and not said.furniture
        return units[0] if alone and units[0].num == provision.num else None

    # -- writing into the document -------------------------------------------------------------------

    def _rewrite(self, element: etree._Element, old: Provision, new: Provision) -> None:
        """Mark in ``element`` the changes from ``old`` to ``new``, unit by unit."""
        num = element.find(f"{_A}num")
        if num is not None and old.num != new.num:
            _mark_changes(num, old.num, new.num)
        last = self._rewrite_words(element, old, new)
        below = {p.eid: self.elements.get(p.eid) for p in old.children}
        for before, after in _pair_units(old.children, new.children):
            if before is None:
                assert after is not None
                child = self._new(after, element)
                _put_behind(element, last, child)
            else:
                found = below.get(before.eid)
                if found is None:
                    continue
                child = found
                self._rewrite_or_delete(child, before, after)
            last = child

    def _rewrite_or_delete(
        self, element: etree._Element, old: Provision, new: Provision | None
    ) -> None:
        if new is None:
            _mark_deleted(element)
        else:
            self._rewrite(element, old, new)

    def _rewrite_words(
        self, element: etree._Element, old: Provision, new: Provision
    ) -> etree._Element | None:
        """Mark the changes of a unit's own text; return the element that contains it, if there is one."""
        holder = _words_of(element)
        if old.text != new.text:
            if holder is None:
                name = "intro" if old.children or new.children else "content"
                holder = etree.Element(f"{_A}{name}")
                element.insert(_find_head_end(element), holder)
            _mark_lines(holder, old.text, new.text)
        if holder is not None and new.children and holder.tag == f"{_A}content":
            holder.tag = f"{_A}intro"
        return holder

    def _new(self, provision: Provision, parent: etree._Element) -> etree._Element:
        """Add ``provision`` and everything below it as inserted."""
        if provision.kind in ELEMENTS:
            element = etree.Element(f"{_A}{provision.kind.value}")
        else:
            element = etree.Element(f"{_A}hcontainer", name=provision.kind.value)
        element.set("eId", self._eid(parent.get("eId", ""), provision.kind))
        for name in ("num", "heading"):
            words = getattr(provision, name)
            if words:
                _mark_changes(etree.SubElement(element, f"{_A}{name}"), "", words)
        if provision.text or not provision.children:
            holder = etree.SubElement(
                element, f"{_A}{'intro' if provision.children else 'content'}"
            )
            _mark_lines(holder, "", provision.text)
        for child in provision.children:
            element.append(self._new(child, element))
        return element

    def _eid(self, parent: str, kind: ProvisionKind) -> str:
        """Return an eId that the draft does not use: ``art_2__para_new_1``."""
        self.made += 1
        return f"{parent}__{_SHORT.get(kind, kind.value)}_new_{self.made}".strip("_")

    def _insert(self, element: etree._Element, provision: Provision, wording: str) -> None:
        wording = as_xml(wording).strip()
        lines = list(filter(None, map(str.strip, wording.split("\n"))))
        if provision is not self.law.articles_by_eid.get(provision.eid):
            self._insert_behind(
                element, [_make_leaf(provision, ln, provision.kind) for ln in lines]
            )
            return
        said = read_text(wording, language=self.law.language)
        units = list(said.articles)
        if units and said.provisions == tuple(units) and not said.furniture:
            self._insert_behind(element, units)
        elif provision.children:
            kind = provision.children[-1].kind
            for line in lines:
                element.append(self._new(_make_leaf(provision, line, kind), element))
        else:
            holder = _words_of(element)
            assert holder is not None
            for line in lines:
                _mark_changes(etree.SubElement(holder, f"{_A}p"), "", line)

    def _insert_behind(self, element: etree._Element, units: Sequence[Provision]) -> None:
        parent = element.getparent()
        assert parent is not None
        # Insert relative to the element itself: computing its index would take time proportional to its siblings.
        for new in reversed([self._new(unit, parent) for unit in units]):
            element.addnext(new)


_SHORT = {
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.CHAPTER: "chp",
}


def _make_leaf(like: Provision, words: str, kind: ProvisionKind | None = None) -> Provision:
    """Return ``words`` as a unit without children; like ``like``, it keeps that unit's number."""
    num = "" if kind is not None else like.num
    return Provision("", kind or like.kind, num, "", words, like.span)


def _find_number_separator(law: Law) -> str:
    """Return what separates an article's number from its text in this law."""
    return "\u3000" if law.language.startswith("zh") else "\n"


def _find_head_end(element: etree._Element) -> int:
    """Return where in ``element`` its number and heading end."""
    return sum(1 for e in element if e.tag in (f"{_A}num", f"{_A}heading"))


def _put_behind(
    element: etree._Element, last: etree._Element | None, child: etree._Element
) -> None:
    """Insert a unit after the last one in ``element`` or, if there is none, after its heading."""
    if last is None:
        element.insert(_find_head_end(element), child)
    else:
        last.addnext(child)


def _words_of(element: etree._Element) -> etree._Element | None:
    """Return the element with a unit's own text, if it has any."""
    for name in ("intro", "content"):
        found = element.find(f"{_A}{name}")
        if found is not None:
            return found
    return None


def _pair_units(
    old: Sequence[Provision], new: Sequence[Provision]
) -> list[tuple[Provision | None, Provision | None]]:
    """Pair equal units; between them, pair in order."""
    codes = find_opcodes([p.full_text for p in old], [p.full_text for p in new])
    pairs: list[tuple[Provision | None, Provision | None]] = []
    for _, a1, a2, b1, b2 in codes:
        left, right = old[a1:a2], new[b1:b2]
        for at in range(max(len(left), len(right))):
            pairs.append(
                (left[at] if at < len(left) else None, right[at] if at < len(right) else None)
            )
    return pairs


def _mark_deleted(element: etree._Element) -> None:
    """Mark all text in ``element`` as deleted."""
    for block in list(element.iter(f"{_A}num", f"{_A}heading", f"{_A}p")):
        gone = "".join(map(str, block.itertext()))
        if gone.strip():
            _mark_changes(block, gone, "")


def _mark_changes(block: etree._Element, old: str, new: str) -> None:
    """Fill ``block`` with the changes from ``old`` to ``new``."""
    for child in list(block):
        block.remove(child)
    block.text = None
    last: etree._Element | None = None
    for change in diff_words(old, new):
        words = as_xml(change.text)
        if change.op is WordOp.EQUAL:
            if last is None:
                block.text = (block.text or "") + words
            else:
                last.tail = (last.tail or "") + words
            continue
        last = etree.SubElement(block, f"{_A}{'ins' if change.op is WordOp.INSERT else 'del'}")
        last.text = words
    if fold_xml_space(new) != new or fold_xml_space(old) != old:
        block.set(SPACE, "preserve")


def _mark_lines(holder: etree._Element, old: str, new: str) -> None:
    """Mark the changes in the lines of a unit, each of which is a paragraph."""
    for child in list(holder):
        holder.remove(child)
    before = old.split("\n") if old else []
    after = new.split("\n") if new else []
    for _, a1, a2, b1, b2 in find_opcodes(before, after):
        for at in range(max(a2 - a1, b2 - b1)):
            left = before[a1 + at] if a1 + at < a2 else ""
            right = after[b1 + at] if b1 + at < b2 else ""
            _mark_changes(etree.SubElement(holder, f"{_A}p"), left, right)
    if not len(holder):
        etree.SubElement(holder, f"{_A}p")


def _lay_lines(element: etree._Element, provision: Provision, wording: str) -> None:
    """Mark the text of ``provision`` and the units below it as deleted, preceded by the wording as plain lines."""
    _strike_words(element)
    holder = _words_of(element)
    if holder is None:
        holder = etree.Element(f"{_A}{'intro' if provision.children else 'content'}")
        element.insert(_find_head_end(element), holder)
    for line in filter(None, map(str.strip, as_xml(wording).split("\n"))):
        _mark_changes(etree.SubElement(holder, f"{_A}p"), "", line)


def _strike_words(element: etree._Element) -> None:
    """Mark the text of ``element`` and the units below as deleted; its own number and heading stay."""
    for child in element:
        if child.tag not in (f"{_A}num", f"{_A}heading"):
            _mark_deleted(child)
