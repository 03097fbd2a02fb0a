"""What is said later is folded into groups that are kept, and the groups are those of a run over all of it."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.grouping.assignment import choose_leaders, describe_rows
from huiyin.grouping.kept_groups import (
    ChangedGroups,
    KeptRows,
    NothingKept,
    fold_changes,
    keep_groups,
    support_of,
)
from huiyin.grouping.near_duplicates import (
    CONTAINED,
    ENOUGH_TO_BE_CONTAINED,
    NEAR,
    as_strings,
    fold_table_of,
)

#: Row → what it says; the number of a row says its id too.
Said = dict[int, str]
#: Group → its rows, each with how it stands, and whether it represents.
Groups = dict[int, tuple[str, set[tuple[int, str, bool]]]]


def name_of(number: int) -> str:
    """An id that sorts otherwise than the number does."""
    return f"{number * 2_654_435_761 % 2**32:08x}{number:024x}"


def group_all(said: Said, keep: tuple[Path, str] | None = None) -> Groups:
    """Everything, as a full run groups it."""
    numbers = sorted(said)
    ids = pa.array(list(map(name_of, numbers)), pa.large_string())
    folded = fold_table_of(
        as_strings(pa.array([said[n] for n in numbers], pa.string())), crew=2, traditional=True
    )
    copies = np.bincount(folded.text, minlength=len(folded.texts))
    chosen = choose_leaders(
        folded.texts, copies, support_of(copies), near=NEAR, contained=CONTAINED, enough=ENOUGH_TO_BE_CONTAINED,
        crew=2, keeps=True,
    )  # fmt: skip
    decision = describe_rows(folded, ids, chosen, copies)
    if keep is not None:
        rows = KeptRows(
            np.array(numbers, np.int64),
            np.array(ids.to_pylist(), "S32"),
            folded.printed,
            folded.text,
        )
        keep_groups(*keep, rows, folded, chosen)
    return sort_groups(np.array(numbers, np.int64), decision)


def sort_groups(numbers: np.ndarray, decision: object) -> Groups:
    names = decision.names().to_pylist()  # type: ignore[attr-defined]
    found: dict[str, set[tuple[int, str, bool]]] = {}
    for row, name in enumerate(names):
        stands = (int(numbers[row]), int(decision.relation[row]), bool(decision.represents[row]))  # type: ignore[attr-defined]
        found.setdefault(name, set()).add(stands)  # type: ignore[arg-type]
    return {min(row for row, *_ in rows): (name, rows) for name, rows in found.items()}


def follow(there: Groups, changed: ChangedGroups, gone: set[int]) -> Groups:
    """The groups of before, with those that changed in their place."""
    fresh = sort_groups(changed.number, changed.assignment)
    moved = set(changed.number.tolist()) | gone
    kept = {key: group for key, group in there.items() if not {row for row, *_ in group[1]} & moved}
    for _, rows in (there[key] for key in set(there) - set(kept)):
        assert {row for row, *_ in rows} <= moved, "of a group that changes, every row is told"
    return kept | fresh


LETTER = "湿地保护规划应当在批准前征求社会公众的意见，并且说明理由，每三年修订一次，由自然资源部会同有关部门负责解释。"
PIECES = [LETTER, "我们不同意这一条，费用太高。", "公开全部数据，", "Publish all of the data that you hold, every year. ", "请采纳", "",
    "建议增加对候鸟迁徙通道的保护，明确各级人民政府的责任。", "三", "两"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=3).map("".join) | st.builds(
    lambda text, at, with_: text[:at] + with_ + text[at + 2 :],
    st.sampled_from(PIECES), st.integers(0, 50), st.sampled_from(["", "每年", "十", "，"]),
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 40), TEXTS, max_size=8), st.sets(st.integers(0, 40), max_size=4)),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=60)
@given(first=st.dictionaries(st.integers(0, 40), TEXTS, min_size=1, max_size=25), steps=STEPS)
def test_what_comes_later_is_grouped_as_if_it_had_been_there(
    first: Said, steps: list[tuple[Said, set[int]]]
) -> None:
    with TemporaryDirectory() as place:
        check_steps(Path(place), first, steps)


def check_steps(folder: Path, first: Said, steps: list[tuple[Said, set[int]]]) -> None:
    said = dict(first)
    there = group_all(said, (folder, "t0"))
    for turn, (more, leave) in enumerate(steps):
        gone = leave - set(more)
        said = {row: text for row, text in (said | more).items() if row not in gone}
        changed = fold_changes(
            folder, f"t{turn}", f"t{turn + 1}",
            np.array(list(more), np.int64),
            pa.array(list(map(name_of, more)), pa.large_string()),
            pa.array(list(more.values()), pa.large_string()),
            np.array(sorted(gone), np.int64),
        )  # fmt: skip
        there = follow(there, changed, gone)
        assert there == group_all(said)
        assert (changed.comments, changed.groups) == (len(said), len(there))
        assert len(list(folder.iterdir())) == 2


def vary(text: str, dice: random.Random) -> str:
    """Somebody's version of a letter: words dropped, changed, put before or after."""
    letters = list(text)
    for _ in range(dice.randrange(8)):
        at = dice.randrange(len(letters))
        letters[at : at + dice.randrange(3)] = dice.choice(["", "的", "建议", "应当"])
    return dice.choice(["", "本人认为，"]) + "".join(letters) + dice.choice(["", "谢谢。"])


@pytest.mark.parametrize("seed", range(6))
def test_campaigns_grow_and_shrink_as_if_all_were_grouped_anew(seed: int, tmp_path: Path) -> None:
    """Long letters, near copies of each other that lead and follow, more than a run may have leaders."""
    dice = random.Random(seed)
    letters = [
        "".join(dice.choices(LETTER + "治理体系监测评估恢复补偿机制", k=dice.choice([30, 80, 400])))
        for _ in range(12)
    ]
    phrase = "".join(dice.choices(LETTER, k=25))

    def say() -> str:
        text = dice.choice(letters)
        return vary(text + phrase if dice.random() < 0.5 else text, dice)

    first = {row: say() for row in range(300)}
    first |= {row: first[dice.randrange(300)] for row in range(300, 380)}
    steps = []
    for turn in range(3):
        more = {
            500 + 40 * turn + n: dice.choice([say(), first[dice.randrange(380)]]) for n in range(25)
        }
        more |= {dice.randrange(380): say() for _ in range(3)}
        steps.append((more, {dice.randrange(500 + 40 * turn) for _ in range(12)}))
    check_steps(tmp_path, first, steps)


def test_little_is_told_where_little_changes(tmp_path: Path) -> None:
    said = {n: f"第{n}位市民提出的意见各不相同：{chr(0x4E00 + n * 37) * 30}" for n in range(200)}
    group_all(said, (tmp_path, "t0"))
    ids = pa.array([name_of(900), name_of(901)], pa.large_string())
    changed = fold_changes(
        tmp_path, "t0", "t1", np.array([900, 901]), ids, pa.array([said[7], LETTER], pa.large_string()),
        np.array([5]), named=(name_of(50),),
    )  # fmt: skip
    assert set(changed.number.tolist()) == {7, 900, 901, 50}
    assert changed.number[changed.named].tolist() == [50]


def test_what_nobody_says_any_more_is_not_kept(tmp_path: Path) -> None:
    group_all({1: LETTER, 2: PIECES[6], 3: PIECES[1] * 9}, (tmp_path, "t0"))
    (samples,) = tmp_path.glob("samples-*")
    before = np.fromfile(samples, np.uint32)
    none, nothing = np.zeros(0, np.int64), pa.array([], pa.large_string())
    fold_changes(tmp_path, "t0", "t1", none, nothing, nothing, np.array([2]))
    after = np.fromfile(samples, np.uint32)
    assert len(after) == len(before)
    assert np.count_nonzero(after) < np.count_nonzero(before)
    fold_changes(tmp_path, "t1", "t2", none, nothing, nothing, np.array([1, 3]))
    assert (
        sum(np.count_nonzero(np.fromfile(one, np.uint32)) for one in tmp_path.glob("samples-*"))
        == 0
    )


@pytest.mark.parametrize("harm", ["other token", "no samples", "half a file"])
def test_what_cannot_be_read_is_nothing_kept(harm: str, tmp_path: Path) -> None:
    group_all({1: LETTER, 2: LETTER}, (tmp_path, "t0"))
    if harm == "no samples":
        next(tmp_path.glob("samples-*")).unlink()
    elif harm == "half a file":
        state = tmp_path / "state-t0.npz"
        state.write_bytes(state.read_bytes()[:400])
    token = "t9" if harm == "other token" else "t0"
    nothing = pa.array([], pa.large_string())
    with pytest.raises(NothingKept):
        fold_changes(tmp_path, token, "t1", np.zeros(0, np.int64), nothing, nothing, np.array([1]))
