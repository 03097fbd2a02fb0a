"""A draft sent back with tracked changes and margin comments (WordprocessingML: ECMA-376 part 1, 17.13).

Each provision that one author changed becomes one comment whose wording is the provision as that author
leaves it; each margin comment becomes a comment at its provision, with the words it is pinned to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from huiyin.intake.anchor import Anchorer
from huiyin.intake.model import Comment, Refusal, RefusalCode, Source
from huiyin.law import Law, Provision, read_text
from huiyin.law.source.safe import open_zip, parse_xml, read_member
from huiyin.text import detect_language, squeeze

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
#: A file with fewer articles than this is a letter in which somebody edited, not the draft.
_DRAFT_FROM = 2


def has_revisions(data: bytes, name: str) -> bool:
    """Whether this is a DOCX of a law that carries tracked changes or margin comments."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    archive = open_zip(data, name)
    document = read_member(archive, "word/document.xml", name)
    if document is None:
        return False
    tracked = b"<w:ins " in document or b"<w:del " in document
    if not tracked and b"<w:commentRangeStart" not in document:
        return False
    before = "\n".join(p.before for p in _paragraphs(parse_xml(document, name)))
    return len(read_text(before).articles) >= _DRAFT_FROM


@dataclass
class _Paragraph:
    """One paragraph as it was and as each author leaves it; ``pins``: comment id → words pinned."""

    before: str = ""
    after: dict[str, str] = field(default_factory=dict)
    pieces: list[tuple[str, str, str]] = field(default_factory=list)  # state, author, text
    pins: dict[str, str] = field(default_factory=dict)

    @property
    def authors(self) -> list[str]:
        return list(dict.fromkeys(author for state, author, _ in self.pieces if state != "kept"))

    def as_left_by(self, author: str) -> str:
        """The text with this author's changes accepted and the others' not."""
        return "".join(
            text
            for state, who, text in self.pieces
            if state == "kept" or (state == "inserted") == (who == author)
        )


def _paragraphs(root: etree._Element) -> list[_Paragraph]:
    found = []
    open_pins: set[str] = set()
    body = root.find(f"{_W}body")
    for element in (body if body is not None else root).iter(f"{_W}p"):
        paragraph = _Paragraph()
        for node in element.iter():
            if node.tag == f"{_W}commentRangeStart":
                open_pins.add(node.get(f"{_W}id", ""))
            elif node.tag == f"{_W}commentRangeEnd":
                open_pins.discard(node.get(f"{_W}id", ""))
            elif node.tag == f"{_W}commentReference":
                paragraph.pins.setdefault(node.get(f"{_W}id", ""), "")
            elif node.tag in (f"{_W}t", f"{_W}delText"):
                state, author = _state(node, element)
                text = node.text or ""
                paragraph.pieces.append((state, author, text))
                if state != "deleted":
                    for pin in open_pins:
                        paragraph.pins[pin] = paragraph.pins.get(pin, "") + text
        paragraph.before = "".join(t for state, _, t in paragraph.pieces if state != "inserted")
        found.append(paragraph)
    return found


def _state(node: etree._Element, paragraph: etree._Element) -> tuple[str, str]:
    for above in node.iterancestors():
        if above is paragraph:
            break
        if above.tag in (f"{_W}ins", f"{_W}moveTo"):
            return "inserted", above.get(f"{_W}author", "")
        if above.tag in (f"{_W}del", f"{_W}moveFrom"):
            return "deleted", above.get(f"{_W}author", "")
    return "kept", ""


def read_revisions(
    data: bytes, name: str, laws: tuple[Law, ...], anchorer: Anchorer
) -> Iterator[Comment | Refusal]:
    """The comments that a marked-up draft holds. Raises ``UnreadableLaw`` where it cannot be opened."""
    from huiyin.intake.comments import derived_id

    archive = open_zip(data, name)
    document = read_member(archive, "word/document.xml", name)
    assert document is not None  # has_revisions looked
    paragraphs = _paragraphs(parse_xml(document, name))
    draft = read_text("\n".join(p.before for p in paragraphs))
    known = {eid for law in laws for eid in law.by_eid}
    offsets = _offsets(paragraphs)
    numbers = count(1)

    def comment(
        eid: str, author: str, quote: str, *, text: str, wording: str, kind: str, reply: str = ""
    ) -> Comment:
        row = next(numbers)
        anchored = eid if not known or eid in known else ""
        return Comment(
            id=derived_id(name, kind, row),
            organisation=author,
            eid=anchored,
            quote=quote,
            text=text,
            wording=wording,
            language=detect_language(wording or text),
            source=Source(name, kind, row),
            reference=draft.by_eid[eid].num if eid in draft.by_eid else "",
            author=author,
            kind=kind,
            is_reply_to=reply,
        )

    found = False
    for at, paragraph in enumerate(paragraphs):
        for author in paragraph.authors:
            wording = paragraph.as_left_by(author).strip()
            if squeeze(wording) == squeeze(paragraph.before):
                continue
            eid = _holder(draft, offsets[at], len(paragraph.before)) or _above(draft, offsets[at])
            own = draft.by_eid.get(eid)
            if own is not None and own.num and wording.startswith(own.num):
                wording = wording[len(own.num) :].strip()
            quote = own.text if own is not None and paragraph.before.strip() else ""
            found = True
            yield comment(eid, author, quote, text="", wording=wording, kind="tracked")
    pins = {
        pin: (at, words)
        for at, p in reversed(list(enumerate(paragraphs)))
        for pin, words in p.pins.items()
    }
    ids: dict[str, str] = {}
    for number, author, text, parent in _margin(archive, name):
        if not text.strip():
            continue
        at, words = pins.get(number, (0, ""))
        eid = _holder(draft, offsets[at], len(paragraphs[at].before)) if number in pins else ""
        made = comment(
            eid, author, words, text=text, wording="", kind="margin", reply=ids.get(parent, "")
        )
        ids[number] = made.id
        found = True
        yield made
    if not found:
        yield Refusal(name, "", 0, RefusalCode.NO_ROWS)


def _offsets(paragraphs: list[_Paragraph]) -> list[int]:
    offsets, at = [], 0
    for paragraph in paragraphs:
        offsets.append(at)
        at += len(paragraph.before) + 1
    return offsets


def _holder(draft: Law, start: int, length: int) -> str:
    """The provision whose own words fill the paragraph: the deepest that overlaps it most."""
    best: tuple[int, Provision] | None = None
    for provision in draft.walk():
        shared = min(provision.span.end, start + length) - max(provision.span.start, start)
        if shared > 0 and (best is None or shared > best[0]):
            best = (shared, provision)
    return best[1].eid if best else ""


def _above(draft: Law, start: int) -> str:
    """For a paragraph that is wholly new: the article above it, to which it is added."""
    last = ""
    for unit in draft.articles:
        if unit.span.start < start:
            last = unit.eid
    return last


def _margin(archive: object, name: str) -> Iterator[tuple[str, str, str, str]]:
    """id, author, words and parent's id of every margin comment, in the order of the file."""
    data = read_member(archive, "word/comments.xml", name)  # type: ignore[arg-type]
    if data is None:
        return
    root = parse_xml(data, name)
    extended = read_member(archive, "word/commentsExtended.xml", name)  # type: ignore[arg-type]
    parents: dict[str, str] = {}
    if extended is not None:
        for entry in parse_xml(extended, name).iter(f"{_W15}commentEx"):
            if entry.get(f"{_W15}paraIdParent"):
                parents[entry.get(f"{_W15}paraId", "")] = entry.get(f"{_W15}paraIdParent", "")
    by_paragraph: dict[str, str] = {}
    for entry in root.iter(f"{_W}comment"):
        number = entry.get(f"{_W}id", "")
        paragraphs = list(entry.iter(f"{_W}p"))
        text = "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in paragraphs)
        last = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
        by_paragraph[last] = number
        yield (
            number,
            entry.get(f"{_W}author", ""),
            text,
            by_paragraph.get(parents.get(last, ""), ""),
        )
