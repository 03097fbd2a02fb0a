"""Statements, votes and the map: one vote for each organisation, and nobody given away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import statements, votes
from huiyin.desk.consultations.models import Consultation, OpinionResult, Statement, Vote
from huiyin.desk.core.isolated_analysis import compute_map
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from tests.desk.forms import fill, unseen_in
from tests.desk.markup import count_charts, read_page, select, words_of
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


@pytest.fixture
def deliberating(consultation: Consultation) -> Consultation:
    consultation.stage = Stage.DELIBERATING.value
    consultation.save()
    return consultation


@pytest.fixture
def stated(deliberating: Consultation, people: dict[Role, User]) -> list[Statement]:
    return [
        statements.create_statement(
            deliberating, people[Role.SECRETARIAT], f"观点{n}", f"Statement {n}"
        )
        for n in range(8)
    ]


def _crowd(stated: list[Statement], camps: tuple[int, ...]) -> None:
    """Participants in camps: each camp agrees with statements of its own and disagrees with the others'."""
    Vote.objects.bulk_create(
        Vote(
            statement=statement,
            participant=f"camp{camp}-{person}",
            value=1 if at == 0 or at % len(camps) == camp else -1,
        )
        for camp, size in enumerate(camps)
        for person in range(size)
        for at, statement in enumerate(stated)
    )


def test_the_team_makes_rewords_orders_and_withholds(
    deliberating: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    team, reader = sign_in(Role.COORDINATOR), sign_in(Role.READER)
    new = reverse("statement_make", args=("wetlands",))
    assert team.post(new, {"text_zh": " ", "text_en": ""}).status_code == 422
    assert team.post(new, {"text_en": "x" * 301}).status_code == 422
    for text in ("first", "second"):
        team.post(new, {"text_en": text})
    first, second = Statement.objects.all()
    change = reverse("statement_change", args=("wetlands", second.pk))
    team.post(change, {"what": "up"})
    assert [s.text_en for s in Statement.objects.all()] == ["second", "first"]
    team.post(change, {"what": "up"})  # at the top already
    assert [s.text_en for s in Statement.objects.all()] == ["second", "first"]
    fill(team, reverse("statement_reword", args=("wetlands", first.pk)), {"text_en": "other"})
    team.post(change, {"what": "withhold"})
    page = reverse("statements", args=("wetlands",))
    assert b"second" not in reader.get(page).content
    assert b"other" in reader.get(page).content
    assert b"second" in team.get(page).content
    team.post(change, {"what": "accept"})
    assert b"second" in reader.get(page).content
    verbs = set(AuditEntry.objects.filter(thing="statement").values_list("verb", flat=True))
    assert verbs == {
        "statement.make", "statement.move", "statement.reword", "statement.withhold",
        "statement.accept",
    }  # fmt: skip


def test_an_organisation_has_one_vote_that_any_of_its_delegates_changes_and_takes_back(
    stated: list[Statement], members: list[Any], sign_in: Callable[[Role], Client]
) -> None:
    colleague = User.objects.create_user("colleague@example.org", "x")
    colleague.seats.create(organisation=members[0])
    votes.cast_vote(stated[0], colleague, members[0], 1)
    client, address = sign_in(Role.DELEGATE), reverse("vote", args=("wetlands",))
    page = client.get(address, {"statement": stated[0].pk}).content.decode()
    client.post(address, unseen_in(page, address, 'name="statement"') | {"vote": "disagree"})
    assert [v.value for v in Vote.objects.all()] == [-1]
    client.post(reverse("vote_undo", args=("wetlands",)))
    assert [v.value for v in Vote.objects.all()] == [1]
    client.post(reverse("vote_undo", args=("wetlands",)))  # there is nothing more to undo
    assert [v.value for v in Vote.objects.all()] == [1]
    client.post(address, {"statement": stated[1].pk, "vote": "pass"})
    client.post(reverse("vote_undo", args=("wetlands",)))
    assert Vote.objects.count() == 1
    # Nothing is recorded of it while voting goes on.
    assert not AuditEntry.objects.filter(verb__startswith="vote.").exists()


def test_nobody_votes_for_another_organisation_or_on_what_is_withheld(
    stated: list[Statement],
    members: list[Any],
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    client, address = sign_in(Role.DELEGATE), reverse("vote", args=("wetlands",))
    other = {"statement": stated[0].pk, "vote": "agree", "organisation": members[1].pk}
    assert client.post(address, other).status_code == 404
    assert client.post(address, {"statement": stated[0].pk, "vote": "perhaps"}).status_code == 404
    with pytest.raises(votes.NotYourVote):
        votes.cast_vote(stated[0], people[Role.DELEGATE], members[1], 1)
    statements.withhold_statement(stated[0], people[Role.SECRETARIAT], withheld=True)
    client.post(address, {"statement": stated[0].pk, "vote": "agree"})
    assert not Vote.objects.exists()


def test_the_most_telling_statement_comes_first(
    stated: list[Statement], deliberating: Consultation, members: list[Any]
) -> None:
    """Few votes before many; of as many votes, what is agreed with and not passed on before what is passed."""
    for person in range(30):
        for statement in stated[:6]:
            Vote.objects.create(statement=statement, participant=f"p{person}", value=1)
        Vote.objects.create(statement=stated[6], participant=f"p{person}", value=0)
    votes.publish_votes(deliberating)
    tallied = votes.list_tallied(deliberating)
    order = [s.key for s in votes.list_upcoming(deliberating, tallied, {stated[0].pk: 1})]
    assert order == ["s8", "s2", "s3", "s4", "s5", "s6", "s7"]
    OpinionResult.objects.create(consultation=deliberating, result={"extremity": {"s5": 2.0}})
    order = [s.key for s in votes.list_upcoming(deliberating, tallied, {})]
    assert order[:2] == ["s5", "s8"]


def test_the_map_appears_only_when_enough_have_voted_and_shows_no_small_group(
    stated: list[Statement],
    deliberating: Consultation,
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> None:
    client, address = sign_in(Role.DELEGATE), reverse("opinion_map", args=("wetlands",))
    _crowd(stated, (7, 7))
    jobs.start_job(deliberating, "map", None)
    work()
    assert count_charts(client.get(address).content) == 0
    assert b"14 of the 15 organisations" in client.get(address).content
    Vote.objects.all().delete()
    _crowd(stated, (9, 8, 3))
    jobs.start_job(deliberating, "map", None)
    work()
    page = client.get(address).content
    assert count_charts(page) == 2
    assert b" style=" not in page  # the page's policy would not let it stand
    result = OpinionResult.objects.get()
    assert min(result.result["groups"]) >= 5
    assert set(result.charts) == {"zh", "en"}
    assert "camp" not in str(result.charts)
    Vote.objects.filter(participant__startswith="camp0").delete()
    jobs.start_job(deliberating, "map", None)
    work()
    assert not OpinionResult.objects.exists()


def test_where_all_but_a_few_vote_alike_the_page_and_the_table_say_that_there_is_no_map(
    deliberating: Consultation,
    sign_in: Callable[..., Client],
    people: dict[Role, User],
    work: Callable[[], list[Job]],
) -> None:
    """Nor is a map of one group shown that an older desk drew."""
    made = [
        statements.create_statement(deliberating, people[Role.SECRETARIAT], "", f"Demand {n}")
        for n in range(8)
    ]
    rows = [
        Vote(statement=one, participant=f"p{n}", value=-1 if n == 0 else 1)
        for n in range(20)
        for one in made
    ]
    Vote.objects.bulk_create(rows)
    jobs.start_job(deliberating, "map", None)
    work()
    client, address = sign_in(Role.SECRETARIAT), reverse("opinion_map", args=("wetlands",))
    result = OpinionResult.objects.get()
    assert (result.result["groups"], result.charts) == ([], {"zh": None, "en": None})
    assert "there is no map" in client.get(address).content.decode()
    drawn = {"lede": "the grouping is robust", "charts": [], "tables": []}
    old = {"groups": [19], "extremity": {}, "consensus": {made[0].key: 0.9}, "divergence": {}}
    OpinionResult.objects.update(result=old, charts={"zh": drawn, "en": drawn})
    assert "the grouping is robust" not in client.get(address).content.decode()
    table = client.get(reverse("statements_csv", args=("wetlands",))).content.decode("utf-8-sig")
    assert {tuple(row[-2:]) for row in list(csv.reader(io.StringIO(table)))[1:]} == {("", "")}


def test_who_waits_for_the_first_map_is_shown_it_by_itself(
    stated: list[Statement],
    deliberating: Consultation,
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> None:
    client, address = sign_in(Role.DELEGATE), reverse("opinion_map", args=("wetlands",))
    _crowd(stated, (9, 8, 3))
    votes.publish_votes(deliberating)
    assert f'hx-get="{address}"' in client.get(address).content.decode()
    asked = client.get(address, headers={"HX-Request": "true"})
    assert (asked.status_code, asked.headers.get("HX-Refresh")) == (204, None)
    jobs.start_job(deliberating, "map", None)
    work()
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert f'hx-get="{address}"' not in client.get(address).content.decode()


def test_a_batch_of_votes_asks_for_a_new_map_once(
    stated: list[Statement], people: dict[Role, User], members: list[Any]
) -> None:
    _crowd(stated, (2, 2))  # with one more it is a batch
    for statement in stated:
        votes.cast_vote(statement, people[Role.DELEGATE], members[0], 1)
    assert Job.objects.filter(kind="map").count() == 1


def test_tables_hold_counts_for_those_who_may_see_them_and_no_names(
    stated: list[Statement], deliberating: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    Statement.objects.filter(pk=stated[0].pk).update(text_en="=1+1")
    _crowd(stated, (4, 3))
    Vote.objects.filter(statement=stated[1], participant__startswith="camp0").delete()
    votes.publish_votes(deliberating)
    address = reverse("statements_csv", args=("wetlands",))
    sheet = sign_in(Role.DELEGATE).get(address).content.decode("utf-8-sig")
    head, first, second, *_ = csv.reader(io.StringIO(sheet))
    assert head[3:6] == ["agree", "disagree", "pass"]
    assert first[:6] == ["s1", "观点0", "'=1+1", "7", "0", "0"]
    assert second[3:6] == ["", "", ""]  # three votes would tell who
    assert "camp" not in sheet
    public = sign_in(Role.READER).get(address).content.decode("utf-8-sig")
    assert all(len(row) == 3 for row in csv.reader(io.StringIO(public)))
    book = sign_in(Role.DELEGATE).get(reverse("statements_xlsx", args=("wetlands",))).content
    assert openpyxl.load_workbook(io.BytesIO(book)).active.max_row == 9


def test_the_page_of_statements_shows_what_came_of_the_vote_to_everybody_once_it_is_over(
    stated: list[Statement], deliberating: Consultation, sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> None:  # fmt: skip
    _crowd(stated, (4, 3))
    Vote.objects.filter(statement=stated[1], participant__startswith="camp0").delete()
    page, reader, delegate = "/c/wetlands/statements/", sign_in(Role.READER), sign_in(Role.DELEGATE)
    fewer = "Fewer than five votes"
    assert fewer not in delegate.get(page).content.decode()  # nothing was counted yet
    votes.publish_votes(deliberating)
    votes.end_voting(deliberating)

    def tell_of_first(client: Client) -> dict[str, str]:
        card = read_page(client.get(page).content).get_element_by_id(f"s{stated[0].pk}")
        return {
            words_of(one).rsplit(" ", 1)[0]: words_of(one).rsplit(" ", 1)[1]
            for one in select(card, ".bar-key li")
        }

    assert tell_of_first(delegate) == {"Agree": "7"}
    assert delegate.get(page).content.decode().count(fewer) == 1  # three votes would tell who
    assert tell_of_first(reader) == {}
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    assert tell_of_first(reader) == {"Agree": "7"}
    Vote.objects.all().delete()
    _crowd(stated, (9, 8, 3))
    jobs.start_job(deliberating, "map", None)
    work()  # of a map with groups, whoever is in none is counted nowhere
    assert tell_of_first(reader) == {"Agree": "17"}
    assert "places in a group" in reader.get(page).content.decode()


@pytest.mark.parametrize("name", ["statements", "vote", "opinion_map"])
def test_queries_do_not_grow_with_votes_and_statements(
    name: str,
    stated: list[Statement],
    deliberating: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
    django_assert_num_queries: Any,
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = sign_in(Role.DELEGATE), reverse(name, args=("wetlands",))
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get(address)
    _crowd(stated, (6, 6))
    for n in range(20):
        statements.create_statement(deliberating, people[Role.SECRETARIAT], f"更多{n}", "")
    with django_assert_num_queries(len(before)):
        client.get(address)


def test_counted_statements_stand_in_the_order_that_the_team_gave(
    stated: list[Statement], people: dict[Role, User]
) -> None:
    last = stated[-1]
    for _ in stated[1:]:
        statements.move_statement(last, people[Role.SECRETARIAT], up=True)
    counted = votes.list_tallied(last.consultation)
    assert [one.pk for one in counted] == [one.pk for one in (last, *stated[:-1])]


def test_where_a_map_hides_somebody_no_table_counts_them(
    stated: list[Statement], deliberating: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    """Beside shares by group a count of everybody would tell the votes of the one that is in no group shown."""
    _crowd(stated, (10, 8))
    Vote.objects.bulk_create(
        Vote(statement=one, participant="alone", value=-1) for one in stated[:3]
    )
    votes.publish_votes(deliberating)
    rows = Vote.objects.values_list("participant", "statement__key", "published")
    drawn = compute_map(list(rows), ())
    assert drawn.result["groups"] == [10, 8]
    result = OpinionResult.objects.create(consultation=deliberating, result=drawn.result)
    address = reverse("statements_csv", args=("wetlands",))

    def count(key: str) -> tuple[list[str], list[Any]]:
        sheet = sign_in(Role.DELEGATE).get(address).content.decode("utf-8-sig")
        given = {row[0]: row[3:6] for row in csv.reader(io.StringIO(sheet))}
        tables = {one.name: one for one in exports.build_tables(deliberating, everything=True)}
        held = {row[0]: list(row[4:7]) for row in tables["statements"].rows()}
        return given[key], held[key]

    assert count("s1") == (["18", "0", "0"], [18, 0, 0])
    del result.result["counts"]  # as a desk of before kept it
    result.save()
    assert count("s1") == ([""] * 3, [None] * 3)
    result.delete()
    assert count("s1") == (["18", "1", "0"], [18, 1, 0])


@pytest.mark.parametrize(("voted", "withheld"), [(range(7), 1), (range(6), 2)])
def test_withholding_a_statement_brings_nobody_into_the_counts_and_takes_nobody_out(
    stated: list[Statement],
    deliberating: Consultation,
    people: dict[Role, User],
    work: Callable[[], list[Job]],
    voted: range,
    withheld: int,
) -> None:
    """One has seven votes until a statement is withheld; or two statements are, and six votes are votes on all: the
    counts of the two maps would differ by the votes of this one."""
    _crowd(stated, (10, 8))
    late = [stated[at] for at in voted]
    Vote.objects.bulk_create(
        Vote(statement=one, participant="late", value=-1 if at % 2 else 1)
        for at, one in enumerate(late)
    )
    jobs.start_job(deliberating, "map", None)
    work()
    before = OpinionResult.objects.get()
    assert sum(before.result["groups"]) == (19 if len(late) == 7 else 18)
    assert "late" not in str(before.placing) and len(before.placing) == sum(before.result["groups"])
    for one in stated[:1] if withheld == 1 else stated[6:]:
        statements.withhold_statement(one, people[Role.SECRETARIAT], withheld=True)
    work()
    after = OpinionResult.objects.get()
    assert after.computed_at > before.computed_at and after.placing == before.placing
    assert after.result["groups"] == before.result["groups"]
    kept = after.result["counts"]
    assert len(kept) == 8 - withheld
    assert {key: before.result["counts"][key] for key in kept} == kept


def test_a_map_whose_charts_held_words_that_were_taken_out_is_being_drawn(
    stated: list[Statement],
    deliberating: Consultation,
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> None:
    """Its numbers stay: without them everybody would be counted until the next map is there."""
    _crowd(stated, (10, 8))
    jobs.start_job(deliberating, "map", None)
    work()
    OpinionResult.objects.update(charts={})
    client, address = sign_in(Role.DELEGATE), reverse("opinion_map", args=("wetlands",))
    assert b"<progress" in client.get(address).content
    assert client.get(address, headers={"HX-Request": "true"}).get("HX-Refresh") is None
    jobs.start_job(deliberating, "map", None)
    work()
    assert count_charts(client.get(address).content) == 2
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
