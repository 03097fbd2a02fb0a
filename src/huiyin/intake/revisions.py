"""A draft sent back with tracked changes and margin comments (WordprocessingML: ECMA-376 part 1, 17.13).

Each provision that one author changed becomes one comment whose wording is the provision as that author
leaves it; each margin comment becomes a comment at its provision, with the words it is pinned to. Words struck
through by hand are changes of an author whom the file does not name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice

from huiyin.intake.anchor import Anchorer
from huiyin.intake.model import Comment, Refusal, RefusalCode, Source
from huiyin.law import Law, Provision, read_text
from huiyin.law.model import ProblemCode
from huiyin.law.source.word import Paragraph, Run, WordText
from huiyin.text import detect_language, is_chinese, main_language, simplify, squeeze, tokens

#: A file with fewer articles than this is a letter in which somebody edited, not the draft, unless its words are the law's.
_DRAFT_FROM = 2
#: A draft that comes back has so much of its words from the law, four after each other at a time; a letter has less
#: than the second. Between them its form decides.
_FROM_LAW, _OWN_WORDS = 0.7, 0.3
_SHINGLE = 4
#: What stands between the number of an article and what a letter says of it.
_COLONS = (":", "：", "—", "–", "-")
#: What somebody says who takes all words of a provision out, in English and in Chinese.
_DELETE = ("Delete", "删除")
_DISORDER = (ProblemCode.GAP, ProblemCode.REPEAT, ProblemCode.ORDER)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words, or the end of a paragraph (``\\n``), and who put them in or took them out."""

    text: str
    inserted_by: frozenset[str] = frozenset()
    deleted_by: frozenset[str] = frozenset()

    @property
    def authors(self) -> frozenset[str]:
        return self.inserted_by | self.deleted_by

    def is_left_by(self, author: str) -> bool:
        """Whether it is there once this author's changes are accepted and the others' are not."""
        return self.inserted_by <= {author} and author not in self.deleted_by


@dataclass(frozen=True, slots=True)
class _Unit:
    """Paragraphs that changes of their ends tie together, as a rule one. ``number``: what Word prints before."""

    number: str
    pieces: tuple[_Piece, ...]
    remarks: tuple[
        tuple[str, str], ...
    ]  # margin comments, with the words here that each is pinned to

    @property
    def before(self) -> str:
        return "".join(piece.text for piece in self.pieces if not piece.inserted_by)

    @property
    def authors(self) -> list[str]:
        return list(dict.fromkeys(who for piece in self.pieces for who in sorted(piece.authors)))

    def as_left_by(self, author: str) -> str:
        return "".join(piece.text for piece in self.pieces if piece.is_left_by(author))


@dataclass(frozen=True)
class MarkedDraft:
    """The draft as it was before all changes, and its units with the places where they begin in its source."""

    law: Law
    units: tuple[_Unit, ...]
    offsets: tuple[int, ...]

    @cached_property
    def in_order(self) -> list[Provision]:
        return sorted(self.law.walk(), key=lambda provision: provision.span)

    @cached_property
    def ends(self) -> list[int]:
        """Where the provisions end, in their order: no two of them overlap."""
        return [provision.span.end for provision in self.in_order]

    @cached_property
    def starts_of_articles(self) -> list[int]:
        return [article.span.start for article in self.law.articles]


def find_draft(
    original: WordText, laws: tuple[Law, ...], beside: frozenset[int], wide: frozenset[int]
) -> MarkedDraft | None:
    """The draft that a document is, read with its changes rejected; None where it is none, whatever is marked in it.
    Tables of the numbers ``beside`` are no part of it; what stands in ``wide`` ones does not give it its form."""
    draft = _draft_of(original, beside)
    share = _share_of_laws(draft.law, laws)
    if share is not None and not _OWN_WORDS <= share < _FROM_LAW:
        return draft if share >= _FROM_LAW else None
    plain = draft if wide <= beside else _draft_of(original, beside | wide)
    return draft if _has_form_of_draft(plain.law) else None


def _draft_of(original: WordText, beside: frozenset[int]) -> MarkedDraft:
    """The lines of a document, but for some tables, read as a law."""
    paragraphs = [
        p for p in original.paragraphs if p.cell is None or p.cell.table + 1 not in beside
    ]
    units = tuple(map(_unit, _tied(paragraphs)))
    offsets, at = [], 0
    for unit in units:
        offsets.append(at)
        at += len(unit.number + unit.before) + 1
    law = read_text("\n".join(unit.number + unit.before for unit in units))
    return MarkedDraft(law, units, tuple(offsets))


def _has_form_of_draft(found: Law) -> bool:
    """Several articles that run on. A letter picks them, and sets what it says apart by a colon."""
    articles = found.articles
    colons = sum(article.text.startswith(_COLONS) for article in articles)
    disorder = sum(problem.code in _DISORDER for problem in found.problems)
    return len(articles) >= _DRAFT_FROM and 2 * max(colons, disorder) < len(articles)


def _share_of_laws(found: Law, laws: Sequence[Law]) -> float | None:
    """How much of what its articles say stands in those of ``laws`` that are in its language; None where none is."""
    language = main_language(found.language)
    alike = [law for law in laws if main_language(law.language) == language]
    own = _shingles(article.full_text for article in found.articles)
    if not alike or not own:
        return None
    theirs = _shingles(law.source for law in alike)
    return len(own & theirs) / len(own)


def _shingles(texts: Iterable[str]) -> set[tuple[str, ...]]:
    shingles: set[tuple[str, ...]] = set()
    for text in texts:
        words = [t.text for t in tokens(simplify(text).casefold()) if t.text[0].isalnum()]
        shingles.update(zip(*(words[at:] for at in range(_SHINGLE)), strict=False))
    return shingles


def _tied(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs that were one or become one. One that is new or gone as a whole ties no others, unless what comes
    before it and what comes after it become one over it."""
    at = 0
    while at < len(paragraphs):
        end = at + 1
        if _stays(paragraphs[at]):
            last = at
            while end < len(paragraphs) and paragraphs[end - 1].end is not None:
                if _stays(paragraphs[end]):
                    last = end
                end += 1
            end = last + 1
        yield list(paragraphs[at:end])
        at = end


def _stays(paragraph: Paragraph) -> bool:
    """Whether it has words that nobody put in or took out."""
    return any(piece.text.strip() and not piece.authors for piece in _pieces(paragraph.runs))


def _unit(paragraphs: Sequence[Paragraph]) -> _Unit:
    pieces: list[_Piece] = []
    for above, paragraph in zip((None, *paragraphs), paragraphs, strict=False):
        if above is not None:
            pieces.append(_end_of(above))
            pieces.append(_Piece(paragraph.number))
        pieces += _pieces(paragraph.runs)
    pinned: dict[str, list[str]] = {own: [] for p in paragraphs for own in p.remarks}
    for run in (run for paragraph in paragraphs for run in paragraph.runs):
        for own in run.comments:
            pinned.setdefault(own, []).append("" if run.is_deleted or run.is_hidden else run.text)
    remarks = tuple((own, "".join(words)) for own, words in pinned.items())
    return _Unit(paragraphs[0].number, tuple(pieces), remarks)


def _end_of(paragraph: Paragraph) -> _Piece:
    if paragraph.end is None:
        return _Piece("\n")
    author = frozenset((paragraph.end.author,))
    if paragraph.end.is_insertion:
        return _Piece("\n", inserted_by=author)
    return _Piece("\n", deleted_by=author)


def _pieces(runs: Sequence[Run]) -> list[_Piece]:
    seen = [run for run in runs if not run.is_hidden]
    return [_piece(run, _is_put_in_by_hand(seen, at)) for at, run in enumerate(seen)]


def _piece(run: Run, is_put_in: bool) -> _Piece:
    inserted = {one.author for one in run.revisions if one.is_insertion}
    deleted = {one.author for one in run.revisions if not one.is_insertion}
    if run.is_struck and not deleted:
        deleted = {""}
    elif is_put_in and not inserted:
        inserted = {""}
    return _Piece(run.text, frozenset(inserted), frozenset(deleted))


def _is_put_in_by_hand(runs: Sequence[Run], at: int) -> bool:
    """Underlined beside words that are struck through: what stands in their place."""
    if not runs[at].is_underlined or runs[at].is_struck:
        return False
    return any(0 <= beside < len(runs) and runs[beside].is_struck for beside in (at - 1, at + 1))


def read_revisions(
    marked: MarkedDraft, word: WordText, name: str, laws: tuple[Law, ...]
) -> Iterator[Comment | Refusal]:
    """The comments that a marked-up draft holds."""
    from huiyin.intake.comments import derived_id

    draft = marked.law
    known = {eid for law in laws for eid in law.by_eid}
    numbers = count(1)

    def comment(
        eid: str, author: str, quote: str, *, text: str, wording: str, kind: str, reply: str = ""
    ) -> Comment:
        row = next(numbers)
        anchored = _known_at(eid, draft, known)
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
            is_exact=anchored == eid or not anchored,
            is_reply_to=reply,
        )

    found = False
    for at, unit in enumerate(marked.units):
        before = unit.before
        for author in unit.authors:
            wording = unit.as_left_by(author).strip()
            if squeeze(wording) == squeeze(before):
                continue
            eid = _holder(marked, at) or _above(marked, at)
            own = draft.by_eid.get(eid)
            wording = _without_numbers(wording, draft, eid)
            quote = own.text if own is not None and before.strip() else ""
            found = True
            text = "" if wording else _DELETE[is_chinese(before)]
            yield comment(eid, author, quote, text=text, wording=wording, kind="tracked")
    pins = _find_pins(marked.units)
    ids: dict[str, str] = {}
    for remark in word.comments:
        if not remark.text.strip():
            continue
        at, words = pins.get(remark.id, (-1, ""))
        eid = _holder(marked, at) if at >= 0 else ""
        reply = ids.get(remark.answers, "")
        made = comment(eid, remark.author, words, text=remark.text, wording="", kind="margin", reply=reply)  # fmt: skip
        ids[remark.id] = made.id
        found = True
        yield made
    if not found:
        yield Refusal(name, "", 0, RefusalCode.NO_ROWS)


def _find_pins(units: Sequence[_Unit]) -> dict[str, tuple[int, str]]:
    """Margin comment → the unit that it begins in, and the words that it is pinned to."""
    pins: dict[str, tuple[int, list[str]]] = {}
    for at, unit in enumerate(units):
        for own, words in unit.remarks:
            pins.setdefault(own, (at, []))[1].append(words)
    return {own: (at, "\n".join(filter(None, words))) for own, (at, words) in pins.items()}


def read_margin(word: WordText, name: str, anchorer: Anchorer) -> Iterator[Comment]:
    """The comments in the margin of a document that is not the draft: of a letter, or a form."""
    from huiyin.intake.comments import derived_id

    pins = _find_pins([_unit([paragraph]) for paragraph in word.paragraphs])
    ids: dict[str, str] = {}
    for row, remark in enumerate(word.comments, 1):
        if not remark.text.strip():
            continue
        quote = pins.get(remark.id, (0, ""))[1]
        anchor = anchorer.find("", quote, remark.text)
        ids[remark.id] = derived_id(name, "margin", row)
        yield Comment(
            id=ids[remark.id],
            organisation=remark.author,
            eid=anchor.eid,
            quote=quote,
            text=remark.text,
            wording="",
            language=detect_language(remark.text),
            source=Source(name, "margin", row),
            author=remark.author,
            kind="margin",
            is_exact=anchor.is_exact,
            is_reply_to=ids.get(remark.answers, ""),
            also=anchor.also,
        )


def _holder(draft: MarkedDraft, at: int) -> str:
    """The provision whose own words fill the unit: the deepest that overlaps it most."""
    start = draft.offsets[at]
    end = start + len(draft.units[at].number + draft.units[at].before)
    best, most = "", 0
    first = bisect_right(draft.ends, start)
    for provision in islice(draft.in_order, first, None):
        if provision.span.start >= end:
            break
        shared = min(provision.span.end, end) - max(provision.span.start, start)
        if shared > most:
            best, most = provision.eid, shared
    return best


def _known_at(eid: str, draft: Law, known: set[str]) -> str:
    """A provision of the draft as the law that it is has it: itself, or the nearest above it, for a table below the
    last article may have made its words a paragraph of several."""
    at: str | None = eid
    while at and known and at not in known:
        at = draft.parent_of.get(at)
    return at or ""


def _without_numbers(wording: str, draft: Law, eid: str) -> str:
    """A provision's words without the numbers before them: its own, and that of the article whose first part it is."""
    numbers = []
    at: str | None = eid
    while at in draft.by_eid:
        numbers.append(draft.by_eid[at].num)
        at = draft.parent_of.get(at)
    for number in reversed(numbers):
        if number and wording.startswith(number):
            wording = wording[len(number) :].strip()
    return wording


def _above(draft: MarkedDraft, at: int) -> str:
    """For a paragraph that is wholly new: the article above it, to which it is added."""
    above = bisect_left(draft.starts_of_articles, draft.offsets[at])
    return draft.law.articles[above - 1].eid if above else ""
