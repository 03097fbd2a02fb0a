"""Which words were taken under which ids: the same twice is told, other words under the same id get another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huiyin.files.problems import Refusal, RefusalCode
from huiyin.intake.comment_blocks import CommentBlock
from huiyin.intake.model import Comment
from huiyin.text import collapse_whitespace, is_whole


class SaidBefore:
    """Which words were taken under which ids, by hashes alone: of a million rows with ids of their own 150 MB."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._words: set[int] = set()
        #: Ids under which several words were taken, with how many.
        self._times: dict[int, int] = {}

    def judge(self, comment: Comment) -> Comment | Refusal:
        """The comment as it is taken, under an id of its own; or why it is not."""
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
        """The same of many comments at once: those that are taken, then why others are not."""
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
        """The id under which words are taken; None where they were taken under it before."""
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
    """Of an id and its words up to white space."""
    if reference and wording:
        return hash((own, collapse_whitespace(f"{reference}\n{text}\n{wording}")))
    # One text of two is what nearly every row has: it is looked at without being put together first.
    begin, words = collapse_whitespace(reference), collapse_whitespace(text or wording)
    if text and wording:
        words = f"{words} {collapse_whitespace(wording)}".strip()
    return hash((own, f"{begin} {words}" if begin and words else begin or words))


def _refuse_repeated(file: str, sheet: str, row: int, own: str) -> Refusal:
    return Refusal(file, sheet, row, RefusalCode.REPEATED, (("id", own),))


def _list_texts(comment: Comment) -> tuple[str, ...]:
    """All that somebody wrote into a comment."""
    return (
        comment.id, comment.organisation, comment.quote, comment.text, comment.wording,
        comment.language, comment.reference, comment.author, comment.kind,
    )  # fmt: skip
