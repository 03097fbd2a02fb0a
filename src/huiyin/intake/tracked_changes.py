"""Read a draft returned with tracked changes and margin comments (WordprocessingML: ECMA-376 part 1, 17.13).

Each provision that an author changed becomes a comment whose wording is the provision as that author leaves it.
Each margin comment becomes a comment on its provision, with the words it is attached to. Text struck through by
hand counts as a change by an unnamed author.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count, islice

from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode, Source
from huiyin.files.tables.cell_values import show_begin
from huiyin.files.word import Paragraph, Run, WordText
from huiyin.intake.anchors import Anchorer
from huiyin.intake.comment_ids import derive_id
from huiyin.intake.law_words import LawWords, shingles_of
from huiyin.intake.letters import DATE, parse_letter
from huiyin.intake.model import Comment
from huiyin.law import Law, Provision, read_text
from huiyin.law.model import ProblemCode
from huiyin.text import collapse_whitespace, detect_language, is_chinese, main_language

#: A file with fewer articles is a letter in which somebody edited text, not the draft, unless its words are the
#: law's.
_DRAFT_FROM = 2
#: Shares of a document's 4-grams that occur in the law: a returned draft has more than the first, a letter less
#: than the second. In between, the document's form decides.
_FROM_LAW, _OWN_WORDS = 0.7, 0.3
#: The share of changed text that must come from the draft for it to be the draft's.
_CHANGED_IN_DRAFT = 0.5
#: The least share of a law's articles in a draft without marks.
_NEARLY_ALL = 0.8
#: What separates an article number from the remarks on it in a letter.
_COLONS = (":", "：", "—", "–", "-")
#: At least this many consecutive articles from the first on are a law's, however their numbers are separated.
_WHOLE_FROM = 3
#: The comment text for deleting a whole provision, in English and Chinese.
_DELETE = ("Delete", "删除")
#: And for moving it to the beginning, or below another one.
_MOVE = (("Move to the beginning", "Move below {place}"), ("移至最前", "移至{place}之后"))
_DISORDER = (ProblemCode.GAP, ProblemCode.REPEAT, ProblemCode.ORDER)
#: How much of unmarked text is shown.
_SHOWN = 40
#: And how many places of a draft.
_MOST_TOLD = 40


@dataclass(frozen=True, slots=True)
class _RevisedWords:
    """Text, or a paragraph mark (``\\n``), and who inserted or deleted it."""

    text: str
    inserted_by: frozenset[str] = frozenset()
    deleted_by: frozenset[str] = frozenset()

    @property
    def authors(self) -> frozenset[str]:
        return self.inserted_by | self.deleted_by

    def is_left_by(self, author: str) -> bool:
        """Tell whether it remains when this author's changes are accepted and the others' rejected."""
        return self.inserted_by <= {author} and author not in self.deleted_by


#: What is left when a word between two spaces is deleted.
_SPACES = re.compile(r" {2,}+")


@dataclass(frozen=True, slots=True)
class _RevisedUnit:
    """Paragraphs connected by changed paragraph marks, usually one.

    ``number``: printed by Word. ``row``: of the first, from 1. ``remarks``: margin comments, with the words they
    are attached to here. ``notes``: the footnotes it refers to.
    """

    number: str
    pieces: tuple[_RevisedWords, ...]
    remarks: tuple[tuple[str, str], ...]
    row: int = 0
    notes: tuple[_RevisedUnit, ...] = ()

    @property
    def before(self) -> str:
        return "".join(piece.text for piece in self.pieces if not piece.inserted_by)

    @property
    def authors(self) -> list[str]:
        return list(dict.fromkeys(who for piece in self.pieces for who in sorted(piece.authors)))

    def as_left_by(self, author: str) -> str:
        said = "".join(piece.text for piece in self.pieces if piece.is_left_by(author))
        return _SPACES.sub(" ", said).strip()


@dataclass(frozen=True)
class MarkedDraft:
    """The draft before all changes, and its units with their positions in its source.

    ``stock``: the words of the laws that it consists of; None if it has too few of them. ``is_of_laws``: it
    consists almost entirely of them.
    """

    law: Law
    units: tuple[_RevisedUnit, ...]
    offsets: tuple[int, ...]
    stock: LawWords | None = field(default=None, compare=False)
    is_of_laws: bool = False

    def is_own(self, unit: _RevisedUnit) -> bool:
        """Tell whether a unit's original text is known to be somebody's own and not the draft's."""
        if self.stock is None or not self.stock.is_long(unit.before):
            return False
        return self.stock.share(unit.before) < _CHANGED_IN_DRAFT

    def is_remark(self, unit: _RevisedUnit) -> bool:
        """Tell whether a unit is a remark between the provisions of a draft that consists of the law."""
        return self.is_of_laws and self.is_own(unit)

    @cached_property
    def in_order(self) -> list[Provision]:
        return sorted(self.law.walk(), key=lambda provision: provision.span)

    @cached_property
    def ends(self) -> list[int]:
        """The ends of the provisions in order; no two provisions overlap."""
        return [provision.span.end for provision in self.in_order]

    @cached_property
    def starts_of_articles(self) -> list[int]:
        return [article.span.start for article in self.law.articles]


def find_draft(
    original: WordText, laws: tuple[Law, ...], beside: frozenset[int], wide: frozenset[int]
) -> MarkedDraft | None:
    """Read a document as a draft with its changes rejected; None if it is not one, whatever is marked in it.

    Tables with numbers in ``beside`` are excluded; contents of ``wide`` tables do not determine its form.
    """
    draft = _draft_of(original, beside)
    share = _share_of_laws(draft.law, laws)
    if share is not None and share < _OWN_WORDS:
        return None
    if share is not None:
        draft = replace(draft, stock=LawWords(laws), is_of_laws=share >= _FROM_LAW)
        if _is_letter_that_quotes(draft):
            return None
    plain = draft if wide <= beside else _draft_of(original, beside | wide)
    return draft if draft.is_of_laws or _has_form_of_draft(plain.law) else None


def find_plain_draft(
    original: WordText, laws: tuple[Law, ...], beside: frozenset[int]
) -> MarkedDraft | None:
    """Read a document without marks as a draft: nearly all articles of a law, mostly in its words, without remarks
    in between.

    None if it is not.
    """
    draft = _draft_of(original, beside)
    share, law = _share_of_laws(draft.law, laws), _find_same_language(draft.law, laws)
    if law is None or share is None or share < _FROM_LAW:
        return None
    there = law.places_of_articles.keys() & draft.law.places_of_articles.keys()
    if len(there) < _WHOLE_FROM or len(there) < _NEARLY_ALL * len(law.places_of_articles):
        return None
    draft = replace(draft, stock=LawWords(laws), is_of_laws=True)
    first = draft.starts_of_articles[0]
    units = zip(draft.offsets, draft.units, strict=True)
    return None if any(at >= first and draft.is_own(unit) for at, unit in units) else draft


def _find_same_language(found: Law, laws: Sequence[Law]) -> Law | None:
    """Return the first of the laws in the same language."""
    language = main_language(found.language)
    return next((law for law in laws if main_language(law.language) == language), None)


def read_plain_draft(
    marked: MarkedDraft, lines: Sequence[tuple[int, str]], name: str, anchorer: Anchorer
) -> Iterator[Comment | Refusal | Remark]:
    """Yield the text of an unmarked draft that is not the law's, as in a letter, and what it lacks of the law."""
    stock = marked.stock or LawWords(anchorer.laws)
    own = [(row, words) for row, words in lines if stock.share(words) < 1]
    rows = {row for row, _ in own}  # text missing from an edited paragraph is visible there
    told = [one for one in _tell_left_out(marked, name, anchorer.laws) if one.row not in rows]
    if own or not told:
        yield from parse_letter(own, name, anchorer)
    yield from told


def _is_letter_that_quotes(draft: MarkedDraft) -> bool:
    """Tell whether all changes are in the author's own text between quotations of the law, and not in articles."""
    begins = set(draft.starts_of_articles)
    changed = [
        (at, unit) for at, unit in zip(draft.offsets, draft.units, strict=True) if unit.authors
    ]
    own = [at for at, unit in changed if draft.is_own(unit) and at not in begins]
    return bool(own) and len(own) == sum(bool(unit.before.strip()) for _, unit in changed)


def _draft_of(original: WordText, beside: frozenset[int]) -> MarkedDraft:
    """Parse the lines of a document, without some tables, as a law."""
    numbers = {id(p): row for row, p in enumerate(original.paragraphs, 1)}
    paragraphs = [
        p for p in original.paragraphs if p.cell is None or p.cell.table + 1 not in beside
    ]
    units = tuple(
        replace(_make_unit(tied), row=numbers[id(tied[0])], notes=_notes_of(tied, original.notes))
        for tied in _group_tied(paragraphs)
    )
    offsets, at = [], 0
    for unit in units:
        offsets.append(at)
        at += len(unit.number + unit.before) + 1
    law = read_text("\n".join(unit.number + unit.before for unit in units))
    return MarkedDraft(law, units, tuple(offsets))


def _notes_of(
    paragraphs: Sequence[Paragraph], notes: Mapping[str, tuple[Paragraph, ...]]
) -> tuple[_RevisedUnit, ...]:
    keys = (key for paragraph in paragraphs for key in paragraph.notes)
    return tuple(_make_unit(tied) for key in keys for tied in _group_tied(notes.get(key, ())))


def _has_form_of_draft(found: Law) -> bool:
    """Tell whether there are several consecutive articles. A letter selects articles and puts a colon before its
    remarks.
    """
    articles = found.articles
    disorder = sum(problem.code in _DISORDER for problem in found.problems)
    begins_later = any(problem.code is ProblemCode.BEGINS_LATER for problem in found.problems)
    is_whole = not disorder and not begins_later and len(articles) >= _WHOLE_FROM
    colons = sum(_says_after_colon(found, article, is_whole) for article in articles)
    return len(articles) >= _DRAFT_FROM and 2 * max(colons, disorder) < len(articles)


def _says_after_colon(found: Law, article: Provision, is_whole: bool) -> bool:
    """Tell whether a colon separates the number from a sentence; in a law, a heading may follow in this way."""
    if article.text.startswith(_COLONS):
        return True
    # A dash may have been parsed as an item mark, so it is not in the article's own text.
    start = article.span.start
    ends = found.source.find("\n", start)
    line = found.source[start : ends if ends >= 0 else None].removeprefix(article.num).strip()
    is_sentence = line.rstrip(" ”’\"')）")[-1:] in tuple("。！？；.!?;")
    return not is_whole and is_sentence and line.startswith(_COLONS)


def _share_of_laws(found: Law, laws: Sequence[Law]) -> float | None:
    """Return the share of its articles' text that is in those of ``laws`` with the same language; None if there is
    no such law.
    """
    language = main_language(found.language)
    alike = [law for law in laws if main_language(law.language) == language]
    own = shingles_of(article.full_text for article in found.articles)
    if not alike or not own:
        return None
    theirs = shingles_of(law.source for law in alike)
    return len(own & theirs) / len(own)


def _group_tied(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield groups of paragraphs that were or became one.

    A paragraph inserted or deleted as a whole connects no others, unless the paragraphs before and after it are
    joined across it.
    """
    index = 0
    while index < len(paragraphs):
        end = index + 1
        if _has_kept_words(paragraphs[index]):
            last = index
            while end < len(paragraphs) and paragraphs[end - 1].end is not None:
                if _has_kept_words(paragraphs[end]):
                    last = end
                end += 1
            end = last + 1
        yield list(paragraphs[index:end])
        index = end


def _has_kept_words(paragraph: Paragraph) -> bool:
    """Tell whether it has text that nobody inserted or deleted."""
    return any(piece.text.strip() and not piece.authors for piece in _make_pieces(paragraph.runs))


def _make_unit(paragraphs: Sequence[Paragraph]) -> _RevisedUnit:
    pieces: list[_RevisedWords] = []
    for above, paragraph in zip((None, *paragraphs), paragraphs, strict=False):
        if above is not None:
            pieces.append(_end_of(above))
            pieces.append(_RevisedWords(paragraph.number))
        pieces += _make_pieces(paragraph.runs)
    remarks = tuple((own, "".join(words)) for own, words in _list_pinned(paragraphs).items())
    return _RevisedUnit(paragraphs[0].number, tuple(pieces), remarks)


def _list_pinned(paragraphs: Sequence[Paragraph]) -> dict[str, list[str]]:
    """Return margin comment → the words it is attached to."""
    pinned: dict[str, list[str]] = {own: [] for p in paragraphs for own in p.remarks}
    for run in (run for paragraph in paragraphs for run in paragraph.runs):
        words = "" if run.is_deleted or run.is_hidden else run.text
        for own in run.comments:
            pinned.setdefault(own, []).append(words)
    return pinned


def _end_of(paragraph: Paragraph) -> _RevisedWords:
    if paragraph.end is None:
        return _RevisedWords("\n")
    author = frozenset((paragraph.end.author,))
    if paragraph.end.is_insertion:
        return _RevisedWords("\n", inserted_by=author)
    return _RevisedWords("\n", deleted_by=author)


def _make_pieces(runs: Sequence[Run]) -> list[_RevisedWords]:
    seen = [run for run in runs if not run.is_hidden]
    return [_make_piece(run, _is_put_in_by_hand(seen, at)) for at, run in enumerate(seen)]


def _make_piece(run: Run, is_put_in: bool) -> _RevisedWords:
    inserted = {one.author for one in run.revisions if one.is_insertion}
    deleted = {one.author for one in run.revisions if not one.is_insertion}
    if run.is_struck and not deleted:
        deleted = {""}
    elif is_put_in and not inserted:
        inserted = {""}
    return _RevisedWords(run.text, frozenset(inserted), frozenset(deleted))


def _is_put_in_by_hand(runs: Sequence[Run], at: int) -> bool:
    """Tell whether underlined text is next to struck-through text, with or without a space: it is the replacement."""
    if not runs[at].is_underlined or runs[at].is_struck:
        return False
    for step in (-1, 1):
        beside = at + step
        # Skip at most one empty run, so that a line is never scanned repeatedly.
        if 0 <= beside < len(runs) and not runs[beside].text.strip():
            beside += step
        if 0 <= beside < len(runs) and runs[beside].is_struck:
            return True
    return False


def read_revisions(
    marked: MarkedDraft, word: WordText, name: str, laws: tuple[Law, ...]
) -> Iterator[Comment | Refusal | Remark]:
    """Yield the comments of a marked-up draft, and report other text that is not the draft's."""
    maker = _CommentMaker(marked, name, frozenset(eid for law in laws for eid in law.by_eid))
    taken = [*_read_changes(maker), *_read_margin_of_draft(maker, word)]
    yield from taken
    told = [*_tell_unmarked(marked, name), *_tell_left_out(marked, name, laws)]
    yield from told
    if not taken and not told:
        yield Refusal(name, "", 0, RefusalCode.NO_ROWS)


@dataclass
class _CommentMaker:
    """Makes and counts the comments of one marked-up draft."""

    marked: MarkedDraft
    name: str
    known: frozenset[str]  # provisions of the laws
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def make(
        self,
        eid: str,
        author: str,
        quote: str,
        *,
        text: str,
        kind: str,
        wording: str = "",
        reply: str = "",
    ) -> Comment:
        draft, row = self.marked.law, next(self.numbers)
        anchored = _known_at(eid, draft, self.known)
        return Comment(
            id=derive_id(self.name, kind, row),
            organisation=author,
            eid=anchored,
            quote=quote,
            text=text,
            wording=wording,
            language=detect_language(wording or text),
            source=Source(self.name, kind, row),
            reference=draft.by_eid[eid].num if eid in draft.by_eid else "",
            author=author,
            kind=kind,
            is_exact=anchored == eid or not anchored,
            is_reply_to=reply,
        )


def _read_changes(maker: _CommentMaker) -> Iterator[Comment]:
    moves = _find_moves(maker.marked)
    arrived = set(moves.values())
    for at, unit in enumerate(maker.marked.units):
        eid = _find_holder(maker.marked, at) or _find_article_above(maker.marked, at)
        for author in unit.authors:
            if (at, author) not in arrived and _has_changed(unit, author):
                target = moves.get((at, author))
                yield _make_comment(maker, at, eid, author, target[0] if target else -1)
        yield from _read_note_changes(maker, unit, eid)


def _read_note_changes(maker: _CommentMaker, unit: _RevisedUnit, eid: str) -> Iterator[Comment]:
    """Yield what people changed in the footnotes of a unit."""
    for note in unit.notes:
        for author in note.authors:
            if _has_changed(note, author):
                text = note.as_left_by(author) or _DELETE[is_chinese(note.before)]
                yield maker.make(eid, author, note.before.strip(), text=text, kind="tracked")


def _has_changed(unit: _RevisedUnit, author: str) -> bool:
    return collapse_whitespace(unit.as_left_by(author)) != collapse_whitespace(unit.before)


def _make_comment(maker: _CommentMaker, at: int, eid: str, author: str, to: int) -> Comment:
    """Describe one author's change of a unit. ``to``: the unit it was moved to, -1 if it was not."""
    unit, draft = maker.marked.units[at], maker.marked.law
    own = draft.by_eid.get(eid)
    left = unit.as_left_by(author)
    if left and maker.marked.is_remark(unit):
        return maker.make(eid, author, "", text=left, kind="tracked")
    wording = _without_numbers(left, draft, eid)
    quote = _SPACES.sub(" ", own.text) if own is not None and unit.before.strip() else ""
    text = "" if wording else _DELETE[is_chinese(unit.before)]
    if to >= 0:
        above = draft.by_eid.get(_find_article_above(maker.marked, to))
        place = above.num if above is not None and above is not own else ""
        text = _MOVE[is_chinese(unit.before)][bool(place)].format(place=place)
    return maker.make(eid, author, quote, text=text, wording=wording, kind="tracked")


def _find_moves(marked: MarkedDraft) -> dict[tuple[int, str], tuple[int, str]]:
    """Match a unit deleted as a whole with the unit in which the same person inserted the same text."""
    gone: dict[tuple[str, str], list[int]] = {}
    come: dict[tuple[str, str], list[int]] = {}
    for index, unit in enumerate(marked.units):
        for author in unit.authors:
            before, left = (
                collapse_whitespace(unit.before),
                collapse_whitespace(unit.as_left_by(author)),
            )
            if before and not left:
                gone.setdefault((author, before), []).append(index)
            elif left and not before:
                come.setdefault((author, left), []).append(index)
    return {
        (start, author): (end, author)
        for (author, words), starts in gone.items()
        for start, end in zip(starts, come.get((author, words), ()), strict=False)
    }


def _read_margin_of_draft(maker: _CommentMaker, word: WordText) -> Iterator[Comment]:
    pins = _find_pins(maker.marked.units)
    ids: dict[str, str] = {}
    for remark in word.comments:
        if not remark.text.strip():
            continue
        at, words = pins.get(remark.id, (-1, ""))
        eid = _find_holder(maker.marked, at) if at >= 0 else ""
        reply = ids.get(remark.answers, "")
        made = maker.make(eid, remark.author, words, text=remark.text, kind="margin", reply=reply)
        ids[remark.id] = made.id
        yield made


def _tell_unmarked(marked: MarkedDraft, name: str) -> Iterator[Refusal | Remark]:
    """Report unmarked text in the draft that is not the law's: typed remarks or surrounding text.

    Too much of it means that the file is another version, which is reported instead.
    """
    stock = marked.stock
    told = [] if stock is None else list(_find_unmarked(marked, stock))
    if stock is None or len(told) > _MOST_TOLD:
        yield Remark(name, "", RemarkCode.READ_AS_DRAFT)
        return
    for row, begins in told:
        details = (("begins", show_begin(begins, _SHOWN)),)
        yield Refusal(name, "", row, RefusalCode.UNMARKED, details)


def _tell_left_out(marked: MarkedDraft, name: str, laws: tuple[Law, ...]) -> Iterator[Refusal]:
    """Report text of the law that the draft lacks without a tracked deletion: somebody deleted it untracked.

    A draft that lacks too much is another version or an extract.
    """
    law = _find_same_language(marked.law, laws)
    if not marked.is_of_laws or law is None:
        return
    told = list(_find_left_out(marked, law))
    if len(told) <= _MOST_TOLD:
        for row, begins in told:
            details = (("begins", show_begin(begins, _SHOWN)),)
            yield Refusal(name, "", row, RefusalCode.LEFT_OUT, details)


def _find_left_out(marked: MarkedDraft, law: Law) -> Iterator[tuple[int, str]]:
    """Yield the paragraph where text is missing, or below which provisions are, with its beginning; consecutive
    missing provisions once.
    """
    stock = LawWords((marked.law,))
    row, is_gone = 0, False
    for provision in law.walk():
        there = marked.law.by_eid.get(provision.eid)
        row = _row_of(marked, there) if there is not None else row
        if not stock.is_long(provision.text):
            continue
        lacking = stock.find_own(provision.text)
        if lacking and stock.share(provision.text) < _OWN_WORDS:
            if not is_gone:
                yield row, provision.text
            is_gone = True
            continue
        is_gone = False
        for stretch in lacking:
            yield row, stretch


def _row_of(marked: MarkedDraft, provision: Provision) -> int:
    at = bisect_right(marked.offsets, provision.span.start) - 1
    return marked.units[at].row if at >= 0 else 0


def _find_unmarked(marked: MarkedDraft, stock: LawWords) -> Iterator[tuple[int, str]]:
    """Yield the numbers of paragraphs with their own text; consecutive paragraphs once."""
    row, begins = 0, ""
    for unit in marked.units:
        is_remark = bool(unit.authors) and marked.is_remark(unit)
        own = [] if is_remark else _own_words(unit, stock)
        if begins and (not own or unit.authors):
            yield row, begins
            begins = ""
        row = row if begins else unit.row
        begins = _add_stretches(begins, own)
    if begins:
        yield row, begins


def _add_stretches(words: str, stretches: Iterable[str]) -> str:
    """Return what consecutive paragraphs say, as far as it is shown."""
    for stretch in stretches:
        words = f"{words} {stretch}".strip() if len(words) <= _SHOWN else words
    return words


def _own_words(unit: _RevisedUnit, stock: LawWords) -> list[str]:
    """Return a unit's own text; the whole unit if most of it is."""
    if not any(piece.text.strip() and not piece.authors for piece in unit.pieces):
        return []
    said = unit.before.strip()
    if not unit.authors and said and stock.share(said) < _CHANGED_IN_DRAFT:
        return [] if DATE.match(said) else [said]
    return stock.find_own(said)


def _find_pins(units: Sequence[_RevisedUnit]) -> dict[str, tuple[int, str]]:
    """Return margin comment → the unit in which it begins, and the words it is attached to."""
    pins: dict[str, tuple[int, list[str]]] = {}
    for at, unit in enumerate(units):
        for own, words in unit.remarks:
            pins.setdefault(own, (at, []))[1].append(words)
    return {own: (at, "\n".join(filter(None, words))) for own, (at, words) in pins.items()}


def read_margin(word: WordText, name: str, anchorer: Anchorer) -> Iterator[Comment]:
    """Yield the margin comments of a document that is not the draft: a letter or form."""
    pins = _find_pins([_make_unit([paragraph]) for paragraph in word.paragraphs])
    ids: dict[str, str] = {}
    for row, remark in enumerate(word.comments, 1):
        if not remark.text.strip():
            continue
        quote = pins.get(remark.id, (0, ""))[1]
        anchor = anchorer.find("", quote, remark.text)
        ids[remark.id] = derive_id(name, "margin", row)
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


def _find_holder(draft: MarkedDraft, at: int) -> str:
    """Return the provision whose own text fills the unit: the deepest with the largest overlap."""
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


def _known_at(eid: str, draft: Law, known: frozenset[str]) -> str:
    """Return a provision of the draft as it exists in the law: itself or its nearest ancestor.

    A table below the last article may have turned its text into one paragraph of several.
    """
    at: str | None = eid
    while at and known and at not in known:
        at = draft.parent_of.get(at)
    return at or ""


def _without_numbers(wording: str, draft: Law, eid: str) -> str:
    """Return a provision's text without its own number and that of the article whose first part it is."""
    numbers = []
    at: str | None = eid
    while at in draft.by_eid:
        numbers.append(draft.by_eid[at].num)
        at = draft.parent_of.get(at)
    for number in reversed(numbers):
        if number and wording.startswith(number):
            wording = wording[len(number) :].strip()
    return wording


def _find_article_above(draft: MarkedDraft, at: int) -> str:
    """Return the article above a wholly new paragraph, to which it is added."""
    above = bisect_left(draft.starts_of_articles, draft.offsets[at])
    return draft.law.articles[above - 1].eid if above else ""
