"""Whether the law says what was asked with the same words in a different order.

The measure of uptake needs runs of words, so it misses “every hundred visitors … one tree” that became “one tree
for every hundred visitors”. Before an ask counts as not adopted, its words are therefore compared as a set with
each inserted sentence.
"""

from __future__ import annotations

from huiyin.trace.edits import TokenChange
from huiyin.trace.sentence_words import list_words
from huiyin.trace.token_codes import CodedText
from huiyin.trace.versions import AlignedChange, VersionPair

#: The least words, or pairs of characters, that an ask must have of its own.
_FEWEST = 4


def measure_same_words(
    ask: TokenChange, wanted: CodedText, own: AlignedChange | None, versions: VersionPair
) -> float:
    """Return the largest share of the asked words in one sentence that the law inserted, from 0 to 1.

    Words that the draft already has at the place, if there is one, do not count.
    """
    known = list_words(own.base.text) if own is not None else set()
    texts = [wanted.shown(hunk.new_start, hunk.new_end) for hunk in ask.hunks if hunk.inserted]
    asked = list_words("\n".join(texts)) - known
    return versions.new_sentences.measure_most_shared(asked) if len(asked) >= _FEWEST else 0.0
