"""Stock phrases of legal drafting, which are not attributed to any source.

There are two signs: the phrase occurs in works of the library on many different subjects, or it is listed here as
prescribed by drafting manuals, for libraries too small to tell. Phrases are short: a long run that many works share
was copied from one to another.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from huiyin.trace.provenance.token_grams import WINDOW, Places, Tokens, number_tokens

#: A run of words is a stock phrase if at least this many works contain it …
LEAST_WORKS = 8
#: … and at least this share of the works in the library. Works on the same subject count once.
PART_OF_WORKS = 0.002
#: The longest phrase, in Chinese characters and in words, however many works contain it. The first and last few
#: words of a run may not be recognised as common, so a run up to six longer can pass.
LONGEST_HAN, LONGEST_WORDS = 30, 20

PHRASES = (
    "自公布之日起施行",
    "根据宪法，制定本法",
    "自发布之日起施行",
    "下列用语的含义",
    "从其规定",
    "违反本法规定的行为",
    "违反本条例规定的行为",
    "由司法机关依法追究刑事责任",
    "其他情节严重的情形",
    "玩忽职守、滥用职权、徇私舞弊",
    "任何单位和个人不得有下列行为",
    "造成损失的，依法承担赔偿责任",
    "造成损失的，依法予以赔偿",
    "法律、法规规定的其他",
    "法律、法规禁止的其他行为",
    "制定本法",
    "制定本条例",
    "制定本办法",
    "本法所称",
    "本条例所称",
    "依照有关法律、行政法规的规定",
    "法律、行政法规另有规定的，从其规定",
    "法律、行政法规另有规定的除外",
    "违反本法规定，构成犯罪的，依法追究刑事责任",
    "构成犯罪的，依法追究刑事责任",
    "尚不构成犯罪的，依法给予处分",
    "对直接负责的主管人员和其他直接责任人员依法给予处分",
    "直接负责的主管人员和其他直接责任人员",
    "县级以上地方人民政府",
    "县级以上人民政府",
    "省、自治区、直辖市人民政府",
    "国务院有关部门",
    "全国人民代表大会常务委员会",
    "中华人民共和国境内",
    "在各自的职责范围内",
    "任何单位和个人",
    "有下列情形之一的",
    "This Regulation shall be binding in its entirety and directly applicable in all Member States",
    "on the twentieth day following that of its publication in the Official Journal of the European Union",
    "For the purposes of this Regulation",
    "For the purposes of this Directive",
    "For the purposes of this Act",
    "Having regard to the Treaty on the Functioning of the European Union",
    "Having regard to the proposal from the European Commission",
    "acting in accordance with the ordinary legislative procedure",
    "without prejudice to",
    "in accordance with the provisions of this",
    "unless the context otherwise requires",
    "comes into force on the day on which this Act is passed",
    "Be it enacted by",
    "may be cited as the",
    "notwithstanding any other provision of",
)


def works_that_make_stock(works: int) -> int:
    """Return in how many of ``works`` works a phrase must occur to be a stock phrase."""
    return max(LEAST_WORKS, math.ceil(PART_OF_WORKS * works))


def number_runs(starts: Places, units: Places) -> Places:
    """Number the runs of words that grams belong to.

    The grams are in many works and sorted by their start within units. Within a run shared by source and target, a
    gram in every :data:`WINDOW` is looked up, so grams further apart belong to different runs.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    begins = np.r_[True, (np.diff(starts) > WINDOW) | (np.diff(units) > 0)]
    found: Places = np.cumsum(begins) - 1
    return found


def find_phrases(
    starts: Places, lengths: Places, run: Places, is_han: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which of the grams in many works belong to a phrase rather than to a longer copied run.

    ``starts``: where they begin, ascending. ``lengths``: their tokens. ``run``: their run's number. ``is_han``:
    whether each begins with a Chinese character.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.bool_)
    begins = np.r_[True, np.diff(run) > 0]
    first = starts[begins]
    end = np.zeros(len(first), dtype=np.int64)
    np.maximum.at(end, run, starts + lengths)
    longest = np.where(is_han[begins], LONGEST_HAN, LONGEST_WORDS)
    found: NDArray[np.bool_] = (end - first <= longest)[run]
    return found


@lru_cache(maxsize=1)
def _load_phrases() -> dict[int, list[bytes]]:
    """Return length in tokens → the listed phrases of that length, as bytes."""
    found: dict[int, list[bytes]] = {}
    for phrase in PHRASES:
        tokens, _, _ = number_tokens(phrase)
        found.setdefault(len(tokens), []).append(tokens.tobytes())
    return found


def listed_stock(tokens: Tokens) -> NDArray[np.bool_]:
    """Tell which of a unit's tokens lie in a listed phrase."""
    marked = np.zeros(len(tokens), dtype=np.bool_)
    whole = tokens.tobytes()
    for length, phrases in _load_phrases().items():
        for phrase in phrases:
            at = whole.find(phrase)
            while at >= 0:
                if at % 4 == 0:
                    marked[at // 4 : at // 4 + length] = True
                at = whole.find(phrase, at + 1)
    return marked
