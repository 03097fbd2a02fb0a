"""Files taken in by the secretariat: each row once, columns mapped once, nothing lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import RFC_4122

from django.db.models import Sum
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation, Intake, Tally
from huiyin.desk.core.ordered_ids import make_ordered_ids
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.ledger.api import list_logged
from huiyin.desk.ledger.models import LogEntry

#: Neither its headings nor its cells tell which column is which.
STRANGE = (
    "甲栏,乙栏,丙栏\n"
    "组织1,第一条,洼地也算\n"
    "组织2,第二条,三年修订\n"
    "组织3,第九条,没有此条\n"
    "组织3,第三条,\n"
).encode()
MAPPED = {"organisation": "甲栏", "reference": "乙栏", "text": "丙栏"}


def _counted(consultation: Consultation) -> dict[str, int]:
    return {
        t.unit: t.comments for t in Tally.objects.filter(consultation=consultation, comments__gt=0)
    }


def test_columns_are_mapped_once_for_all_files_of_a_form(
    consultation: Consultation, people: dict[Role, Any], work: Callable[[], Any]
) -> None:
    by = people[Role.SECRETARIAT]
    first = intakes.receive_file(consultation, "a.csv", STRANGE, by)
    work()
    first.refresh_from_db()
    assert (first.taken, first.is_done) == (
        0,
        True,
    ) and first.refused  # nothing understood, and it says so
    intakes.map_columns(first, MAPPED, by)
    work()
    first.refresh_from_db()
    assert first.taken == 3
    assert [r["row"] for r in first.refused] == [5]
    said = list(first.comments.order_by("pk").values_list("eid", "organisation__slug", "reference"))
    assert said == [
        ("art_1", "org1", "第一条"),
        ("art_2", "org2", "第二条"),
        ("", "org3", "第九条"),
    ]
    second = intakes.receive_file(consultation, "b.csv", STRANGE.replace(b"1,", b"2,"), by)
    work()
    second.refresh_from_db()
    assert (second.taken, second.columns) == (3, MAPPED)
    assert _counted(consultation) == {"art_1": 2, "art_2": 2, "": 2}


def test_mapping_again_keeps_the_comments_and_withdraws_what_is_no_longer_said(
    consultation: Consultation, people: dict[Role, Any], work: Callable[[], Any]
) -> None:
    by = people[Role.SECRETARIAT]
    intake = intakes.receive_file(consultation, "a.csv", STRANGE, by)
    intakes.map_columns(intake, MAPPED, by)
    work()
    before = set(intake.comments.values_list("public_id", flat=True))
    intakes.map_columns(intake, {"text": "乙栏", "wording": "丙栏"}, by)
    work()
    assert before <= set(intake.comments.values_list("public_id", flat=True))
    assert set(intake.comments.values_list("text", flat=True)) >= {"第一条", "第二条"}
    intakes.map_columns(intake, {"text": "丙栏"}, by)
    work()
    sent = Comment.objects.filter(intake=intake, state="sent")
    assert sent.count() == 3
    assert sum(_counted(consultation).values()) == 3


def test_a_file_sent_twice_is_there_once(
    consultation: Consultation, people: dict[Role, Any], work: Callable[[], Any]
) -> None:
    by = people[Role.SECRETARIAT]
    file = b"organisation,provision,comment\nOrganisation 1,Article 2,Three years\n"
    one = intakes.receive_file(consultation, "a.csv", file, by)
    two = intakes.receive_file(consultation, "copy of a.csv", file, by)
    work()
    assert one == two
    assert Comment.objects.count() == 1


def test_an_import_that_broke_off_goes_on_where_it_stopped(
    consultation: Consultation, people: dict[Role, Any], monkeypatch: Any, work: Callable[[], Any]
) -> None:
    rows = "".join(
        f"Organisation 1,Article {n % 3 + 1},Comment number {n} is unlike the others\n"
        for n in range(1200)
    )
    intakes.receive_file(
        consultation,
        "long.csv",
        ("organisation,provision,comment\n" + rows).encode(),
        people[Role.SECRETARIAT],
    )
    monkeypatch.setattr(intakes, "_MANY", 500)
    keep = intakes._save_new
    times = 0

    def breaks_off(*given: Any) -> int:
        nonlocal times
        times += 1
        if times == 2:
            raise KeyboardInterrupt  # the worker is stopped
        return keep(*given)

    monkeypatch.setattr(intakes, "_save_new", breaks_off)
    job = Job.objects.get(kind="take_in")
    with suppress(KeyboardInterrupt):
        jobs.perform_job(job)
    assert Comment.objects.count() == 500
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)  # as a killed worker leaves it
    assert jobs.revive_jobs(at_once=True) == 1
    work()
    assert Comment.objects.count() == 1200
    assert Tally.objects.aggregate(all=Sum("comments"))["all"] == 1200
    assert Intake.objects.get().taken == 1200


def test_a_job_that_died_between_the_queue_and_its_work_is_queued_again(
    consultation: Consultation, people: dict[Role, Any], work: Callable[[], Any]
) -> None:
    intakes.receive_file(
        consultation, "a.csv", "条款,意见\n第一条,公开\n".encode(), people[Role.SECRETARIAT]
    )
    job = Job.objects.get(kind="take_in")
    assert jobs.revive_jobs(at_once=True) == 0  # it waits in the queue
    DBTaskResult.objects.update(status="RUNNING")  # taken from it by a worker that then was killed
    assert jobs.revive_jobs() == 0  # which nobody can know yet
    Job.objects.update(created_at=timezone.now() - 4 * jobs.BEAT)
    assert jobs.revive_jobs() == 1
    taken = jobs.claim_job(job.pk)
    assert taken is not None and jobs.claim_job(job.pk) is None  # no two workers have it
    jobs.perform_job(taken)
    assert Comment.objects.count() == 1


def test_the_page_of_a_file_says_how_it_was_understood_and_what_was_left(
    consultation: Consultation, people: dict[Role, Any], work: Callable[[], Any], client: Any
) -> None:
    by = people[Role.SECRETARIAT]
    table = "填报单位：组织1,,\n条款,意见,Comment,备注\n第一条,太短,Too short,x\n第二条,好,真的,Fine,多\n"
    intake = intakes.receive_file(consultation, "a.csv", table.encode(), by)
    work()
    intake.refresh_from_db()
    assert list(intake.comments.values_list("text", flat=True)) == ["太短\nToo short"]
    assert [one["code"] for one in intake.understood["remarks"]] == ["joined_columns"]
    client.force_login(by)
    address = f"/c/{consultation.slug}/intake/{intake.pk}/"
    for language, words in (
        ("zh", ("读取情况", "意见：“意见、Comment”", "没有读取：备注", "省略、合并或推断", "请把含有分隔符")),
        ("en", ("How the tables were read", "comment: “意见, Comment”", "Not read: 备注", "quotation marks")),
    ):  # fmt: skip
        page = client.get(address, headers={"accept-language": language}).content.decode()
        assert [part for part in words if part not in page] == []


def test_rows_of_a_large_file_are_found_and_logged_by_the_job_that_follows(
    consultation: Consultation, people: dict[Role, Any], monkeypatch: Any, work: Callable[[], Any]
) -> None:
    monkeypatch.setattr(intakes, "_MANY", 2)
    rows = "".join(
        f"Organisation 1,Article {n % 3 + 1},Number {n} says wetlands\n" for n in range(5)
    )
    table = f"organisation,provision,comment\n{rows}".encode()
    intake = intakes.receive_file(consultation, "a.csv", table, people[Role.SECRETARIAT])
    jobs.perform_waiting(consultation, "take_in")
    comments = Comment.objects.filter(intake=intake)
    assert comments.count() == 5 and not comments.holding("wetlands").exists()
    jobs.perform_waiting(consultation, "settle")
    assert comments.holding("wetlands").count() == 5
    logged = list_logged("comment", 0, 10**9)
    assert logged == set(comments.values_list("pk", flat=True))
    jobs.perform_at_once(consultation, "settle", intake=intake.pk)  # as after a kill
    assert LogEntry.objects.filter(subject_type="comment").count() == 5
    work()
    assert comments.filter(group=None).count() == 0


def test_ids_that_are_made_together_are_different_and_in_order() -> None:
    made = make_ordered_ids(70_000)
    assert made == sorted(made) and len(set(made)) == 70_000
    assert {one.version for one in made} == {7} and {one.variant for one in made} == {RFC_4122}
