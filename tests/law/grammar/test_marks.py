"""What a file format already knows of its text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.law.grammar import Mark, MarkRole, parse_law
from huiyin.law.model import FurnitureName, Span
from tests.law.checks import assert_sound
from tests.law.example_acts import LINES, names


def test_markup_is_in_the_span_and_not_in_the_words() -> None:
    source = "# 某条例\n**第一条** 国**家**\n<!-- 注 -->\n"
    marks = [
        Mark(Span(0, 2), MarkRole.MARKUP),
        *(
            Mark(Span(at, at + 2), MarkRole.MARKUP)
            for at, c in enumerate(source)
            if source.startswith("**", at)
        ),
        Mark(Span(source.index("<"), source.index(">") + 1), MarkRole.NOTE),
    ]
    law = parse_law(source, marks=marks)
    assert_sound(law)
    assert law.title == "某条例"
    assert (law.articles[0].num, law.articles[0].text) == ("第一条", "国家")
    assert FurnitureName.NOTE.value in names(law)


@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.data())
def test_no_mark_loses_a_character(lines: list[str], data: st.DataObject) -> None:
    source = "\n".join(lines)
    ends = st.integers(0, len(source))
    cuts = sorted(data.draw(st.sets(ends, max_size=8)))
    marks = [
        Mark(Span(a, b), data.draw(st.sampled_from(list(MarkRole))))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    assert_sound(parse_law(source, marks=marks))
