"""Short sentences that many took over from one."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from huiyin.trace.provenance import (
    Index,
    SourceText,
    trace_provenance,
)
from tests.trace.provenance.made_sources import HAN, TAKEN_OVER, WORDS, _copied, sentences, text

BOILERPLATE = [
    "本法自公布之日起施行。",
    "本条例自公布之日起施行。",
    "本条例自2024年3月1日起施行。",
    "任何单位和个人不得有下列行为：",
    "构成犯罪的，由司法机关依法追究刑事责任。",
    "违反本条例规定的行为，法律、法规已有规定的，从其规定。",
    "逾期不改正的，处一万元以上五万元以下罚款。",
    "县级以上人民政府应当加强对有关工作的领导。",
    "对直接负责的主管人员和其他直接责任人员依法给予处分。",
]


def _of(sentence: str, texts: list[SourceText]) -> list[str]:
    article = f"{HAN}。{sentence.rstrip('。')}。{HAN[::-1]}"
    (provision,) = trace_provenance([("art_1", article)], Index.in_memory(texts)).provisions
    return [passage.source for passage in provision.passages]


@pytest.mark.parametrize("sentence", TAKEN_OVER)
def test_a_short_sentence_that_a_dozen_took_over_from_a_law_is_the_law_s(sentence: str) -> None:
    """Whatever else is in the library, and whatever came first in it."""
    assert _of(sentence, _copied(sentence)) == ["law"]
    assert _of(sentence, _copied(sentence)[::-1]) == ["law"]
    others = [text(f"o{n:03}", *sentences(100 + n, 60), title=f"第{n}号条例") for n in range(150)]
    assert _of(sentence, [*others, *_copied(sentence)]) == ["law"]


@pytest.mark.parametrize("sentence", TAKEN_OVER)
def test_a_sentence_that_nobody_had_first_is_stock(sentence: str) -> None:
    """In a small library, where nothing tells that it is not of the genre."""
    assert _of(sentence, _copied(sentence, law=False)) == []
    assert _of(sentence, _copied(sentence, law=False, dated=False)) == []


def test_of_equals_the_earliest_had_a_sentence_first_where_the_library_tells_what_is_rare() -> None:
    sentence = "The contracting authority shall publish the award notice without delay"
    title = "{} Act {}".format
    acts = [
        text(
            f"act-{n}",
            f"Nothing in this is about the {word}. {sentence}.",
            title=title(word, 2000 + n),
            date=date(2000 + n, 1, 1),
        )
        for n, word in enumerate(WORDS[:12])
    ]
    others = [
        text(f"o{n}", f"{word} {other} is for the minister to say", title=title(word + other, 1999))
        for n, (word, other) in enumerate(product(WORDS[:12], WORDS[12:24]))
    ]
    target = [("sec_1", f"This is another thing. {sentence}.")]
    found = trace_provenance(target, Index.in_memory([*acts[::-1], *others]))
    assert [t.source.id for t in found.sources] == ["act-0"]
    assert trace_provenance(target, Index.in_memory(acts)).sources == ()


@pytest.mark.parametrize("sentence", BOILERPLATE)
def test_boilerplate_is_stock_though_one_law_says_it_and_stands_above_all_who_do(
    sentence: str,
) -> None:
    assert _of(sentence, _copied(sentence)) == []
    beside = [
        text(f"o{n:03}", f"{sentence[at:]}{sentences(100 + n, 40)[0]}", title=f"第{n}号条例")
        for n in range(150)
        for at in [n % (len(sentence) // 2)]
    ]
    assert _of(sentence, [*beside, *_copied(sentence)]) == []
