from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huiyin.trace.shared_runs import SearchableText, TextSearch
from huiyin.trace.token_codes import TokenCodes

TEXT = st.text(alphabet="abcde", max_size=80)


@given(TEXT, TEXT)
def test_runs_are_there_in_both_and_no_token_of_the_sought_lies_in_two(
    sought: str, text: str
) -> None:
    end = 0
    for start, at, length in SearchableText(text).runs(sought):
        assert start >= end
        assert length > 0
        assert sought[start : start + length] == text[at : at + length]
        end = start + length


@given(TEXT, TEXT, TEXT)
def test_what_is_held_whole_is_one_run(before: str, sought: str, after: str) -> None:
    runs = SearchableText(before + sought + after).runs(sought)
    assert sum(length for _, _, length in runs) == len(sought)
    assert len(runs) == (1 if sought else 0)


@given(st.lists(st.text(alphabet="abcdefghij", min_size=6, max_size=12), min_size=2, unique=True))
def test_a_text_is_found_by_its_own_words(texts: list[str]) -> None:
    found = TextSearch(texts).best(texts[0], len(texts))
    assert found == sorted(found, key=lambda item: (-item[1], item[0]))
    held = {number for number, score in found if score == found[0][1]} if found else {0}
    assert 0 in held


def test_numbers_of_articles_are_no_quantities() -> None:
    codes = TokenCodes()
    codes.read("依照第三十条处三十元罚款; Article 12(3) within 14 days")
    assert sorted(codes.numbers.values()) == [14.0, 30.0]
    assert len(codes.read("第三十条的三十日").code) == len("第") + 1 + len("条的") + 1 + len("日")


@given(st.text(alphabet="应当可以三十日第条，. abc12か゛神\u3099é", max_size=60))
def test_every_token_of_a_coded_text_stands_where_it_says(text: str) -> None:
    coded = TokenCodes().read(text)
    assert len(coded.code) == len(coded.starts) == len(coded.ends)
    assert all(a < b for a, b in zip(coded.starts, coded.ends, strict=True))
    assert list(coded.starts) == sorted(coded.starts)
    assert "".join(text[a:b] for a, b in zip(coded.starts, coded.ends, strict=True)) == "".join(
        text.split()
    )
