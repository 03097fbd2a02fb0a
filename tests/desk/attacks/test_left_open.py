"""What stood open, or waited, while somebody else did something: it is not done to what nobody saw.

A file that waits to be read, a ballot, a page of groups. The page (409) says what was done meanwhile and goes on from
there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import drafts, groups, statements, votes
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group, Statement, Vote
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.laws.models import Expression
from huiyin.desk.networks.api import grant_role
from huiyin.desk.registry.models import Organisation, Seat
from tests.desk.forms import unseen_in
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_ZH, enter

Work = Callable[[], list[Job]]
SignIn = Callable[[Role], Client]


def _page(client: Client, address: str, **query: Any) -> str:
    return client.get(address, query).content.decode()


# ---- a file that waits to be read ----------------------------------------------------------------------

MENDED = DRAFT_ZH.replace("每五年", "每三年")
FILE = DRAFT_ZH.replace("每五年", "每年")


@pytest.fixture
def draft(consultation: Consultation) -> str:
    Consultation.objects.update(stage=Stage.PREPARING.value)
    return reverse("draft_text", args=("wetlands", "zh"))


def _file(text: str, name: str = "later.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def _text() -> Expression:
    return Expression.objects.get(language="zh")


def _mend(source: str) -> None:
    """As a colleague does by hand, with the page as it is now."""
    by = User.objects.get(is_secretariat=True)
    drafts.correct_draft(Consultation.objects.get(), _text(), source, by)


def _revised(text: Expression) -> str:
    return next(line for line in text.source.split("\n") if "修订" in line)


@pytest.mark.parametrize("is_page_older", [False, True])
def test_a_file_does_not_replace_what_was_mended_meanwhile(
    is_page_older: bool, draft: str, sign_in: SignIn, work: Work, people: dict[Role, User]
) -> None:
    """Mended while the file waited to be read, or while the page stood open from which it was sent."""
    team, officer = sign_in(Role.SECRETARIAT), sign_in(Role.OFFICER)
    form = unseen_in(_page(team, draft), draft, 'type="file"')
    source = unseen_in(_page(officer, draft), draft, 'name="source"') | {"source": MENDED}
    acts = [lambda: team.post(draft, form | {"file": _file(FILE)}), lambda: officer.post(draft, source)]  # fmt: skip
    for act in reversed(acts) if is_page_older else acts:
        assert act().status_code == 302
    work()
    assert "每三年" in _revised(_text())
    page = _page(team, draft)
    assert "not put in place" in page and str(people[Role.OFFICER]) in page and "每三年" in page
    assert "not put in place" in _page(team, reverse("manage", args=("wetlands",)))
    # Both are kept until somebody says which: the file is put in when a person wants it.
    answer = unseen_in(page, draft, 'name="sure"')
    team.post(draft, answer | {"sure": "yes"})
    work()
    assert "每年" in _revised(_text())
    assert "not put in place" not in _page(team, draft)


def test_the_file_that_is_let_go_is_deleted_and_the_text_stays(
    draft: str,
    sign_in: SignIn,
    work: Work,
    django_capture_on_commit_callbacks: Any,
) -> None:
    team = sign_in(Role.SECRETARIAT)
    team.post(draft, unseen_in(_page(team, draft), draft, 'type="file"') | {"file": _file(FILE)})
    _mend(MENDED)
    work()
    job = Job.objects.filter(kind="read_draft").first()
    assert job is not None and default_storage.exists(job.arguments["file"])
    with django_capture_on_commit_callbacks(execute=True):
        team.post(draft, unseen_in(_page(team, draft), draft, 'name="leave"') | {"leave": "yes"})
    assert not work()
    assert "每三年" in _revised(_text())
    assert not default_storage.exists(job.arguments["file"])
    assert "not put in place" not in _page(team, draft)


def test_who_puts_the_file_in_is_asked_again_where_the_text_changed_once_more(
    draft: str, sign_in: SignIn, work: Work
) -> None:
    team = sign_in(Role.SECRETARIAT)
    team.post(draft, unseen_in(_page(team, draft), draft, 'type="file"') | {"file": _file(FILE)})
    _mend(MENDED)
    work()
    answer = unseen_in(_page(team, draft), draft, 'name="sure"')
    _mend(DRAFT_ZH.replace("每五年", "每四年"))
    team.post(draft, answer | {"sure": "yes"})
    work()
    assert "每四年" in _revised(_text())
    assert "not put in place" in _page(team, draft)


def test_two_files_one_after_the_other_are_put_in_one_after_the_other(
    draft: str, sign_in: SignIn, work: Work
) -> None:
    """Who sends a second file while the first is read knows of the first: nobody is asked."""
    team = sign_in(Role.SECRETARIAT)
    for n, text in enumerate((MENDED, FILE)):
        form = unseen_in(_page(team, draft), draft, 'type="file"')
        team.post(draft, form | {"file": _file(text, f"file{n}.txt")})
    assert len(work()) == 2
    assert "每年" in _revised(_text())
    # The same text again, however old the page is, is no conflict.
    _mend(MENDED)
    team.post(draft, form | {"file": _file(MENDED)})
    work()
    assert "not put in place" not in _page(team, draft)


# ---- a ballot ------------------------------------------------------------------------------------------


@pytest.fixture
def statement(consultation: Consultation, people: dict[Role, User]) -> Statement:
    Consultation.objects.update(stage=Stage.DELIBERATING.value)
    return statements.create_statement(
        consultation, people[Role.SECRETARIAT], "", "Plans name the birds"
    )


@pytest.fixture
def colleague(members: list[Organisation], statement: Statement) -> User:
    made = User.objects.create_user("second@example.org", name="Second Delegate", language="en")
    Seat.objects.create(user=made, organisation=members[0])
    return made


def _vote(statement: Statement) -> int | None:
    return Vote.objects.get(statement=statement).value


def test_a_ballot_that_stood_open_does_not_replace_what_a_colleague_voted(
    statement: Statement, colleague: User, members: list[Organisation], sign_in: SignIn
) -> None:
    ballot = reverse("vote", args=("wetlands",))
    client, other = sign_in(Role.DELEGATE), Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(other, colleague)
    form = unseen_in(_page(client, ballot), ballot, 'name="statement"')
    theirs = unseen_in(_page(other, ballot), ballot, 'name="statement"')
    other.post(ballot, theirs | {"vote": "disagree"})
    answer = client.post(ballot, form | {"vote": "agree"})
    assert answer.status_code == 409 and _vote(statement) == -1
    page = answer.content.decode()
    assert "Second Delegate" in page and "Agree" in page and "Disagree" in page
    # The page goes on: with one's own vote, seen beside the other.
    client.post(ballot, unseen_in(page, ballot, 'name="organisation"') | {"vote": "agree"})
    assert _vote(statement) == 1
    # To vote the same again, as who presses twice does, is no conflict.
    answer = client.post(ballot, form | {"vote": "agree"})
    assert answer.status_code == 302


def test_a_vote_is_not_cast_on_words_that_nobody_showed(
    statement: Statement, people: dict[Role, User], sign_in: SignIn
) -> None:
    ballot = reverse("vote", args=("wetlands",))
    client = sign_in(Role.DELEGATE)
    form = unseen_in(_page(client, ballot), ballot, 'name="statement"')
    statements.reword_statement(
        statement, people[Role.SECRETARIAT], "", "Plans name no birds at all"
    )
    answer = client.post(ballot, form | {"vote": "agree"}, follow=True)
    assert not Vote.objects.exists()
    page = answer.content.decode()
    assert "Plans name no birds at all" in page and "was reworded" in page
    client.post(ballot, unseen_in(page, ballot, 'name="statement"') | {"vote": "disagree"})
    assert _vote(statement) == -1


def test_a_ballot_of_before_fills_what_is_empty_and_asks_about_the_rest(
    statement: Statement, colleague: User, members: list[Organisation], sign_in: SignIn
) -> None:
    """A page that stood open during an upgrade carries no version."""
    ballot, client = reverse("vote", args=("wetlands",)), sign_in(Role.DELEGATE)
    form = {"organisation": members[0].pk, "statement": statement.pk}
    assert client.post(ballot, form | {"vote": "agree"}).status_code == 302
    votes.cast_vote(statement, colleague, members[0], -1)
    assert client.post(ballot, form | {"vote": "agree"}).status_code == 409
    assert _vote(statement) == -1


# ---- groups --------------------------------------------------------------------------------------------

SAYINGS = (
    "The plans shall be published every year so that everybody can read them",
    "Fines for draining a marsh have to be much higher than what a field brings",
    "Peat must stay in the ground, whoever owns the land and whatever it is for",
)


@pytest.fixture
def grouped(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    work: Work,
) -> list[Group]:
    """Three groups, each of two comments."""
    other = User.objects.create_user("other@example.org", language="en")
    grant_role(other, Role.DELEGATE, members[1])
    for text in SAYINGS:
        for by, organisation in ((people[Role.DELEGATE], members[0]), (other, members[1])):
            said.send_comment(
                consultation, by, organisation, said.CommentInput(uuid4(), "art_2", text)
            )
    jobs.start_job(consultation, "group", None)
    work()
    Consultation.objects.update(stage=Stage.GROUPING.value)
    found = [Comment.objects.filter(text=text)[0].group for text in SAYINGS]  # type: ignore[misc]
    assert len({group.pk for group in found}) == 3
    return found


MERGE = "groups_merge"


def _merges() -> int:
    return Decision.objects.filter(kind="merge").count()


@pytest.mark.parametrize("is_done", [False, True])
def test_groups_ticked_on_a_page_older_than_a_merge_are_not_merged_as_they_now_are(
    is_done: bool,
    grouped: list[Group],
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: SignIn,
    work: Work,
) -> None:
    """Whether the worker has done the merge or has it still before it."""
    one, other, third = grouped
    team, to = sign_in(Role.SECRETARIAT), reverse(MERGE, args=("wetlands",))
    form = unseen_in(_page(team, reverse("groups", args=("wetlands",))), to)
    groups.merge_groups([one, other], people[Role.COORDINATOR])
    if is_done:
        work()
    gone = 0
    for chosen in ((one, third), (other, third)):
        answer = team.post(to, form | {"group": [group.pk for group in chosen]})
        assert answer.status_code == 409 and _merges() == 1
        page = answer.content.decode()
        gone += "no longer here" in page
        assert "2 shared points merged into one" in page and str(people[Role.COORDINATOR]) in page
        assert SAYINGS[2] in page
    assert gone == is_done  # of two that were merged one is not there any more
    if is_done:
        there = Group.objects.standing().exclude(pk=third.pk).get()
        answer = team.post(to, unseen_in(page, to) | {"group": [third.pk]})
        assert _merges() == 1
        form = unseen_in(_page(team, reverse("groups", args=("wetlands",))), to)
        chosen = (there, third)
    else:
        form = unseen_in(page, to)
    team.post(to, form | {"group": [group.pk for group in chosen]})
    work()
    assert _merges() == 2 and Group.objects.standing().count() == 1


def test_what_did_not_change_is_merged_though_the_page_is_old_and_once_though_it_is_sent_twice(
    grouped: list[Group], people: dict[Role, User], sign_in: SignIn, work: Work
) -> None:
    one, other, third = grouped
    team, to = sign_in(Role.SECRETARIAT), reverse(MERGE, args=("wetlands",))
    form = unseen_in(_page(team, reverse("groups", args=("wetlands",))), to)
    groups.rename_group(third, "", "Peat", people[Role.COORDINATOR])
    for _ in range(2):
        assert team.post(to, form | {"group": [one.pk, other.pk]}).status_code == 302
    assert _merges() == 1
    # A page of before, without a version, is asked.
    assert team.post(to, {"group": [one.pk, third.pk]}).status_code == 409


@pytest.mark.parametrize("what", ["name", "aside", "return"])
def test_a_group_that_was_merged_is_not_named_or_set_aside_from_a_page_of_before(
    what: str, grouped: list[Group], people: dict[Role, User], sign_in: SignIn, work: Work
) -> None:
    one, other, _ = grouped
    if what == "return":
        groups.set_aside(one, "Not for this law", people[Role.SECRETARIAT])
    team = sign_in(Role.SECRETARIAT)
    to = reverse("group_change", args=("wetlands", one.pk))
    page = _page(team, reverse("group", args=("wetlands", one.pk)))
    form = unseen_in(page, to, f'value="{what}"') | {"what": what, "name": "Years", "reason": "Off"}
    groups.merge_groups([one, other], people[Role.COORDINATOR])
    answer = team.post(to, form)
    one.refresh_from_db()
    assert answer.status_code == 409
    assert (one.name, one.aside) == ("", "Not for this law" if what == "return" else "")
    page = answer.content.decode()
    assert "2 shared points merged into one" in page
    assert team.post(to, form | unseen_in(page, to)).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.aside) == {"name": ("Years", ""), "aside": ("", "Off"), "return": ("", "")}[what]  # fmt: skip


def test_a_group_that_was_merged_is_not_split_from_a_page_of_before(
    grouped: list[Group], people: dict[Role, User], sign_in: SignIn, work: Work
) -> None:
    one, other, _ = grouped
    team, to = sign_in(Role.SECRETARIAT), reverse("group_split", args=("wetlands", one.pk))
    form = unseen_in(_page(team, reverse("group", args=("wetlands", one.pk))), to)
    leaves = one.comments.exclude(pk=one.representative_id).get()
    groups.merge_groups([one, other], people[Role.COORDINATOR])
    answer = team.post(to, form | {"comment": [leaves.pk]})
    assert answer.status_code == 409
    assert not Decision.objects.filter(kind="split").exists()
    form = unseen_in(answer.content.decode(), to)
    assert team.post(to, form | {"comment": [leaves.pk]}).status_code == 302
    assert Decision.objects.filter(kind="split").exists()
