"""Whether the law says with the same words, in another order, what was asked.

The measure of uptake wants runs of words: it is blind to “every hundred visitors … one tree” that became “one tree for every
hundred visitors”. So before something is denied, its words are held as a set against each sentence that the law put in.
"""

from __future__ import annotations

from huiyin.trace.edits import TokenChange
from huiyin.trace.sentence_words import list_words
from huiyin.trace.token_codes import CodedText
from huiyin.trace.versions import AlignedChange, VersionPair

#: Words, or pairs of characters, that an ask has at least of its own.
_FEWEST = 4


def measure_same_words(
    ask: TokenChange, wanted: CodedText, own: AlignedChange | None, versions: VersionPair
) -> float:
    """The greatest share of the words asked for that one sentence holds which the law put in, 0 to 1. Words that the
    draft has at the place anyway, where there is one, count for nothing."""
    known = list_words(own.base.text) if own is not None else set()
    texts = [wanted.shown(hunk.new_start, hunk.new_end) for hunk in ask.hunks if hunk.inserted]
    asked = list_words("\n".join(texts)) - known
    return versions.new_sentences.measure_most_shared(asked) if len(asked) >= _FEWEST else 0.0
