"""A small share of what ``make fuzz`` does; that runs 20,000."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from huiyin.law import read_bytes
from tests.fuzz.fuzz import outcome, seeds
from tests.fuzz.loss import parted_paragraphs
from tests.fuzz.mutations import mutated


def test_good_files_are_read() -> None:
    assert {outcome(name, data) for name, data in seeds().items()} == {"law", "rows"}


def test_a_word_that_a_reader_loses_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from huiyin.law.readers import akoma_ntoso, docx, html

    monkeypatch.setattr(akoma_ntoso.LineFlow, "_set_aside", lambda flow, element: None)
    monkeypatch.setattr(html, "_UNSEEN", html._UNSEEN | {"td"})
    monkeypatch.setattr(docx._Body, "_draw_row", lambda body, paragraphs: None)
    good = seeds()
    for name, word in (("bill.xml", "1950"), ("page.html", "放"), ("law.docx", "费")):
        with pytest.raises(AssertionError, match=f"words are lost untold: .*{word}"):
            outcome(f"keeps/{name}", good[f"keeps/{name}"])


def test_a_unit_that_a_reader_tells_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from huiyin.law.readers import akoma_ntoso

    once = akoma_ntoso._AkomaNtosoReader._set_piece
    monkeypatch.setattr(
        akoma_ntoso._AkomaNtosoReader,
        "_set_piece",
        lambda reader, piece, **place: once(reader, piece, **place) + once(reader, piece, **place),
    )
    good = seeds()
    for name in ("act.xml", "bill.xml", "judgment.xml"):
        with pytest.raises(AssertionError, match="words are told twice"):
            outcome(f"keeps/{name}", good[f"keeps/{name}"])


@pytest.mark.parametrize(("name", "seed"), [("debate.xml", 2578), ("debate.xml", 13303), ("leos.xml", 12483)])  # fmt: skip
def test_files_nested_anew_whose_words_were_joined_once_keep_them(name: str, seed: int) -> None:
    name = f"keeps/{name}"
    assert outcome(name, mutated(name, seeds()[name], random.Random(seed))) == "law"


def test_damaged_files_give_a_law_rows_or_the_documented_error() -> None:
    good = seeds()
    counts: Counter[str] = Counter()
    for seed in range(400):
        name = sorted(good)[seed % len(good)]
        counts[outcome(name, mutated(name, good[name], random.Random(seed)))] += 1
    assert counts["law"] > 50
    assert counts["rows"] > 50
    assert len(counts) > 3


def test_a_paragraph_that_is_cut_in_two_or_stands_in_two_units_is_found() -> None:
    good = seeds()["keeps/bill.xml"]
    law = read_bytes(good, "bill.xml")
    words = "Be it enacted as follows"
    assert not parted_paragraphs("bill.xml", good, law)
    at = next(at for at, piece in enumerate(law.furniture) if piece.text == words)
    whole = law.furniture[at]
    halves = [replace(whole, text="Be it enacted"), replace(whole, text="as follows")]
    for pieces in (halves, [whole, whole]):
        changed = replace(law, furniture=(*law.furniture[:at], *pieces, *law.furniture[at + 1 :]))
        assert parted_paragraphs("bill.xml", good, changed) == ["".join(words.split())] * (
            pieces is halves or len("".join(words.split())) >= 24
        )
