"""What was withdrawn is nowhere any more: not as what stands for a group, nor as its name, a statement, a file or a find."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import group_updates, groups, intakes, statements
from huiyin.desk.consultations.models import (
    Comment,
    Consultation,
    Group,
    Intake,
    OpinionResult,
    Statement,
)
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks.api import grant_role
from huiyin.desk.notifications import outbox, reminders
from huiyin.desk.notifications.models import Mail
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Signature, Suggestion
from tests.desk.old.models import ModelsOfBefore
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.test_privacy import addresses, deal, pick_some, words_of
from tests.desk.world import PASSWORD

MARKER, BESIDE = "corncrake9317", "sedgebank"
ALIKE = "The plans shall be published every year so that everybody can read what was planned"
WORDS = f"{ALIKE} {BESIDE} {MARKER}"
#: Pages that ask for something to find, and what the attacker asks.
ASKED = {"q": BESIDE, "find": BESIDE, "eid": "art_2", "text": "en"}


@pytest.fixture
def author(members: list[Any], people: dict[Role, User]) -> User:
    author = User.objects.create_user("withdrawer@example.org", PASSWORD, name="W", language="en")
    grant_role(author, Role.DELEGATE, members[1])
    return author


@pytest.fixture
def used(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    author: User,
    work: Callable[[], list[Job]],
    sign_in: Callable[[Role], Client],
) -> Comment:
    """A public comment that has become all that a comment can: it stands for its group, which has its words for a name,
    is a statement on the map and what a suggestion rests on; and it was exported."""
    comment = said.send_comment(
        consultation, author, members[1], said.CommentInput(uuid4(), "art_2", f"{WORDS}.")
    )
    for n in (0, 2):
        other = said.CommentInput(uuid4(), "art_2", f"{ALIKE}.")
        said.send_comment(consultation, people[Role.DELEGATE], members[n], other)
    jobs.start_job(consultation, "group", None)
    work()
    comment.refresh_from_db()
    group = Group.objects.get(pk=comment.group_id)
    assert group.size == 3
    group.representative, group.key = comment, str(comment.public_id)
    group.save()
    groups.rename_group(group, "", f"{BESIDE} {MARKER}", people[Role.SECRETARIAT])
    Consultation.objects.update(stage=Stage.GROUPING.value)
    team = sign_in(Role.SECRETARIAT)
    form = reverse("statement_make", args=("wetlands",)) + f"?group={group.pk}"
    assert MARKER in team.get(form).content.decode()
    team.post(form, {"group": group.pk, "text_en": WORDS})
    own = statements.create_statement(
        consultation, people[Role.SECRETARIAT], "", "Name more birds", group
    )
    assert own.text_en == "Name more birds"
    OpinionResult.objects.create(
        consultation=consultation,
        result={"groups": [], "consensus": {}, "divergence": {}},
        charts={"en": None, "zh": {"lede": WORDS, "charts": [], "tables": []}},
    )
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    one = Suggestion.objects.create(
        version=edition, key="S01", eid="art_2", unit="art_2", language="en",
        wording="The plans shall be revised every three years.", reason="Five is long.",
    )  # fmt: skip
    one.groups.set([group])
    Signature.objects.create(version=edition, organisation=members[0])
    for everything in (False, True):
        exports.request_export(consultation, people[Role.SECRETARIAT], everything=everything)
    work()
    Consultation.objects.update(stage=Stage.COMMENTING.value)
    return comment


def _withdraw(comment: Comment, author: User) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(author, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(reverse("comment_withdraw", args=("wetlands", comment.public_id)))
    comment.refresh_from_db()
    assert comment.state == Comment.State.WITHDRAWN
    assert MARKER in words_of(client.get(reverse("mine", args=("wetlands",))))  # it stays theirs


def _holding(client: Client, urls: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Which of these addresses show the marker."""
    found = []
    for name, url in urls:
        if "paper" in name:
            continue
        query = ASKED if name in ("search", "suggestion_new", "place") else {}
        if MARKER in words_of(client.get(url, query)):
            found.append((name, url))
    return found


@pytest.mark.one_database  # every page twice over; what the database answers is asked by the other tests
def test_no_address_shows_a_withdrawn_comment_to_anybody_but_its_author(
    used: Comment, author: User, sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    Consultation.objects.update(stage=Stage.GROUPING.value)
    everywhere = list(addresses([used]))
    shown = _holding(sign_in(Role.SECRETARIAT), everywhere)
    before = {name for name, _ in shown}
    assert before >= {"place", "groups", "group", "statements", "proposal", "search", "fate"}
    assert before >= {"export_file", "statements_csv", "statement_reword", "fate"}
    _withdraw_at(Stage.COMMENTING, used, author)
    at_once = [(Role.READER, Stage.COMMENTING), (Role.SECRETARIAT, Stage.DRAFTING)]
    later = [
        (Role.COORDINATOR, Stage.DELIBERATING),
        (Role.DELEGATE, Stage.DELIBERATING),
        (Role.OFFICER, Stage.TRACING),
    ]
    # Everybody asks for all that showed it; for what did not, of each name one of them at once and one later.
    others = pick_some((one for one in everywhere if one not in shown), 1)
    dealt = deal(others, at_once) | deal(others, later)
    # At once, before any job has run; and after.
    for role, stage in (*at_once, (None, None), *later):
        if role is None:
            assert {job.kind for job in work()} >= {"group", "map"}
            continue
        Consultation.objects.update(stage=stage.value)
        urls = shown + dealt[role, stage]
        assert _holding(sign_in(role), urls) == [], f"{role} at {stage}"
    kept = (
        OpinionResult.objects.values_list("charts", "result"),
        Job.objects.values_list("outcome", "error", "arguments"),
        Group.objects.values_list("name_zh", "name_en"),
        Statement.objects.values_list("text_zh", "text_en"),
    )
    assert MARKER not in json.dumps([list(rows) for rows in kept])
    assert not Group.objects.filter(representative=used).exists()


def test_no_mail_and_no_file_holds_a_withdrawn_comment(
    used: Comment,
    author: User,
    people: dict[Role, User],
    consultation: Consultation,
    tmp_path: Any,
) -> None:
    _withdraw(used, author)
    User.objects.update(
        digest=User.Digest.DAILY, digested_at=timezone.now() - timezone.timedelta(9)
    )
    Consultation.objects.update(stage=Stage.TRACING.value)
    reminders.go_round(timezone.localtime().replace(hour=9))
    Mail.objects.update(due_at=timezone.now() - timezone.timedelta(9))
    while outbox.deliver_mails():
        pass
    assert all(MARKER not in letter.body for letter in mail.outbox)
    consultation.refresh_from_db()
    for everything in (False, True):
        for path in exports.export_consultation(
            consultation, tmp_path / str(everything), everything=everything
        ):
            assert MARKER.encode() not in path.read_bytes()


def test_the_group_goes_on_with_those_who_stay_and_an_empty_one_says_so(
    used: Comment,
    author: User,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
    work: Callable[[], list[Job]],
) -> None:
    group = Group.objects.get(pk=used.group_id)
    _withdraw(used, author)
    group.refresh_from_db()
    assert (group.size, group.organisations, group.name_zh, group.name_en) == (2, 2, "", "")
    assert group.representative.is_sent and ALIKE in group.words
    page = reverse("group", args=("wetlands", group.pk))
    assert ALIKE in sign_in(Role.READER).get(page).content.decode()
    for other in Comment.objects.sent():
        said.withdraw_comment(other, people[Role.DELEGATE])
    for _ in range(2):  # at once, and when all was grouped anew
        for role in (Role.READER, Role.SECRETARIAT):
            answer = sign_in(role).get(page)
            assert answer.status_code == 410
            assert "have been withdrawn" in answer.content.decode()
            listed = sign_in(role).get(reverse("groups", args=("wetlands",))).content.decode()
            assert f"/groups/{group.pk}/" not in listed
        work()
    assert Suggestion.objects.get().groups.count() == 1  # what rested on it is not forgotten


def test_undoing_what_was_decided_brings_nothing_back(
    used: Comment,
    author: User,
    members: list[Any],
    people: dict[Role, User],
    consultation: Consultation,
    work: Callable[[], list[Job]],
) -> None:
    by = people[Role.SECRETARIAT]
    words = said.CommentInput(
        uuid4(), "art_1", "Something else altogether about fines and how high they are"
    )
    said.send_comment(consultation, people[Role.DELEGATE], members[0], words)
    jobs.start_job(consultation, "group", by)
    work()
    groups.merge_groups(list(Group.objects.all()), by)
    work()
    group = Group.objects.get()
    groups.split_group(group, [Comment.objects.get(pk=used.pk)], by)
    work()
    _withdraw(used, author)
    work()
    for decision in list(consultation.decisions.filter(kind__in=("merge", "split"))):
        groups.undo_decision(decision, by)
        work()
    used.refresh_from_db()
    assert used.group is None and used.state == Comment.State.WITHDRAWN
    for group in Group.objects.standing():
        assert MARKER not in group.words + group.name_zh + group.name_en
        assert group.size == group.comments.public().count()


def test_a_statement_of_withdrawn_words_waits_for_words_of_the_teams_own(
    used: Comment, author: User, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    taken, own = Statement.objects.order_by("pk")
    team = sign_in(Role.SECRETARIAT)
    reword = reverse("statement_reword", args=("wetlands", taken.pk))
    change = reverse("statement_change", args=("wetlands", taken.pk))
    Consultation.objects.update(stage=Stage.GROUPING.value)
    form = team.get(reword).content.decode()  # opened before
    assert WORDS in form
    _withdraw_at(Stage.COMMENTING, used, author)
    Consultation.objects.update(stage=Stage.GROUPING.value)
    taken.refresh_from_db()
    own.refresh_from_db()
    assert (own.text_en, own.is_moderated_out) == ("Name more birds", False)
    assert (taken.text_en, taken.is_moderated_out) == ("", True)
    page = team.get(reverse("statements", args=("wetlands",))).content.decode()
    assert "the wording of a comment that has been withdrawn" in page
    team.post(change, {"what": "accept"})
    assert team.post(reword, {"text_en": WORDS}).status_code == 422  # the form of before
    made = team.post(reverse("statement_make", args=("wetlands",)), {"text_en": f"{WORDS}!"})
    assert made.status_code == 422
    taken.refresh_from_db()
    assert (taken.text_en, taken.is_moderated_out) == ("", True)
    with pytest.raises(groups.WithdrawnWords):
        groups.rename_group(Group.objects.get(), "", WORDS, people[Role.SECRETARIAT])
    team.post(reword, {"text_en": "Name the places where they breed"})
    team.post(change, {"what": "accept"})
    taken.refresh_from_db()
    assert (taken.is_unworded, taken.is_moderated_out) == (False, False)


def _withdraw_at(stage: Stage, comment: Comment, author: User) -> None:
    Consultation.objects.update(stage=stage.value)
    _withdraw(comment, author)


def test_a_statement_that_somebody_else_says_too_stays(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    author: User,
    work: Callable[[], list[Job]],
) -> None:
    for n, person in enumerate((author, people[Role.DELEGATE])):
        said.send_comment(
            consultation, person, members[n], said.CommentInput(uuid4(), "art_2", WORDS)
        )
    jobs.start_job(consultation, "group", None)
    work()
    made = statements.create_statement(
        consultation, people[Role.SECRETARIAT], "", WORDS, Group.objects.get()
    )
    said.withdraw_comment(Comment.objects.get(author=author), author)
    made.refresh_from_db()
    assert (made.text_en, made.is_moderated_out) == (WORDS, False)


def test_a_private_comment_never_stands_for_a_group_in_public(
    used: Comment, author: User, sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    """However it came to be private: nothing shows it, and the next grouping sets it right."""
    Comment.objects.filter(pk=used.pk).update(is_private=True)
    Group.objects.update(name_zh="", name_en="")
    page = sign_in(Role.READER).get(reverse("groups", args=("wetlands",))).content.decode()
    assert MARKER not in page
    jobs.start_job(used.consultation, "group", None)
    work()
    group = Group.objects.get()
    assert (group.size, group.private) == (2, 1) and MARKER not in group.words


def test_a_grouping_that_was_under_way_does_not_bring_it_back(
    used: Comment, author: User, monkeypatch: pytest.MonkeyPatch, work: Callable[[], list[Job]]
) -> None:
    """It had read the comment before it was withdrawn, and writes afterwards."""
    really = group_updates.analyse_file_apart

    def slowly(*given: Any) -> Any:
        found = list(really(*given))
        said.withdraw_comment(Comment.objects.get(pk=used.pk), author)
        return found

    monkeypatch.setattr(group_updates, "analyse_file_apart", slowly)
    jobs.perform_job(jobs.start_job(used.consultation, "group", None))
    used.refresh_from_db()
    assert used.group is None
    group = Group.objects.get()
    assert group.size == 2 and group.representative != used and MARKER not in group.words


def test_rows_that_give_no_comment_any_more_stand_for_nothing(
    consultation: Consultation,
    people: dict[Role, User],
    work: Callable[[], list[Job]],
    sign_in: Callable[[Role], Client],
) -> None:
    """Columns are mapped anew, and the words are in another one: the rows that were comments are none."""
    table = f"article,comment,note\n2,{WORDS},\n2,{WORDS},\n".encode()
    intake = intakes.receive_file(consultation, "rows.csv", table, people[Role.SECRETARIAT])
    work()
    assert Group.objects.public().get().size == 2
    statements.create_statement(
        consultation, people[Role.SECRETARIAT], "", WORDS, Group.objects.get()
    )
    intakes.map_columns(intake, {"text": "note", "reference": "article"}, people[Role.SECRETARIAT])
    assert work()[0].kind == "take_in"
    assert Intake.objects.get().taken == 0
    assert not Group.objects.standing().exists()
    assert Statement.objects.get().text_en == ""
    for address in ("groups", "statements", "statements_csv"):
        page = sign_in(Role.SECRETARIAT).get(reverse(address, args=("wetlands",)))
        assert MARKER not in words_of(page)


def test_a_file_that_was_exported_before_is_offered_no_more(
    used: Comment, author: User, sign_in: Callable[[Role], Client]
) -> None:
    job = Job.objects.filter(kind="export").first()
    assert job is not None and exports.is_offered(job)
    file = reverse("export_file", args=("wetlands", job.pk))
    assert MARKER in words_of(sign_in(Role.SECRETARIAT).get(file))
    _withdraw(used, author)
    assert sign_in(Role.SECRETARIAT).get(file).status_code == 404


def test_a_desk_that_is_older_takes_out_what_was_withdrawn(
    used: Comment, author: User, sign_in: Callable[[Role], Client], work: Callable[[], list[Job]]
) -> None:
    """As the desk was until now: the comment withdrawn, and everything that was made of it still there."""
    Comment.objects.filter(pk=used.pk).update(
        state=Comment.State.WITHDRAWN, updated_at=timezone.now()
    )
    migration = import_module("huiyin.desk.consultations.migrations.0011_nobody_named")
    migration.take_out_withdrawn(ModelsOfBefore(), None)
    group = Group.objects.get()
    assert (group.size, group.name_zh, group.name_en) == (2, "", "") and ALIKE in group.words
    assert not Statement.objects.filter(text_en=WORDS).exists()
    assert {job.kind for job in work()} == {"group", "map"}
    assert _holding(sign_in(Role.READER), list(addresses([used]))) == []
