"""Mails reach a real mail server: each once, in the reader's language, and no word that the reader may not see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, groups, intakes, stages
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.networks import api as networks
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications import outbox, reminders
from huiyin.desk.notifications.models import Mail
from huiyin.desk.outcomes.api import replies, submissions, uptake
from huiyin.desk.proposals.api import drafts, signatures
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.desk.registry.calendars import working_days
from huiyin.desk.registry.models import Organisation, Seat
from tests.desk.forms import fill
from tests.desk.machine import copy_of
from tests.desk.sink import Sink, words
from tests.desk.world import DRAFT_EN

DELEGATE, OFFICER = "delegate@example.org", "officer@example.org"
SECRETARIAT, COORDINATOR = "secretariat@example.org", "coordinator@example.org"
SECRET = "the secret of the marsh"


def say_it(
    consultation: Consultation, by: User, organisation: Any, text: str, **more: Any
) -> Comment:
    said = comments.CommentInput(uuid4(), "art_1", text, **more)
    return comments.send_comment(consultation, by, organisation, said)


def later() -> int:
    """The sittings are over: what waits is sent."""
    Mail.objects.filter(state=Mail.State.WAITING).update(due_at=timezone.now())
    return outbox.deliver_mails()


def morning(day: date | None = None) -> datetime:
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), time(9)))


def go_round(day: date | None = None) -> int:
    """What falls due that morning is written and sent."""
    reminders.go_round(morning(day))
    return outbox.deliver_mails()


def remind(day: date | None = None) -> int:
    """The same where nobody wants the digest, which comes besides on the first morning of a week."""
    User.objects.update(digest=User.Digest.NEVER)
    return go_round(day)


def next_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


@pytest.fixture
def chinese(members: list[Organisation], people: dict[Role, User]) -> User:
    """A delegate of another organisation who reads Chinese."""
    user = User.objects.create_user("ting@example.org", "x", name="婷", language="zh-hans")
    Seat.objects.create(user=user, organisation=members[1])
    return user


@pytest.fixture
def edition(consultation: Consultation, people: dict[Role, User]) -> ProposalVersion:
    """A version with one suggestion, up for signing."""
    team = people[Role.SECRETARIAT]
    made = drafts.begin_proposal_version(consultation, team)
    drafts.save_suggestion(
        made, drafts.SuggestionInput("art_1", "第一条", wording="为了恢复湿地，制定本法。"), team
    )
    drafts.lock_proposal_version(made, team)
    Consultation.objects.update(stage=Stage.SIGNING)
    return made


# ---- receipts --------------------------------------------------------------------------------------------


def test_one_receipt_tells_of_all_comments_of_a_sitting_in_the_authors_language(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    me = people[Role.DELEGATE]
    say_it(consultation, me, members[0], "Restore the marshes.")
    say_it(consultation, me, members[0], SECRET, is_private=True)
    gone = say_it(consultation, me, members[0], "On second thoughts, no.")
    say_it(consultation, chinese, members[1], "应当恢复湿地。")
    assert outbox.deliver_mails() == 0  # the sitting may go on
    comments.withdraw_comment(gone, me)
    assert later() == 2
    mine = words(sink.one(DELEGATE))
    assert "your 2 comments on Wetlands Protection Act" in mine
    assert "Article 1: “Restore the marshes.”" in mine and f"{SECRET}” (private)" in mine
    assert "second thoughts" not in mine and "/c/wetlands/mine/" in mine
    theirs = words(sink.one("ting@example.org"))
    assert (
        "已收到您对《湿地保护法（草案）》的 1 条意见" in theirs
        and "第一条：“应当恢复湿地。”" in theirs
    )
    assert SECRET not in theirs
    say_it(consultation, me, members[0], "One thing more.")
    assert later() == 1
    assert "Restore" not in words(sink.to(DELEGATE)[1])


def test_a_sitting_that_does_not_end_is_told_of_after_an_hour(
    consultation: Consultation, people: dict[Role, User], members: list[Any]
) -> None:
    say_it(consultation, people[Role.DELEGATE], members[0], "One.")
    Mail.objects.update(created_at=timezone.now() - timedelta(minutes=55))
    say_it(consultation, people[Role.DELEGATE], members[0], "Two.")
    mail = Mail.objects.get()
    assert mail.due_at < timezone.now() + timedelta(minutes=6)


def test_a_comment_sent_while_the_worker_takes_up_the_mail_is_in_it(
    consultation: Consultation, people: dict[Role, User], members: list[Any], sink: Sink
) -> None:
    me = people[Role.DELEGATE]
    say_it(consultation, me, members[0], "Before.")
    began = timezone.now() - outbox.LONGEST_SITTING
    Mail.objects.update(created_at=began, due_at=began + outbox.LONGEST_SITTING)

    def meanwhile() -> bool:
        say_it(consultation, me, members[0], "Meanwhile.")
        return False

    assert outbox.deliver_mails(is_stopping=meanwhile) == 1
    told = words(sink.one(DELEGATE))
    assert "Before." in told and "Meanwhile." in told


def test_who_signs_gets_a_receipt_and_handing_in_tells_the_secretariat_and_the_officers(
    edition: ProposalVersion, people: dict[Role, User], members: list[Any], sink: Sink
) -> None:
    Consultation.objects.update(reply_due=date(2027, 3, 1))
    signatures.sign_proposal(edition, members[0], people[Role.DELEGATE])
    signatures.sign_proposal(edition, members[0], people[Role.DELEGATE])  # asked twice, signed once
    submission = submissions.submit_proposal(
        edition, {"proposal.docx": b"paper"}, people[Role.SECRETARIAT]
    )
    assert later() == 3
    assert "you signed version 1" in words(sink.one(DELEGATE)) and "Organisation 1" in words(
        sink.one(DELEGATE)
    )
    team, officer = words(sink.one(SECRETARIAT)), words(sink.one(OFFICER))
    assert (
        submission.digests["proposal.docx"] in team
        and submission.digests["proposal.docx"] in officer
    )
    assert "with 1 suggestion." in officer and "Please reply by 1 March 2027." in officer
    assert "/c/wetlands/replies/" in officer


def test_who_uploads_a_table_hears_when_it_was_taken_in(
    consultation: Consultation, people: dict[Role, User], work: Callable[[], Any], sink: Sink
) -> None:
    table = "条款,意见,单位\n第一条,应当恢复湿地。,组织1\n第二条,,组织2\n".encode()
    intakes.receive_file(consultation, "意见.csv", table, people[Role.SECRETARIAT])
    work()
    assert later() == 1
    told = words(sink.one(SECRETARIAT))
    assert "Imported: 意见.csv" in told and "1 comment was imported." in told
    assert "/c/wetlands/intake/" in told


# ---- the outbox ------------------------------------------------------------------------------------------


def test_a_mail_server_that_is_down_fails_nobody_and_loses_nothing(
    people: dict[Role, User],
    members: list[Any],
    sign_in: Callable[[Role], Client],
    sink: Sink,
    settings: Any,
) -> None:
    settings.EMAIL_PORT = 9  # nobody listens there
    form = {
        "email": "new@example.org",
        "role": "delegate",
        "organisation": members[0].pk,
        "language": "zh-hans",
    }
    answer = sign_in(Role.SECRETARIAT).post(reverse("people"), form, follow=True)
    assert b"new@example.org" in answer.content and answer.status_code == 200
    assert outbox.deliver_mails() == 0
    settings.EMAIL_PORT = sink.port
    assert outbox.deliver_mails() == 0  # its time has not come again
    assert later() == 1 and later() == 0
    invitation = Invitation.objects.get()
    told = words(sink.one("new@example.org"))
    assert "邀请有效期至" in told and "只能使用一次" in told
    assert f"/join/{invitation.token}/" in told and "邀请您加入回音" in told


def test_an_invitation_that_was_taken_back_is_not_sent(
    people: dict[Role, User], members: list[Any], sign_in: Callable[[Role], Client], sink: Sink
) -> None:
    made = networks.invite_person(
        "x@example.org", Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0]
    )
    sign_in(Role.SECRETARIAT).post(reverse("invitation_withdraw", args=(made.pk,)))
    assert later() == 0 and not sink.letters
    assert Mail.objects.get().state == Mail.State.NEEDLESS


def test_an_address_that_is_refused_is_given_up_at_once_and_shown_to_the_secretariat(
    people: dict[Role, User], members: list[Any], sign_in: Callable[[Role], Client], sink: Sink
) -> None:
    sink.answers["typo@example.org"] = "550 no such user"
    for email in ("typo@example.org", "right@example.org"):
        networks.invite_person(
            email, Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0]
        )
    assert outbox.deliver_mails() == 1  # one bad address keeps nobody else's mail
    team = sign_in(Role.SECRETARIAT)
    page = team.get(reverse("people")).content.decode()
    assert "Emails that could not be delivered" in page and ">550 no such user<" in page
    assert sign_in(Role.DELEGATE).post(reverse("mail_again")).status_code == 403
    sink.answers.clear()
    team.post(reverse("mail_again"))
    assert outbox.deliver_mails() == 1
    assert len(sink.to("typo@example.org")) == len(sink.to("right@example.org")) == 1
    assert "Emails that could not be delivered" not in team.get(reverse("people")).content.decode()


def test_a_server_that_does_not_know_us_is_tried_again_as_the_address_may_be_right(
    people: dict[Role, User], members: list[Any], sink: Sink
) -> None:
    sink.answers["right@example.org"] = "550 5.7.1 relaying denied"
    networks.invite_person(
        "right@example.org", Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0]
    )
    assert outbox.deliver_mails() == 0
    sink.answers.clear()
    assert later() == 1
    assert sink.one("right@example.org")


def test_a_mail_that_fails_waits_longer_each_time_and_is_given_up_after_days(
    people: dict[Role, User], members: list[Any], sink: Sink
) -> None:
    sink.answers["busy@example.org"] = "451 come back later"
    networks.invite_person(
        "busy@example.org", Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0]
    )
    waits = []
    while (mail := Mail.objects.get()).state == Mail.State.WAITING:
        Mail.objects.update(due_at=timezone.now())
        outbox.deliver_mails()
        waits.append(Mail.objects.get().due_at - timezone.now())
    minutes = [round(wait.total_seconds() / 60) for wait in waits]
    assert minutes[:4] == [5, 10, 20, 40] and max(minutes) == 360
    assert timedelta(days=3) < sum(waits[:-1], timedelta()) < timedelta(days=5)
    assert (mail.state, len(waits)) == (Mail.State.GIVEN_UP, outbox.ATTEMPTS)
    assert "come back later" in mail.error


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_a_mail_once(
    people: dict[Role, User], members: list[Any], sink: Sink
) -> None:
    for n in range(8):
        networks.invite_person(
            f"{n}@example.org", Role.DELEGATE, people[Role.SECRETARIAT], organisation=members[0]
        )

    def deliver(_: int) -> int:
        try:
            return outbox.deliver_mails()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        assert sum(workers.map(deliver, range(4))) == 8
    assert sorted(one["To"] for one in sink.letters) == [f"{n}@example.org" for n in range(8)]


INVITE = """
from huiyin.desk.operations import preparation
preparation.setup_django()
preparation.make_operator("me@example.org")
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.api import invite_person
for n in range(5):
    invite_person(f"{n}@example.org", Role.SECRETARIAT, User.objects.get(), language="en")
"""
#: ``huiyin desk`` four times, in one process: to begin one takes seconds.
TRY_AGAIN = """
import sys
sys.stderr = sys.stdout
from contextlib import suppress
from huiyin.cli import main
for given in (["mail"], ["mail", "--try-again"], ["worker", "--until-done"], ["mail"]):
    print("called:", given)
    sys.argv = ["huiyin", "desk", *given]
    with suppress(SystemExit):
        main()
"""


@pytest.mark.one_database  # its desk is a machine of its own, on SQLite
def test_a_worker_that_is_killed_in_mid_mail_loses_none(
    sink: Sink, prepared: Path, tmp_path: Path
) -> None:
    machine = copy_of(prepared, tmp_path / "machine")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "huiyin.desk.settings",
        "HUIYIN_DATA": str(machine.folder),
        "HUIYIN_LANG": "en",
        "HUIYIN_MAIL_URL": f"smtp://127.0.0.1:{sink.port}",
    }
    environment.pop("DATABASE_URL", None)

    def python(*given: str) -> str:
        child = subprocess.run(
            [sys.executable, *given], env=environment, text=True, capture_output=True, check=True
        )
        return child.stdout + child.stderr

    python("-c", INVITE)
    worker = (sys.executable, "-m", "huiyin", "desk", "worker", "--until-done")
    killed = subprocess.Popen(worker, env=environment)

    def kill_at_third(letter: Any) -> None:
        if len(sink.letters) == 2 and killed.poll() is None:
            killed.send_signal(signal.SIGKILL)
            killed.wait()

    sink.before = kill_at_third
    assert killed.wait(120) == -signal.SIGKILL
    assert len(sink.letters) == 3  # the third was taken, and whoever sent it could not note that
    waiting, tried, worked, left = python("-c", TRY_AGAIN).split("called:")[1:]
    assert "2@example.org" in waiting + tried + worked
    times = [len(sink.to(f"{n}@example.org")) for n in range(5)]
    assert times == [1, 1, 2, 1, 1]
    # SMTP cannot tell; the two copies carry one identifier, by which a mail program shows one.
    assert len({one["Message-ID"] for one in sink.letters}) == 5
    assert "0 emails waiting" in left


# ---- reminders -------------------------------------------------------------------------------------------


def test_only_who_said_nothing_is_reminded_that_comments_close_and_only_once(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    today = timezone.localdate()
    closes = working_days(consultation.authority).after(today, 3)
    Consultation.objects.update(opens=today, closes=closes + timedelta(days=1))
    assert remind() == 0 or closes.weekday() == 4  # not yet, unless a weekend follows
    Mail.objects.all().delete()
    sink.letters.clear()
    Consultation.objects.update(closes=closes)
    say_it(consultation, people[Role.DELEGATE], members[0], SECRET, is_private=True)
    remind()
    remind()
    assert not sink.to(DELEGATE) and not sink.to(SECRETARIAT)
    told = words(sink.one("ting@example.org"))
    assert "截止" in told and "组织2" in told and "组织1" not in told and SECRET not in told
    later_day = working_days(consultation.authority).after(today, 2)
    Consultation.objects.update(closes=later_day)  # another last day is another occasion
    remind()
    assert len(sink.to("ting@example.org")) == 2


def test_a_reminder_that_came_too_late_is_not_sent(
    consultation: Consultation, chinese: User, members: list[Any], sink: Sink
) -> None:
    Consultation.objects.update(opens=None, closes=timezone.localdate())
    reminders.go_round(morning())
    say_it(consultation, chinese, members[1], "应当恢复湿地。")
    Mail.objects.filter(kind="comments").delete()
    later()
    assert not sink.to("ting@example.org")


def test_nobody_is_written_to_at_night(consultation: Consultation, chinese: User) -> None:
    Consultation.objects.update(opens=None, closes=timezone.localdate())
    reminders.go_round(morning().replace(hour=3))
    reminders.go_round(morning().replace(hour=21))
    assert not Mail.objects.exists()
    reminders.go_round(morning())
    assert Mail.objects.exists()


def test_who_has_not_voted_on_everything_is_reminded_after_some_working_days(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    from huiyin.desk.consultations.api.votes import cast_vote

    statements = [
        Statement.objects.create(consultation=consultation, key=f"s{n}", text_en=f"Demand {n}")
        for n in (1, 2)
    ]
    stages.move_to_stage(consultation, Stage.GROUPING, people[Role.SECRETARIAT])
    consultation.refresh_from_db()
    stages.move_to_stage(consultation, Stage.DELIBERATING, people[Role.SECRETARIAT])
    for one in statements:
        cast_vote(one, people[Role.DELEGATE], members[0], 1)
    cast_vote(statements[0], chinese, members[1], -1)
    assert remind() == 0
    due = working_days(consultation.authority).after(timezone.localdate(), 5)
    assert remind(due) == 1 and remind(due + timedelta(days=1)) == 0
    told = words(sink.one("ting@example.org"))
    assert "请表态" in told and "组织2" in told and "/c/wetlands/vote/" in told


def test_a_replaced_version_asks_its_signatories_again_with_what_changed(
    edition: ProposalVersion,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    signatures.sign_proposal(edition, members[0], people[Role.DELEGATE])
    remind()
    assert [one["To"] for one in sink.letters] == [
        DELEGATE,
        "ting@example.org",
    ]  # a receipt, and a request
    assert "第1版已定稿" in words(sink.one("ting@example.org"))
    sink.letters.clear()
    team = people[Role.SECRETARIAT]
    consultation = edition.proposal.consultation
    for _ in range(2):  # versions 2 and 3
        newer = drafts.begin_proposal_version(consultation, team)
        assert remind() == 0  # nothing to sign while it is written
        drafts.lock_proposal_version(newer, team)
    remind()
    remind()
    mine = words(sink.one(DELEGATE))
    assert "Please sign again" in mine and "Version 1" in mine and "replaced by version 3" in mine
    assert "/proposal/3/changes/?from=1\n" in mine
    assert sink.one(DELEGATE)["List-Unsubscribe"]
    assert "请联署" in words(sink.one("ting@example.org"))


def test_replies_that_are_overdue_are_asked_for_once_and_not_where_all_are_there(
    edition: ProposalVersion, people: dict[Role, User], members: list[Any], sink: Sink
) -> None:
    signatures.sign_proposal(edition, members[0], people[Role.DELEGATE])
    submissions.submit_proposal(edition, {"a": b"b"}, people[Role.SECRETARIAT])
    later()
    sink.letters.clear()
    Consultation.objects.update(reply_due=timezone.localdate())
    assert remind() == 0  # the day itself is not over
    Consultation.objects.update(reply_due=timezone.localdate() - timedelta(days=1))
    assert remind() == 2 and remind() == 0
    assert "1 suggestion has no reply yet" in words(sink.one(OFFICER))
    assert "Replies from Ministry of Nature are overdue" in words(sink.one(SECRETARIAT))
    Consultation.objects.update(reply_due=timezone.localdate() - timedelta(days=2))
    consultation = edition.proposal.consultation
    replies.save_reply(
        consultation, edition.suggestions.get(), "accepted", "", people[Role.OFFICER]
    )
    assert remind() == 0


# ---- the digest ------------------------------------------------------------------------------------------


def test_a_digest_tells_what_happened_and_no_private_comment_leaks(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    me = people[Role.DELEGATE]
    say_it(consultation, me, members[0], "Restore the marshes.")
    say_it(consultation, me, members[0], SECRET, is_private=True)
    later()
    sink.letters.clear()
    monday = next_monday()
    reminders.go_round(morning(monday))
    outbox.deliver_mails()
    assert not sink.to(DELEGATE)  # of their own doing they know
    told = words(sink.one("ting@example.org"))
    assert "湿地保护法（草案）" in told and "新增公开意见 1 条" in told and "/c/wetlands/" in told
    for address in ("ting@example.org", OFFICER):
        letter = words(sink.one(address))
        assert "private" not in letter and "不公开" not in letter and SECRET not in letter
    assert "1 new public comment\n" in words(sink.one(OFFICER))
    for address in (SECRETARIAT, COORDINATOR):
        assert "1 new private comment\n" in words(sink.one(address))
        assert SECRET not in words(sink.one(address))
    sink.letters.clear()
    assert go_round(monday) == 0
    assert (
        go_round(monday + timedelta(days=7)) == 0 and not sink.letters
    )  # nothing happened, nothing is sent


def test_a_consultation_in_preparation_is_news_to_who_opened_it_alone(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    say_it(consultation, people[Role.DELEGATE], members[0], "Restore the marshes.")
    stages.move_to_stage(consultation, Stage.PREPARING, people[Role.SECRETARIAT])
    later()
    sink.letters.clear()
    go_round(next_monday())
    assert {one["To"] for one in sink.letters} == {SECRETARIAT, OFFICER}
    # Of the network's own, its coordinator hears and the authority does not.
    Consultation.objects.update(initiator=None)
    User.objects.update(digested_at=timezone.now() - timedelta(days=7))
    Mail.objects.all().delete()
    sink.letters.clear()
    go_round(next_monday())
    assert {one["To"] for one in sink.letters} == {SECRETARIAT, COORDINATOR}


def test_each_gets_the_digest_as_often_as_they_chose(
    consultation: Consultation, people: dict[Role, User], members: list[Any], chinese: User,
    sign_in: Callable[[Role], Client], sink: Sink,
) -> None:  # fmt: skip
    for role, choice in ((Role.DELEGATE, "daily"), (Role.OFFICER, "never")):
        given = {"name": role.value, "digest": choice, "reminders": "on"}
        fill(sign_in(role), reverse("account"), given)
    page = sign_in(Role.DELEGATE).get(reverse("account")).content.decode()
    assert 'value="daily" checked' in page
    tuesday = next_monday() + timedelta(days=1)
    User.objects.update(digested_at=morning(tuesday - timedelta(days=1)))
    say_it(consultation, chinese, members[1], "应当恢复湿地。")
    Mail.objects.all().delete()
    Comment.objects.update(submitted_at=morning(tuesday) - timedelta(hours=5))
    go_round(tuesday)
    assert [one["To"] for one in sink.letters] == [DELEGATE]
    go_round(tuesday + timedelta(days=6))
    assert not sink.to(OFFICER) and len(sink.to(SECRETARIAT)) == len(sink.to(DELEGATE)) == 1
    # Who wants the digest again is not told of the time when they did not.
    given = {"name": "o", "digest": "daily", "reminders": "on"}
    fill(sign_in(Role.OFFICER), reverse("account"), given)
    User.objects.filter(email=OFFICER).update(digested_at=morning(tuesday))
    go_round(tuesday + timedelta(days=7))
    assert not sink.to(OFFICER)


def test_an_author_hears_what_became_of_a_comment_and_nobody_else_does(
    consultation: Consultation, people: dict[Role, User], members: list[Any], chinese: User,
    work: Callable[[], Any], sink: Sink,
) -> None:  # fmt: skip
    me, team = people[Role.DELEGATE], people[Role.SECRETARIAT]
    mine = say_it(
        consultation, me, members[0], "Restore the marshes along every river of the country."
    )
    said = comments.CommentInput(uuid4(), "art_2", SECRET, is_private=True)
    private = comments.send_comment(consultation, me, members[0], said)
    groups.start_job(consultation, "group", team)
    work()
    groups.set_aside(Group.objects.get(comments=private), "Not about this law", team)
    edition = drafts.begin_proposal_version(consultation, team)
    rests = (Group.objects.get(comments=mine),)
    drafts.save_suggestion(
        edition,
        drafts.SuggestionInput("art_1", "Article 1", wording="Restore.", groups=rests),
        team,
    )
    drafts.lock_proposal_version(edition, team)
    Consultation.objects.update(stage=Stage.SIGNING)
    signatures.sign_proposal(edition, members[0], me)
    submissions.submit_proposal(edition, {"a": b"b"}, team)
    replies.save_reply(
        consultation, edition.suggestions.get(), "rejected", "Too dear", people[Role.OFFICER]
    )
    later()
    sink.letters.clear()
    go_round(next_monday())
    told = words(sink.one(DELEGATE))
    assert f"{SECRET}”. Reason: Not about this law" in told
    assert f"/c/wetlands/fate/{private.public_id}/" in told
    assert "based on your comment received a reply: Article 1: “Restore the marshes" in told
    assert ": rejected" in told and f"/c/wetlands/fate/{mine.public_id}/" in told
    for address in ("ting@example.org", OFFICER, SECRETARIAT):
        other = words(sink.one(address))
        assert (
            SECRET not in other
            and "Not about this law" not in other
            and "your comment" not in other
        )
    assert "1 条建议得到答复" in words(sink.one("ting@example.org"))
    for is_news in (True, False):  # comparing again finds the same: that is no news
        sink.letters.clear()
        User.objects.update(digested_at=timezone.now())
        uptake.take_enacted(consultation, "enacted.txt", DRAFT_EN.encode(), team)
        work()
        go_round(next_monday())
        told = words(sink.one(DELEGATE))
        assert "The enacted text was uploaded" in told
        assert told.count("in the enacted text: Article 1: “Restore the marshes") == is_news
        assert "your comment" not in words(sink.one(OFFICER)).casefold()


# ---- fewer mails -----------------------------------------------------------------------------------------


def _path(address: str) -> str:
    return "/mails/" + address.strip("<>").split("/mails/")[1]


def test_fewer_mails_are_chosen_by_one_click_without_signing_in(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    chinese: User,
    sink: Sink,
) -> None:
    say_it(consultation, people[Role.DELEGATE], members[0], "Restore the marshes.")
    later()
    receipt = sink.one(DELEGATE)
    assert receipt["List-Unsubscribe"] is None and "Choose to receive fewer emails" in words(
        receipt
    )
    go_round(next_monday())
    digest = sink.one("ting@example.org")
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stranger = Client(enforce_csrf_checks=True)
    address = _path(digest["List-Unsubscribe"])
    page = stranger.get(address).content.decode()
    assert "进展摘要" in page and "ting@example.org" in page
    chinese.refresh_from_db()
    assert chinese.digest == User.Digest.WEEKLY  # to look changes nothing
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    chinese.refresh_from_db()
    assert (chinese.digest, chinese.wants_reminders) == (User.Digest.NEVER, True)
    link = next(line for line in words(digest).splitlines() if "/mails/" in line)
    own = "/mails/" + link.split("/mails/")[1]
    stranger.post(own, {"digest": "daily"})
    chinese.refresh_from_db()
    assert (chinese.digest, chinese.wants_reminders) == (User.Digest.DAILY, False)
    assert stranger.get(own[:-3] + "xx/").status_code == 404


def test_who_wants_no_reminders_gets_none_even_if_one_was_written(
    consultation: Consultation, chinese: User, sink: Sink
) -> None:
    Consultation.objects.update(opens=None, closes=timezone.localdate())
    reminders.go_round(morning())
    assert Mail.objects.filter(person=chinese).exists()
    User.objects.update(wants_reminders=False)
    assert outbox.deliver_mails() == 0 and not sink.letters
