"""Phrases of the genre come from nowhere."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from huiyin.trace.provenance import (
    Index,
    trace_provenance,
)
from tests.trace.provenance.made_sources import HAN, TAKEN_OVER, WORDS, _copied, sentences, text


def test_a_phrase_of_many_works_comes_from_nowhere_but_many_versions_are_one_work() -> None:
    phrase = "申请人对决定不服的可以依法申请复议或者提起诉讼"
    works = [text(f"w{n}", f"{HAN[n:]}{HAN[:n]}。{phrase}", title=f"第{n}号法") for n in range(12)]
    found = trace_provenance([("art_1", phrase)], Index.in_memory(works))
    assert found.provisions[0].passages == ()
    assert found.provisions[0].stock > 0.5
    versions = [
        text(f"v{n}", phrase, title=f"花园法（{2000 + n}）", date=date(2000 + n, 1, 1))
        for n in range(12)
    ]
    found = trace_provenance([("art_1", phrase)], Index.in_memory(versions))
    assert [p.source for p in found.provisions[0].passages] == ["v0"]


def test_listed_phrases_are_no_evidence_in_a_small_library() -> None:
    words = "本条例自公布之日起施行"
    found = trace_provenance([("art_9", f"{words}。")], Index.in_memory([text("a", words)]))
    assert found.provisions[0].passages == ()
    assert 0 < found.provisions[0].stock < 1


@pytest.mark.parametrize("words", [sentences(3, 40)[0], " ".join(WORDS[:28])])
def test_a_long_run_is_no_stock_however_many_works_hold_it(words: str) -> None:
    works = [text(f"w{n:02}", f"{words}。{HAN[n:]}", date=date(2000 + n, 1, 1)) for n in range(30)]
    found = trace_provenance([("art_1", words)], Index.in_memory(works))
    assert found.provisions[0].stock == 0
    assert [(p.source, p.share) for p in found.provisions[0].passages] == [("w00", 1)]


def _change(words: str, seed: int) -> str:
    """One character of ten is another."""
    rng = np.random.default_rng(seed)
    letters = list(words)
    for place in rng.choice(len(letters), len(letters) // 10, replace=False).tolist():
        letters[place] = chr(0x4E00 + int(rng.integers(0, 20_000)))
    return "".join(letters)


def test_an_article_that_many_copied_and_changed_in_a_word_here_and_there_is_no_stock() -> None:
    """No title tells that the works are about one thing, and every run is as short as a phrase."""
    articles = sentences(13, 80)
    works = [text("law", *articles, date=date(2008, 1, 1))]
    for n in range(30):
        copied = [_change(words, 100 * n + at) for at, words in enumerate(articles)]
        works.append(text(f"p{n}", *copied, date=date(2010 + n % 9, 1, 1)))
    target = [(f"art_{n}", _change(words, n)) for n, words in enumerate(articles, 1)]
    found = trace_provenance(target, Index.in_memory(works))
    assert sum(p.stock for p in found.provisions) < 0.2
    assert found.sources[0].source.id == "law" and found.sources[0].share > 0.8


def test_phrases_that_a_few_words_join_are_stock_where_no_one_work_holds_them_so() -> None:
    first, second, third = sentences(17, 12)[:3]
    phrases = [[first, second, third][n % 3] for n in range(36)]
    works = [text(f"w{n}", f"{HAN[n % 9 :]}{phrase}") for n, phrase in enumerate(phrases)]
    joined = f"{first}应当{second}并且{third}。"
    found = trace_provenance([("art_1", joined)], Index.in_memory(works))
    assert found.provisions[0].passages == ()
    assert found.provisions[0].stock > 0.8


def test_phrases_that_stand_side_by_side_are_two_phrases_and_stay_stock() -> None:
    first, second = sentences(11, 18)[:2]
    works = [text(f"w{n}", first, f"{HAN}。{second}") for n in range(12)]
    found = trace_provenance([("art_1", f"{first}，{second}。")], Index.in_memory(works))
    assert found.provisions[0].passages == ()
    assert found.provisions[0].stock > 0.9


@pytest.mark.parametrize("cut", [(0, -8), (8, None)])
def test_a_part_of_a_sentence_that_many_works_hold_is_stock(cut: tuple[int, int | None]) -> None:
    sentence = TAKEN_OVER[1]
    article = f"{HAN}{sentence[cut[0] : cut[1]]}{HAN[::-1]}"
    (provision,) = trace_provenance(
        [("art_1", article)], Index.in_memory(_copied(sentence))
    ).provisions
    assert provision.passages == () and provision.stock > 0
