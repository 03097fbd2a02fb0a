"""What became of everything that was taken in: where each comment stands, and whom nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from huiyin.files.problems import Refusal
from huiyin.intake.cell_columns import is_bare_number, is_whole_law
from huiyin.intake.model import Comment, IntakeResult
from huiyin.law import find_citations
from huiyin.text import fold_text


class Placing(StrEnum):
    """Where a comment stands in the law, and how it came there (``receipt.placing.<value>``)."""

    EXACT = "exact"  # at the provision that it names
    ABOVE = "above"  # at the unit above, for what it names goes deeper than the law does
    WHOLE = "whole"  # at the law as a whole, for it names no provision
    MISSING = (
        "missing"  # at the law as a whole, though it names a provision, for the law has none such
    )
    UNCLEAR = "unclear"  # at the law as a whole, for what it names as its provision is no citation


@dataclass(frozen=True, slots=True)
class IntakeReceipt:
    """``placed``: each comment with where it stands, in their order; ``unknown``: what files call organisations that
    nobody knows, with how many comments each has."""

    placed: tuple[tuple[Comment, Placing], ...]
    unknown: tuple[tuple[str, int], ...]

    @property
    def counts(self) -> dict[Placing, int]:
        counted = Counter(placing for _, placing in self.placed)
        return {placing: counted[placing] for placing in Placing}


@dataclass(frozen=True, slots=True)
class RowCounts:
    """The rows of the tables of some files: how many there are, gave comments, were refused. They add up. ``comments``: a
    row may give several."""

    rows: int
    taken: int
    refused: int
    comments: int


def count_rows(result: IntakeResult[Comment]) -> RowCounts | None:
    """Of every row of the tables what became of it; None where no file has a table. A table that was refused as a whole
    counts with all its rows."""
    whole = sum(map(count_refused_rows, result.refused)) - sum(bool(r.row) for r in result.refused)
    tables = {(one.file, one.sheet) for one in result.tables}
    given = [c.source for c in result.taken if (c.source.file, c.source.sheet) in tables]
    taken = {(one.file, one.sheet, one.row) for one in given}
    refused = {(r.file, r.sheet, r.row) for r in result.refused if r.row and (r.file, r.sheet) in tables}  # fmt: skip
    if not tables and not whole:
        return None
    left = len(refused - taken) + whole
    return RowCounts(sum(one.rows for one in result.tables) + whole, len(taken), left, len(given))


def count_refused_rows(refusal: Refusal) -> int:
    """How many rows a refusal is of: one, or all of a table that was refused as a whole."""
    return 1 if refusal.row else int(dict(refusal.details).get("rows", "0"))


def make_receipt(
    comments: Iterable[Comment], known: Collection[str] | None = None
) -> IntakeReceipt:
    """``known``: names and ids of organisations; None where nobody says which there are."""
    placed = tuple((comment, find_placing(comment)) for comment in comments)
    keys = None if known is None else {fold_name(name) for name in known}
    unknown: Counter[str] = Counter()
    if keys is not None:
        names = (comment.organisation.strip() for comment, _ in placed)
        unknown.update(name for name in names if name and fold_name(name) not in keys)
    return IntakeReceipt(placed, tuple(sorted(unknown.items(), key=lambda one: (-one[1], one[0]))))


def fold_name(name: str) -> str:
    """A name up to case, width, space, punctuation and simplified or traditional characters."""
    return fold_text(name, traditional=True) or name.strip().casefold()


def find_placing(comment: Comment) -> Placing:
    """Where ``comment`` stands, and how it came there."""
    if comment.eid:
        return Placing.EXACT if comment.is_exact else Placing.ABOVE
    return judge_reference(comment.reference)


def judge_reference(reference: str) -> Placing:
    """Why a comment stands at the law as a whole, by what it names as its provision."""
    if not reference.strip() or is_whole_law(reference):
        return Placing.WHOLE
    return Placing.MISSING if _cites(reference) else Placing.UNCLEAR


def _cites(reference: str) -> bool:
    return is_bare_number(reference) or bool(find_citations(reference))


def list_to_mend(receipt: IntakeReceipt) -> Sequence[tuple[Comment, Placing]]:
    """The comments of which somebody should see where they stand."""
    fine = (Placing.EXACT, Placing.WHOLE)
    return [(comment, placing) for comment, placing in receipt.placed if placing not in fine]
