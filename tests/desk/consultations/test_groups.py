"""Groups in the desk: what people decided holds, the later word over the earlier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, groups
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group, Statement
from huiyin.desk.jobs import api as jobs
from tests.desk.markup import read_page, select, words_of
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import hand_in

#: What a task says that was broken off.
BROKEN_OFF = "This task was interrupted"
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


def test_the_stage_of_grouping_begins_with_grouping_what_was_written_on_the_page(
    consultation: Consultation, said: list[Comment], sign_in: Callable[[Role], Client],
    work: Callable[[], list[Any]],
) -> None:  # fmt: skip
    """The team waits for it where it is, and need not ask for it; where nothing is new nothing is done."""
    team = sign_in(Role.COORDINATOR)
    manage, move = "/c/wetlands/manage/", "/c/wetlands/manage/move/"
    team.post(move, {"stage": Stage.GROUPING.value})
    (job,) = jobs.list_jobs(consultation, "group")
    asks = f'hx-get="/c/wetlands/jobs/{job.pk}/"'
    for page in (manage, "/c/wetlands/groups/"):
        shown = team.get(page).content.decode()
        assert asks in shown and "Grouping comments" in shown
    assert "jobs/" not in sign_in(Role.READER).get("/c/wetlands/groups/").content.decode()
    work()
    assert _together(said) == [{0, 1, 2, 3}, {4, 5}]
    assert "jobs/" not in team.get(manage).content.decode()
    for stage in (Stage.COMMENTING, Stage.GROUPING):
        team.post(move, {"stage": stage.value})
    assert jobs.list_jobs(consultation, "group").count() == 1


def test_a_grouping_that_failed_says_so_until_one_is_done(
    consultation: Consultation, said: list[Comment], sign_in: Callable[[Role], Client],
    work: Callable[[], list[Any]],
) -> None:  # fmt: skip
    job = jobs.start_job(consultation, "group", None)
    type(job).objects.filter(pk=job.pk).update(
        state="failed", error={"code": "broken", "details": {}}
    )
    team = sign_in(Role.SECRETARIAT)
    assert BROKEN_OFF in team.get("/c/wetlands/groups/").content.decode()
    _regroup(consultation, work)
    assert BROKEN_OFF not in team.get("/c/wetlands/groups/").content.decode()


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
    groups.rename_group(second, "", "Fines", by)
    groups.set_aside(second, "Another act deals with it.", by)
    for _ in range(3):
        comments.send_comment(
            consultation, by, members[0], comments.CommentInput(uuid4(), "art_3", OTHER)
        )
    _regroup(consultation, work)
    again = Group.objects.get(name_en="Fines")
    assert (again.size, again.aside) == (5, "Another act deals with it.")


# ---- searched, filtered, sorted, gathered --------------------------------------------------------------


@pytest.fixture
def spread(consultation: Consultation) -> list[Group]:
    """More groups than stand on a page: on Article 2 and, every fourth, on the law as a whole."""
    made = []
    for n in range(33):
        unit = "" if n % 4 == 0 else "art_2"
        comment = Comment.objects.create(
            consultation=consultation, text=f"plans number{n} in public", eid=unit, unit=unit, language="en"
        )  # fmt: skip
        made.append(
            Group.objects.create(
                consultation=consultation, key=str(comment.public_id), representative=comment, eid=unit,
                size=40 - n, organisations=n,
            )
        )  # fmt: skip
        comment.group = made[-1]
        comment.save()
    return made


def _listed(client: Client, query: str = "") -> list[str]:
    page = read_page(client.get(f"/c/wetlands/groups/{query}").content)
    return [one.get("href").split("/")[-2] for one in select(page, "article h2 a")]


def test_groups_are_searched_filtered_by_provision_and_sorted(
    spread: list[Group], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.READER)
    assert _listed(client)[0] == str(spread[0].pk)
    assert _listed(client, "?q=number17") == [str(spread[17].pk)]
    assert _listed(client, "?provision=-") == [str(one.pk) for one in spread[::4]]
    assert len(_listed(client, "?provision=art_2&q=plans")) == 24
    assert _listed(client, "?sort=organisations")[0] == str(spread[32].pk)
    by_provision = _listed(client, "?sort=provision")
    assert by_provision[:9] == [str(one.pk) for one in spread[::4]]
    assert _listed(client, "?provision=none-such&sort=none-such")[0] == str(spread[0].pk)
    assert _listed(client, "?q=nothing+like+this") == []


def test_groups_of_several_pages_are_gathered_and_merged_at_once(
    spread: list[Group], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.COORDINATOR)
    first, last = spread[0], spread[-1]
    for one, query in ((first, "?q=plans"), (last, "?q=plans&page=2")):
        came = client.post(
            "/c/wetlands/groups/basket/", {"what": "add", "group": one.pk, "back": query}
        )
        assert came["Location"] == f"/c/wetlands/groups/{query}#basket"
    page = read_page(client.get("/c/wetlands/groups/").content)
    basket = page.get_element_by_id("basket")
    assert "2 gathered to merge" in basket.text_content()
    form = next(
        one
        for one in page.forms
        if (one.action or "").endswith("/merge/") and one.get("id") != "merge"
    )
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    assert client.post(form.action, sent).status_code == 302
    decision = consultation.decisions.get()
    assert {first.key, last.key} <= set(decision.comments)
    assert "gathered" not in client.get("/c/wetlands/groups/").content.decode()


def test_what_was_gathered_can_be_taken_out_and_is_nobody_elses(
    spread: list[Group], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.COORDINATOR)
    address = "/c/wetlands/groups/basket/"
    client.post(address, {"what": "add", "group": [spread[0].pk, spread[1].pk]})
    assert b'id="basket"' not in sign_in(Role.SECRETARIAT).get("/c/wetlands/groups/").content
    client.post(address, {"what": "remove", "out": spread[0].pk})
    assert b"1 gathered to merge" in client.get("/c/wetlands/groups/").content
    client.post(address, {"what": "empty"})
    assert b'id="basket"' not in client.get("/c/wetlands/groups/").content
    outside = client.post(address, {"what": "add", "back": "https://example.org/"})
    assert outside["Location"] == "/c/wetlands/groups/#basket"


def test_a_provision_shows_what_several_ask_before_single_comments(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    comment = Comment.objects.create(
        consultation=consultation, text="more plans", eid="art_2", unit="art_2", language="en"
    )
    Group.objects.create(
        consultation=consultation, key="k", representative=comment, size=45, organisations=27
    )
    words = words_of(read_page(sign_in(Role.READER).get("/c/wetlands/at/art_2/").content).get_element_by_id("comments"))  # fmt: skip
    assert "45 comments: 27 organisations" in words
    assert words.index("45 comments") < words.index("Single comments")


def test_a_suggestion_is_begun_from_a_group_and_the_chain_is_linked_both_ways(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    comment = Comment.objects.create(
        consultation=consultation, text="more plans", eid="art_2", unit="art_2", language="en"
    )
    group = Group.objects.create(
        consultation=consultation, key="k", representative=comment, eid="art_2", size=2
    )
    Statement.objects.create(consultation=consultation, key="s", text_en="Plans help.", group=group)
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    client = sign_in(Role.COORDINATOR)
    page = read_page(client.get(f"/c/wetlands/groups/{group.pk}/").content)
    (button,) = [one for one in select(page, "a.button") if "proposal/new" in one.get("href")]
    form = read_page(client.get(button.get("href")).content)
    assert form.get_element_by_id("text").text_content().strip() == "more plans"
    assert [one.get("value") for one in select(form, "input[name=group]") if one.get("checked") is not None] == [str(group.pk)]  # fmt: skip
    edition = hand_in(consultation, Stage.REPLYING, [{"eid": "art_2", "text": "a"}])
    edition.locked_at = timezone.now()
    edition.save()
    edition.suggestions.get().groups.add(group)
    page = read_page(sign_in(Role.READER).get(f"/c/wetlands/groups/{group.pk}/").content)
    leads = {one.get("href") for one in select(page, "section a")}
    assert "/c/wetlands/proposal/1/suggestions/S01/" in leads
    assert any(one.startswith("/c/wetlands/statements/?at=") for one in leads)
    back = sign_in(Role.READER).get("/c/wetlands/proposal/1/suggestions/S01/").content.decode()
    assert f'href="/c/wetlands/groups/{group.pk}/"' in back
    assert 'href="/c/wetlands/at/art_2/"' in back
