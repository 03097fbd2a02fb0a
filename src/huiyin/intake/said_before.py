"""Remember which texts were imported under which ids: repeats are reported, and other text under the same id gets a
new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huiyin.files.problems import Refusal, RefusalCode
from huiyin.intake.comment_blocks import CommentBlock
from huiyin.intake.model import Comment
from huiyin.text import collapse_whitespace, is_whole


class SaidBefore:
    """The texts imported under each id, stored only as hashes: 150 MB for a million rows with their own ids."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._words: set[int] = set()
        #: Ids with several texts, and how many.
        self._times: dict[int, int] = {}

    def judge(self, comment: Comment) -> Comment | Refusal:
        """Return the comment with a unique id, or why it is refused."""
        place = comment.source
        if not is_whole("\n".join(_list_texts(comment))):
            code = RefusalCode.BROKEN_CHARACTERS
            return Refusal(place.file, place.sheet, place.row, code)
        said = _hash_words(comment.id, comment.reference, comment.text, comment.wording)
        own = self._judge_words(comment.id, said)
        if own is None:
            return _refuse_repeated(place.file, place.sheet, place.row, comment.id)
        return comment if own == comment.id else replace(comment, id=own)

    def judge_block(self, block: CommentBlock) -> Iterator[CommentBlock | Refusal]:
        """Do the same for a block: yield the accepted comments, then the refusals."""
        words = zip(block.ids, block.anchors, block.texts, block.wordings, strict=True)
        judged = [
            self._judge_words(own, _hash_words(own, anchor.reference, text, wording))
            for own, anchor, text, wording in words
        ]
        if judged == block.ids:
            yield block
            return
        kept = [own is not None for own in judged]
        yield block.keep_rows(kept).rename([own for own in judged if own is not None])
        for own, row, is_kept in zip(block.ids, block.rows, kept, strict=True):
            if not is_kept:
                yield _refuse_repeated(block.file, block.sheet, row, own)

    def _judge_words(self, own: str, said: int) -> str | None:
        """Return the id for a text; None if it was already imported under this id."""
        name = hash(own)
        if name not in self._ids:
            self._ids.add(name)
            self._words.add(said)
            return own
        if said in self._words:
            return None
        self._words.add(said)
        self._times[name] = times = self._times.get(name, 1) + 1
        return f"{own}~{times}"


def _hash_words(own: str, reference: str, text: str, wording: str) -> int:
    """Hash an id and its text, ignoring white space differences."""
    if reference and wording:
        return hash((own, collapse_whitespace(f"{reference}\n{text}\n{wording}")))
    # Nearly every row has only one of the two texts, which is then hashed without concatenation.
    begin, words = collapse_whitespace(reference), collapse_whitespace(text or wording)
    if text and wording:
        words = f"{words} {collapse_whitespace(wording)}".strip()
    return hash((own, f"{begin} {words}" if begin and words else begin or words))


def _refuse_repeated(file: str, sheet: str, row: int, own: str) -> Refusal:
    return Refusal(file, sheet, row, RefusalCode.REPEATED, (("id", own),))


def _list_texts(comment: Comment) -> tuple[str, ...]:
    """Return everything that somebody wrote in a comment."""
    return (
        comment.id, comment.organisation, comment.quote, comment.text, comment.wording,
        comment.language, comment.reference, comment.author, comment.kind,
    )  # fmt: skip
