"""Groups in the desk: what people decided holds, the later word over the earlier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments, groups
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group
from huiyin.desk.jobs import api as jobs
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

FORM = (
    "Plans must be revised every three years, for the wetlands and the birds cannot wait for five."
)
OTHER = (
    "Fines for draining a marsh should be at least as high as what the drained land is then worth."
)


@pytest.fixture
def said(consultation: Consultation, members: list[Any], people: dict[Role, Any]) -> list[Comment]:
    """Four copies of one text and two of another."""
    return [
        comments.send_comment(
            consultation,
            people[Role.SECRETARIAT],
            members[n % len(members)],
            comments.CommentInput(uuid4(), "art_2", text, is_private=n == 0),
        )
        for n, text in enumerate([FORM] * 4 + [OTHER] * 2)
    ]


def _together(said: list[Comment]) -> list[set[int]]:
    """Which of the comments are in one group, by their places in ``said``."""
    found: dict[int, set[int]] = {}
    for place, comment in enumerate(said):
        comment.refresh_from_db()
        found.setdefault(comment.group_id, set()).add(place)
    return sorted(found.values(), key=min)


def _regroup(consultation: Consultation, work: Callable[[], Any]) -> None:
    jobs.start_job(consultation, "group", None)
    work()


def test_a_private_comment_counts_apart_and_speaks_for_nobody(
    consultation: Consultation, said: list[Comment], work: Callable[[], Any]
) -> None:
    _regroup(consultation, work)
    first, second = Group.objects.filter(consultation=consultation).order_by("-size")
    assert (first.size, first.private, second.size, second.private) == (3, 1, 2, 0)
    assert first.representative_id != said[0].pk


def test_a_merge_a_split_and_their_undoing(
    consultation: Consultation,
    said: list[Comment],
    people: dict[Role, Any],
    work: Callable[[], Any],
) -> None:
    by = people[Role.SECRETARIAT]
    _regroup(consultation, work)
    assert _together(said) == [{0, 1, 2, 3}, {4, 5}]
    groups.merge_groups(list(Group.objects.all()), by)
    work()
    assert _together(said) == [{0, 1, 2, 3, 4, 5}]
    groups.split_group(Group.objects.get(), [said[3], said[4]], by)
    work()
    assert {3, 4} <= next(group for group in _together(said) if 3 in group)
    assert not {0, 1, 2} & next(group for group in _together(said) if 3 in group)
    groups.merge_groups(list(Group.objects.all()), by)
    work()
    assert len(_together(said)) == 1
    for decision in Decision.objects.filter(undone_at=None).order_by("-pk"):
        groups.undo_decision(decision, by)
        work()
    assert _together(said) == [{0, 1, 2, 3}, {4, 5}]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_last_merge_always_holds(
    data: st.DataObject,
    consultation: Consultation,
    said: list[Comment],
    people: dict[Role, Any],
    work: Callable[[], Any],
) -> None:
    by = people[Role.SECRETARIAT]
    Decision.objects.all().delete()
    _regroup(consultation, work)
    for _ in range(data.draw(st.integers(1, 3))):
        there = list(Group.objects.order_by("pk"))
        big = [g for g in there if g.size + g.private > 1]
        if big and data.draw(st.booleans()):
            group = data.draw(st.sampled_from(big))
            inside = list(group.comments.order_by("pk"))
            leave = data.draw(
                st.lists(
                    st.sampled_from(inside),
                    min_size=1,
                    max_size=len(inside) - 1,
                    unique_by=lambda c: c.pk,
                )
            )
            groups.split_group(group, leave, by)
            work()
            homes = {c.pk: Comment.objects.get(pk=c.pk).group_id for c in inside}
            gone = {homes[c.pk] for c in leave}
            assert len(gone) == 1
            assert homes[next(c.pk for c in inside if c not in leave)] not in gone or len(
                leave
            ) == len(inside)
    groups_left = list(Group.objects.order_by("pk"))
    if len(groups_left) > 1:
        groups.merge_groups(groups_left, by)
        work()
    assert Group.objects.count() == 1


def test_a_name_and_a_reason_stay_when_comments_are_grouped_anew(
    consultation: Consultation,
    said: list[Comment],
    people: dict[Role, Any],
    members: list[Any],
    work: Callable[[], Any],
) -> None:
    by = people[Role.SECRETARIAT]
    _regroup(consultation, work)
    second = Group.objects.order_by("size").first()
    assert second is not None
    groups.rename_group(second, "Fines", by)
    groups.set_aside(second, "Another act deals with it.", by)
    for _ in range(3):
        comments.send_comment(
            consultation, by, members[0], comments.CommentInput(uuid4(), "art_3", OTHER)
        )
    _regroup(consultation, work)
    again = Group.objects.get(name="Fines")
    assert (again.size, again.aside) == (5, "Another act deals with it.")
