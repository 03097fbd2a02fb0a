"""A draft as amendments would have it: Akoma Ntoso with what goes in ``del`` and what comes in ``ins``.

Read as if accepted (as our own reader does) the document says what is proposed; read as if rejected, the draft.
Amendments are carried out in order, each at its provision. One that cannot be carried out is named with why, never
bent: two that change the same words contradict each other, and words alone do not say where they belong.
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
from huiyin.law.writers.akoma_ntoso import ELEMENTS, NAMESPACE, replace_illegal_xml, to_akoma_ntoso
from huiyin.text.opcodes import find_opcodes

_A = f"{{{NAMESPACE}}}"


class AmendmentKind(StrEnum):
    """What an amendment does to its provision."""

    REPLACE = "replace"
    INSERT = "insert"  # a provision after it where the wording has a number of its own, else words at its end
    DELETE = "delete"


class OmissionReason(StrEnum):
    """Why an amendment is not in the text."""

    NO_PLACE = "no_place"  # the law has no such provision
    NO_WORDING = "no_wording"
    TAKEN = "taken"  # an earlier amendment changes the same words


@dataclass(frozen=True, slots=True)
class TextualAmendment:
    """One change to one provision. ``wording``: all its words with those of the units below, as
    :attr:`huiyin.law.Provision.full_text` gives them, one unit a line."""

    eid: str
    way: AmendmentKind
    wording: str = ""


@dataclass(frozen=True, slots=True)
class AmendedLaw:
    """A law with amendments in place. ``left``: index of an amendment → why it is not in it."""

    data: bytes
    left: dict[int, OmissionReason]

    @property
    def law(self) -> Law:
        """The law as it would read."""
        return read_akoma_ntoso(self.data, "amended.akn.xml")


def mark_amendments(law: Law, amendments: Sequence[TextualAmendment]) -> AmendedLaw:
    """``law`` with ``amendments`` marked in it, as Akoma Ntoso.

    The document is read back: where a provision's structure, told from its wording, would not give the very
    words that were asked for, the words are set as plain lines instead.
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
        and says.get(one.eid) != _remove_spaces(replace_illegal_xml(one.wording))
    )


def _remove_spaces(words: str) -> str:
    return "".join(words.split())


class _AmendmentWriter:
    def __init__(self, law: Law, flat: frozenset[int]) -> None:
        self.law = law
        self.flat = flat
        self.root = etree.fromstring(to_akoma_ntoso(law))
        self.left: dict[int, OmissionReason] = {}
        #: Provisions whose words an amendment has changed, and those that hold them.
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
        """Why an amendment cannot be carried out. ``above``: the eIds of the units around its own."""
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
        """The units of ``wording``, where it is that of a whole article and reads like one."""
        wording = replace_illegal_xml(wording)
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
        """Mark in ``element`` what changes from ``old`` to ``new``, unit by unit."""
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
        """Mark what changes of a unit's own words; the element that holds them, where there is one."""
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
        """``provision`` and all below it as inserted."""
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
        """An eId that no provision of the draft has: ``art_2__para_new_1``."""
        self.made += 1
        return f"{parent}__{_SHORT.get(kind, kind.value)}_new_{self.made}".strip("_")

    def _insert(self, element: etree._Element, provision: Provision, wording: str) -> None:
        wording = replace_illegal_xml(wording).strip()
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
        # Behind the element itself, wherever it stands: to count its place takes as long as there are others.
        for new in reversed([self._new(unit, parent) for unit in units]):
            element.addnext(new)


_SHORT = {
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.CHAPTER: "chp",
}


def _make_leaf(like: Provision, words: str, kind: ProvisionKind | None = None) -> Provision:
    """``words`` as a unit without units below; as ``like`` it keeps that one's number."""
    num = "" if kind is not None else like.num
    return Provision("", kind or like.kind, num, "", words, like.span)


def _find_number_separator(law: Law) -> str:
    """What stands between the number of an article and its words where its law is printed."""
    return "\u3000" if law.language.startswith("zh") else "\n"


def _find_head_end(element: etree._Element) -> int:
    """Where in ``element`` its number and heading end."""
    return sum(1 for e in element if e.tag in (f"{_A}num", f"{_A}heading"))


def _put_behind(
    element: etree._Element, last: etree._Element | None, child: etree._Element
) -> None:
    """Put a unit behind the last within ``element``, or where there is none yet, behind its head."""
    if last is None:
        element.insert(_find_head_end(element), child)
    else:
        last.addnext(child)


def _words_of(element: etree._Element) -> etree._Element | None:
    """What holds the own words of a unit, where it has any."""
    for name in ("intro", "content"):
        found = element.find(f"{_A}{name}")
        if found is not None:
            return found
    return None


def _pair_units(
    old: Sequence[Provision], new: Sequence[Provision]
) -> list[tuple[Provision | None, Provision | None]]:
    """Units that stay the same face each other; of what lies between, the first faces the first."""
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
    """All words in ``element`` as deleted."""
    for block in list(element.iter(f"{_A}num", f"{_A}heading", f"{_A}p")):
        gone = "".join(map(str, block.itertext()))
        if gone.strip():
            _mark_changes(block, gone, "")


def _mark_changes(block: etree._Element, old: str, new: str) -> None:
    """Fill ``block`` with what changes from ``old`` to ``new``."""
    for child in list(block):
        block.remove(child)
    block.text = None
    last: etree._Element | None = None
    for change in diff_words(old, new):
        words = replace_illegal_xml(change.text)
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
    """The lines of a unit, each a paragraph, with what changes in it."""
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
    """What ``provision`` and the units below it say as deleted, the wording before them as plain lines."""
    _strike_words(element)
    holder = _words_of(element)
    if holder is None:
        holder = etree.Element(f"{_A}{'intro' if provision.children else 'content'}")
        element.insert(_find_head_end(element), holder)
    for line in filter(None, map(str.strip, replace_illegal_xml(wording).split("\n"))):
        _mark_changes(etree.SubElement(holder, f"{_A}p"), "", line)


def _strike_words(element: etree._Element) -> None:
    """The words of ``element`` and the units below as deleted; its own number and heading stay."""
    for child in element:
        if child.tag not in (f"{_A}num", f"{_A}heading"):
            _mark_deleted(child)
