"""The kernel against plain Python that says the same slowly."""

from __future__ import annotations

import ctypes
import random
import re
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin import kernels
from huiyin.grouping import kernel, kernel_build
from huiyin.grouping.fingerprints import FoldedTexts, fold_all, fold_table
from huiyin.grouping.near_duplicates import CONTAINED, ENOUGH_TO_BE_CONTAINED, NEAR, group_comments
from huiyin.text import fold_text
from tests.grouping.test_near_duplicates import runs_of, table

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


def parts(labels: list[object]) -> list[int]:
    """Each row → the first row with the same label."""
    first: dict[object, int] = {}
    return [first.setdefault(label, at) for at, label in enumerate(labels)]


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


def lead_slowly(texts: list[str]) -> list[int]:
    """Row → first row of its group; every pair compared, with sets. Ties between leaders
    are broken by hashes that only the kernel knows, so texts that meet one are left out by the caller."""
    keys = [fold_text(text, traditional=True) for text in texts]
    runs = {key: runs_of(key) for key in keys}
    copies = {key: keys.count(key) for key in keys}

    def stands(text: str, leader: str) -> tuple[int, float] | None:
        shared, mine, its = len(runs[text] & runs[leader]), len(runs[text]), len(runs[leader])
        if not shared:
            return None
        if shared / (mine + its - shared) >= NEAR:
            return 1, shared / (mine + its - shared)
        if its <= mine and its >= ENOUGH_TO_BE_CONTAINED and shared / its >= CONTAINED:
            return 0, shared
        return None

    leads: dict[str, str] = {}
    leaders: list[str] = []
    often = sorted((k for k in copies if copies[k] > 1 and k), key=lambda k: -copies[k])
    for key in [*often, *sorted(k for k in copies if copies[k] == 1 and k)]:
        found = sorted(
            ((how, leader) for leader in leaders if (how := stands(key, leader))), reverse=True
        )
        if len(found) > 1 and found[0][0] == found[1][0]:
            raise Tie
        leads[key] = found[0][1] if found else key
        if not found and copies[key] > 1:
            leaders.append(key)
    if any(
        stands(a, b) or stands(b, a)
        for a in leads
        for b in leads
        if a < b and copies[a] == copies[b] and (copies[a] > 1 or (leads[a] == a and leads[b] == b))
    ):
        raise Tie
    return parts([leads.get(key, "") for key in keys])


class Tie(Exception):
    """Two leaders are equally near."""


LETTERS = [
    "应当公开排放数据并接受监督", "期限太短请延长到六十日", "Delete this article", "we ask for more time to comment", "补贴应当给到村里",
]  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS), st.integers(0, 5)),
        max_size=14,
    )
)
def test_groups_are_those_that_comparing_every_pair_finds(made: list[tuple[str, str, int]]) -> None:
    texts = [one + two[:cut] for one, two, cut in made]
    try:
        expected = lead_slowly(texts)
    except Tie:
        return
    rows = group_comments(table(texts)).assignments.to_pylist()
    assert parts([row["group"] for row in rows]) == expected


def long_texts(seed: int, count: int) -> list[str]:
    dice = random.Random(seed)
    words = [f"word{n}" for n in range(4000)]
    letters = [" ".join(dice.choices(words, k=dice.randint(60, 400))) for _ in range(12)]
    made = []
    for _ in range(count):
        letter = dice.choice(letters).split()
        kind = dice.random()
        if kind < 0.3:
            letter[dice.randrange(len(letter))] = "edited"
        elif kind < 0.5:
            letter = dice.choices(words, k=3 * len(letter)) + letter
        elif kind < 0.6:
            letter = dice.choices(words, k=80)
        made.append(" ".join(letter))
    return made


def test_threads_and_the_order_of_rows_change_nothing() -> None:
    rows = table(long_texts(3, 400))
    once = {r["id"]: r for r in group_comments(rows, threads=1).assignments.to_pylist()}
    order = list(range(400))
    random.Random(4).shuffle(order)
    again = group_comments(rows.take(pa.array(order)), threads=3).assignments.to_pylist()
    assert {r["id"]: r for r in again} == once
    assert {r["relation"] for r in once.values()} == {"copy", "near", "contains", "single"}


def test_a_long_letter_is_found_in_a_much_longer_comment() -> None:
    dice = random.Random(5)
    letter = " ".join(dice.choices([f"word{n}" for n in range(4000)], k=200))
    story = " ".join(dice.choices([f"other{n}" for n in range(9000)], k=2000))
    rows = group_comments(table([letter, letter, story + letter])).assignments.to_pylist()
    assert rows[2]["group"] == rows[0]["group"]
    assert rows[2]["relation"] == "contains"


def compile_kernel(source: Path, into: Path, *options: str) -> subprocess.CompletedProcess[str]:
    call = ["cc", "-std=gnu11", "-shared", "-fPIC", *options, "-o", str(into), str(source)]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_the_compiler_has_nothing_to_warn_of(tmp_path: Path) -> None:
    strict = ["-O3", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
    done = compile_kernel(kernel_build.SOURCE, tmp_path / "kernel", *strict)
    assert (done.returncode, done.stderr) == (0, "")


#: What a function of the kernel takes and returns → how ``FUNCTIONS`` says it.
_ARRAYS = {"uint8_t": "|u1", "uint32_t": "<u4", "uint64_t": "<u8", "int64_t": "<i8", "double": "<f8"}  # fmt: skip
_NUMBERS = {"uint32_t": ctypes.c_uint32, "uint64_t": ctypes.c_uint64, "int64_t": ctypes.c_int64, "int": ctypes.c_int, "void": None}  # fmt: skip


def _as_declared(declaration: str) -> object:
    words = declaration.replace("const ", "").replace("*", " * ").split()
    if "*" not in words:
        return _NUMBERS[words[0]]
    if words[0] in _ARRAYS:
        return _ARRAYS[words[0]]
    return kernel._TEXTS if words[0] == "Texts" else ctypes.c_void_p


def _as_said(argument: Any) -> object:
    return argument._dtype_.str if hasattr(argument, "_dtype_") else argument


def test_every_function_that_the_kernel_exports_is_declared_as_it_is() -> None:
    """By a name of its own: in a process with other libraries, a `join` would be anybody's."""
    source = kernel_build.SOURCE.read_text("utf-8")
    exported = re.findall(
        r"^(?!static|WIDE|typedef)(\w[\w ]* \*?)(\w+)\(([^)]*)\) \{", source, re.M
    )
    written = {
        name: (_as_declared(result), [_as_declared(each) for each in arguments.split(",")])
        for result, name, arguments in exported
    }
    assert len(written) == len(exported) == 19
    assert [name for name in written if not name.startswith("huiyin_")] == []
    assert written == {
        name: (result, [_as_said(argument) for argument in arguments])
        for name, (result, arguments) in kernel.FUNCTIONS.items()
    }


def test_an_array_of_another_type_or_with_gaps_is_refused() -> None:
    lib = kernel.load_library()
    none, out = np.zeros(0, np.uint64), np.zeros(0, np.uint32)
    lib.huiyin_samples_gather(none, out, 0, out)
    with pytest.raises(ctypes.ArgumentError):
        lib.huiyin_samples_gather(none, np.zeros(0, np.int64), 0, out)
    with pytest.raises(ctypes.ArgumentError):
        lib.huiyin_samples_gather(np.zeros(8, np.uint64)[::2], out, 0, out)


def test_a_kernel_with_another_layout_is_refused(tmp_path: Path) -> None:
    kernel.check_layout(kernel.load_library())
    source = kernel_build.SOURCE.read_text("utf-8")
    field = "double near, contained; uint32_t enough;"
    assert field in source
    other = tmp_path / "kernel.c"
    other.write_text(source.replace(field, "double contained, near; uint32_t enough;"), "utf-8")
    assert compile_kernel(other, tmp_path / "other", "-O0").returncode == 0
    with pytest.raises(RuntimeError, match="another layout"):
        kernel.check_layout(ctypes.CDLL(str(tmp_path / "other")))


def test_without_a_compiler_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(kernels.shutil, "which", lambda name: None)
    monkeypatch.delenv("CC", raising=False)
    with pytest.raises(kernel_build.NoCompiler, match="apt-get install gcc"):
        kernel_build.build_kernel()
