"""Words that people copied from a comment which was then withdrawn: found wherever they were copied, and told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import groups, intakes, statements
from huiyin.desk.consultations.api.repeated_words import MOST_PASSAGES, find_repeats
from huiyin.desk.consultations.models import Comment, Consultation, Group, Intake, Statement
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks.api import grant_role
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.proposals.models import (
    MinorityOpinion,
    Proposal,
    ProposalVersion,
    Remark,
    Suggestion,
)
from tests.desk.forms import unseen_in
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import enter

WORDS = "Otters need the reed beds behind the old mill, says whoever walks there at dawn"
COPIED = "reed beds behind the old mill, says whoever walks"
WORDS_ZH = "水獭只在老磨坊后面的芦苇荡里过冬，清早去走一走就能看见"
COPIED_ZH = "老磨坊后面的芦苇荡里过冬"
Work = Callable[[], list[Job]]
SignIn = Callable[[Role], Client]


@pytest.fixture
def author(members: list[Any], people: dict[Role, User]) -> User:
    made = User.objects.create_user("walker@example.org", name="Walker", language="en")
    grant_role(made, Role.DELEGATE, members[1])
    return made


def _say(consultation: Consultation, by: User, organisation: Any, text: str) -> Comment:
    return said.send_comment(
        consultation, by, organisation, said.CommentInput(uuid4(), "art_2", text)
    )


@pytest.fixture
def copied(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    author: User,
    work: Work,
) -> Comment:
    """A comment whose words were copied everywhere, each time in words of one's own around them."""
    comment = _say(consultation, author, members[1], f"{WORDS}. {WORDS_ZH}。")
    jobs.start_job(consultation, "group", None)
    work()
    comment.refresh_from_db()
    assert comment.group is not None
    team = people[Role.SECRETARIAT]
    groups.rename_group(comment.group, "", f"On {COPIED}", team)
    groups.set_aside(comment.group, f"Aside, for {COPIED}", team)
    statements.create_statement(
        consultation,
        team,
        f"应当保护{COPIED_ZH}的水獭",
        f"Protect the {COPIED} there",
        comment.group,
    )
    proposal = Proposal.objects.create(consultation=consultation)
    for number, fixed in ((1, timezone.now()), (2, None)):
        edition = ProposalVersion.objects.create(
            proposal=proposal, number=number, locked_at=fixed, letter_zh=f"函：{COPIED_ZH}。"
        )
        one = Suggestion.objects.create(
            version=edition, key="S01", eid="art_2", unit="art_2", language="zh",
            wording=f"规划应当写明{COPIED_ZH}。", text=f"Name the {COPIED}.",
            reason=f"For {COPIED}.", divergence=f"Some doubt {COPIED}.",
        )  # fmt: skip
        Remark.objects.create(version=edition, text=f"They said {COPIED}", created_by=team)
        MinorityOpinion.objects.create(
            version=edition, organisation=members[0], text=f"No {COPIED}!"
        )
    Reply.objects.create(suggestion=one, status="rejected", reason=f"Not {COPIED}")
    Uptake.objects.create(
        suggestion=one, verdict="gone", score=0, confidence=0, person_reason=f"It had {COPIED}"
    )
    return comment


def test_every_place_that_copied_the_words_is_shown_to_the_team_with_the_way_to_it(
    copied: Comment, author: User, consultation: Consultation, sign_in: SignIn
) -> None:
    team, page = sign_in(Role.SECRETARIAT), reverse("repeats", args=("wetlands",))
    manage = reverse("manage", args=("wetlands",))
    assert "No passages repeat" in team.get(page).content.decode()
    assert page not in team.get(manage).content.decode()
    said.withdraw_comment(copied, author)
    shown = team.get(page).content.decode()
    assert page in team.get(manage).content.decode()
    # By name and reason of the group (gone with it: it is empty), two languages of a statement; by edition four
    # fields, a letter, a remark and an opinion; the reply and the verdict.
    kinds = [one.place.name for one in find_repeats(consultation)]
    assert len(kinds) == 2 + 2 * (4 + 1 + 1 + 1) + 2, kinds
    assert shown.count("<mark>") == len(kinds)
    assert f"<mark>{COPIED_ZH}</mark>" in shown and f"<mark>{COPIED}</mark>" in shown
    edited = Suggestion.objects.get(version__number=2)
    statement = Statement.objects.get()
    for name, args in (
        ("suggestion_edit", (edited.pk,)),
        ("edition", (1,)),
        ("proposal_letter", ()),
        ("statement_reword", (statement.pk,)),
        ("replies", ()),
        ("uptake", ()),
    ):
        assert reverse(name, args=("wetlands", *args)) in shown
    # What is reworded is not told any more.
    Suggestion.objects.filter(pk=edited.pk).update(
        wording="规划应当写明水獭。", text="Otters.", reason="", divergence=""
    )
    assert len(find_repeats(consultation)) == len(kinds) - 4
    for role in (Role.READER, Role.DELEGATE, Role.OFFICER):
        assert sign_in(role).get(page).status_code in (302, 403)


def test_what_the_draft_or_a_public_comment_says_too_is_nobodys_to_take_back(
    copied: Comment,
    author: User,
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
) -> None:
    law = "县级以上人民政府应当编制湿地保护规划"
    own = _say(consultation, author, members[1], f"{law}，太笼统")
    Suggestion.objects.filter(version__number=2).update(reason=f"草案说“{law}”。")
    said.withdraw_comment(own, author)
    assert not find_repeats(consultation)
    other = _say(consultation, people[Role.DELEGATE], members[0], f"Yes: {WORDS}. 对：{WORDS_ZH}")
    said.withdraw_comment(copied, author)
    assert not find_repeats(consultation)
    said.withdraw_comment(other, people[Role.DELEGATE])
    assert find_repeats(consultation)


def test_who_withdraws_is_told_before_what_stays_and_where(
    copied: Comment, author: User, sign_in: SignIn, people: dict[Role, User]
) -> None:
    team = people[Role.SECRETARIAT]
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    enter(client, author)
    mine = client.get(reverse("mine", args=("wetlands",))).content.decode()
    address = reverse("comment_withdraw", args=("wetlands", copied.public_id))
    assert f'href="{address}"' in mine
    page = client.get(address).content.decode()
    copied.refresh_from_db()
    assert copied.is_sent  # to look is not to withdraw
    assert "Suggestion S01, version 1: reason" in page and "The minority opinion of" in page
    # What they could not read they are not told of by name, nor who wrote it there.
    for hidden in ("version 2", "remark", str(team)):
        assert hidden not in page.partition("<main")[2]
    assert re.search(r"<li>\d+ visible only to the team</li>", page)
    assert "stay with those who have them" in page
    assert sign_in(Role.DELEGATE).get(address).status_code == 404
    client.post(
        address,
        unseen_in(page.replace('<form method="post"', f'<form action="{address}"'), address),
    )
    copied.refresh_from_db()
    assert copied.state == Comment.State.WITHDRAWN
    assert client.get(address).status_code == 302


def test_files_that_were_exported_before_are_deleted_at_once(
    copied: Comment,
    author: User,
    consultation: Consultation,
    people: dict[Role, User],
    sign_in: SignIn,
    work: Work,
    django_capture_on_commit_callbacks: Any,
) -> None:
    for everything in (False, True):
        exports.request_export(consultation, people[Role.SECRETARIAT], everything=everything)
    work()
    made = list(Job.objects.filter(kind="export"))
    files = [job.outcome["file"] for job in made]
    assert len(files) == 2 and all(map(default_storage.exists, files))
    with django_capture_on_commit_callbacks(execute=True):
        said.withdraw_comment(copied, author)
    assert not any(map(default_storage.exists, files))
    team = sign_in(Role.SECRETARIAT)
    for job in made:
        assert team.get(reverse("export_file", args=("wetlands", job.pk))).status_code == 404
    assert team.get(reverse("exports", args=("wetlands",))).status_code == 200


def test_words_of_a_row_that_was_mapped_anew_go_from_names_and_statements_and_are_found_elsewhere(
    consultation: Consultation,
    people: dict[Role, User],
    work: Work,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: Any,
) -> None:
    team = people[Role.SECRETARIAT]
    table = f"article,comment,note\n2,{WORDS.replace(',', '')},Fewer otters\n".encode()
    intake = intakes.receive_file(consultation, "rows.csv", table, team)
    work()
    words = Comment.objects.get().text
    group = Group.objects.get()
    groups.rename_group(group, words[:60], "", team)
    statements.create_statement(consultation, team, "", words, group)
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1)
    Suggestion.objects.create(version=edition, key="S01", language="en", reason=f"As {words} said")
    exports.request_export(consultation, team, everything=True)
    work()
    file = Job.objects.get(kind="export").outcome["file"]
    intake.refresh_from_db()
    intakes.map_columns(intake, {"text": "note", "reference": "article"}, team)
    with django_capture_on_commit_callbacks(execute=True):
        work()
    assert Comment.objects.get().text == "Fewer otters" and Intake.objects.get().taken == 1
    group.refresh_from_db()
    assert (group.name_zh, group.name_en) == ("", "")
    statement = Statement.objects.get()
    assert (statement.text_en, statement.is_moderated_out) == ("", True)
    assert [one.place.name for one in find_repeats(consultation)] == [
        "Suggestion S01, version 1: reason"
    ]
    assert not default_storage.exists(file)
    with pytest.raises(statements.UnusableWording):
        statements.create_statement(consultation, team, "", words, None)
    # Mapped back, it says so again: nobody's words are missing.
    intake.refresh_from_db()
    intakes.map_columns(intake, {"text": "comment", "reference": "article"}, team)
    work()
    assert not find_repeats(consultation)
    statements.create_statement(consultation, team, "", words, None)


def test_who_may_not_reword_is_not_shown_the_page(
    copied: Comment, consultation: Consultation
) -> None:
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    assert Client().get(reverse("repeats", args=("wetlands",))).status_code == 302


def test_a_text_of_thousands_of_passages_does_not_hold_up_the_page(
    consultation: Consultation, author: User, members: list[Any]
) -> None:
    words = [f"{number:04d} otters in the reeds of pond {number:04d}" for number in range(900)]
    comment = _say(consultation, author, members[1], ". ".join(words))
    said.withdraw_comment(comment, author)
    apart = " ".join(f"{passage} apart{n} from{n} it{n}" for n, passage in enumerate(words))
    Statement.objects.create(consultation=consultation, text_en=apart, position=99)
    with CaptureQueriesContext(connection) as asked:
        (found,) = find_repeats(consultation)
    assert sum(is_repeated for _, is_repeated in found.pieces) > 800
    assert len(asked) < MOST_PASSAGES + 30
