"""Texts folded and sampled in the kernel exactly as the library does."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from huiyin.grouping.fingerprints import FoldedTexts, fold_all, fold_table
from huiyin.text import fold_text
from tests.grouping.odd_texts import parts
from tests.grouping.test_near_duplicates import runs_of

ODD = [
    "e\u0301té", "été", "ﬁle", "Straße", "ＳＴＲＡＳＳＥ", "İ", "①②", "㈱", "ﷺ", "가각", "ㄱㅏ", "각", "हिन्दी", "かが", "か\u3099", "豈", "𠮷",
    "👍🏽", "x\u0327\u0301", "Ω", "ς", "ǆ", "\u00a0", "發发髮", "a_b", "\x00a", "\u1100\u1161", "half\u00adway", "ﾊﾞ", "๑", "½", "…",
]  # fmt: skip
MIXED = st.lists(st.sampled_from([*ODD, "数据", " and ", "！"]), max_size=6).map("".join) | st.text(
    max_size=12
)


def folded(
    texts: list[str], *, traditional: bool = True, crew: int = 1, piece: int = 7
) -> FoldedTexts:
    column = pa.array(texts, pa.string())
    pieces = ((at, iter([column.slice(at, piece)])) for at in range(0, len(texts), piece))
    return fold_all(pieces, len(texts), crew=crew, traditional=traditional)


@given(st.lists(MIXED, max_size=40), st.booleans())
def test_the_kernel_folds_as_the_library_does(texts: list[str], traditional: bool) -> None:
    ours = folded(texts, traditional=traditional, crew=2)
    expected = [fold_text(text, traditional=traditional) for text in texts]
    assert parts(ours.text.tolist()) == parts(list(expected))
    for row, text in enumerate(expected):
        assert bool(ours.texts.count[ours.text[row]]) == bool(text)
    assert parts(ours.printed.tolist()) == parts(list(texts))


def test_every_character_folds_alone_as_the_library_says() -> None:
    table_, many, most = fold_table(traditional=True)
    for c in (*range(0xD800), *range(0xE000, 0x110000, 7)):
        value, expected = int(table_[c]), fold_text(chr(c), traditional=True)
        if value == 0x40000000:
            continue  # left to the library itself
        begin = value & 0x7FFFFFFF
        points = [value] if 0 < value < 0x40000000 else []
        if value & 0x80000000:
            points = many[begin : begin + many[begin:].tolist().index(0)].tolist()
        assert "".join(map(chr, points)) == expected, hex(c)
        assert len(expected) <= most * len(chr(c).encode())


@given(st.lists(st.text("天地玄黄ab", max_size=30), max_size=20))
def test_the_sample_of_a_short_text_is_all_its_runs(texts: list[str]) -> None:
    ours = folded(texts)
    for row, text in enumerate(texts):
        assert int(ours.texts.count[ours.text[row]]) == len(runs_of(text))
