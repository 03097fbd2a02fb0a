"""People without an account who share a name or an address: each is asked for row by row, and nobody else goes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.api import save_account
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation, Intake, Tally
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.personal import erasure, erasure_marks, strangers
from huiyin.desk.personal.mentions import find_mentions
from huiyin.desk.personal.models import Erasure
from huiyin.desk.personal.names import PersonNames, addresses_in, find_shared
from huiyin.desk.personal.traces import find_traces
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say

Take = Callable[[str, str], Intake]


@pytest.fixture
def take_in(
    folder: Path,
    consultation: Consultation,
    people: dict[Role, User],
    work: Callable[[], list[Job]],
) -> Take:
    def take(name: str, rows: str) -> Intake:
        table = f"条款,意见,姓名\n{rows}".encode()
        intake = intakes.receive_file(consultation, name, table, people[Role.SECRETARIAT])
        work()
        return intake

    return take


def say_speakers() -> dict[str, str]:
    return {one.text: one.speaker for one in Comment.objects.exclude(intake=None)}


# ---- one name, one address, several people -----------------------------------------------------------------


@pytest.fixture
def two_wang(take_in: Take) -> tuple[Intake, Intake]:
    return (
        take_in("beijing.csv", "第一条,北京王伟说的话,王伟\n"),
        take_in("kunming.csv", "第二条,昆明王伟说的另一句话,王伟\n"),
    )


def test_of_two_people_of_one_name_only_whose_row_is_ticked_goes(
    two_wang: tuple[Intake, Intake],
    sign_in: Callable[[Role], Client],
    django_capture_on_commit_callbacks: Any,
) -> None:
    team, where = sign_in(Role.SECRETARIAT), reverse("strangers")
    page = team.get(where, {"q": "王伟", "named": "王伟"}).content.decode()
    assert "北京王伟说的话" in page and "昆明王伟说的另一句话" in page
    first = Comment.objects.get(text="北京王伟说的话")
    given = {"q": "王伟", "named": "王伟", "sure": "yes"}
    for what in ("take", "erase"):  # a name alone is nobody
        answer = team.post(where, given | {"what": what})
        assert answer.status_code == 422
        assert say("personal.strangers.no_row_chosen", "en") in answer.content.decode()
    given["meant"] = f"comment:{first.pk}"
    answer = team.post(where, given | {"what": "take"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = archive.read("data.json").decode()
    assert "北京王伟说的话" in told and "昆明王伟说的另一句话" not in told
    with django_capture_on_commit_callbacks(execute=True):
        assert team.post(where, given | {"what": "erase"}).status_code == 302
    assert say_speakers() == {"昆明王伟说的另一句话": "王伟"}
    kept = dict(Intake.objects.values_list("pk", "file"))
    assert [bool(kept[one.pk]) for one in two_wang] == [False, True]


def test_a_backup_brings_back_neither_more_nor_fewer_than_were_ticked(
    two_wang: tuple[Intake, Intake],
    people: dict[Role, User],
    django_capture_on_commit_callbacks: Any,
) -> None:
    held = list(Comment.objects.exclude(intake=None).order_by("pk"))
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase_words(["王伟"], people[Role.SECRETARIAT], [f"comment:{held[0].pk}"])
    held[0].save(force_insert=True)  # as a restore does
    Tally.objects.update(comments=F("comments") + 1)
    assert set(say_speakers()) == {"北京王伟说的话", "昆明王伟说的另一句话"}
    assert erasure.apply_again() == 1
    assert say_speakers() == {"昆明王伟说的另一句话": "王伟"}


SHARED = "第一条,甲说,王伟 <info@ngo.org>\n第二条,乙说,陈静 <info@ngo.org>\n第三条,丙说,张三 info@ngo.org\n"


def test_an_address_under_which_several_write_is_no_persons_and_somebody_is_asked(
    take_in: Take, people: dict[Role, User]
) -> None:
    take_in("a.csv", SHARED)
    named = PersonNames.of_words(["王伟 <info@ngo.org>"])
    found = {one.row.text: one for one in find_traces(named) if isinstance(one.row, Comment)}
    assert set(found) == {"甲说", "乙说", "丙说"} and not any(one.is_sure for one in found.values())
    erasure.erase_words(["王伟 <info@ngo.org>"], people[Role.SECRETARIAT], [found["甲说"].key])
    assert say_speakers() == {"乙说": "陈静 <info@ngo.org>", "丙说": "张三 info@ngo.org"}
    # Nor does the mark that is left of it take the others away after a restore.
    erasure.apply_again()
    assert say_speakers() == {"乙说": "陈静 <info@ngo.org>", "丙说": "张三 info@ngo.org"}


@pytest.mark.parametrize("way", ["several", "organisation"])
def test_an_account_with_such_an_address_takes_nobody_else_with_it(
    way: str, take_in: Take, people: dict[Role, User]
) -> None:
    if way == "organisation":
        Organisation.objects.filter(pk=Organisation.objects.all()[0].pk).update(
            email="Info@ngo.org"
        )
    person = User.objects.create_user("info@ngo.org", name="王伟")
    take_in("a.csv", SHARED if way == "several" else SHARED.splitlines()[1] + "\n")
    before, mailed = say_speakers(), Organisation.objects.filter(email="Info@ngo.org").count()
    erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT])
    assert say_speakers() == before and all(Intake.objects.values_list("file", flat=True))
    assert Organisation.objects.filter(email="Info@ngo.org").count() == mailed


def test_the_address_of_an_organisation_is_emptied_where_somebody_says_that_it_is_the_persons(
    people: dict[Role, User], folder: Path
) -> None:
    person = User.objects.create_user("info@ngo.org", name="王伟")
    one = Organisation.objects.all()[0]
    Organisation.objects.filter(pk=one.pk).update(email="info@ngo.org")
    erasure.grant_erasure(
        erasure.ask_erasure(person), people[Role.SECRETARIAT], [f"organisation:{one.pk}"]
    )
    one.refresh_from_db()
    assert one.email == ""


SHARING = (
    (("王伟 <a@x.org>", "王伟 a@x.org", "a@x.org", "王伟（a@x.org）"), False),
    (("王伟 <a@x.org>", "陈静 <A@X.org>"), True), (("王伟 <a@x.org>", "陈静 <aa@x.org>"), False),
    (("a@x.org",), False), (("Wei Wang a@x.org", "Jing Chen, a@x.org"), True),
)  # fmt: skip


def test_an_address_is_shared_where_it_stands_beside_several_names(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    for cells, is_shared in SHARING:
        Comment.objects.all().delete()
        for cell in cells:
            Comment.objects.create(consultation=consultation, text="x", speaker=cell, eid="art_1")
        assert find_shared(["a@x.org"]) == ({"a@x.org"} if is_shared else set()), cells


# ---- who has an account ------------------------------------------------------------------------------------

HIDDEN = (
    "w@example.org的意见", "联系=w@example.org", "王伟w@example.org", "w@example.org/王伟", "*w@example.org*",
    "王伟·w@example.org", "w@example.org?subject=x", "w@example.org&陈静", "w@example.org+陈静", "`w@example.org`",
    "w@example.org！", "_w@example.org_", "w@example.org-陈静", "陈静-w@example.org", "~w@example.org~", "#w@example.org",
    "w\u200b@example.org", "ｗ＠example.org", "W@EXAMPLE.ORG的意见", "w@example.org。陈静", "电邮：w@example.org转陈静",
)  # fmt: skip


def test_a_row_with_the_address_of_an_account_is_not_offered_however_it_is_written(
    consultation: Consultation,
) -> None:
    User.objects.create_user("w@example.org", name="王甲")
    for cell in HIDDEN:
        Comment.objects.create(consultation=consultation, text="x", speaker=cell, eid="art_1")
    assert strangers.list_of_accounts(HIDDEN) == list(HIDDEN)
    for cell in HIDDEN:
        assert strangers.find_names(cell[:3]) == [], cell
        with pytest.raises(erasure.HasAccount):
            erasure.erase_words([cell], User.objects.all()[0], [])


LIKE_IT = ("ww@example.org", "w@example.org.cn", "w@example.orgs", "a.w@example.org", "w@example.org-a.cn")  # fmt: skip


def test_an_address_that_only_holds_that_of_an_account_is_offered(db: None) -> None:
    User.objects.create_user("w@example.org", name="王甲")
    assert strangers.list_of_accounts(LIKE_IT) == []


def test_addresses_are_cut_where_the_search_for_them_finds_them() -> None:
    for cell in HIDDEN:
        assert "w@example.org" in addresses_in(cell), cell
        assert PersonNames.of_address("w@example.org").has_address(cell), cell


def test_what_is_handed_to_a_stranger_tells_nothing_of_an_account_of_the_same_name(
    take_in: Take, people: dict[Role, User], consultation: Consultation
) -> None:
    person, team = User.objects.create_user("w@example.org", name="王伟"), people[Role.SECRETARIAT]
    record_audit_entry(team, "close", person, person="王伟")
    record_audit_entry(team, "seat.end", consultation, person="王伟", whom=person.pk)
    AuditEntry.objects.create(verb="seat.end", thing="organisation", thing_id="1", details={"person": "王伟"})  # fmt: skip
    take_in("a.csv", "第一条,甲说,王伟\n")
    told = {
        one.name: one.rows
        for one in strangers.gather_sections(find_traces(PersonNames.of_words(["王伟"])))
    }
    assert len(told["comments"]) == 1 and told["acts"] == ()


# ---- names with something around them ----------------------------------------------------------------------


#: What somebody is called, and how they stand beside a comment.
AROUND = (
    ("李明", "李明先生"), ("李明", "李明女士（某某协会）"), ("李明", "李明博士"), ("李明", "某某协会李明"), ("李明", "李\u200b明"),
    ("李明", "李明\u200e"), ("李明", "教授李\u00ad明"), ("李明", "李明 13800000000"), ("Li Ming", "Ming LI"), ("Li Ming", "Li, Ming"),
    ("Li Ming", "LI Ming (NGO)"), ("Li Ming", "Ming/Li"), ("Ana María Ruiz", "Ruiz, Ana María"), ("Hans Weiß", "Hans Weiß (Stadt Köln)"),
    ("Hans Weiß", "HANS WEISS, Köln"), ("Hans Weiß", "Weiß, Hans"), ("İnci Ak", "İnci Ak (X)"), ("Li", "Li (NGO)"), ("Reed", "Dr. Reed"),
)  # fmt: skip


def test_a_name_with_something_around_it_is_asked_for_and_goes_where_it_is_ticked(
    consultation: Consultation, people: dict[Role, User], folder: Path
) -> None:
    """One erasure for each name: what all of these cells cost is erasing a person, not finding them."""
    by_name: dict[str, list[str]] = {}
    for name, cell in AROUND:
        by_name.setdefault(name, []).append(cell)
    for name, cells in by_name.items():
        person = User.objects.create_user("w@example.org", name=name)
        held = {
            cell: Comment.objects.create(
                consultation=consultation, text="x", speaker=cell, eid="art_1"
            )
            for cell in cells
        }
        Tally.objects.filter(consultation=consultation, unit="").update(comments=len(cells))
        found = {one.row.pk: one for one in find_traces(PersonNames.of_person(person))}
        for cell, one in held.items():
            assert one.pk in found and not found[one.pk].is_sure, (name, cell)
        keys = [one.key for one in found.values()]
        erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT], keys)
        left = dict(Comment.objects.values_list("pk", "speaker"))
        for cell, one in held.items():
            assert not PersonNames.of_words([name]).may_be_in(left.get(one.pk, "")), (name, cell)
        Comment.objects.all().delete()


OTHERS = (
    ("Reed", "agreed by all"), ("Li", "Lima"), ("Lin Xiao", "Lin Xiaoxi"), ("李明", "李亮明"), ("Li Ming", "Liming Zhao"),
)  # fmt: skip


def test_of_other_names_nobody_is_asked() -> None:
    for name, cell in OTHERS:
        assert not PersonNames(frozenset({name.casefold()}), frozenset()).may_name(cell), (
            name,
            cell,
        )


def test_what_failed_and_letters_that_only_mention_somebody_are_asked_for_too(
    consultation: Consultation,
    people: dict[Role, User],
    folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    person, team = (
        User.objects.create_user("z@example.org", name="慕容晓峰"),
        people[Role.SECRETARIAT],
    )
    for name in ("慕容晓峰的修改稿.docx", "草案-慕容晓峰-v2.docx"):
        Job.objects.create(
            **name_subject(consultation), kind="read_draft", created_by=team, state="failed",
            arguments={"file": "drafts/x.docx", "name": name, "language": "zh"},
            error={"code": "not_text", "details": {"file": name}},
        )  # fmt: skip
    letter = "第一条：慕容晓峰认为应当保护湿地。\n第二条：同意慕容晓峰先生的意见。\n"
    intakes.receive_file(consultation, "来信.txt", letter.encode(), team)
    statement = consultation.statements.create(key="s1", text_zh="保护候鸟")
    for who in ("慕容晓峰先生", "湿地协会慕容晓峰"):
        statement.votes.create(participant=who, value=1)
    found = find_traces(PersonNames.of_person(person))
    assert [one.kind for one in found] == ["file", "vote", "vote", "job", "job"]
    with django_capture_on_commit_callbacks(execute=True):
        erasure.grant_erasure(erasure.ask_erasure(person), team, [one.key for one in found])
    held = [
        *Job.objects.values_list("arguments", "error"),
        *statement.votes.values_list("participant"),
    ]
    assert "慕容晓峰" not in str(held) and not Intake.objects.get().file
    drafts = Job.objects.filter(state="failed", kind="read_draft")
    assert {one.arguments["file"] for one in drafts} == {"drafts/x.docx"}


def test_texts_in_which_a_name_is_written_otherwise_are_listed_with_what_stands_there(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    for text in ("李\u200b明认为应当保护", "write to WEISS@example.org", "Weiß@example.org wrote"):
        Comment.objects.create(
            consultation=consultation, author=people[Role.DELEGATE], text=text, eid="art_1"
        )
    Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], text="李明 SECRET", state="draft"
    )
    (found,) = find_mentions(PersonNames(frozenset({"李明"}), frozenset({"weiss@example.org"}), 1))
    assert found.n == 4 and "认为应当保护" in found.places[0].words
    assert "SECRET" not in str(found)  # another's draft


def test_the_page_for_strangers_speaks_of_no_request(
    take_in: Take, sign_in: Callable[[Role], Client], consultation: Consultation, people: dict[Role, User]
) -> None:  # fmt: skip
    take_in("a.csv", "第一条,甲说,王伟\n")
    Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], text="王伟说得对", eid="art_1"
    )
    team = sign_in(Role.SECRETARIAT)
    page = team.get(reverse("strangers"), {"q": "王伟", "named": "王伟"}).content.decode()
    assert "王伟说得对" in page and say("personal.mentions.of_strangers", "en") in page.replace("&#x27;", "'")  # fmt: skip
    assert "grant the request" not in page


# ---- former names and other spellings ----------------------------------------------------------------------


def test_the_name_before_a_rename_is_looked_for_and_goes_with_the_account(
    take_in: Take, people: dict[Role, User]
) -> None:
    person = User.objects.create_user("z@example.org", name="慕容晓峰")
    take_in("a.csv", "第一条,甲说,慕容晓峰\n第二条,乙说,Murong Xiaofeng\n")
    save_account(person, "M. X.", "never", reminders=False)
    assert "慕容" not in str(AuditEntry.objects.filter(verb="account.name").values_list("details"))
    person.refresh_from_db()
    rows = [one for one in find_traces(PersonNames.of_person(person)) if one.kind == "comment"]
    assert [one.row.text for one in rows] == ["甲说"]
    called = PersonNames.of_person(person).also_called("Xiaofeng Murong, 慕容曉峰")
    keys = [one.key for one in find_traces(called)]
    erasure.grant_erasure(
        erasure.ask_erasure(person), people[Role.SECRETARIAT], keys, also="Xiaofeng Murong"
    )
    left = Comment.objects.exclude(intake=None).values_list("speaker", flat=True)
    assert not any(left)
    assert all(
        "before" not in act.details for act in AuditEntry.objects.filter(verb="account.name")
    )


# ---- marks -------------------------------------------------------------------------------------------------


def test_a_line_that_was_torn_off_takes_no_later_mark_with_it(folder: Path) -> None:
    from django.utils import timezone

    path = folder / erasure_marks.FILE
    path.write_text('{"at": "2026-11-29T10:0')
    made = erasure_marks.make_marks(["words a"], timezone.now())
    erasure_marks.keep_marks(made)
    assert erasure_marks.read_marks() == made
    erasure_marks.seal_marks()
    assert erasure_marks.read_marks() == made and not Erasure.objects.exists()
