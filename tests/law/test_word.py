"""The one reader of Word files: whoever made the file, every word is read once, or is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.law import read_bytes, read_law
from tests.law.checks import assert_sound
from tests.law.word_files import ARTICLES, WAYS, said
from tests.wordml import (
    DISGUISES,
    counted,
    docx,
    footnotes,
    p,
    tbl,
    tr,
)

FILES = Path(__file__).parent / "files"


def test_words_struck_through_by_hand_are_gone_and_it_is_said() -> None:
    law = read_law(FILES / "struck-through.docx")
    assert_sound(law)
    assert law.by_eid["art_2"].text == "A council answers within sixty days."
    assert [(problem.line, problem.code) for problem in law.problems] == [(3, "hidden_changes")]


@pytest.mark.parametrize("name", DISGUISES)
def test_a_file_is_read_alike_whoever_made_it(name: str) -> None:
    body = (
        p("某某条例") + p("甲。", look=counted()) + tbl(tr("乙", "丙")) + p("丁。", look=counted())
    )
    data = docx(body, {"numbering": ARTICLES, "footnotes": footnotes("注")})
    assert said(DISGUISES[name](data)) == [
        "某某条例",
        "第一条　\t甲。",
        "乙",
        "丙",
        "第二条　\t丁。",
    ]


@pytest.mark.parametrize("way", sorted(WAYS))
def test_a_law_holds_every_word_of_its_file_once(way: str) -> None:
    shape, _ = WAYS[way]
    block = shape.replace("x{}", "词零次").replace(
        "{}", "词零次" if way != "plain" else p("词零次")
    )
    law = read_bytes(docx(p("第一条 甲。") + block + p("第二条 乙。")), "a.docx")
    assert_sound(law)
    is_deleted = "delet" in way or way == "moved away"
    assert law.source.count("词零次") == (not is_deleted)
    assert ("hidden_changes" in [one.code for one in law.problems]) == (
        is_deleted or "moved" in way
    )
