"""Whoever is called like somebody who is erased, or has their name within a longer one, loses nothing."""

from __future__ import annotations

import base64
import io
import quopri
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import intakes
from huiyin.desk.consultations.models import Comment, Consultation, Intake, Vote
from huiyin.desk.jobs.models import Job
from huiyin.desk.networks import departures
from huiyin.desk.networks.models import Invitation
from huiyin.desk.notifications.models import Mail
from huiyin.desk.personal import erasure, file_contents
from huiyin.desk.personal.mentions import find_mentions
from huiyin.desk.personal.names import PersonNames, addresses_in, fold_name
from huiyin.desk.personal.traces import find_traces
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.i18n import say


def call(*names: str, email: str = "li@example.org", others: tuple[str, ...] = ()) -> PersonNames:
    return PersonNames(
        frozenset(map(fold_name, names)), frozenset({email}), 1, frozenset(map(fold_name, others))
    )


# ---- words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("李明", "李明亮的意见已收到"), ("李明", "木子李明的意见"), ("李明", "李明明"), ("李明", "李明·买买提"),
        ("Reed", "550 not agreed by policy"), ("Reed", "Reedy Lake"), ("Lin Xiao", "Lin Xiaoxi"), ("Lin Xiao", "Berlin Xiao"),
        ("Anne Marie", "Jo-Anne Marie"), ("Anne Marie", "Anne Marie-Louise"), ("Brien Ann", "O'Brien Ann"), ("Li", "Li Wei"),
        ("明", "李明"),
    ],
)  # fmt: skip
def test_a_name_within_a_longer_one_is_another_name(name: str, words: str) -> None:
    named = call(name)
    assert not named.has_name(words) and named.without(words) == words


@pytest.mark.parametrize(
    ("name", "words", "kept"),
    [
        ("李明", "提交人：李明，2026年", "提交人:…,2026年"),
        ("李明", "李 明", ""), ("李明", "李明", ""), ("李明", "李明（某某协会）", "…(某某协会)"), ("李明", "comments 李明", "comments …"),
        ("Lin Xiaoxi", "LIN  XIAOXI", ""), ("Lin Xiaoxi", "by Lin Xiaoxi.", "by …."), ("Lin Xiaoxi", "由Lin Xiaoxi提出", "由…提出"),
        ("Lin Xiaoxi", "Lin Xiaoxi's comment", "…'s comment"), ("Ōe Ken", "ŌE KEN wrote", "… wrote"), ("王伟 Wang Wei", "(王伟  Wang Wei)", "(…)"),
    ],
)  # fmt: skip
def test_a_name_that_stands_for_itself_is_taken_out_and_nothing_else(
    name: str, words: str, kept: str
) -> None:
    assert call(name).has_name(words) and call(name).without(words) == kept


@pytest.mark.parametrize(
    "words",
    [
        "wang.li@example.org", "li@example.org.uk", "li@example.organ", "xli@example.org", "li+1@example.orgs", "li@example.org-a",
        "tp_li@example.org",
    ],
)  # fmt: skip
def test_an_address_within_another_is_another_address(words: str) -> None:
    assert not call().has_address(words) and call().without(words) == words


@pytest.mark.parametrize(
    "words",
    [
        "li@example.org", "550 <LI@Example.org> unknown", "请联系li@example.org。", "mail li@example.org.", "Li <li@example.org>",
        "from li@example.org.csv", "li@example.org,x", "mailto:li@example.org?subject=a", "ｌｉ@example.org",
    ],
)  # fmt: skip
def test_an_address_is_found_whatever_stands_around_it(words: str) -> None:
    assert call().has_address(words) and "li@" not in call().without(words).lower()


def test_the_longer_name_of_another_account_is_left_whole() -> None:
    named = call("Lin Xiaoxi", others=("Lin Xiaoxi Chen", "Marie Lin"))
    assert named.without("Lin Xiaoxi Chen and Lin Xiaoxi") == "Lin Xiaoxi Chen and …"
    assert call("Lin Xiaoxi", others=("LIN XIAOXI",)).has_namesake and not named.has_namesake


def test_addresses_are_cut_out_of_what_stands_around_them() -> None:
    assert addresses_in("Li <Li@Example.org>; b@x.org、c@y.org。 d@ @e a@b@c") == {
        "li@example.org", "b@x.org", "c@y.org",
    }  # fmt: skip


# ---- files -----------------------------------------------------------------------------------------------


def pack(**parts: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("条款,意见,姓名\n1,好,李明\n".encode(), "a.csv"),
        ("条款,意见,姓名\n1,好,李明\n".encode("gb18030"), "a.csv"),
        ("条款\t姓名\n1\t李明\n".encode("utf-16"), "a.txt"),
        (pack(sheet="<c><is><t>李</t><t>明</t></is></c>"), "a.xlsx"),
        (pack(book='<sheet name="李明"/>'), "a.xlsx"),
        (pack(document="<w:r><w:t>&#26446;</w:t></w:r><w:r><w:t>明</w:t></w:r>"), "a.docx"),
        (b"From: =?utf-8?b?5p2O5piO?= <x@y.org>\nSubject: a\n\nb\n", "a.eml"),
        (b"Subject: a\nContent-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: base64\n\nwO7D9w==\n", "a.eml"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 9 + "李明".encode("utf-16-le"), "a.doc"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_files_of_every_kind_that_words_lie_open_in(
    data: bytes, name: str
) -> None:
    assert any(map(call("李明").has_name, file_contents.list_texts(data, name)))


LATIN = "Article,Comment,Contact\r\n1,We agree,José Müller\r\n"
HAN = "條款,意見,聯絡人\r\n第一條,我們認為應當保護濕地,歐陽曉峰\r\n"
QUOTED = b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"


def letter_of(data: bytes) -> bytes:
    kind = b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n"
    return kind + base64.encodebytes(data)


@pytest.mark.parametrize(
    ("data", "name", "who"),
    [
        *((HAN.encode(encoding), "a.csv", "歐陽曉峰") for encoding in ("big5", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32", "gb18030")),
        *((LATIN.encode(encoding), "a.csv", "José Müller") for encoding in ("cp1252", "utf-16-le", "utf-16-be")),
        ("<html><td>歐陽曉峰</td>".encode("big5"), "a.html", "歐陽曉峰"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 9 + "José Müller".encode("latin-1") + b"\0", "a.xls", "José Müller"),
        (pack(sheet="x", strings=b"\x13\x10" + b"\0\4\0" + "歐陽曉峰".encode("utf-16-le") + b"\x13\x20"), "a.xlsb", "歐陽曉峰"),
        (pack(text="x", embedded=pack(strings="<t>歐陽曉峰</t>")), "a.docx", "歐陽曉峰"),
        (pack(text="x", ole=b"\xd0\xcf\x11\xe0" + "歐陽曉峰".encode("utf-16-le")), "a.docx", "歐陽曉峰"),
        (b"MIME-Version: 1.0\n" + QUOTED + quopri.encodestring("<p>歐陽曉峰</p>".encode()), "a.doc", "歐陽曉峰"),
        (letter_of(pack(strings="<t>歐陽曉峰</t>")), "a.txt", "歐陽曉峰"),
        (b"\xef\xbb\xbfFrom: a@b.org\n" + letter_of("歐陽曉峰".encode("big5")), "a", "歐陽曉峰"),
        (b"From a@b.org Mon\nSubject: x\n\ny\n\nFrom c@d.org Tue\n" + letter_of("歐陽曉峰".encode()), "a.mbox", "歐陽曉峰"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_encoding_and_however_deep_it_is_packed(
    data: bytes, name: str, who: str
) -> None:
    assert any(map(call(who).has_name, file_contents.list_texts(data, name)))


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"PAR1....",
        b"PK\x03\x04 broken",
        pack(a="x" * 2000),
        pack(a=pack(a="x" * 2000)),
        pack(a="%PDF-1.7"),
        b"{\\rtf1 x}",
        b"\x1f\x8b\x08",
        letter_of(b"%PDF-1.7"),
    ],
)
def test_a_file_that_cannot_be_looked_through_says_so(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_contents, "_MOST", 1000)
    with pytest.raises(file_contents.Unsearchable):
        file_contents.list_texts(data, "a")


# ---- erased ----------------------------------------------------------------------------------------------


TABLE = "条款,意见,姓名\n第一条,甲说,王伟\n第一条,乙说,王伟（某某协会）\n第二条,丙说,王伟业\n第三条,丁说,王 伟\n第三条,戊说,小王 <wang@example.org>\n"


@pytest.fixture
def wang(
    folder: Path,
    consultation: Consultation,
    people: dict[Role, User],
    work: Callable[[], list[Job]],
) -> User:
    """Somebody with the most frequent of names, in a table that the secretariat sent in."""
    person = User.objects.create_user("wang@example.org", name="王伟", language="zh-hans")
    intakes.receive_file(consultation, "王伟的意见.csv", TABLE.encode(), people[Role.SECRETARIAT])
    work()
    return person


def say_speakers() -> dict[str, str]:
    return {one.text: one.speaker for one in Comment.objects.exclude(intake=None)}


def test_who_bears_the_address_goes_and_who_bears_the_name_is_asked_for(
    wang: User, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    asked = erasure.ask_erasure(wang)
    page = sign_in(Role.SECRETARIAT).get(reverse("erasure", args=(asked.pk,))).content.decode()
    first = Comment.objects.get(text="甲说")
    assert f'value="comment:{first.pk}"' in page and first.words in page
    assert (
        "丙说" in page
    )  # 王伟业 may be 王伟 and what he does: asked, and left where nothing is ticked
    assert say("personal.elsewhere.sure", "en") in page
    erasure.grant_erasure(asked, people[Role.SECRETARIAT], [f"comment:{first.pk}"])
    assert say_speakers() == {
        "乙说": "王伟（某某协会）",
        "丙说": "王伟业",
        "丁说": "王 伟",
        "戊说": "",
    }
    intake = Intake.objects.get()  # the address stood in it
    assert not intake.file and intake.preview == [] and intake.file_name == "王伟的意见.csv"


def test_the_name_of_a_file_goes_where_somebody_says_that_it_is_theirs(
    wang: User, people: dict[Role, User], django_capture_on_commit_callbacks: Any, folder: Path
) -> None:
    asked, intake = erasure.ask_erasure(wang), Intake.objects.get()
    chosen = [
        one.key
        for one in find_traces(PersonNames.of_person(wang))
        if one.kind in ("file_name", "speaker")
    ]
    with django_capture_on_commit_callbacks(execute=True):
        erasure.grant_erasure(asked, people[Role.SECRETARIAT], chosen)
    intake.refresh_from_db()
    assert intake.file_name == f"{intake.pk}.csv"
    assert say_speakers()["乙说"] == "…(某某协会)"
    assert not [path for path in folder.rglob("*") if path.is_file() and "王伟" in path.name]
    assert "王伟" not in str(
        AuditEntry.objects.filter(thing="intake").values_list("details", flat=True)
    )


def test_a_file_is_renamed_where_it_lies_and_can_still_be_read(
    folder: Path, consultation: Consultation, people: dict[Role, User], work: Callable[[], list[Job]],
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    person = User.objects.create_user("wang@example.org", name="王伟")
    table = "条款,意见\n第一条,不提姓名\n".encode()
    intake = intakes.receive_file(consultation, "王伟.csv", table, people[Role.SECRETARIAT])
    work()
    trace = next(
        one for one in find_traces(PersonNames.of_person(person)) if one.kind == "file_name"
    )
    with django_capture_on_commit_callbacks(execute=True):
        erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT], [trace.key])
    intake.refresh_from_db()
    with intake.file.open("rb") as file:
        assert file.read() == table
    assert [path.name for path in (folder / "uploads" / "comments").iterdir()] == [
        f"{intake.pk}.csv"
    ]
    intakes.map_columns(intake, {"text": "意见"}, people[Role.SECRETARIAT])
    work()
    assert Comment.objects.get(intake=intake).text == "不提姓名"


def test_of_a_file_that_cannot_be_looked_through_somebody_says_whether_it_goes(
    wang: User, people: dict[Role, User], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    scan = intakes.receive_file(consultation, "scan.pdf", b"%PDF-1.7 x", people[Role.SECRETARIAT])
    other = intakes.receive_file(consultation, "other.pdf", b"%PDF-1.7 y", people[Role.SECRETARIAT])
    asked = erasure.ask_erasure(wang)
    where = reverse("erasure", args=(asked.pk,))
    team = sign_in(Role.SECRETARIAT)
    page = team.get(where).content.decode()
    assert reverse("intake", args=("wetlands", scan.pk)) in page
    Consultation.objects.update(stage="closed")  # then files have no page
    page = team.get(where).content.decode()
    assert f'value="unsearched:{scan.pk}"' in page and "/intake/" not in page
    erasure.grant_erasure(asked, people[Role.SECRETARIAT], [f"unsearched:{scan.pk}"])
    held = dict(Intake.objects.values_list("pk", "file"))
    assert held[scan.pk] == "" and held[other.pk]


def test_acts_and_mails_about_somebody_else_of_the_same_name_stay_as_they_are(
    people: dict[Role, User], folder: Path
) -> None:
    team = people[Role.SECRETARIAT]
    person = User.objects.create_user("a@example.org", name="李明")
    other = User.objects.create_user("b@example.org", name="李明")
    reader = people[Role.DELEGATE]
    departures.close_account(other, team)
    record_audit_entry(team, "organisation.unseat", reader, who="李明", whom=other.pk)
    record_audit_entry(team, "organisation.unseat", reader, who="李明", whom=person.pk)
    record_audit_entry(None, "mail.give_up", reader, why="550 <a@example.org> 李明亮 not agreed")
    mails = [
        Mail.objects.create(person=reader, kind="second_step_reset", about={"who": "李明", "whom": whom})
        for whom in (other.pk, person.pk)
    ]  # fmt: skip
    before = list(
        AuditEntry.objects.filter(thing="user", thing_id=str(other.pk)).values_list("details")
    )
    erasure.grant_erasure(erasure.ask_erasure(person), team)
    assert list(AuditEntry.objects.filter(thing="user", thing_id=str(other.pk)).values_list("details")) == before  # fmt: skip
    unseated = AuditEntry.objects.filter(verb="organisation.unseat").order_by("pk")
    assert [act.details["who"] for act in unseated] == ["李明", ""]
    assert AuditEntry.objects.get(verb="mail.give_up").details["why"] == "550 <…> 李明亮 not agreed"
    assert [Mail.objects.get(pk=mail.pk).about["who"] for mail in mails] == ["李明", ""]


def test_of_an_act_that_says_no_number_somebody_is_asked_whom_it_means(
    people: dict[Role, User], folder: Path
) -> None:
    team = people[Role.SECRETARIAT]
    person = User.objects.create_user("a@example.org", name="李明")
    User.objects.create_user("b@example.org", name="李明")
    for n in range(2):  # of a version that wrote no numbers
        AuditEntry.objects.create(actor=team, verb="network.dismiss", thing="network", thing_id=str(n), details={"names": ["李明"]})  # fmt: skip
    found = [one for one in find_traces(PersonNames.of_person(person)) if one.kind == "act"]
    assert len(found) == 2
    erasure.grant_erasure(erasure.ask_erasure(person), team, [found[0].key])
    dismissed = AuditEntry.objects.filter(verb="network.dismiss").order_by("pk")
    assert [act.details["names"] for act in dismissed] == [[""], ["李明"]]


def test_mails_in_the_folder_keep_the_words_about_others(
    people: dict[Role, User], folder: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    person = User.objects.create_user("a@example.org", name="李明")
    User.objects.create_user("reed@example.org", name="Reed")
    words = "李明亮的意见已收到,李明的也是\nhttps://x.org/agreed/ wang.a@example.org"
    EmailMessage("关于李明亮的意见", words, "d@x.org", ["other@example.org"]).send()
    EmailMessage("x", "to them", "d@x.org", ["A@example.org"]).send()
    with django_capture_on_commit_callbacks(execute=True):
        erasure.grant_erasure(erasure.ask_erasure(person), people[Role.SECRETARIAT])
    from email import message_from_bytes, policy

    left = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in (folder / "mail").iterdir()]  # fmt: skip
    told = {str(one["to"]): one for one in left if one["to"] == "other@example.org"}
    assert len(left) == 1 and str(told["other@example.org"]["subject"]) == "关于李明亮的意见"
    text = told["other@example.org"].get_content()
    assert (
        "李明亮的意见已收到,李明的也是" in text
    )  # 李明的: Chinese has no words, so it may be another name
    assert "https://x.org/agreed/ wang.a@example.org" in text


def test_words_of_others_that_name_them_are_listed_with_where_they_stand_and_stay(
    wang: User, people: dict[Role, User], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    comment = Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], text="王伟说得对", eid="art_1", language="zh"
    )  # fmt: skip
    own = Comment.objects.create(
        consultation=consultation, author=wang, text="我是王伟", state="draft"
    )
    AuditEntry.objects.create(
        verb="group.name", thing="decision", thing_id="1", details={"words": "问王伟"}
    )
    found = {one.table: one for one in find_mentions(PersonNames.of_person(wang), wang)}
    assert found[say("personal.table.comment")].n == 1 and say("personal.table.auditentry") in found
    asked = erasure.ask_erasure(wang)
    page = sign_in(Role.SECRETARIAT).get(reverse("erasure", args=(asked.pk,))).content.decode()
    assert reverse("comment", args=("wetlands", comment.public_id)) in page
    erasure.grant_erasure(asked, people[Role.SECRETARIAT])
    comment.refresh_from_db()
    assert comment.text == "王伟说得对" and not Comment.objects.filter(pk=own.pk).exists()
    last = Mail.objects.get(kind="erased")
    assert last.about["left"] >= 2


# ---- strangers -------------------------------------------------------------------------------------------


def test_the_form_for_people_without_an_account_takes_no_address_of_one(
    wang: User, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    team, where = sign_in(Role.SECRETARIAT), reverse("strangers")
    Invitation.objects.create(email="wang@example.org", created_by=wang, role="delegate")
    Mail.objects.create(person=wang, email="wang@example.org", kind="digest")
    held = Mail.objects.count(), Invitation.objects.count(), sorted(say_speakers().values())
    answers = []
    for named in ("wang@example.org", "小王 <wang@example.org>", "nobody@example.org", "王伟"):
        for what in ("erase", "take"):
            given = {"q": "no such name", "named": [named], "what": what, "sure": "yes"}
            answer = team.post(where, given)
            answers.append((answer.status_code, say("personal.strangers.none_chosen", "en") in answer.content.decode()))  # fmt: skip
    assert set(answers) == {(422, True)}  # the same, whoever has an account
    given = {"q": "wang", "named": ["小王 <wang@example.org>"], "what": "erase", "sure": "yes"}
    assert team.post(where, given).status_code == 422
    assert 'value="小王 &lt;wang' not in team.get(where, {"q": "wang"}).content.decode()
    assert (
        Mail.objects.count(),
        Invitation.objects.count(),
        sorted(say_speakers().values()),
    ) == held
    with pytest.raises(erasure.HasAccount):
        erasure.erase_words(["wang@example.org"], people[Role.SECRETARIAT], [])


# ---- taken away ------------------------------------------------------------------------------------------


def take(client: Client) -> str:
    answer = client.post(reverse("own_data"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return archive.read("data.json").decode()


def test_rows_under_ones_address_are_taken_away_and_such_under_the_name_alone_are_not(
    wang: User, consultation: Consultation
) -> None:
    from tests.desk.world import enter

    Comment.objects.filter(text="戊说").update(earlier="从前说的", reference="第三条第一款")
    Vote.objects.create(
        statement=consultation.statements.create(key="s1", text_zh="保护候鸟"), participant="wang@example.org", value=1
    )  # fmt: skip
    client = Client()
    enter(client, wang)
    told = take(client)
    for words in ("戊说", "从前说的", "第三条第一款", "保护候鸟"):
        assert words in told, words
    assert "甲说" not in told and "丙说" not in told


@pytest.mark.parametrize("is_coordinator", [True, False])
def test_what_others_wrote_since_is_told_only_to_who_may_still_see_it(
    is_coordinator: bool, people: dict[Role, User], consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:  # fmt: skip
    person, client = people[Role.COORDINATOR], sign_in(Role.COORDINATOR)
    Consultation.objects.update(stage="drafting")
    proposal = Proposal.objects.create(consultation=consultation)
    edition = ProposalVersion.objects.create(proposal=proposal, number=1, letter_en="SECRET letter")
    asked = Suggestion.objects.create(version=edition, key="S01", wording="SECRET wording", language="en")  # fmt: skip
    hidden = consultation.statements.create(key="s1", text_en="SECRET statement", is_moderated_out=True)  # fmt: skip
    record_audit_entry(person, "edition.letter", edition)
    record_audit_entry(person, "suggestion.add", asked)
    record_audit_entry(person, "statement.make", hidden)
    if not is_coordinator:
        person.coordinates.clear()
    told = take(client)
    assert ("SECRET letter" in told) == ("SECRET wording" in told) == is_coordinator
    assert "SECRET statement" not in told  # withheld, and no longer the stage to see such
    assert (say("personal.seen_no_more", "en") in told) and told.count(
        "SECRET"
    ) == 2 * is_coordinator
