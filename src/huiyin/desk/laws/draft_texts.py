"""The text of a draft: assembled from pieces, parsed, split and joined. No operation loses a character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from uuid import UUID

from huiyin.desk.core.isolated_process import read_apart
from huiyin.desk.laws.api import place_provisions
from huiyin.desk.laws.draft_data import DraftReading, Piece, PieceReading, TakenUnit
from huiyin.law import Law, ProvisionKind, read_text
from huiyin.text import split_sentences
from huiyin.text.numerals import write_chinese

#: The most characters of a piece in one language and of a whole draft, and the most pieces.
LONGEST_PIECE, LONGEST_DRAFT, MOST_PIECES = 50_000, 1_000_000, 2_000


def join_pieces(texts: Iterable[str]) -> str:
    """The source for parsing; pieces without text in this language leave no line."""
    return "\n".join(text for text in texts if text)


def join_two(first: str, second: str) -> str:
    """Two pieces as one."""
    return join_pieces((first, second))


def cut_text(text: str, at: int) -> tuple[str, str]:
    """The text before and after index ``at``, without a line break between them."""
    first, second = text[:at], text[at:]
    if first.endswith("\n"):
        first = first[:-1]
    elif second.startswith("\n"):
        second = second[1:]
    return first, second


def list_cuts(text: str) -> list[tuple[int, str]]:
    """The indices where a text can be split, before lines and sentences, each with how the text continues."""
    places: set[int] = set()
    start = 0
    for line in text.split("\n"):
        places.add(start)
        at = start
        for sentence in split_sentences(line):
            found = text.find(sentence, at, start + len(line))
            if found >= 0:
                places.add(found)
                at = found + len(sentence)
        start += len(line) + 1
    return [
        (place, text[place:].lstrip()[:80].split("\n")[0])
        for place in sorted(places)
        if text[:place].strip() and text[place:].strip()
    ]


def read_source(source: str, language: str) -> Law | None:
    """Parse ``source`` in a separate process; None if it is empty. Must not be called within a transaction.
    Raises as :func:`huiyin.desk.core.isolated_process.read_apart`.
    """
    return _read_once(source, language) if source.strip() else None


@lru_cache(maxsize=64)
def _read_once(source: str, language: str) -> Law:
    return read_apart(read_text, source, language=language)


def cut_into_pieces(law: Law) -> list[str]:
    """A text as pieces: what precedes the first article or heading, then each of them. Joined with line breaks
    they are the source again.
    """
    source = law.source
    starts = sorted({_find_line_start(source, start) for start in _list_starts(law)} - {0})
    bounds = [0, *starts, len(source) + 1]
    return [source[begin : end - 1] for begin, end in pairwise(bounds)]


def _list_starts(law: Law) -> Iterator[int]:
    """Where articles and division headings begin."""
    return (placed.unit.span.start for placed in place_provisions(law) if placed.depth == 0)


def _find_line_start(source: str, at: int) -> int:
    return source.rfind("\n", 0, at) + 1


def read_draft(pieces: Sequence[Piece], language: str) -> DraftReading:
    """How a draft is read in one language, piece by piece. Raises as :func:`read_source`."""
    written = [(piece.key, piece.get_text(language)) for piece in pieces]
    written = [(key, text) for key, text in written if text]
    law = read_source(join_pieces(text for _, text in written), language)
    if law is None:
        return DraftReading(None, {})
    return DraftReading(law, _read_pieces(law, written))


def _read_pieces(law: Law, written: Sequence[tuple[UUID, str]]) -> dict[UUID, PieceReading]:
    starts = list(accumulate((len(text) + 1 for _, text in written), initial=0))
    lines = list(accumulate((text.count("\n") + 1 for _, text in written), initial=0))
    units: dict[UUID, list[tuple[int, TakenUnit]]] = {key: [] for key, _ in written}

    def find(at: int) -> UUID:
        return written[min(bisect_right(starts, at), len(written)) - 1][0]

    for placed in place_provisions(law):
        unit = placed.unit
        taken = TakenUnit(str(unit.kind), unit.num, unit.heading, unit.text, placed.depth, unit.eid)
        units[find(unit.span.start)].append((unit.span.start, taken))
    for piece in law.furniture:
        taken = TakenUnit("", "", "", piece.text, 0, furniture=str(piece.name))
        units[find(piece.span.start)].append((piece.span.start, taken))
    problems: dict[UUID, list[tuple[int, str, tuple[tuple[str, str], ...]]]] = {}
    for problem in law.problems:
        place = min(max(bisect_right(lines, problem.line - 1), 1), len(written)) - 1
        line = problem.line - lines[place]
        problems.setdefault(written[place][0], []).append(
            (line, str(problem.code), problem.details)
        )
    return {
        key: PieceReading(
            tuple(taken for _, taken in sorted(found, key=lambda one: one[0])),
            tuple(problems.get(key, ())),
        )
        for key, found in units.items()
    }


# ---- pasted ------------------------------------------------------------------------------------------


def pair_pasted(
    pieces: Sequence[Piece], language: str, law: Law, other: Law | None
) -> list[tuple[int, str]]:
    """For each piece of a pasted text, the index in ``pieces`` of the piece that it translates, or -1 for a new
    one. A piece with text in ``language`` is never overwritten. ``other``: the draft as read in its other
    language.
    """
    texts = cut_into_pieces(law)
    names = _name_pieces(law, texts)
    second = "en" if language == "zh" else "zh"
    owners: dict[str, int] = {}
    if other is not None:
        written = [(at, piece.get_text(second)) for at, piece in enumerate(pieces)]
        written = [(at, text) for at, text in written if text]
        for (at, _), name in zip(
            written, _name_pieces(other, [text for _, text in written]), strict=True
        ):
            if name is not None and not pieces[at].get_text(language):
                owners.setdefault(name, at)
    return [(owners.pop(name, -1) if name is not None else -1, text) for name, text in zip(names, texts, strict=True)]  # fmt: skip


def _name_pieces(law: Law, texts: Sequence[str]) -> list[str | None]:
    """The eId of what begins in each of ``texts``; None where no article begins."""
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    names: list[str | None] = [None] * len(texts)
    for placed in place_provisions(law):
        if placed.depth == 0:
            at = min(bisect_right(starts, placed.unit.span.start), len(texts)) - 1
            if names[at] is None:
                names[at] = placed.unit.eid
    if names and names[0] is None:
        names[0] = ""
    return names


# ---- numbered anew -----------------------------------------------------------------------------------


def renumber_articles(law: Law) -> tuple[str, dict[str, str]]:
    """The source with articles numbered consecutively from one, and old → new number of those that changed.
    Only the forms 第…条 and Article … are changed; references are not.
    """
    written: list[tuple[int, int, str]] = []
    changed: dict[str, str] = {}
    for number, unit in enumerate(law.articles, start=1):
        if unit.kind is not ProvisionKind.ARTICLE or not unit.num:
            continue
        new = _number_like(unit.num, number)
        if new and new != unit.num:
            at = law.source.find(unit.num, unit.span.start, unit.span.end)
            if at >= 0:
                written.append((at, at + len(unit.num), new))
                changed[unit.num] = new
    source = law.source
    for start, end, new in reversed(written):
        source = source[:start] + new + source[end:]
    return source, changed


def _number_like(num: str, number: int) -> str:
    """``number`` in the notation of ``num``; empty for other notations."""
    if num.startswith("第") and num.endswith("条"):
        inner = num[1:-1].strip()
        return f"第{number}条" if inner.isdigit() else f"第{write_chinese(number)}条"
    word, _, rest = num.partition(" ")
    bare = rest.rstrip(".:")
    if word.lower() == "article" and bare.isdigit():
        return f"{word} {number}{rest[len(bare) :]}"
    return ""
