"""The part of a provision that a wording rewords, where it rewords only a part.

Who asks for a provision to read otherwise often sends the one sentence that is in question, or the words before a list,
or the heading. What such a wording leaves out is not asked to be deleted. Whoever sends nearly all of a provision, or a part
of it word for word, asks for the rest to go.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import LCSseq

from huiyin.law import Provision
from huiyin.trace.sentence_alignment import pair_sentences
from huiyin.trace.token_codes import TokenCodes

#: Share of a provision's tokens that a wording of one sentence leaves out at least, to be sent for a part of the
#: provision; and one of several, which may as well be all that is to stay.
_LEFT_OUT, _LEFT_OUT_BY_SEVERAL = 0.2, 0.5
#: Share of the tokens of the part that the wording keeps, at least.
_KEPT = 0.5
#: A heading has at most so many characters.
_LONGEST_TITLE, _LONGEST_TITLE_ZH = 80, 25
_SENTENCE = re.compile(r"[.。;；:：,，!?！？\n]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def find_reworded_part(codes: TokenCodes, own: str, wording: str) -> tuple[int, int] | None:
    """The characters of ``own`` that ``wording`` rewords: whole sentences in a row; ``None`` where that is all of it,
    or the wording has nothing of it, or changes nothing of the part."""
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
    """Whether two texts differ by marks at most."""
    return [c for c in part if c not in codes.marks] == [c for c in sought if c not in codes.marks]


def is_title(wording: str, target: Provision) -> bool:
    """Whether a wording can be nothing but the target's heading: a few words in one line that are no sentence."""
    line = wording.strip()
    most = _LONGEST_TITLE_ZH if _HAN.search(line) else _LONGEST_TITLE
    return bool(target.heading and line and len(line) <= most and not _SENTENCE.search(line))
