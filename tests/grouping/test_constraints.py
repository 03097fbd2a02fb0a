from __future__ import annotations

import random

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from huiyin.grouping import Grouping, group_comments
from huiyin.grouping.constraints import (
    Conflict,
    ConflictCode,
    Constraint,
    ConstraintKind,
    apply_constraints,
)

SIXTY = "我们要求把征求意见的期限延长到六十日。三十日对于住在山里的村民来说，连一次会都开不成。"
NINETY = SIXTY.replace("六十日", "九十日")
LONGER = "请给我们更多的时间，六十天是起码的，翻译和开会都要时间。"
DATA = "企业应当公布每一处设施的排放数据，让周边居民查得到、看得懂。"
TEXTS = {"a1": SIXTY, "a2": SIXTY, "a3": SIXTY, "b1": NINETY, "c1": LONGER, "d1": DATA, "d2": DATA}


def table(texts: dict[str, str]) -> pa.Table:
    return pa.table(
        {
            "id": list(texts),
            "text": list(texts.values()),
            "organisation": [f"org-{name[0]}" for name in texts],
        }
    )


def decided(texts: dict[str, str], *rows: tuple[str, str, str]):  # type: ignore[no-untyped-def]
    comments = table(texts)
    return apply_constraints(
        group_comments(comments),
        comments,
        [Constraint(ConstraintKind(k), a, b) for k, a, b in rows],
    )


def sets(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(members) for members in grouping.members.values()}


def relations(grouping: Grouping) -> dict[str, str]:
    rows = grouping.assignments.to_pylist()
    return {row["id"]: row["relation"] for row in rows}


def test_without_decisions_the_grouping_is_the_one_given() -> None:
    comments = table(TEXTS)
    grouping = group_comments(comments)
    assert apply_constraints(grouping, comments, []).grouping is grouping
    assert sets(grouping) == {
        frozenset({"a1", "a2", "a3", "b1"}),
        frozenset({"c1"}),
        frozenset({"d1", "d2"}),
    }


def test_two_groups_put_together_are_one_under_the_larger_ones_representative() -> None:
    found = decided(TEXTS, ("together", "c1", "a2"))
    assert found.conflicts == ()
    assert frozenset({"a1", "a2", "a3", "b1", "c1"}) in sets(found.grouping)
    largest = found.grouping.groups[0]
    assert (largest.text, largest.size, largest.organisations) == (SIXTY, 5, 3)
    assert relations(found.grouping)["c1"] == "joined"
    assert relations(found.grouping)["b1"] == "near"


def test_a_comment_taken_apart_leaves_and_the_rest_stays() -> None:
    found = decided(TEXTS, ("apart", "b1", "a1"))
    assert {frozenset({"a1", "a2", "a3"}), frozenset({"b1"})} <= sets(found.grouping)
    assert relations(found.grouping)["b1"] == "single"
    assert len({g.id for g in found.grouping.groups}) == len(found.grouping.groups)


def test_a_later_run_sends_new_copies_where_their_like_went() -> None:
    later = TEXTS | {"n1": NINETY, "n2": NINETY + "谢谢。", "n3": SIXTY}
    found = decided(later, ("apart", "b1", "a1"))
    assert {frozenset({"a1", "a2", "a3", "n3"}), frozenset({"b1", "n1", "n2"})} <= sets(
        found.grouping
    )
    assert next(g for g in found.grouping.groups if g.size == 3).text == NINETY


def test_a_comment_can_be_moved_from_one_group_to_another() -> None:
    found = decided(TEXTS, ("apart", "b1", "a1"), ("together", "b1", "d1"))
    assert sets(found.grouping) == {
        frozenset({"a1", "a2", "a3"}),
        frozenset({"b1", "d1", "d2"}),
        frozenset({"c1"}),
    }


def test_copies_can_be_told_apart_by_name() -> None:
    found = decided({"x": "支持。", "y": "支持。", "z": "支持。"}, ("apart", "y", "x"))
    assert sets(found.grouping) == {frozenset({"x", "z"}), frozenset({"y"})}
    assert len({g.id for g in found.grouping.groups}) == 2


def test_what_nobody_told_apart_stays_together() -> None:
    found = decided(TEXTS, ("apart", "b1", "a1"), ("apart", "a2", "a3"))
    assert frozenset({"a1", "a3"}) in sets(found.grouping)
    assert not found.conflicts


def test_decisions_that_cannot_be_kept_are_told_and_change_nothing() -> None:
    comments = table(TEXTS)
    before = group_comments(comments)
    rows = [
        Constraint(ConstraintKind.TOGETHER, "a1", "gone"),
        Constraint(ConstraintKind.APART, "a1", "a1"),
    ]
    found = apply_constraints(before, comments, rows)
    assert sets(found.grouping) == sets(before)
    assert set(found.conflicts) == {
        Conflict(rows[0], ConflictCode.UNKNOWN_COMMENT, ("gone",)),
        Conflict(rows[1], ConflictCode.SAME_COMMENT, ("a1",)),
    }


def test_together_holds_where_decisions_contradict_each_other() -> None:
    found = decided(
        TEXTS, ("together", "a1", "c1"), ("together", "c1", "d1"), ("apart", "a1", "d1")
    )
    assert [c.code for c in found.conflicts] == [ConflictCode.CONTRADICTS]
    assert frozenset(set(TEXTS)) in sets(found.grouping)


IDS = st.sampled_from(sorted(TEXTS))
DECISIONS = st.lists(st.builds(Constraint, st.sampled_from(ConstraintKind), IDS, IDS), max_size=8)


@given(DECISIONS, st.randoms(use_true_random=False))
def test_every_decision_is_kept_or_told_in_whatever_order(
    decisions: list[Constraint], shuffler: random.Random
) -> None:
    comments = table(TEXTS)
    found = apply_constraints(group_comments(comments), comments, decisions)
    group_of = {row["id"]: row["group"] for row in found.grouping.assignments.to_pylist()}
    broken = {c.decision for c in found.conflicts}
    for decision in set(decisions) - broken:
        same = group_of[decision.comment] == group_of[decision.other]
        assert same is (decision.kind is ConstraintKind.TOGETHER), decision
    assert sum(g.size for g in found.grouping.groups) == len(TEXTS)
    for g in found.grouping.groups:
        assert g.representative in found.grouping.members[g.id]
        assert g.size == len(found.grouping.members[g.id])
    spoken = [row["id"] for row in found.grouping.assignments.to_pylist() if row["representative"]]
    assert sorted(spoken) == sorted(g.representative for g in found.grouping.groups)
    rows = list(TEXTS)
    shuffler.shuffle(rows)
    shuffler.shuffle(decisions)
    shuffled = table({name: TEXTS[name] for name in rows})
    again = apply_constraints(group_comments(shuffled), shuffled, decisions)
    assert again.grouping.groups == found.grouping.groups
    assert again.conflicts == found.conflicts
