"""The passages that show what became of a suggestion, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huiyin.desk.core.edit_conflicts import compare_words
from huiyin.law.compare import WordOp
from huiyin.trace import PassageSide

if TYPE_CHECKING:
    from huiyin.desk.outcomes.models import Uptake
    from huiyin.law import Law


@dataclass(frozen=True, slots=True)
class ReadPassages:
    """``passages`` as in an uptake. ``is_beside``: they were traced in another language; those shown are the
    same provisions in the reader's text, with changes marked.
    """

    passages: list[dict[str, Any]]
    is_beside: bool = False


def read_passages(
    held: Uptake, reader: str, drafts: Mapping[str, Law], enacted: Mapping[str, Law]
) -> ReadPassages:
    """The passages of ``held`` in the language ``reader``: as traced in it, otherwise from the texts in it. If
    one of these is missing, or a provision is not in both, what was traced is shown.
    """
    own: list[dict[str, Any]] = list(held.passages)
    for traced in (own, list(held.passages_translated)):
        if traced and all(one["language"] == reader for one in traced):
            return ReadPassages(traced)
    if reader not in drafts or reader not in enacted:
        return ReadPassages(own)
    law = {PassageSide.DRAFT.value: drafts[reader], PassageSide.ENACTED.value: enacted[reader]}
    beside = [_find_beside(one, law.get(one["where"]), reader) for one in own]
    is_beside = any(new is not old for new, old in zip(beside, own, strict=True))
    return ReadPassages(_mark_changes(beside) if is_beside else own, is_beside)


def _find_beside(passage: dict[str, Any], law: Law | None, reader: str) -> dict[str, Any]:
    """The passage's provision in the reader's text; the passage itself if there is none."""
    unit = law.by_eid.get(passage["eid"]) if law is not None else None
    if unit is None or passage["language"] == reader:
        return passage
    return passage | {"text": unit.full_text, "marks": [], "language": reader}


def _mark_changes(passages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The passages with deletions of the draft and insertions of the law marked, if there is one of each."""
    sides: dict[str, dict[str, Any]] = {one["where"]: one for one in passages if not one["marks"]}
    draft, law = (sides.get(side.value) for side in (PassageSide.DRAFT, PassageSide.ENACTED))
    if draft is None or law is None or draft["language"] != law["language"]:
        return list(passages)
    marks: dict[str, list[list[int]]] = {draft["where"]: [], law["where"]: []}
    at = {draft["where"]: 0, law["where"]: 0}
    gone = {WordOp.DELETE: (draft,), WordOp.INSERT: (law,), WordOp.EQUAL: (draft, law)}
    for piece in compare_words(draft["text"], law["text"]):
        for side in gone[piece.op]:
            start = at[side["where"]]
            at[side["where"]] = start + len(piece.text)
            if piece.op is not WordOp.EQUAL:
                marks[side["where"]].append([start, start + len(piece.text)])
    marked = (draft, law)
    return [
        one | {"marks": marks[one["where"]]} if any(one is side for side in marked) else one
        for one in passages
    ]
