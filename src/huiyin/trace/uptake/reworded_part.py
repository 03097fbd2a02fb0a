"""Find the part of a provision that a wording rewords, if it rewords only a part.

People who want a provision reworded often send only the sentence concerned, the words before a list, or the
heading. They do not ask for the rest to be deleted. Those who send almost the whole provision, or a part of it
verbatim, do want the rest deleted.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import LCSseq

from huiyin.law import Provision
from huiyin.trace.sentence_alignment import pair_sentences
from huiyin.trace.token_codes import TokenCodes

#: The least share of a provision's tokens that a wording leaves out, for it to count as a part: if it is one
#: sentence; and if it is several, which may also be everything that is to remain.
_LEFT_OUT, _LEFT_OUT_BY_SEVERAL = 0.2, 0.5
#: The least share of the part's tokens that the wording keeps.
_KEPT = 0.5
#: The most characters of a heading.
_LONGEST_TITLE, _LONGEST_TITLE_ZH = 80, 25
_SENTENCE = re.compile(r"[.。;；:：,，!?！？\n]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def find_reworded_part(codes: TokenCodes, own: str, wording: str) -> tuple[int, int] | None:
    """Return the character range of ``own`` that ``wording`` rewords: consecutive whole sentences.

    ``None`` if that is all of it, if the wording has nothing in common with it, or if it does not change the part.
    """
    old, new = codes.read(own), codes.read(wording)
    olds, news = old.sentences(), new.sentences()
    if len(olds) < 2 or not news:
        return None
    stretches = pair_sentences([old.code[a:b] for a, b in olds], [new.code[a:b] for a, b in news])
    paired = [stretch for stretch in stretches if stretch.paired]
    if not paired:
        return None
    start, end = olds[paired[0].old_start][0], olds[paired[-1].old_end - 1][1]
    part, sought = old.code[start:end], new.code
    least = _LEFT_OUT if len(news) == 1 else _LEFT_OUT_BY_SEVERAL
    if len(old) - len(part) < least * len(old) or _is_same(part, sought, codes):
        return None
    if LCSseq.similarity(part, sought) < _KEPT * len(part):
        return None
    return old.starts[start], old.ends[end - 1]


def _is_same(part: str, sought: str, codes: TokenCodes) -> bool:
    """Tell whether two texts differ only in punctuation."""
    return [c for c in part if c not in codes.marks] == [c for c in sought if c not in codes.marks]


def is_title(wording: str, target: Provision) -> bool:
    """Tell whether a wording can only be the target's heading: a few words on one line that are not a sentence."""
    line = wording.strip()
    most = _LONGEST_TITLE_ZH if _HAN.search(line) else _LONGEST_TITLE
    return bool(target.heading and line and len(line) <= most and not _SENTENCE.search(line))
