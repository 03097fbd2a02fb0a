"""The first tab of a consultation: who asks whom, the line of stages with its days, counts, the outcome, what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api.stages import list_stage_days, move_to_stage
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.consultations.views.overview import draw_stage_line
from huiyin.desk.outcomes.models import Reply, Uptake
from tests.desk.markup import read_page, select, words_of
from tests.desk.standing import *  # noqa: F403
from tests.desk.world import hand_in

PAGE = "/c/wetlands/overview/"


def _read(client: Client) -> Any:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return read_page(answer.content)


def test_it_is_the_first_tab_and_where_the_list_of_consultations_leads(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.READER)
    tabs = select(_read(client), ".tabs a")
    assert tabs[0].get("href") == PAGE
    assert tabs[0].get("aria-current") == "page"
    assert PAGE in {one.get("href") for one in select(read_page(client.get("/").content), "h2 a")}  # fmt: skip


@pytest.mark.parametrize(
    ("initiator", "said"),
    [
        ("authority", "Ministry of Nature is consulting on this draft and will answer"),
        ("", "“Wetlands network” launched this consultation on its own initiative"),
        ("member", "Organisation 1 is consulting on this draft; Ministry of Nature will answer"),
    ],
)
def test_it_says_who_asks_whom(
    initiator: str,
    said: str,
    consultation: Consultation,
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    asks = {"authority": consultation.authority, "": None, "member": members[0]}
    consultation.initiator = asks[initiator]
    consultation.save()
    assert said in words_of(select(_read(sign_in(Role.READER)), ".lede")[0])


def test_each_stage_has_the_day_on_which_it_came_and_what_was_moved_back_from_is_still_to_come(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    for stage in (Stage.GROUPING, Stage.DELIBERATING, Stage.GROUPING):
        move_to_stage(consultation, stage, people[Role.SECRETARIAT])
        consultation.refresh_from_db()
    days = list_stage_days(consultation)
    assert days == dict.fromkeys((Stage.GROUPING, Stage.DELIBERATING), timezone.localdate())
    line = select(_read(sign_in(Role.READER)), ".line li")
    assert [one.get("class") for one in line] == ["done", "done", "now", *["next"] * 6]
    assert "since" in words_of(line[2])
    assert words_of(line[3]).endswith("upcoming")
    assert "to" in words_of(line[1])  # the window, from and to


def test_a_day_after_that_of_a_later_stage_is_left_out(consultation: Consultation) -> None:
    """What was led to its end on paper is moved through the stages here in one day."""
    consultation.stage = Stage.TRACING.value
    today, long_ago = timezone.localdate(), date(2026, 4, 20)
    days = {Stage.SIGNING: today, Stage.REPLYING: long_ago, Stage.TRACING: today}
    line = {one.stage: one.since for one in draw_stage_line(consultation, days)}
    assert line[Stage.SIGNING] is None
    assert (line[Stage.REPLYING], line[Stage.TRACING]) == (long_ago, today)


def test_it_counts_what_is_public_alone(
    consultation: Consultation, members: list[Any], people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    from huiyin.desk.consultations.api.comments import add_to_tally

    for n, member in enumerate(members):
        Comment.objects.create(
            consultation=consultation, organisation=member, text="plans", is_private=n == 0
        )
    add_to_tally(consultation, "", 2)
    figures = [words_of(one) for one in select(_read(sign_in(Role.SECRETARIAT)), ".figures li")]
    assert figures[:2] == ["2 public comments", "2 organisations took part"]


def test_it_says_what_came_of_the_suggestions_in_one_bar_and_leads_to_each_part(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    edition = hand_in(consultation, Stage.TRACING, [{"eid": "art_2", "text": "a"}] * 3)
    rows = list(edition.suggestions.all())
    for row, verdict, person in zip(
        rows, ("adopted", "not_adopted", "adopted"), ("", "", "partly"), strict=True
    ):
        Uptake.objects.create(
            suggestion=row, verdict=verdict, person_verdict=person, score=1, confidence=1, reason="nothing_asked",
        )  # fmt: skip
    page = _read(sign_in(Role.READER))
    bar = select(page, "svg.bar rect")
    assert [(one.get("class"), one.get("width")) for one in bar] == [
        ("adopted", "33.333"), ("partly", "33.333"), ("not_adopted", "33.333"),
    ]  # fmt: skip
    assert select(page, ".bar-key a")[1].get("href") == "/c/wetlands/uptake/?verdict=partly#each"
    assert "Of 3 suggestions, 2 were adopted" in words_of(page)


def test_before_the_text_is_traced_the_bar_shows_the_replies(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    edition = hand_in(consultation, Stage.REPLYING, [{"eid": "art_2", "text": "a"}])
    Reply.objects.create(suggestion=edition.suggestions.get(), status="accepted")
    page = _read(sign_in(Role.READER))
    assert [one.get("class") for one in select(page, "svg.bar rect")] == ["accepted"]


@pytest.mark.parametrize(
    ("role", "stage", "leads_to"),
    [
        (Role.DELEGATE, Stage.COMMENTING, "/c/wetlands/"),
        (Role.SECRETARIAT, Stage.COMMENTING, "/c/wetlands/manage/"),
        (Role.READER, Stage.COMMENTING, "/c/wetlands/"),
        (Role.READER, Stage.TRACING, "/c/wetlands/"),
    ],
)
def test_the_next_step_is_that_of_who_reads(
    role: Role,
    stage: Stage,
    leads_to: str,
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
) -> None:
    consultation.stage = stage.value
    consultation.save()
    assert select(_read(sign_in(role)), ".call .button")[0].get("href") == leads_to


def test_its_days_go_into_a_calendar_whole_and_folded(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    consultation.title_en = "Wetlands; Act, " + "very long 湿地保护 " * 6
    consultation.reply_due = timezone.localdate() + timedelta(days=60)
    consultation.save()
    answer = sign_in(Role.READER).get("/c/wetlands/days.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    unfolded = answer.content.replace(b"\r\n ", b"").decode()
    assert unfolded.count("BEGIN:VEVENT") == 3
    assert f"DTSTART;VALUE=DATE:{consultation.reply_due:%Y%m%d}" in unfolded
    assert "Wetlands\\; Act\\, very long 湿地保护" in unfolded
