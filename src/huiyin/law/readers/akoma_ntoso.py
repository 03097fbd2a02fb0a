"""Read a law from Akoma Ntoso 3.0: its structure is explicit, so no grammar is needed.

In a document of any type, each word belongs to exactly one node: to the unit that contains it, or to furniture if
it is outside units or beside a sentence (notes). Words in places where a law has none are reported. How words form
lines is defined in :mod:`huiyin.law.readers.akoma_ntoso_elements`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from huiyin.files.problems import UnreadableLaw
from huiyin.files.untrusted_files import parse_xml
from huiyin.law.eid import name_units, tell_foreign, written_eid
from huiyin.law.model import (
    Furniture,
    FurnitureName,
    Law,
    Problem,
    ProblemCode,
    Provision,
    ProvisionKind,
    Span,
)
from huiyin.law.readers.akoma_ntoso_elements import (
    GONE,
    NOTES,
    SPACE,
    UNITS,
    Element,
    LineFlow,
    fold_xml_space,
    has_words,
    is_blank,
    is_block,
    take_elements,
)
from huiyin.law.unit_numbers import part_attachment, printed_number
from huiyin.text import detect_language

__all__ = ["SPACE", "fold_xml_space", "read_akoma_ntoso"]

_KINDS = {kind.value: kind for kind in ProvisionKind}
_KINDS |= {
    "title": ProvisionKind.PART, "book": ProvisionKind.PART, "tome": ProvisionKind.PART, "division": ProvisionKind.SUBPART, "subdivision": ProvisionKind.SUBPART, "subchapter": ProvisionKind.SECTION,
    "subsection": ProvisionKind.SUBSECTION, "clause": ProvisionKind.ARTICLE, "rule": ProvisionKind.ARTICLE, "alinea": ProvisionKind.SUBPARAGRAPH, "sublist": ProvisionKind.SUBPOINT,
    "list": ProvisionKind.PARAGRAPH, "subtitle": ProvisionKind.SUBPART, "proviso": ProvisionKind.CLOSING, "transitional": ProvisionKind.ARTICLE, "level": ProvisionKind.POINT,
    "crossheading": ProvisionKind.SUBPART, "crossHeading": ProvisionKind.SUBPART, "subclause": ProvisionKind.SUBSECTION, "subrule": ProvisionKind.SUBSECTION,
}  # fmt: skip
_OPENING = {"lenticular": "【】", "wide-brackets": "（）", "brackets": "()"}
_FURNITURE = {name.value: name for name in FurnitureName}
#: The parts of a document beside its body, and what loose text in them is.
_LOOSE = {
    "coverPage": FurnitureName.NOTE, "preface": FurnitureName.TITLE, "header": FurnitureName.PREAMBLE,
    "preamble": FurnitureName.PREAMBLE, "conclusions": FurnitureName.SIGNATURE,
}  # fmt: skip
_LIST_ENDS = ("listWrapUp", "listConclusion")
_TITLES = ("longTitle", "docTitle", "shortTitle")
_HEADINGS = ("heading", "subheading")
_HEADS = ("num", *_HEADINGS)
#: Children that identify an element as a unit, whatever its name.
_PARTS = frozenset(("num", "heading", "subheading", "intro", "content", "wrapUp"))
#: Where an attached document may name itself.
_FRONTS = frozenset(("coverPage", "preface", "preamble", "longTitle", "container", "header"))
#: Transparent elements: their contents are read in their place.
_HOLDERS = frozenset((
    "attachments", "citations", "collectionBody", "components", "content", "intro", "preamble", "preface", "recitals",
))  # fmt: skip
#: The same, for those with neither number nor heading.
_PARTITIONS = frozenset((
    "address", "answer", "arguments", "background", "blockContainer", "blockList", "container", "debateSection", "decision", "div",
    "introduction", "motivation", "question", "remedies", "speech", "speechGroup", "tblock",
))  # fmt: skip
_DOCUMENTS = frozenset((
    "act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc", "documentCollection", "fragment", "judgment",
    "officialGazette", "portion", "statement",
))  # fmt: skip
_ATTACHED = ("attachment", "component")
#: What loose text is, by its element.
_NAMED = {"formula": FurnitureName.FORMULA, "toc": FurnitureName.CONTENTS}


def read_akoma_ntoso(data: bytes, name: str, *, language: str | None = None) -> Law:
    """Read the law in an Akoma Ntoso document of any type. Raises ``UnreadableLaw`` for other XML."""
    root = parse_xml(data, name)
    local = re.split("[}:]", str(root.tag))[-1]
    if local != "akomaNtoso" or not len(root):
        raise UnreadableLaw("other_xml", file=name, root=local)
    alias = next((e.get("value", "") for e in root.iter("{*}FRBRalias")), "")
    return _AkomaNtosoReader(language).read(take_elements(root), alias)


class _ContentKind(StrEnum):
    """What a piece of a unit is, apart from its number and heading."""

    LINES = "lines"
    UNIT = "unit"
    CLOSING = "closing"
    FURNITURE = "furniture"
    ATTACHED = "attached"


@dataclass(slots=True)
class _ContentPiece:
    """Adjacent text, or an element of another kind. ``is_listed``: it is in a list. ``ends_list``: it is the
    closing text of one.
    """

    what: _ContentKind
    element: Element
    flow: LineFlow
    is_listed: bool
    ends_list: bool = False


class _AkomaNtosoReader:
    """Builds the source while reading: the text of each node is appended, and its span is where it was put."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.text: list[str] = []
        self.at = 0
        self.furniture: list[Furniture] = []
        #: Where the first tracked change was found.
        self.changed_at: int | None = None
        #: Whether the document's title was found, or is known to be elsewhere.
        self.is_titled = False
        self.is_first_title = False

    def read(self, root: Element, alias: str) -> Law:
        """Read the law in the root element. ``alias``: its title if the text has none."""
        provisions = self._document(root)
        title = next((f.text for f in self.furniture if f.name is FurnitureName.TITLE), alias)
        source = "".join(self.text)
        law = Law(
            title=title.split("\n")[0],
            language=self.language or detect_language(source),
            source=source,
            provisions=name_units(provisions),
            furniture=tuple(self.furniture),
        )
        return tell_foreign(replace(law, problems=self._problems(law, root.changes)))

    def _problems(self, law: Law, changes: int) -> tuple[Problem, ...]:
        """Return the problems in line order."""
        problems = [
            Problem(
                law.line_of(piece.span.start), ProblemCode.STRAY_LINE, (("text", piece.text[:60]),)
            )
            for piece in law.furniture
            if piece.name is FurnitureName.STRAY
        ]
        if changes:
            line = law.line_of(self.changed_at or 0)
            problems.append(Problem(line, ProblemCode.HIDDEN_CHANGES, (("number", str(changes)),)))
        if not law.provisions:
            problems.append(Problem(1, ProblemCode.NO_PROVISIONS))
        return tuple(sorted(problems, key=lambda problem: (problem.line, problem.code)))

    # Laying words down.

    def _lay(self, words: str) -> Span:
        start = self.at
        if words:
            self.text.append(words + "\n")
            self.at += len(words) + 1
        return Span(start, start + len(words))

    def _note(self, words: str, name: FurnitureName) -> None:
        if words.strip():
            self.furniture.append(Furniture(name, words, self._lay(words)))

    def _set_notes(self, *flows: LineFlow) -> None:
        for flow in flows:
            for words in flow.notes:
                self._note(words, FurnitureName.NOTE)

    def _mark_change(self, element: Element) -> None:
        if self.changed_at is None and element.is_change:
            self.changed_at = self.at

    def _flow(self, *parts: str | Element) -> LineFlow:
        """Return the text of adjacent parts."""
        flow = LineFlow()
        for part in parts:
            flow.tell(part)
        flow.finish()
        if self.changed_at is None and flow.changes:
            self.changed_at = self.at
        return flow

    # Documents and what holds units without being one.

    def _document(self, document: Element) -> list[Provision]:
        """Return the provisions of an act, bill, judgment …; text of its other parts becomes furniture."""
        provisions: list[Provision] = []
        notes = [note for meta in document.elements if meta.tag == "meta" for note in meta.find_all(*NOTES)]  # fmt: skip
        for part in document.content:
            if isinstance(part, str):
                self._set_loose([part], FurnitureName.STRAY)
            elif part.tag in _DOCUMENTS:
                provisions += self._document(part)
            elif part.tag in _LOOSE:
                self._expect_title(part)
                provisions += self._below(part, _LOOSE[part.tag])
            elif part.tag != "meta":
                provisions += self._body(part)
        self._set_notes(self._flow(*notes))
        return provisions

    def _body(self, part: Element) -> list[Provision]:
        """Return the provisions of a body.

        Text outside units is stray in a law; other types of documents consist of such text.
        """
        loose = FurnitureName.STRAY if part.tag == "body" else None
        if not part.tag.lower().endswith("body"):
            part = Element("body", "", {}, [part])
        return self._below(part, loose)

    def _below(self, parent: Element, loose: FurnitureName | None) -> list[Provision]:
        """Return the provisions in an element that is not one itself.

        ``loose``: the kind of text outside them; None if it forms paragraphs.
        """
        provisions: list[Provision] = []
        self._mark_change(parent)
        for run in _split_runs(parent.content):
            first = run[0]
            if isinstance(first, str) or not _is_structure(first):
                provisions += self._set_loose(run, loose)
            elif first.tag == GONE:
                self._set_notes(self._flow(first))
            elif _is_furniture(first):
                self._furnish(first)
            elif first.tag in _ATTACHED:
                provisions += self._attachment(first)
            elif first.tag in _DOCUMENTS:
                provisions += self._document(first)
            elif _is_unit(first):
                provisions.append(self._unit(first))
            else:
                provisions += self._below(first, loose)
        return provisions

    def _attachment(self, element: Element) -> list[Provision]:
        """Return an attached document as an annex with the provisions of its body; one that is only referenced
        gives nothing.
        """
        if element.is_blank:
            return []
        self.is_titled = self.is_titled or element.tag == "attachment"
        head = [part for part in element.elements if part.tag in _HEADS]
        if not _is_counted_off(head):
            inner, element = _take_inner_head(element)
            head = inner + head
        flow = self._flow(*head)
        span = self._lay(" ".join(flow.lines))
        num, heading = _part_number(head, " ".join(flow.lines), element)
        self._set_notes(flow)
        rest = Element("body", "", {}, [part for part in element.content if part not in head])
        children = self._below(rest, FurnitureName.STRAY)
        return [
            Provision(
                _get_given_eid(element),
                ProvisionKind.ANNEX,
                num,
                heading,
                "",
                span,
                tuple(children),
            )
        ]

    # Words outside units.

    def _expect_title(self, part: Element) -> None:
        """Tell whether the first line of a preface is the title, if no element marks it."""
        self.is_first_title = part.tag == "preface" and not any(
            True for _ in part.find_all(*_TITLES)
        )

    def _set_loose(self, run: list[str | Element], loose: FurnitureName | None) -> list[Provision]:
        """Add text outside units: as furniture, or as a paragraph if ``loose`` is None."""
        flow = self._flow(*run)
        words = "\n".join(flow.lines)
        if loose is None and words:
            units = [Provision("", ProvisionKind.PARAGRAPH, "", "", words, self._lay(words))]
            self._set_notes(flow)
            return units
        name = (
            self._name_loose(run[0], loose or FurnitureName.STRAY) if words else FurnitureName.NOTE
        )
        self._note(" ".join(flow.lines) if name is FurnitureName.TITLE else words, name)
        self._set_notes(flow)
        return []

    def _name_loose(self, part: str | Element, default: FurnitureName) -> FurnitureName:
        """Return the kind of loose text: by its class, its element, or the part that contains it."""
        fallback = FurnitureName.PREAMBLE if default is FurnitureName.TITLE else default
        if isinstance(part, str):
            return fallback
        said = _FURNITURE.get(part.get("class")) or _NAMED.get(part.tag)
        if said is None and self._may_be_title(part, default):
            said = FurnitureName.TITLE
        self.is_titled = self.is_titled or said is FurnitureName.TITLE
        return said or fallback

    def _may_be_title(self, part: Element, default: FurnitureName) -> bool:
        if self.is_titled or default is FurnitureName.STRAY:
            return False
        if default is FurnitureName.TITLE and self.is_first_title:
            return True
        return part.tag in _TITLES or any(True for _ in part.find_all(*_TITLES))

    def _furnish(self, element: Element) -> None:
        """Add furniture between units, as our writer produces it."""
        for run in _split_runs(element.content):
            first = run[0]
            if isinstance(first, Element) and first.tag in _HOLDERS:
                self._furnish(first)
                continue
            flow = self._flow(*run)
            said = _FURNITURE.get(first.get("class")) if isinstance(first, Element) else None
            self._note("\n".join(flow.lines), said or FurnitureName.NOTE)
            self._set_notes(flow)

    # Units.

    def _unit(self, element: Element) -> Provision:
        """Read a unit: first its own text in one range, then notes beside it, then what is below it."""
        self._mark_change(element)
        number = self._flow(*(part for part in element.elements if part.tag == "num"))
        headings = _list_headings(element)
        title = self._flow(*headings)
        own, rest = ([], []) if headings == [element] else _own_words(self._pieces(element))
        printed, heading = " ".join(number.lines), " ".join(title.lines)
        text = "\n".join(line for flow in own for line in flow.lines)
        brackets = _OPENING.get(headings[0].get("class"), "") if headings else ""
        shown = f"{brackets[0]}{heading}{brackets[1]}" if brackets else heading
        span = self._lay(_print_unit(element, printed, shown, text))
        self._set_notes(number, title, *own)
        children = self._set_pieces(rest)
        return Provision(
            eid=_get_given_eid(element),
            kind=_get_kind(element),
            num=_without_signs(printed, element),
            heading=heading,
            text=text,
            span=span,
            children=tuple(children),
        )

    def _set_pieces(self, pieces: Sequence[_ContentPiece]) -> list[Provision]:
        units = [at for at, piece in enumerate(pieces) if piece.what is _ContentKind.UNIT]
        last = max(units, default=-1)
        return [
            unit
            for at, piece in enumerate(pieces)
            for unit in self._set_piece(piece, is_last=at > last)
        ]

    def _pieces(
        self, parent: Element, *, is_unit: bool = True, is_listed: bool = False
    ) -> list[_ContentPiece]:
        """Return the contents of a unit in order; its own number and headings are handled separately."""
        pieces: list[_ContentPiece] = []
        for run in _split_runs(parent.content, by_block=False, by_head=is_unit):
            first = run[0]
            if is_unit and isinstance(first, Element) and first.tag in _HEADS:
                continue
            if isinstance(first, str) or first.tag == GONE or not _is_structure(first):
                pieces += self._line_pieces(run, parent, is_listed=is_listed)
            elif (what := _classify_element(first)) is not None:
                pieces.append(_ContentPiece(what, first, LineFlow(), is_listed))
            else:
                is_list = is_listed or first.tag == "blockList"
                pieces += self._pieces(first, is_unit=False, is_listed=is_list)
        return pieces

    def _line_pieces(
        self, run: Sequence[str | Element], parent: Element, *, is_listed: bool
    ) -> list[_ContentPiece]:
        """Return running text if it is not blank."""
        flow = self._flow(*run)
        if not (flow.lines or flow.notes):
            return []
        ends = isinstance(run[0], Element) and run[0].tag in _LIST_ENDS
        return [_ContentPiece(_ContentKind.LINES, parent, flow, is_listed, ends)]

    def _set_piece(self, piece: _ContentPiece, *, is_last: bool) -> list[Provision]:
        """Return what a piece below a unit becomes. ``is_last``: no unit follows it, so its text closes the unit."""
        if piece.what is _ContentKind.UNIT:
            return [self._unit(piece.element)]
        if piece.what is _ContentKind.ATTACHED:
            return self._below(Element("body", "", {}, [piece.element]), FurnitureName.STRAY)
        if piece.what is _ContentKind.FURNITURE:
            self._furnish(piece.element)
            return []
        is_closing = piece.what is _ContentKind.CLOSING
        flow = self._flow(piece.element) if is_closing else piece.flow
        words = "\n".join(flow.lines)
        eid = _get_given_eid(piece.element) if is_closing else ""
        is_closing = is_closing or piece.ends_list or is_last
        kind = ProvisionKind.CLOSING if is_closing else ProvisionKind.SUBPARAGRAPH
        units = [Provision(eid, kind, "", "", words, self._lay(words))] if words else []
        self._set_notes(flow)
        return units


def _print_unit(element: Element, number: str, heading: str, text: str) -> str:
    """Print a unit's number, heading and own text as its law does."""
    if _is_headed_above(element) and number:
        head, between = f"{heading}\n{number}", " "
    else:
        head = " ".join(part for part in (number, heading) if part)
        between = "\n" if heading else " "
    return between.join(part for part in (head, text) if part)


def _is_counted_off(head: Sequence[Element]) -> bool:
    """Tell whether an attachment's heading numbers it among several."""
    return any(p.tag == "num" for p in head) or bool(_attachment_number(_join_words(*head)))


def _attachment_number(shown: str) -> str:
    """Return the number in an attachment's name for itself, or an empty string."""
    return printed_number("annex", "", shown)


def _join_words(*parts: Element) -> str:
    """Join the text of parts on one line."""
    flow = LineFlow()
    for part in parts:
        flow.tell(part)
    return " ".join(flow.finish())


def _take_inner_head(element: Element) -> tuple[list[Element], Element]:
    """Return an attachment's name for itself in the preface of its document (Annex III), and the rest of the
    preface.
    """
    for index, part in enumerate(element.content):
        if not isinstance(part, Element) or not _may_name(part, element):
            continue
        left: list[Element] = []
        if part.tag in _HOLDERS or part.tag in _DOCUMENTS or _holds_blocks(part):
            inner, rest = _take_inner_head(part)
            left = [rest]
        else:
            inner = [part] if _attachment_number(_join_words(part)) else []
        if inner:
            return inner, replace(
                element, content=[*element.content[:index], *left, *element.content[index + 1 :]]
            )
    return [], element


def _may_name(part: Element, above: Element) -> bool:
    """Tell whether a part of an attachment is where its document may name itself."""
    return part.tag != "meta" and (
        part.tag in _DOCUMENTS or part.tag in _FRONTS or above.tag in _FRONTS
    )


def _holds_blocks(element: Element) -> bool:
    return any(is_block(part) and part.tag not in NOTES for part in element.elements)


def _part_number(head: Sequence[Element], shown: str, element: Element) -> tuple[str, str]:
    """Return number and heading of an attachment, from its num or the beginning of its heading."""
    given = [part for part in head if part.tag == "num"]
    if given:
        flow = LineFlow()
        for part in given:
            flow.tell(part)
        flow.finish()
        num = " ".join(flow.lines)
        if shown.startswith(num):
            return _without_signs(num, element), shown[len(num) :].strip()
        return num, shown.replace(num, "", 1).strip()
    return part_attachment(shown)


def _own_words(pieces: list[_ContentPiece]) -> tuple[list[LineFlow], list[_ContentPiece]]:
    """Separate a unit's own text from what is below it.

    Own text is what precedes everything else, even a list's text if there is no other; and, if there are only lists
    below, the text after the last one. Text that introduces a further list stays before that list.
    """
    words = [piece.what is _ContentKind.LINES for piece in pieces]
    apart = [is_word and not p.is_listed for is_word, p in zip(words, pieces, strict=True)]
    first = _place_of(False, apart) or _place_of(False, words)
    own, rest = pieces[:first], pieces[first:]
    if all(is_word or p.is_listed for is_word, p in zip(words, pieces, strict=True)):
        after = len(rest) - _place_of(False, apart[first:][::-1])
        own, rest = own + rest[after:], rest[:after]
    return [piece.flow for piece in own], rest


def _place_of(wanted: bool, values: list[bool]) -> int:
    return values.index(wanted) if wanted in values else len(values)


def _split_runs(
    content: Sequence[str | Element], *, by_block: bool = True, by_head: bool = False
) -> Iterator[list[str | Element]]:
    """Group parts that are read together: text and inline elements.

    ``by_block``: each block separately. ``by_head``: numbers and headings too. White space alone is not a part.
    """
    run: list[str | Element] = []
    for part in content:
        is_apart = isinstance(part, Element) and (
            _is_structure(part) or (by_block and is_block(part)) or (by_head and part.tag in _HEADS)
        )
        if is_apart:
            yield from _keep_nonblank(run)
            yield [part]
            run = []
        else:
            run.append(part)
    yield from _keep_nonblank(run)


def _keep_nonblank(run: list[str | Element]) -> Iterator[list[str | Element]]:
    if any(not isinstance(part, str) or not is_blank(part) for part in run):
        yield run


def _is_headed_above(element: Element) -> bool:
    """Tell whether a unit's heading precedes its number, as some print it."""
    first = next((part.tag for part in element.elements if part.tag in ("num", *_HEADINGS)), "num")
    return first != "num"


def _is_structure(element: Element) -> bool:
    """Tell whether an element contains elements to be read one by one, rather than text."""
    return (
        element.tag == GONE
        or element.tag in _HOLDERS
        or element.tag in _PARTITIONS
        or element.tag in _DOCUMENTS
        or element.tag in _ATTACHED
        or element.tag == "wrapUp"
        or _is_unit(element)
        or (element.holds_units and not has_words(element))
    )


def _classify_element(element: Element) -> _ContentKind | None:
    """Return what a structure in a unit becomes; None for one that only contains others."""
    if _is_furniture(element):
        return _ContentKind.FURNITURE
    if element.tag in _ATTACHED or element.tag in _DOCUMENTS:
        return _ContentKind.ATTACHED
    if element.tag == "wrapUp":
        return _ContentKind.CLOSING
    return _ContentKind.UNIT if _is_unit(element) else None


def _is_furniture(element: Element) -> bool:
    return element.tag == "hcontainer" and element.get("name") == "furniture"


def _is_unit(element: Element) -> bool:
    """Tell whether an element is a unit: by its name, or because it has the parts of one."""
    has_parts = any(part.tag in _PARTS for part in element.elements)
    if element.tag == "hcontainer" and element.get("name") not in _KINDS:
        return has_parts or not element.holds_units
    if element.tag in UNITS:
        return True
    return has_parts and element.tag not in _HOLDERS and not has_words(element)


def _list_headings(element: Element) -> list[Element]:
    """Return a unit's headings; a cross-heading is its own."""
    found = [part for part in element.elements if part.tag in _HEADINGS]
    is_bare = element.tag.lower() == "crossheading" and not element.holds_units
    if is_bare and not any(part.tag in _PARTS for part in element.elements):
        return [element]
    return found


def _get_given_eid(element: Element) -> str:
    """Return the file's name for a unit; eIds are assigned after everything is read."""
    return written_eid(element.get("eId") or element.get("id"))


def _get_kind(element: Element) -> ProvisionKind:
    if element.tag == "item":
        return ProvisionKind.POINT
    name = element.get("name") if element.tag == "hcontainer" else element.tag
    return _KINDS.get(name, ProvisionKind.ITEM)


_SEPARATOR = re.compile(r"^separator-([1-9])$")


def _without_signs(printed: str, element: Element) -> str:
    """Return a unit's printed number without the punctuation after it that our writer marks (附件：)."""
    found = [part for part in element.elements if part.tag == "num"]
    marked = _SEPARATOR.match(found[-1].get("class")) if found else None
    signs = printed[-int(marked[1]) :] if marked else ""
    is_marked = signs != "" and not any(character.isalnum() for character in signs)
    return printed[: -len(signs)] if is_marked else printed
