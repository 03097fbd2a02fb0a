from __future__ import annotations

import random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiyin.grouping import Grouping, diff_comment, group_comments
from huiyin.grouping.near_duplicates import CONTAINED, NEAR
from huiyin.text import fold_text

FORM = (
    "我们坚决支持在第三十一条中增加强制公开排放数据的规定。公众有知情权，没有数据就没有监督。"
    "建议企业每年三月底前在统一平台公布上一年度的排放数据，并接受社会核验。"
)
LETTER = (
    "I urge the committee to require yearly publication of emissions data under Article 31. "
    "Without data there can be no scrutiny, and without scrutiny no trust in the carbon budget."
)


def runs_of(text: str) -> set[str]:
    """The runs of a folded text, plainly: five characters in Chinese, nine elsewhere."""
    folded = fold_text(text, traditional=True)
    if len(folded) < 5:
        return {folded} if folded else set()
    return {folded[at : at + (5 if folded[at] >= "\u2e80" else 9)] for at in range(len(folded) - 4)}


def table(texts: list[str], **columns: list[str]) -> pa.Table:
    return pa.table({"id": [f"c{n:04}" for n in range(len(texts))], "text": texts, **columns})


def by_id(grouping: Grouping) -> dict[str, tuple[str, str]]:
    rows = grouping.assignments.to_pylist()
    return {row["id"]: (row["group"], row["relation"]) for row in rows}


def test_copies_differ_in_case_width_space_punctuation_and_script_only() -> None:
    found = by_id(
        group_comments(
            table(
                [
                    "排放数据应当公开。",
                    "排放數據應當公開",
                    "排放数据 应当公开！！",
                    "ＡＢＣ数据",
                    "abc 数据",
                ]
            )
        )
    )
    assert found["c0000"][0] == found["c0001"][0] == found["c0002"][0]
    assert found["c0003"][0] == found["c0004"][0] != found["c0000"][0]
    assert {found[f"c{n:04}"][1] for n in range(5)} == {"copy"}


def test_a_form_letter_with_edits_is_near() -> None:
    edited = FORM.replace("坚决", "完全").replace("并接受社会核验", "并接受公众核验")
    found = by_id(group_comments(table([FORM, FORM, edited, "我们村的水库需要修一修。"])))
    assert found["c0002"] == (found["c0000"][0], "near")
    assert found["c0003"][1] == "single"


def test_a_form_letter_inside_a_personal_story_is_marked_as_contained() -> None:
    story = (
        "我在钢厂做了三十年工，亲眼看着烟囱一年年冒烟，孩子们咳嗽得厉害，老伴也查出了肺病。"
        "厂里的人都说，哪天排了多少，只有值班的班长知道，报上去的数字从来没有人核对过。"
        "去年夏天河水发黑，我们去镇上问，镇上说等通知，一直等到今天也没有等来一张纸。"
    ) + FORM
    found = by_id(group_comments(table([FORM, FORM, story])))
    assert found["c0002"] == (found["c0000"][0], "contains")


def test_languages_are_not_mixed_up() -> None:
    found = by_id(group_comments(table([FORM, LETTER, FORM, LETTER])))
    assert found["c0000"][0] != found["c0001"][0]


def test_the_representative_is_the_text_most_are_near() -> None:
    grouping = group_comments(table([FORM + "另外请注意。", FORM, FORM, FORM.replace("坚决", "")]))
    assert grouping.groups[0].text == FORM
    assert grouping.groups[0].size == 4


def test_organisations_languages_and_provisions_are_counted() -> None:
    grouping = group_comments(
        table(
            [FORM] * 3,
            organisation=["a", "b", "a"],
            language=["zh"] * 3,
            eid=["art_31", "", "art_31"],
        )
    )
    only = grouping.groups[0]
    assert (only.organisations, only.languages, only.provisions) == (2, ("zh",), ("art_31",))


@pytest.mark.parametrize(
    "text", ["", " 　\n", "。", "好", "x" * 1_000_000, "mixed 混合 テキスト ٣"]
)
def test_odd_comments_are_kept_each_with_a_relation(text: str) -> None:
    found = by_id(group_comments(table([text, FORM])))
    assert len(found) == 2
    assert found["c0000"][1] == ("empty" if not fold_text(text) else "single")


def test_chains_are_cut() -> None:
    """A, B and C where A~B and B~C but A and C share little: no member is far from its representative."""
    words = [f"第{n}句话说的是一件不同的事情，{n * 7919}号。" for n in range(30)]
    texts = ["".join(words[at : at + 10]) for at in range(0, 21, 3)]
    assert_every_member_is_near(group_comments(table(texts)), NEAR, CONTAINED)


def assert_every_member_is_near(grouping: Grouping, near: float, contained: float) -> None:
    speakers = {g.id: runs_of(g.text) for g in grouping.groups}
    for comment, (group_id, relation) in by_id(grouping).items():
        runs = runs_of(grouping.texts[comment])
        speaker = speakers[group_id]
        shared = len(runs & speaker)
        if relation == "near":
            assert shared / len(runs | speaker) >= near
        elif relation == "contains":
            assert shared / len(speaker) >= contained
        elif relation == "copy":
            assert runs == speaker


SENTENCES = [
    "应当公开排放数据。",
    "建议增加公众参与的规定。",
    "期限太短，应当延长到六十日。",
    "支持草案。",
    "Delete this article.",
    "企业应当承担费用，政府给予补贴。",
]
BODIES = st.lists(st.sampled_from(SENTENCES), max_size=6).map("".join) | st.text(max_size=30)


@settings(deadline=None, max_examples=60)
@given(st.lists(BODIES, max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_and_every_member_is_near(
    texts: list[str], shuffler: random.Random
) -> None:
    rows = table(texts)
    grouping = group_comments(rows)
    assert_every_member_is_near(grouping, NEAR, CONTAINED)
    order = list(range(len(texts)))
    shuffler.shuffle(order)
    assert by_id(group_comments(rows.take(pa.array(order, pa.int64())))) == by_id(grouping)
    assert sum(g.size for g in grouping.groups) == len(texts)


def test_what_a_member_adds_and_drops_is_told_by_sentence() -> None:
    first, second = FORM.split("。", 1)
    grouping = group_comments(table([FORM, FORM, "作为一名教师，我同意。" + second]))
    told = diff_comment(grouping, "c0002")
    assert told.adds == ("作为一名教师，我同意。",)
    assert told.drops == (first + "。",)


_SHORT = st.text("湿地规划应当每三五年修订一次公布意见监测排放", min_size=25, max_size=60)


@given(st.lists(_SHORT, min_size=2, max_size=12, unique=True), st.data())
def test_a_short_text_with_an_edit_finds_its_like(texts: list[str], data: st.DataObject) -> None:
    """Of so few runs an edit may touch all that a sample keeps: short texts are compared by all they have."""
    rows = list(texts)
    for text in texts:
        at = data.draw(st.integers(0, len(text) - 2))
        rows.append(text[:at] + text[at + 1 :])
    found = group_comments(pa.table({"id": [str(n) for n in range(len(rows))], "text": rows}))
    home = dict(
        zip(
            found.assignments["id"].to_pylist(), found.assignments["group"].to_pylist(), strict=True
        )
    )
    leaders = {one.id: one.text for one in found.groups}

    def runs(text: str) -> set[str]:
        return {text[at : at + 5] for at in range(len(text) - 4)}

    for n, text in enumerate(rows):
        mine = runs(text)
        for name, leader in leaders.items():
            if home[str(n)] == name or found.members[home[str(n)]] != (str(n),):
                continue
            its = runs(leader)
            # Who is alone is near to no group's representative.
            assert len(mine & its) / len(mine | its) < 0.5, (text, leader)
