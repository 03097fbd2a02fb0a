"""Nobody's vote can be read off what is shown: not by looking again after every vote, not with the record of acts."""

from __future__ import annotations

import csv
import io
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import stages, statements, votes
from huiyin.desk.consultations.models import Consultation, OpinionResult, Statement, Vote, Witness
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks.departures import end_seat
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications.models import Mail
from huiyin.desk.registry.models import Organisation, Seat
from huiyin.opinion import Votes, map_opinions
from huiyin.opinion.charts import map_chart
from huiyin.report.sections.opinion import chart_words
from tests.desk.markup import count_charts
from tests.desk.old.models import ModelsOfBefore
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.test_privacy import addresses, words_of

WORDS = {1: "agree", -1: "disagree", 0: "pass"}
ORGANISATIONS, STATEMENTS = 15, 2
#: Pages that show something of their own each time: a key for a new comment.
SHOWN_ANEW = {"place"}


@pytest.fixture
def voters(network: Network, consultation: Consultation) -> dict[Organisation, User]:
    """Organisations of the network, each with somebody of its own who votes for it."""
    found = {}
    for n in range(ORGANISATIONS):
        one = Organisation.objects.create(slug=f"voter{n}", name_en=f"Voter {n}")
        network.members.add(one)
        user = User.objects.create_user(f"voter{n}@example.org", language="en")
        user.seats.create(organisation=one)
        found[one] = user
    consultation.stage = Stage.DELIBERATING.value
    consultation.save()
    return found


@pytest.fixture
def stated(
    voters: dict[Organisation, User], consultation: Consultation, people: dict[Role, User]
) -> list[Statement]:
    by = people[Role.SECRETARIAT]
    return [
        statements.create_statement(consultation, by, "", f"Demand {n}") for n in range(STATEMENTS)
    ]


def _client(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _post(client: Client, statement: Statement, value: int) -> None:
    address = reverse("vote", args=("wetlands",))
    mine = Vote.objects.filter(
        statement=statement, organisation__seats__user=client.session["_auth_user_id"]
    )
    seen = digest_version(votes.snapshot_vote(mine.values_list("value", flat=True).first()))
    form = {"statement": statement.pk, "vote": WORDS[value], "version": seen}
    assert client.post(address, form).status_code == 302


class _Attacker:
    """Looks after every vote at every table there is, with the rights of the secretariat."""

    def __init__(self, client: Client, consultation: Consultation) -> None:
        self.client, self.consultation = client, consultation
        self.seen = self._counts()
        self.changes: list[dict[str, int]] = []

    def _counts(self) -> dict[str, tuple[str, ...]]:
        """Where a count stands → the count."""
        sheet = self._file("statements_csv")
        found = {row[0]: tuple(row[3:]) for row in sheet[1:]}
        everything = exports.build_tables(self.consultation, everything=True)
        table = next(one for one in everything if one.name == "statements")
        found |= {f"all {row[0]}": tuple(map(str, row[4:7])) for row in table.rows()}
        return found

    def _file(self, name: str, **kwargs: Any) -> list[list[str]]:
        answer = self.client.get(reverse(name, args=("wetlands",), kwargs=kwargs or None))
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    def look(self) -> None:
        """Compare with what was there before the last vote: by how many votes did counts change?"""
        now = self._counts()
        for where, before in self.seen.items():
            if before != now[where] and all(
                cell.isdigit() for cell in (*before[:3], *now[where][:3])
            ):
                moved = Counter(
                    {at: int(new) - int(old) for at, (old, new) in enumerate(zip(before[:3], now[where][:3], strict=True))}
                )  # fmt: skip
                self.changes.append(moved)
        self.seen = now

    @property
    def read(self) -> int:
        """Changes of a count by one vote: each tells what the one who just voted changed it to."""
        return sum(max(moved.values()) == 1 for moved in self.changes)


@pytest.mark.parametrize("seed", [7, 41])
def test_who_looks_after_every_vote_reads_none(
    seed: int,
    stated: list[Statement],
    voters: dict[Organisation, User],
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    """All agree; then each, in an order of chance, comes to disagree, some after going to and fro."""
    chance = random.Random(seed)
    clients = {one: _client(user) for one, user in voters.items()}
    attacker = _Attacker(sign_in(Role.SECRETARIAT), consultation)
    for statement in stated:
        for client in clients.values():
            _post(client, statement, 1)
    attacker.look()
    attacker.changes.clear()
    changes = [(one, statement) for one in voters for statement in stated]
    chance.shuffle(changes)
    for one, statement in changes:
        for _ in range(chance.choice((0, 0, 2))):
            _post(clients[one], statement, chance.choice((1, 0)))
            attacker.look()
        _post(clients[one], statement, -1)
        attacker.look()
    assert attacker.read == 0, f"{attacker.read} of {len(changes)} votes were read"
    assert len(attacker.changes) >= 2 * STATEMENTS  # there was something to look at, in two tables
    stages.move_to_stage(consultation, Stage.DRAFTING, people[Role.SECRETARIAT])
    assert {row[4] for row in attacker._file("statements_csv")[1:]} == {str(ORGANISATIONS)}


def test_nothing_tells_who_voted_before_voting_has_ended_and_then_in_no_order_of_time(
    stated: list[Statement],
    voters: dict[Organisation, User],
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    """The record of acts, the work that waits, the mails: as they were before. Then who voted, by their names."""
    before = _traces()
    order = list(voters.items())
    random.Random(5).shuffle(order)
    for one, user in order:
        _post(_client(user), stated[0], 1 if one.pk % 3 else -1)
        if one is order[3][0]:
            assert _traces() == before
    client = _client(order[0][1])
    _post(client, stated[1], 0)
    client.post(reverse("vote_undo", args=("wetlands",)))
    assert not AuditEntry.objects.filter(verb__startswith="vote.").exists()
    stages.move_to_stage(consultation, Stage.DRAFTING, people[Role.SECRETARIAT])
    acts = list(AuditEntry.objects.filter(verb__startswith="vote.").order_by("pk"))
    assert [act.details["organisation"] for act in acts] == sorted(one.slug for one in voters)
    for act in acts:
        assert (act.verb, act.thing, act.thing_id) == (
            "vote.cast",
            "consultation",
            str(consultation.pk),
        )
        assert set(act.details) == {"organisation"}
        assert timezone.localtime(act.created_at).strftime("%H%M%S%f") == "000000000000"
    sheet = sign_in(Role.SECRETARIAT).get(reverse("acts_csv", args=("wetlands",)))
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    told = [row for row in rows if "voter" in row[4]]
    assert len(told) == ORGANISATIONS and {len(row[0]) for row in told} == {len("2026-11-29")}
    # Opened again: who votes once more is not told once more.
    consultation.refresh_from_db()
    stages.move_to_stage(consultation, Stage.DELIBERATING, people[Role.SECRETARIAT])
    votes.cast_vote(stated[0], order[0][1], order[0][0], 0)
    consultation.refresh_from_db()
    stages.move_to_stage(consultation, Stage.DRAFTING, people[Role.SECRETARIAT])
    assert AuditEntry.objects.filter(verb="vote.cast").count() == ORGANISATIONS


def _traces() -> tuple[Any, ...]:
    return tuple(list(m.objects.order_by("pk").values()) for m in (AuditEntry, Job, Mail))


def test_no_page_and_no_file_changes_by_a_vote(
    stated: list[Statement],
    voters: dict[Organisation, User],
    sign_in: Callable[[Role], Client],
) -> None:
    """Every address of the consultation, the first page and the record of acts, headers included, as the secretariat and
    the delegate of another organisation read them."""
    seats = list(voters.items())
    for one, user in seats[:5]:
        votes.cast_vote(stated[0], user, one, 1)
    readers = [sign_in(Role.SECRETARIAT), sign_in(Role.DELEGATE)]
    before = [_read(client) for client in readers]
    votes.cast_vote(stated[0], seats[0][1], seats[0][0], -1)
    votes.cast_vote(stated[0], seats[5][1], seats[5][0], -1)
    for client, pages in zip(readers, before, strict=True):
        now = _read(client)
        assert len(now) > 40
        assert [name for name in now if now[name] != pages[name]] == []


def _read(client: Client) -> dict[str, str]:
    """What each address of the desk says, but for what protects its forms and the clock."""
    changing = re.compile(
        r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"|value="\d{13}[^"]*"'  # forms, and when they were shown
        r"|\d{4}-\d\d-\d\dT[\d:]+Z|DTSTAMP:\w+|\'Content-Length\': \'\d+\'"  # when a workbook was packed, a calendar made
    )
    return {
        url: changing.sub("", f"{answer.status_code} {words_of(answer)}")
        for name, url in addresses([])
        if name not in SHOWN_ANEW and (url in ("/", "/acts/") or url.startswith(("/c/", "/acts.")))
        for answer in [client.get(url)]
    }


# ---- one person, several organisations -----------------------------------------------------------------


def _counted(consultation: Consultation, at: int = 0) -> tuple[int, int]:
    one = votes.list_tallied(consultation)[at]
    return one.agrees, one.disagrees  # type: ignore[attr-defined]


@pytest.mark.parametrize("is_last", [False, True])
@pytest.mark.parametrize(
    "how",
    ["seats", "cast", "seats of two", "in a chain", "seats that ended", "seats ended one by one"],
)
def test_who_speaks_for_four_organisations_does_not_read_the_vote_of_a_fifth(
    how: str,
    is_last: bool,
    stated: list[Statement],
    voters: dict[Organisation, User],
    consultation: Consultation,
    people: dict[Role, User],
) -> None:
    """Four that one person speaks for are one voice: whoever casts their votes, first or last, and though that person's
    seats are gone by then. So are those that hang together by two people."""
    four, (fifth, fifths), *others = _parted(voters)
    speaker = User.objects.create_user("speaker@example.org")
    second = User.objects.create_user("second@example.org")
    for at, (one, _) in enumerate(four):
        Seat.objects.create(
            user=second if how == "seats of two" and at > 1 else speaker, organisation=one
        )
        if how == "in a chain" and at > 0:
            Seat.objects.create(user=four[at - 1][1], organisation=one)
            Seat.objects.filter(user=speaker, organisation=one).delete()
    if how == "seats of two":
        Seat.objects.create(user=second, organisation=four[0][0])
    cast_by_speaker = how == "cast"

    def vote_of_four() -> None:
        for one, own in four:
            votes.cast_vote(stated[0], speaker if cast_by_speaker else own, one, 1)
            if how == "seats ended one by one":
                end_seat(speaker.seats.get(organisation=one), people[Role.SECRETARIAT])
        if cast_by_speaker or how == "seats that ended":
            speaker.seats.all().delete()

    def vote_of_fifth() -> None:
        votes.cast_vote(stated[0], fifths, fifth, -1)

    for act in (vote_of_fifth, vote_of_four) if is_last else (vote_of_four, vote_of_fifth):
        act()
    assert _counted(consultation) == (0, 0)
    for one, own in others[:2]:
        votes.cast_vote(stated[0], own, one, 1)
        assert _counted(consultation) == (0, 0)
    votes.cast_vote(stated[0], others[2][1], others[2][0], -1)
    assert _counted(consultation) == (6, 2)  # five voices: the four, the fifth, three others


def _parted(voters: dict[Organisation, User]) -> tuple[Any, ...]:
    seats = list(voters.items())
    return seats[:4], *seats[4:]


def test_whose_seat_ended_before_an_organisation_voted_has_not_seen_its_vote(
    stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    """And what is remembered of a seat goes when the votes are counted."""
    four, fifth, *_ = _parted(voters)
    speaker = User.objects.create_user("speaker@example.org")
    for one, _ in four:
        Seat.objects.create(user=speaker, organisation=one)
    speaker.seats.all().delete()
    for one, own in (*four[:3], fifth):
        votes.cast_vote(stated[0], own, one, 1)
    Seat.objects.get(user=four[0][1]).delete()
    assert Witness.objects.values_list("user", flat=True).get() == four[0][1].pk
    votes.cast_vote(stated[0], four[3][1], four[3][0], -1)
    assert _counted(consultation) == (4, 1)
    assert not Witness.objects.exists()


def test_who_voted_for_four_and_was_replaced_by_their_own_delegates_is_still_one_voice(
    stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    """Also where the account is deleted afterwards, and the organisation with it."""
    four, fifth, *others = _parted(voters)
    speaker = User.objects.create_user("speaker@example.org")
    for one, own in four:
        Seat.objects.create(user=speaker, organisation=one)
        votes.cast_vote(stated[0], speaker, one, 1)
        votes.cast_vote(stated[0], own, one, 0)
    four[0][0].delete()
    speaker.delete()
    for one, own in (fifth, *others[:2]):
        votes.cast_vote(stated[0], own, one, -1)
    assert _counted(consultation) == (0, 0)
    votes.cast_vote(stated[0], others[2][1], others[2][0], -1)
    assert _counted(consultation) == (0, 4)


def test_people_who_are_gone_are_one_voice_and_do_not_fill_a_batch(
    stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    """One person voted for four and their account was deleted: they are still known to one."""
    four, fifth, *_ = _parted(voters)
    speaker = User.objects.create_user("speaker@example.org")
    for one, own in four:
        Seat.objects.create(user=speaker, organisation=one)
        votes.cast_vote(stated[0], speaker, one, 1)
        own.delete()
    speaker.delete()
    votes.cast_vote(stated[0], fifth[1], fifth[0], -1)
    assert _counted(consultation) == (0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_when_a_batch_is_full_does_not_depend_on_what_was_voted(
    seed: int, stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    """Five who vote alike are counted as soon as five who do not: a batch that waited for somebody to differ would tell,
    when it came, who that was."""
    chance = random.Random(seed)
    values = [1] * 5 if seed == 0 else [chance.choice((1, -1)) for _ in range(5)]
    for at, ((one, user), value) in enumerate(zip(voters.items(), values, strict=False)):
        assert _counted(consultation) == (0, 0)
        votes.cast_vote(stated[0], user, one, value)
        assert at < 4 or _counted(consultation) == (values.count(1), values.count(-1))


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(
            st.just("cast"), st.integers(0, 7), st.integers(0, 1), st.sampled_from((1, -1, 0))
        ),
        st.tuples(
            st.just("cast"), st.integers(0, 7), st.integers(0, 1), st.sampled_from((1, -1, 0))
        ),
        st.tuples(st.just("undo"), st.integers(0, 7)),
        st.tuples(st.just("withhold"), st.integers(0, 1)),
        st.tuples(st.just("reword"), st.integers(0, 1)),
        st.tuples(st.just("end")),
    ),
    min_size=25,
    max_size=50,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(operations=OPERATIONS)
def test_what_is_published_changes_by_five_organisations_or_at_the_end(
    operations: list[tuple[Any, ...]],
    stated: list[Statement],
    voters: dict[Organisation, User],
    consultation: Consultation,
    people: dict[Role, User],
) -> None:
    by = people[Role.SECRETARIAT]
    Vote.objects.all().delete()
    Statement.objects.update(is_moderated_out=False, counted_at=None)
    Consultation.objects.update(stage=Stage.DELIBERATING.value, voting_ended_at=None)
    last: dict[Organisation, votes.CastVote] = {}
    seats = list(voters.items())
    before = _published()
    for name, *given_to in operations:
        is_first_end = False
        consultation.refresh_from_db()
        if name == "cast":
            one, user = seats[given_to[0]]
            try:
                last[one] = votes.cast_vote(stated[given_to[1]], user, one, given_to[2])
            except votes.StatementWithheld:
                continue
        elif name == "undo":
            one, user = seats[given_to[0]]
            if one in last:
                votes.take_back(last.pop(one), user, consultation)
        elif name == "withhold":
            statement = Statement.objects.get(pk=stated[given_to[0]].pk)
            statements.withhold_statement(statement, by, withheld=not statement.is_moderated_out)
        elif name == "reword":
            statement = Statement.objects.get(pk=stated[given_to[0]].pk)
            statements.reword_statement(statement, by, "", f"{statement.text_en}.")
        else:
            is_first_end = consultation.voting_ended_at is None
            stages.move_to_stage(consultation, Stage.DRAFTING, by)
            now = _published()
            consultation.refresh_from_db()
            stages.move_to_stage(consultation, Stage.DELIBERATING, by)
        now = _published()
        for statement in before.keys() | now.keys():
            old, new = before.get(statement, {}), now.get(statement, {})
            changed = {p for p in old.keys() | new.keys() if old.get(p) != new.get(p)}
            assert not changed or len(changed) >= Vote.BATCH or is_first_end
        # Nothing waits that makes a batch, and everything that is shown is made of what is published.
        for one in votes.list_tallied(consultation, withheld=True):
            counts = Counter(now.get(one.pk, {}).values())
            assert (one.agrees, one.disagrees, one.passes) == (counts[1], counts[-1], counts[0])  # type: ignore[attr-defined]
            waiting = [v for v in Vote.objects.filter(statement=one) if v.value != v.published]
            assert len(waiting) < Vote.BATCH
        drawn = Counter(votes.list_counted_votes(consultation).values_list("statement", flat=True))
        shown = set(Statement.objects.filter(is_moderated_out=False).values_list("pk", flat=True))
        assert drawn == {
            s: len(cast) for s, cast in now.items() if s in shown and len(cast) >= Vote.BATCH
        }
        before = now


def test_who_takes_a_vote_back_leaves_what_another_delegate_voted_since(
    stated: list[Statement], voters: dict[Organisation, User]
) -> None:
    (organisation, first), (_, second), *_ = voters.items()
    Seat.objects.create(user=second, organisation=organisation)
    client = _client(first)
    _post(client, stated[0], 1)
    votes.cast_vote(stated[0], second, organisation, -1)
    answer = client.post(reverse("vote_undo", args=("wetlands",)), follow=True)
    assert "nothing was done" in answer.content.decode()
    kept = Vote.objects.get(statement=stated[0], organisation=organisation)
    assert (kept.value, kept.user) == (-1, second)


def _published() -> dict[int, dict[str, int]]:
    """Statement → participant → the vote that is counted."""
    found: dict[int, dict[str, int]] = {}
    for vote in Vote.objects.filter(published__isnull=False):
        found.setdefault(vote.statement_id, {})[vote.participant] = vote.published
    return found


def test_voting_that_is_opened_again_does_not_publish_what_one_changed(
    stated: list[Statement],
    voters: dict[Organisation, User],
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    by, address = people[Role.SECRETARIAT], reverse("opinion_map", args=("wetlands",))

    def counts() -> tuple[int, int]:
        one = votes.list_tallied(consultation)[0]
        return one.agrees, one.disagrees  # type: ignore[attr-defined]

    def move(stage: Stage) -> str:
        consultation.refresh_from_db()
        stages.move_to_stage(consultation, stage, by)
        return sign_in(Role.SECRETARIAT).get(address).content.decode()

    seats = list(voters.items())
    for one, user in seats[:7]:
        votes.cast_vote(stated[0], user, one, 1)
    assert counts() == (5, 0)
    assert "not counted" not in move(Stage.DRAFTING)
    assert counts() == (7, 0)  # voting ended: everybody is counted
    assert "then reopened" in move(Stage.DELIBERATING)
    one, user = seats[0]
    votes.cast_vote(stated[0], user, one, -1)
    assert "are not counted" in move(Stage.DRAFTING)
    assert counts() == (7, 0)
    move(Stage.DELIBERATING)
    for one, user in seats[1:5]:
        votes.cast_vote(stated[0], user, one, -1)
    assert counts() == (2, 5)  # now there are five


def test_an_organisation_that_is_renamed_or_deleted_does_not_change_a_count(
    stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    seats = list(voters.items())
    one, user = seats[0]
    for n in range(6):  # under six names
        one.slug = f"name-{n}"
        one.save()
        votes.cast_vote(stated[0], user, one, 1)
    assert Vote.objects.count() == 1 and Vote.objects.get().published is None
    for other, somebody in seats[1:6]:
        votes.cast_vote(stated[0], somebody, other, 1)
    before = votes.list_tallied(consultation)[0].agrees  # type: ignore[attr-defined]
    assert before == 5
    user.delete()
    for act in seats[1:3]:
        act[0].delete()
        act[1].delete()
    assert votes.list_tallied(consultation)[0].agrees == before  # type: ignore[attr-defined]


def test_what_is_offered_next_and_the_map_wait_for_the_batch_too(
    stated: list[Statement],
    voters: dict[Organisation, User],
    consultation: Consultation,
    work: Callable[[], list[Job]],
    sign_in: Callable[[Role], Client],
) -> None:
    seats = list(voters.items())
    for statement in stated:
        for n, (one, user) in enumerate(seats):
            votes.cast_vote(statement, user, one, 1 if n % 2 else -1)
    work()
    drawn = OpinionResult.objects.get()
    order = [s.key for s in votes.list_upcoming(consultation, votes.list_tallied(consultation), {})]
    page = _map(sign_in)
    for n, (one, user) in enumerate(seats[:4]):
        votes.cast_vote(stated[0], user, one, -1 if n % 2 else 1)
        assert not work()
        assert OpinionResult.objects.get().computed_at == drawn.computed_at
        told = votes.list_tallied(consultation)
        assert [s.key for s in votes.list_upcoming(consultation, told, {})] == order
    assert _map(sign_in) == page
    votes.cast_vote(stated[0], seats[4][1], seats[4][0], 1)
    assert [job.kind for job in work()] == ["map"]
    assert OpinionResult.objects.get().computed_at > drawn.computed_at


def _map(sign_in: Callable[[Role], Client]) -> str:
    """What the page of the map says, but for what protects its forms."""
    page = sign_in(Role.DELEGATE).get(reverse("opinion_map", args=("wetlands",))).content.decode()
    assert count_charts(page) == 2
    return re.sub(r'(X-CSRFToken": |csrfmiddlewaretoken" value=)"\w+"', "", page)


def test_the_marks_of_the_map_stand_in_no_order_of_names() -> None:
    """The third mark of the picture would otherwise be the third of those whom the record of acts names."""
    found = map_opinions(
        Votes.from_rows(
            (f"org{person:02}", f"s{at}", 1 if (person + at) % (2 + at % 2) else -1)
            for person in range(20)
            for at in range(9)
        )
    )
    table = found.participant_table
    turned = replace(found, participant_table=table.take(list(range(len(table)))[::-1]))
    assert map_chart(found, chart_words(found)) == map_chart(turned, chart_words(found))


def test_a_desk_that_is_older_forgets_which_statement_was_voted_on(
    stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    """The counts stay as people saw them, and the next change of them takes five organisations."""
    one, user = next(iter(voters.items()))
    for n, (each, who) in enumerate(voters.items()):
        Vote.objects.create(
            statement=stated[0], organisation=each, participant=each.slug, user=who, value=1
        )
        AuditEntry.objects.create(
            actor=who, verb="vote.cast", thing="statement", thing_id=str(stated[0].pk),
            details={"organisation": each.slug, "statement": n}, consultation=consultation.pk,
        )  # fmt: skip
    migration = import_module("huiyin.desk.consultations.migrations.0011_nobody_named")
    migration.publish_votes(ModelsOfBefore(), None)
    migration.forget_statements(ModelsOfBefore(), None)
    import_module("huiyin.desk.consultations.migrations.0014_no_order_of_votes").forget_order(
        ModelsOfBefore(), None
    )
    assert not AuditEntry.objects.filter(verb__startswith="vote.").exists()  # voting goes on
    assert votes.list_tallied(consultation)[0].agrees == ORGANISATIONS  # type: ignore[attr-defined]
    votes.cast_vote(stated[0], user, one, -1)
    assert votes.list_tallied(consultation)[0].agrees == ORGANISATIONS  # type: ignore[attr-defined]
    assert Vote.objects.count() == ORGANISATIONS


def test_a_desk_that_is_older_forgets_the_order_in_which_organisations_voted(
    stated: list[Statement], voters: dict[Organisation, User], consultation: Consultation
) -> None:
    """Voting has ended there; one voted on two days, one took its vote back."""
    order = list(voters.items())
    random.Random(3).shuffle(order)
    for day, (one, user) in enumerate([*order, order[0]]):
        AuditEntry.objects.create(
            created_at=timezone.now() - timezone.timedelta(20 - day), actor=user, verb="vote.cast",
            thing="consultation", thing_id=str(consultation.pk), consultation=consultation.pk,
            details={"organisation": one.slug},
        )  # fmt: skip
        if one is not order[1][0] and day < ORGANISATIONS:
            Vote.objects.create(
                statement=stated[0], organisation=one, participant=one.slug, value=1
            )
    AuditEntry.objects.create(
        actor=order[1][1], verb="vote.take_back", thing="consultation", consultation=consultation.pk,
        thing_id=str(consultation.pk), details={"organisation": order[1][0].slug},
    )  # fmt: skip
    Consultation.objects.update(voting_ended_at=timezone.now(), stage=Stage.DRAFTING.value)
    migration = import_module("huiyin.desk.consultations.migrations.0014_no_order_of_votes")
    migration.forget_order(ModelsOfBefore(), None)
    acts = AuditEntry.objects.filter(verb__startswith="vote.").order_by("pk")
    told = [act.details["organisation"] for act in acts]
    assert told == sorted(one.slug for one in voters if one != order[1][0])
    assert len({act.created_at for act in acts}) == 1
    assert {act.actor for act in acts} == {user for _, user in order} - {order[1][1]}
