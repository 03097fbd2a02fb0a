"""What is said later is folded into the groups that are written, and a run over all of it then finds nothing to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments, group_updates, groups
from huiyin.desk.consultations.models import Comment, Consultation, Group, KeptGrouping
from huiyin.desk.jobs import api as jobs
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

FORM = (
    "Plans must be revised every three years, for the wetlands and the birds cannot wait for five."
)
OTHER = (
    "Fines for draining a marsh should be at least as high as what the drained land is then worth."
)
THIRD = "Let everybody read the minutes of the council that decides about the reserve."


@pytest.fixture
def full_runs(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> list[int]:
    """Groups are kept from the first comment on, whatever changes; how many comments each run over all of them had."""
    settings.LOCAL = tmp_path
    monkeypatch.setattr(group_updates, "KEPT_FROM", 1)
    monkeypatch.setattr(group_updates, "_MOST_CHANGED", 100)
    runs: list[int] = []
    really = group_updates._group_all

    def count(*given: Any) -> dict[str, Any]:
        done = really(*given)
        runs.append(done["comments"])
        return done

    monkeypatch.setattr(group_updates, "_group_all", count)
    # Here and now, in this process: the processes apart have tests of their own.
    monkeypatch.setattr(
        group_updates, "analyse_file_apart", lambda work, file, *given: work(file, *given)
    )
    return runs


def _snapshot() -> tuple[list[Any], list[Any]]:
    said = Comment.objects.order_by("pk").values_list("pk", "group", "relation")
    columns = (
        "pk",
        "key",
        "representative",
        "eid",
        "size",
        "private",
        "organisations",
        "languages",
    )
    return list(said), list(Group.objects.order_by("pk").values_list(*columns))


def test_folding_writes_what_a_run_over_all_would(
    consultation: Consultation,
    members: list[Any],
    people: dict[Role, Any],
    work: Callable[[], Any],
    full_runs: list[int],
) -> None:
    by = people[Role.SECRETARIAT]

    def say(*texts: str, is_private: bool = False) -> list[Comment]:
        return [
            comments.send_comment(
                consultation, by, members[n % len(members)],
                comments.CommentInput(uuid4(), f"art_{2 + n % 2}", text, is_private=is_private),
            )
            for n, text in enumerate(texts)
        ]  # fmt: skip

    def check(*, anew: int = 0) -> None:
        """That it was folded, and that a run over all then finds nothing to write."""
        jobs.start_job(consultation, "group", None)
        runs = len(full_runs)
        work()
        assert len(full_runs) == runs + anew
        folded = _snapshot()
        KeptGrouping.objects.all().delete()
        jobs.start_job(consultation, "group", None)
        work()
        assert _snapshot() == folded
        assert full_runs[-1] == Comment.objects.sent().count()

    said = say(FORM, FORM, FORM, OTHER)
    check(anew=1)
    more = say(OTHER, f"{FORM} Please.", THIRD)
    check()
    say(FORM, THIRD, is_private=True)
    check()
    comments.withdraw_comment(said[3], by)
    check()
    comments.withdraw_comment(said[0], by)
    comments.withdraw_comment(more[0], by)
    check()
    standing = list(Group.objects.standing().order_by("pk"))
    groups.merge_groups(standing[:2], by)
    check()
    say(FORM, THIRD, OTHER, f"{THIRD} Each month.")
    check()
    group = Group.objects.standing().order_by("-size", "pk")[0]
    groups.split_group(group, [group.comments.order_by("pk")[0]], by)
    check()
    say(FORM, OTHER)
    check()
    for decision in consultation.decisions.filter(undone_at=None).order_by("-pk"):
        groups.undo_decision(decision, by)
        check()
    comments.erase_comments(consultation, [more[2].pk])
    check(anew=1)  # what was deleted is not there to be asked for
    assert {one.name for one in (full_runs_folder(consultation)).iterdir()} == {
        f"state-{KeptGrouping.objects.get().token}.npz",
        *(one.name for one in full_runs_folder(consultation).glob("samples-*")),
    }


def full_runs_folder(consultation: Consultation) -> Path:
    return group_updates._find_folder(consultation)


def test_who_keeps_nothing_groups_all(
    consultation: Consultation,
    members: list[Any],
    people: dict[Role, Any],
    work: Callable[[], Any],
    full_runs: list[int],
    settings: Any,
    tmp_path: Path,
) -> None:
    """Another machine has written the groups, or a backup was restored."""
    for text in (FORM, FORM, OTHER):
        given = comments.CommentInput(uuid4(), "art_2", text)
        comments.send_comment(consultation, people[Role.SECRETARIAT], members[0], given)
    jobs.start_job(consultation, "group", None)
    work()
    settings.LOCAL = tmp_path / "elsewhere"
    jobs.start_job(consultation, "group", None)
    work()
    assert full_runs == [3, 3]
    jobs.start_job(consultation, "group", None)
    work()
    assert full_runs == [3, 3]
