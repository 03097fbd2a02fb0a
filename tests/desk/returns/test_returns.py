"""The yearly return: opened, confirmed in one tap or changed, saved as it is typed, accepted into dated facts."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.registry.api.change_events import record_change
from huiyin.desk.registry.api.facts import record_facts
from huiyin.desk.registry.api.organisation_facts import describe_organisation, list_facts
from huiyin.desk.registry.data import ChangeInput, ChangeKind, FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from huiyin.desk.returns.api import rounds
from huiyin.desk.returns.models import Return, ReturnRound, ReturnTable
from tests.desk.standing import *  # noqa: F403 - the small network, made once
from tests.desk.world import letters

Enter = Callable[[Role], Client]
YEAR = timezone.localdate().year
FORM = f"/returns/{YEAR}/org1/"


@pytest.fixture
def asked(members: list[Organisation], people: Any) -> ReturnRound:
    """A round for this year; of the first member the registry holds something."""
    before = str(YEAR - 1)
    record_facts(
        [
            (members[0], FactInput(FactKind.FOCUS, "poverty-alleviation", since="2016", data={"main": True})),
            (members[0], FactInput(FactKind.FOCUS, "women", since="2018")),
            (members[0], FactInput(FactKind.CONTACT, "website", "https://one.example", since="2018")),
            (members[0], FactInput(FactKind.ROUTE, data={"professional": 0.3, "grassroots": 0.7, "international": 0.0}, since=before, until=before)),
            (members[0], FactInput(FactKind.REACH, "foreign_funding", number=0.25, since=before, until=before)),
        ],
        None,
    )  # fmt: skip
    return rounds.open_round(YEAR, people[Role.SECRETARIAT])


def find(members: list[Organisation]) -> Return:
    return Return.objects.get(organisation=members[0])


def accept(sign_in: Enter, members: list[Organisation]) -> None:
    given = find(members)
    page, chosen = (
        f"/returns/{YEAR}/decide/{given.pk}/",
        {"what": "accept", "version": given.version},
    )
    answer = sign_in(Role.SECRETARIAT).post(page, chosen)
    assert answer.status_code == 302


@pytest.mark.parametrize("role", Role)
def test_delegates_answer_for_their_own_and_the_team_alone_keeps_rounds(
    role: Role, sign_in: Enter, asked: ReturnRound
) -> None:
    client = sign_in(role)
    mine, others, round_ = (
        client.get(url).status_code for url in (FORM, f"/returns/{YEAR}/org2/", f"/returns/{YEAR}/")
    )
    if role is Role.READER:
        assert (mine, others, round_) == (302, 302, 302)
    elif role is Role.SECRETARIAT:
        assert (mine, others, round_) == (200, 200, 200)
    elif role is Role.OPERATOR:
        assert (mine, others, round_) == (403, 403, 200)
    else:
        assert (mine, others, round_) == (200 if role is Role.DELEGATE else 403, 403, 403)


def test_opening_a_round_writes_to_delegates_and_a_reminder_once_a_day(
    sign_in: Enter, members: list[Organisation], people: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    until = timezone.localdate() + timedelta(days=30)
    assert team.post("/returns/", {"year": YEAR, "closes_on": until}).status_code == 302
    assert team.post("/returns/", {"year": YEAR}).status_code == 422  # it was asked for
    assert team.post("/returns/", {"year": YEAR + 1}).status_code == 422  # it lies ahead
    for _ in range(2):
        team.post(f"/returns/{YEAR}/", {"what": "remind"})
    sent = [mail for mail in letters() if "yearly return" in mail.subject]
    assert [mail.to for mail in sent] == [["delegate@example.org"]] * 2
    assert "Organisation 1" in str(sent[0].body) and "/returns/" in str(sent[0].body)


def test_nothing_has_changed_is_one_tap_and_confirms_what_stands(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate = sign_in(Role.DELEGATE)
    assert f'href="{FORM}"' in delegate.get("/for-you/").content.decode()
    page = delegate.get(FORM).content.decode()
    assert "poverty alleviation" in page and "https://one.example" in page
    assert delegate.post(FORM, {"what": "unchanged"}).status_code == 302
    assert f'href="{FORM}"' not in delegate.get("/for-you/").content.decode()
    before = list_facts(members[0], with_private=True)
    accept(sign_in, members)
    after = list_facts(members[0], with_private=True)
    focuses = [fact for fact in after if fact.kind == FactKind.FOCUS]
    assert {fact.since for fact in focuses} == {"2016", "2018"}  # none was stated anew
    assert all(fact.confirmed_on == asked.last_day for fact in focuses)
    # What is so in a year is stated for this one too, and the year before stays.
    shares = [fact for fact in after if fact.kind == FactKind.REACH]
    assert [(fact.since, fact.number, fact.is_public) for fact in shares] == [
        (str(YEAR - 1), 0.25, False), (str(YEAR), 0.25, False),
    ]  # fmt: skip
    assert len(after) == len(before) + 2


def test_each_accepted_answer_is_a_dated_fact_with_the_return_as_its_source(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    answers = {
        "main_focus": "climate", "focuses": ["climate", "women"], "professional": 40, "grassroots": 50, "international": 10,
        "place": "cn-yn", "languages": "zh, en", "phone": "+00 555 0100", "staff": 12, "foreign_funding": 10, "countries": 2,
        "what": "send",
    }  # fmt: skip
    assert sign_in(Role.DELEGATE).post(FORM, answers).status_code == 302
    assert (
        describe_organisation(members[0]).first(FactKind.PLACE) is None
    )  # not before it is accepted
    accept(sign_in, members)
    there = describe_organisation(members[0], with_private=True)
    assert {fact.code for fact in there.of(FactKind.FOCUS)} == {"climate", "women"}
    place = there.first(FactKind.PLACE)
    assert place is not None and (place.code, place.since) == ("CN-YN", str(YEAR))
    assert f"return for {YEAR}" in place.source
    assert {fact.code for fact in there.of(FactKind.LANGUAGE)} == {"zh", "en"}
    # Contacts and numbers are private unless the organisation says so.
    public = describe_organisation(members[0])
    assert {fact.code for fact in public.of(FactKind.CONTACT)} == set()
    assert public.of(FactKind.FIGURE) == () and public.of(FactKind.REACH) == ()
    earlier = describe_organisation(members[0], day=date(YEAR - 1, 6, 30))
    assert {fact.code for fact in earlier.of(FactKind.FOCUS)} == {"poverty-alleviation", "women"}


def test_what_is_left_open_changes_nothing_and_confirms_nothing(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    before = list_facts(members[0], with_private=True)
    sign_in(Role.DELEGATE).post(FORM, {"publish_contacts": "on", "what": "send"})
    accept(sign_in, members)
    after = list_facts(members[0], with_private=True)
    assert after == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"professional": 50, "grassroots": 30, "international": 10}, "they now add up to 90%"),
        ({"professional": 50}, "they now add up to 50%"),
        ({"place": "somewhere"}, "Enter a code"),
        ({"languages": "!!"}, "language codes"),
        ({"foreign_funding": 140}, "100"),
        ({"focuses": ["no-such"]}, "no-such"),
    ],
)
def test_what_cannot_stand_is_said_beside_its_field_and_what_was_typed_stays(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound, given: Any, words: str
) -> None:
    answer = sign_in(Role.DELEGATE).post(
        FORM, {**given, "activity_en": "We plant trees.", "what": "send"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page and "We plant trees." in page
    assert not Return.objects.filter(state=Return.State.SENT).exists()


def test_a_draft_saves_itself_and_does_not_overwrite_what_somebody_else_saved(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate = sign_in(Role.DELEGATE)
    half = {"activity_en": "We plant", "professional": "5", "version": "0"}
    saved = delegate.post(f"{FORM}draft/", half).content.decode()
    assert "Saved at" in saved and 'name="version" value="1"' in saved
    stale = delegate.post(f"{FORM}draft/", {"activity_en": "Other words", "version": "0"})
    assert "Someone else has saved" in stale.content.decode()
    page = delegate.get(FORM).content.decode()
    assert "We plant" in page and "Other words" not in page
    assert not Return.objects.exclude(state=Return.State.DRAFT).exists()


def test_the_secretariat_asks_back_and_the_organisation_answers_again(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate, team = sign_in(Role.DELEGATE), sign_in(Role.SECRETARIAT)
    delegate.post(FORM, {"what": "unchanged"})
    url = f"/returns/{YEAR}/decide/{find(members).pk}/"
    seen = {"version": find(members).version}
    assert team.post(url, {"what": "ask_back"} | seen).status_code == 422  # nothing was asked
    team.post(url, {"what": "ask_back", "note": "Is the website right?"} | seen)
    assert "Is the website right?" in delegate.get(FORM).content.decode()
    assert any("Is the website right?" in str(mail.body) for mail in letters())
    assert team.post(url, {"what": "accept"}).status_code == 422  # it is not sent
    assert (
        delegate.post(FORM, {"website": "https://new.example", "what": "send"}).status_code == 302
    )
    accept(sign_in, members)
    there = describe_organisation(members[0], with_private=True)
    assert [fact.text for fact in there.of(FactKind.CONTACT)] == ["https://new.example"]


def test_one_tap_discards_no_draft_before_it_was_asked(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate = sign_in(Role.DELEGATE)
    delegate.post(FORM, {"website": "https://draft.example", "what": "draft", "version": "0"})
    answer = delegate.post(FORM, {"what": "unchanged"})
    assert answer.status_code == 422 and 'value="discard"' in answer.content.decode()
    assert "https://draft.example" in answer.content.decode()
    kept = find(members)
    assert kept.is_with_organisation and kept.answers["website"] == "https://draft.example"
    assert delegate.post(FORM, {"what": "discard"}).status_code == 302
    assert find(members).is_unchanged


def test_a_form_of_before_is_not_sent_over_what_a_colleague_saved(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate = sign_in(Role.DELEGATE)
    delegate.post(FORM, {"website": "https://draft.example", "what": "draft", "version": "0"})
    stale = {"website": "https://stale.example", "what": "send", "version": "0"}
    assert delegate.post(FORM, stale).status_code == 422
    assert find(members).answers["website"] == "https://draft.example"
    assert delegate.post(FORM, stale | {"version": "1"}).status_code == 302


def test_a_form_is_sent_though_its_own_saving_is_still_under_way(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate = sign_in(Role.DELEGATE)
    name = re.search(r'name="page" value="([^"]+)"', delegate.get(FORM).content.decode())
    assert name
    typed = {"website": "https://new.example", "page": name[1], "version": "0"}
    delegate.post(f"{FORM}draft/", {"website": "https://new", "page": name[1], "version": "0"})
    # What comes late of the page itself is older than what is kept.
    assert "Someone else" in delegate.post(f"{FORM}draft/", typed).content.decode()
    # The button was pressed before the page heard the number of its draft.
    assert delegate.post(FORM, typed | {"what": "send"}).status_code == 302
    assert find(members).answers["website"] == "https://new.example"
    sent = find(members)
    sign_in(Role.SECRETARIAT).post(
        f"/returns/{YEAR}/decide/{sent.pk}/",
        {"what": "ask_back", "note": "Sure?", "version": sent.version},
    )
    # A page of before is no longer the one that saved last.
    assert delegate.post(FORM, typed | {"what": "send"}).status_code == 422


def fill_table(team: Client, **changes: dict[str, Any]) -> bytes:
    """The table as it goes out, with other cells in rows of organisations: heading → cell."""
    book = openpyxl.load_workbook(io.BytesIO(team.get(f"/returns/{YEAR}/table.xlsx").content))
    sheet: Any = book.active
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for heading, value in changes.get(row[0].value, {}).items():
            row[head.index(heading)].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(team: Client, data: bytes, name: str = "back.xlsx") -> Any:
    return team.post(f"/returns/{YEAR}/upload/", {"file": SimpleUploadedFile(name, data)})


def list_sent() -> list[str]:
    sent = Return.objects.filter(state=Return.State.SENT).order_by("organisation")
    return [one.organisation.slug for one in sent]


def test_the_table_sent_back_untouched_answers_for_nobody(
    sign_in: Enter, asked: ReturnRound
) -> None:
    team = sign_in(Role.SECRETARIAT)
    where = upload(team, fill_table(team))["Location"]
    page = team.get(where).content.decode()
    assert "0 rows would count" in page and "3 rows name nobody in “Confirmed by”" in page
    team.post(where, {"what": "count"})
    assert list_sent() == []


def test_a_table_that_came_back_is_looked_at_counted_and_undone(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    team, delegate = sign_in(Role.SECRETARIAT), sign_in(Role.DELEGATE)
    delegate.post(FORM, {"what": "draft", "version": "0", "staff": "7"})
    filled = fill_table(
        team,
        org1={"Confirmed by": "Director", "Focuses": "disability; water", "Main focus": "disability"},
        org2={"Confirmed by": "Chair", "Focuses": "养老; disability", "professional": 60},
        org3={"Confirmed by": "Chair", "Short name": "nobody"},
    )  # fmt: skip
    where = upload(team, filled)["Location"]
    page = team.get(where).content.decode()
    assert "1 row would count" in page and "<ins>disability" in page and "Director" in page
    # The second has one route of three, the third names nobody.
    assert "they now add up to 60%" in page and "no member with this short name" in page
    assert list_sent() == []
    team.post(where, {"what": "count"})
    assert list_sent() == ["org1"] and find(members).confirmed_by == "Director"
    assert "confirmed by Director" in team.get(f"/returns/{YEAR}/").content.decode()
    assert "Counted on" in team.get(where).content.decode()
    team.post(where, {"what": "undo"})
    assert list_sent() == [] and find(members).answers["staff"] == "7"  # the draft of before
    assert ReturnTable.objects.get().undone_at is not None


def test_to_undo_a_table_leaves_what_was_accepted_since(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    team = sign_in(Role.SECRETARIAT)
    who = {"Confirmed by": "Chair"}
    where = upload(team, fill_table(team, org1=who, org2=who))["Location"]
    team.post(where, {"what": "count"})
    accept(sign_in, members)
    page = team.post(where, {"what": "undo"}, follow=True).content.decode()
    assert "1 return no longer counts" in page and "1 return has since been accepted" in page
    assert [one.organisation.slug for one in Return.objects.all()] == ["org1"]


def test_a_table_that_cannot_be_read_says_why_in_words(
    sign_in: Enter, asked: ReturnRound, settings: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    told = [
        upload(team, b"def f(): pass", "h.py"),
        upload(team, b"id,Name\norg1,One\n", "old.csv"),
    ]
    settings.UPLOAD_LIMIT = 10
    told.append(upload(team, b"x" * 100, "large.csv"))
    assert [one.status_code for one in told] == [422] * 3
    alerts = [re.findall(r'role="alert">(.*?)</p>', one.content.decode(), re.S) for one in told]
    assert all(len(alert[0].split()) > 4 for alert in alerts), alerts
    assert "Confirmed by" in alerts[1][0]


def test_who_is_asked_is_fixed_and_what_was_sent_stays_when_its_body_merges(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate, team = sign_in(Role.DELEGATE), sign_in(Role.SECRETARIAT)
    delegate.post(FORM, {"what": "unchanged"})
    today = timezone.localdate().isoformat()
    merger = ChangeInput(ChangeKind.MERGER, today, [members[0].pk], [members[1].pk])
    record_change(merger, None)
    new = Organisation.objects.create(slug="late", name_en="Late Comers", kind="member")
    page = team.get(f"/returns/{YEAR}/").content.decode()
    assert "1 of 3 have completed their return" in page and f"/returns/{YEAR}/org1/" in page
    assert f"/returns/{YEAR}/late/" not in page and "Late Comers" in page
    ask, leave = ({"what": what, "organisation": new.pk} for what in ("ask", "leave_out"))
    team.post(f"/returns/{YEAR}/", ask)
    assert f"/returns/{YEAR}/late/" in team.get(f"/returns/{YEAR}/").content.decode()
    team.post(f"/returns/{YEAR}/", leave)
    team.post(f"/returns/{YEAR}/", {"what": "leave_out", "organisation": members[0].pk})
    assert {one.slug for one in asked.asked.all()} == {"org1", "org2", "org3"}  # it has answered


def test_who_has_nobody_to_speak_for_it_is_told_when_a_round_opens_and_reminds(
    sign_in: Enter, members: list[Organisation], people: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    voiceless = sum(not one.seats.exists() for one in members)
    assert voiceless
    told = f"{voiceless} of 3 members have" if voiceless > 1 else "1 of 3 members has"
    assert told in team.get("/returns/").content.decode()
    page = team.post("/returns/", {"year": YEAR}, follow=True).content.decode()
    assert told in page and "of the 3 members asked" in page
    reminded = team.post(f"/returns/{YEAR}/", {"what": "remind"}, follow=True).content.decode()
    assert "no delegate and could not be reminded" in reminded


def test_what_was_sent_is_shown_and_taken_back_until_it_is_accepted(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate, team = sign_in(Role.DELEGATE), sign_in(Role.SECRETARIAT)
    delegate.post(FORM, {"what": "send", "version": "0", "staff": "4321"})
    page = delegate.get(FORM).content.decode()
    sent, held = page.split('id="held"')
    assert "4321" in sent and "Submitted on" in sent and "4321" not in held
    review = team.get(FORM)
    assert review["Location"] == f"/returns/{YEAR}/decide/{find(members).pk}/"
    delegate.post(FORM, {"what": "take_back"})
    again = delegate.get(FORM).content.decode()
    assert 'value="4321"' in again and "not been submitted yet" in again
    delegate.post(FORM, {"what": "send", "version": str(find(members).version), "staff": "4"})
    accept(sign_in, members)
    assert delegate.post(FORM, {"what": "take_back"}).status_code == 422


def test_a_draft_says_when_it_was_saved_and_what_cannot_be_sent(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate = sign_in(Role.DELEGATE)
    typed = {"version": "0", "place": "the valley", "staff": "-5"}
    saved = delegate.post(f"{FORM}draft/", typed).content.decode()
    assert "To correct before submitting" in saved and "Staff" in saved and "CN-BJ" in saved
    page = delegate.get(FORM).content.decode()
    assert "They have not been submitted yet" in page and 'value="the valley"' in page
    assert "must be corrected" in page and "CN-BJ" in page


def test_a_closed_round_takes_nothing_until_it_is_open_again(
    sign_in: Enter, members: list[Organisation], asked: ReturnRound
) -> None:
    delegate, team = sign_in(Role.DELEGATE), sign_in(Role.SECRETARIAT)
    team.post(f"/returns/{YEAR}/", {"what": "close"})
    assert delegate.post(FORM, {"what": "unchanged"}).status_code == 422
    assert "The round is closed" in delegate.get(FORM).content.decode()
    team.post(f"/returns/{YEAR}/", {"what": "reopen"})
    assert delegate.post(FORM, {"what": "unchanged"}).status_code == 302
