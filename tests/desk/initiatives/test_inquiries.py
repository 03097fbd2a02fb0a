"""One letter goes to many authorities; what they answer stands in one grid, and each has its own clock in the ledger."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.core.edit_conflicts import EditConflict
from huiyin.desk.initiatives import inquiry_charts, inquiry_values
from huiyin.desk.initiatives.api import initiatives, inquiries, inquiry_tables
from huiyin.desk.initiatives.data import InquiryInput, QuestionInput, QuestionKind
from huiyin.desk.initiatives.models import Initiative, Inquiry, InquiryBody, InquiryQuestion
from huiyin.desk.ledger.models import Exchange, Thread
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.api.facts import record_fact
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from tests.desk.initiatives.test_initiatives import describe
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

T = Role.SECRETARIAT
TODAY = timezone.localdate
CITIES = 10


@pytest.fixture
def cities(db: None) -> list[Organisation]:
    return [
        Organisation.objects.create(
            slug=f"city{n:02}", kind="authority", name_zh=f"第{n}市", name_en=f"City {n}"
        )
        for n in range(CITIES)
    ]


@pytest.fixture
def inquiry(network: Network, cities: list[Organisation], people: dict[Role, User]) -> Inquiry:
    initiative = initiatives.begin_initiative(describe(network=network.pk), people[T])
    given = InquiryInput(
        {"zh": "纳凉点", "en": "Cool rooms"},
        {"zh": "致{authority}：请于{due}前答复。", "en": "To {authority}: please answer by {due}."},
        TODAY() + timedelta(30),
    )
    made = inquiries.begin_inquiry(initiative, given, people[T])
    for label, kind, choices in (
        ("Is there a plan?", QuestionKind.YES_NO, ()),
        ("How many rooms?", QuestionKind.NUMBER, ()),
        ("Since when?", QuestionKind.DATE, ()),
        ("Open at night?", QuestionKind.CHOICE, ("always", "in heat", "never")),
        ("What is missing?", QuestionKind.TEXT, ()),
    ):
        inquiries.add_question(made, QuestionInput({"en": label}, kind, choices), people[T])
    inquiries.choose_bodies(made, [one.pk for one in cities], people[T])
    return made


@pytest.fixture
def sent(inquiry: Inquiry, people: dict[Role, User]) -> Inquiry:
    inquiries.send_inquiry(inquiry, people[T])
    inquiry.refresh_from_db()
    return inquiry


def address(name: str, inquiry: Inquiry, *args: Any) -> str:
    return reverse(name, args=(inquiry.initiative.slug, inquiry.pk, *args))


def bodies(inquiry: Inquiry) -> list[InquiryBody]:
    return list(inquiries.select_bodies(inquiry))


def fill(inquiry: Inquiry, body: InquiryBody, *values: str, day: str = "") -> dict[str, str]:
    """A row of the grid as the form sends it."""
    questions = inquiries.list_questions(inquiry)
    form = {f"b{body.pk}-q{one.pk}": value for one, value in zip(questions, values, strict=True)}
    version = inquiries.digest_body(body, questions)
    return form | {f"b{body.pk}-day": day, f"b{body.pk}-version": version}


def test_each_authority_has_an_exchange_and_a_clock_of_its_own(
    sent: Inquiry, cities: list[Organisation]
) -> None:
    asked = Exchange.objects.filter(kind="request", details__inquiry=sent.pk)
    assert {one.authority_id for one in asked} == {one.pk for one in cities}
    threads = Thread.objects.filter(ask__in=asked)
    assert [one.due_on for one in threads] == [sent.due_on] * CITIES
    assert {body.exchange for body in bodies(sent)} == {one.number for one in asked}


def test_it_is_written_in_the_browser_and_sent_when_it_is_whole(
    sent: Inquiry, sign_in: Callable[[Role], Client], cities: list[Organisation]
) -> None:
    client, initiative = sign_in(Role.COORDINATOR), sent.initiative
    wrong = client.post(
        reverse("inquiry_begin", args=(initiative.slug,)),
        {"title_en": "Heat", "letter_en": "Dear {sir}"},
    )
    assert wrong.status_code == 422 and "{sir}" in wrong.content.decode()
    client.post(
        reverse("inquiry_begin", args=(initiative.slug,)),
        {"title_en": "Heat", "letter_en": "Dear {authority}"},
    )
    made = Inquiry.objects.latest("pk")
    edit = address("inquiry_edit", made)
    client.post(edit, {"what": "send"})
    made.refresh_from_db()
    assert made.is_draft  # without questions nothing goes out
    client.post(edit, {"what": "question", "label_en": "Plan?", "answer_kind": "yes_no"})
    one_choice = client.post(
        edit, {"what": "question", "label_en": "Which?", "answer_kind": "choice", "choices": "a"}
    )
    assert one_choice.status_code == 422
    client.post(edit, {"what": "bodies", "authority": [one.pk for one in cities[:2]]})
    client.post(edit, {"what": "delete"})
    client.post(edit, {"what": "restore"})
    letters = client.get(address("inquiry_letters", made)).content.decode()
    assert "Dear City 0" in letters and "Dear City 1" in letters
    assert Client().get(address("inquiry", made)).status_code == 404  # not sent yet
    client.post(edit, {"what": "send"})
    made.refresh_from_db()
    assert made.state == "sent" and Client().get(address("inquiry", made)).status_code == 200
    assert sign_in(Role.DELEGATE).get(edit).status_code == 403


def test_the_grid_of_ten_is_filled_in_and_counted(
    sent: Inquiry, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.COORDINATOR)
    form: dict[str, str] = {}
    for n, body in enumerate(bodies(sent)[:4]):
        values = ("是" if n % 2 else "no", f"{n + 1},000", "2024年5月1日", "In heat", "Shade")
        form |= fill(sent, body, *values)
    answer = client.post(address("inquiry_answers", sent), form)
    assert answer.status_code == 302
    shown = client.get(address("inquiry", sent))
    assert (shown.context["answered"], shown.context["asked"]) == (4, CITIES)
    charts = shown.context["charts"]
    summaries = [chart.summary for chart in charts]
    assert [(one.part.name, one.part.count) for one in charts[0].shares] == [
        ("adopted", 2), ("not_adopted", 2), ("open", CITIES - 4)
    ]  # fmt: skip
    assert [(one.name, one.value, one.width) for one in charts[1].bars][:2] == [
        ("City 3", "4,000", "100.0"), ("City 2", "3,000", "75.0")
    ]  # fmt: skip
    assert [(one.name, one.value) for one in charts[2].bars] == [("2024-05", "4")]
    assert not charts[4].bars and not charts[4].shares  # words are read, not drawn
    assert shown.content.decode().count('<svg class="length"') == 5
    assert shown.context["places"] == []  # the registry knows no place of any
    assert [count for _, count in summaries[0].shares] == [2, 2]
    assert dict(summaries[1].figures)["sum"] == "10,000"
    assert dict(summaries[1].figures)["median"] == "2,500"
    assert summaries[3].shares == (("always", 0), ("in heat", 4), ("never", 0))
    states = {clock.state for clock in inquiries.map_clocks(bodies(sent)[:4]).values()}
    assert states == {"answered"}
    csv = client.get(address("inquiry_csv", sent)).content.decode("utf-8-sig").splitlines()
    assert len(csv) == CITIES + 1 and "2024-05-01" in csv[1]


def test_what_came_of_it_is_told_place_by_place(
    sent: Inquiry, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    codes = ["530102", "CN-YN", "530000", "110000", "XY-02"]
    for body, code in zip(bodies(sent), codes, strict=False):
        record_fact(body.authority, FactInput(FactKind.PLACE, code=code), people[T])
    [plan, rooms, *_] = inquiries.list_questions(sent)
    for body, plans, number in zip(
        bodies(sent)[:3], ("yes", "yes", "no"), ("3", "4", "0"), strict=True
    ):
        said = inquiries.AnswerInput({plan.pk: plans, rooms.pk: number}, TODAY())
        inquiries.save_answers(sent, body.pk, said, people[T])
    rows = sign_in(Role.READER).get(address("inquiry", sent)).context["places"]
    told = [(row.name, row.answered, row.asked) for row in rows]
    # A city counts for its province; of whom no place is known stands last.
    assert told == [
        ("Beijing", 0, 1),
        ("North Plain", 0, 1),
        ("Yunnan", 3, 3),
        ("Place not known", 0, 5),
    ]
    assert rows[2].cells[0] == "Yes 2 · No 1" and "sum 7" in rows[2].cells[1].lower()


def test_of_many_numbers_equal_intervals_are_drawn() -> None:
    question: Any = InquiryQuestion(kind=QuestionKind.NUMBER.value)
    answers = [(f"City {n}", str(n)) for n in range(60)] + [("Silent", "")]
    chart = inquiry_charts.draw_question(question, answers)
    assert [one.value for one in chart.bars] == ["10"] * inquiry_charts.INTERVALS
    assert chart.bars[0].name.startswith("0–") and chart.summary.answered == 60
    same = inquiry_charts.draw_question(question, [(f"City {n}", "5") for n in range(60)])
    assert [one.value for one in same.bars] == ["60"]


def test_an_answer_to_some_of_the_questions_leaves_the_thread_open(
    sent: Inquiry, people: dict[Role, User]
) -> None:
    body, first = bodies(sent)[0], inquiries.list_questions(sent)[0]
    inquiries.save_answers(sent, body.pk, inquiries.AnswerInput({first.pk: "yes"}, None), people[T])
    kinds = Exchange.objects.filter(details__inquiry=sent.pk).exclude(kind="request")
    assert [one.kind for one in kinds] == ["interim_reply"]
    assert inquiries.map_clocks([body])[body.exchange].state in ("open", "partly")


def test_what_is_wrong_in_a_row_is_told_there_and_the_others_are_kept(
    sent: Inquiry, sign_in: Callable[[Role], Client]
) -> None:
    good, bad = bodies(sent)[:2]
    form = fill(sent, good, "yes", "3", "", "", "") | fill(sent, bad, "perhaps", "many", "", "", "")
    answer = sign_in(T).post(address("inquiry_answers", sent), form)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "perhaps" in said and "many" in said
    assert [bool(body.answered_on) for body in bodies(sent)[:2]] == [True, False]
    early = (sent.sent_on - timedelta(1)).isoformat() if sent.sent_on else ""
    answer = sign_in(T).post(
        address("inquiry_answers", sent), fill(sent, bad, "yes", "", "", "", "", day=early)
    )
    assert answer.status_code == 422 and not bodies(sent)[1].answered_on


def test_two_who_enter_the_same_row_see_each_other(
    sent: Inquiry, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    body, questions = bodies(sent)[0], inquiries.list_questions(sent)
    seen = inquiries.digest_body(body, questions)
    late = fill(sent, body, "no", "", "", "", "")
    given = inquiries.AnswerInput({questions[0].pk: "yes"}, None)
    inquiries.save_answers(sent, body.pk, given, people[Role.COORDINATOR], seen=seen)
    with pytest.raises(EditConflict):
        other = inquiries.AnswerInput({questions[0].pk: "no"}, None)
        inquiries.save_answers(sent, body.pk, other, people[T], seen=seen)
    answer = sign_in(T).post(address("inquiry_answers", sent), late)
    assert answer.status_code == 422
    assert inquiries.map_answers(bodies(sent)[0]) == {questions[0].pk: "yes"}


def test_a_table_is_looked_at_taken_and_undone(
    sent: Inquiry, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(T)
    today = TODAY().isoformat()
    lines = [
        "Authority,Answered on,Is there a plan?,How many rooms?,Remarks",
        f"City 0,{today},yes,12,x",
        f"第1市,{today},否,3,",
        f"City 2,{today},perhaps,3,",
        f"Atlantis,{today},yes,3,",
        f"city01,{today},yes,4,",
        "City 4,2001-01-01,yes,4,",
        f"City 5,{today},,,",
    ]
    file = SimpleUploadedFile("paper.csv", "\n".join(lines).encode())
    answer = client.post(address("inquiry_tables", sent), {"file": file})
    page = answer.headers["Location"]
    shown = client.get(page)
    assert [row.number for row, _ in shown.context["rows"]] == [2, 3]
    assert [row.number for row in shown.context["refused"]] == [4, 5, 6, 7, 8]
    assert shown.context["unknown"] == ["Remarks"]
    assert "perhaps" in shown.content.decode()
    assert not any(body.answered_on for body in bodies(sent))  # nothing counts yet
    client.post(page, {"what": "take"})
    assert sum(1 for body in bodies(sent) if body.answered_on) == 2
    client.post(page, {"what": "take"})  # twice changes nothing
    first, questions = bodies(sent)[0], inquiries.list_questions(sent)
    other = inquiries.AnswerInput({questions[1].pk: "13"}, None)
    inquiries.save_answers(sent, first.pk, other, people[T])
    client.post(page, {"what": "undo"})
    assert [bool(body.answered_on) for body in bodies(sent)[:2]] == [
        True,
        False,
    ]  # the changed one stays
    assert Exchange.objects.filter(kind="correction").count() == 1
    assert inquiries.map_clocks(bodies(sent)[1:2])[bodies(sent)[1].exchange].state == "open"


def test_a_workbook_is_taken_as_a_csv_is(sent: Inquiry, sign_in: Callable[[Role], Client]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Authority", "Answered on", "Is there a plan?", "How many rooms?", "Since when?"])
    page.append(["City 0", TODAY(), "yes", 12.5, date(2024, 5, 1)])
    page.append(["City 1", TODAY().isoformat(), "perhaps", 3, None])
    written = io.BytesIO()
    book.save(written)
    client = sign_in(T)
    file = SimpleUploadedFile("paper.xlsx", written.getvalue())
    at = client.post(address("inquiry_tables", sent), {"file": file}).headers["Location"]
    shown = client.get(at)
    assert [row.number for row in shown.context["refused"]] == [3]
    client.post(at, {"what": "take"})
    body = bodies(sent)[0]
    assert body.answered_on == TODAY()
    assert list(inquiries.map_answers(body).values()) == ["yes", "12.5", "2024-05-01"]
    broken = SimpleUploadedFile("paper.xlsx", written.getvalue()[:400])
    answer = client.post(address("inquiry_tables", sent), {"file": broken}, follow=True)
    assert "paper.xlsx" in answer.content.decode() and sent.tables.count() == 1


@pytest.mark.parametrize("content", [b"", b"only,headings\n", b"Name,Plan\nA,yes\n"])
def test_a_file_that_is_no_table_of_answers_says_so(
    content: bytes, sent: Inquiry, sign_in: Callable[[Role], Client]
) -> None:
    file = SimpleUploadedFile("a.csv", content or b" ")
    answer = sign_in(T).post(address("inquiry_tables", sent), {"file": file}, follow=True)
    assert "note bad" in answer.content.decode() or "alert" in answer.content.decode()
    assert not sent.tables.exists()


def test_the_csv_of_the_grid_is_taken_back(
    sent: Inquiry, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(T)
    csv = client.get(address("inquiry_csv", sent)).content
    table = inquiry_tables.receive_table(sent, "grid.csv", csv, people[T])
    reading = inquiry_tables.read_table(sent, table)
    # Empty rows are refused with that reason, and no name is unknown.
    assert not reading.rows and len(reading.refused) == CITIES
    assert all(row.body is not None for row in reading.refused)


def test_withdrawing_tells_those_who_have_not_answered(
    sent: Inquiry, people: dict[Role, User]
) -> None:
    first = inquiries.list_questions(sent)[0]
    given = inquiries.AnswerInput({first.pk: "yes"}, None)
    inquiries.save_answers(sent, bodies(sent)[0].pk, given, people[T])
    assert inquiries.withdraw_inquiry(sent, people[T]) == CITIES - 1
    states = [inquiries.map_clocks([body])[body.exchange].state for body in bodies(sent)]
    assert states.count("withdrawn") == CITIES - 1
    with pytest.raises(inquiries.UnusableInquiry):
        inquiries.save_answers(sent, bodies(sent)[1].pk, given, people[T])


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_a_number_is_kept_as_it_was_written(number: Any) -> None:
    question = InquiryQuestion(kind="number")
    kept = inquiry_values.read_answer(question, f"{number:,}")
    assert type(number)(kept) == number
    assert inquiry_values.read_answer(question, kept) == kept


def test_no_page_asks_more_often_where_more_are_asked(
    sent: Inquiry, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(T)
    pages = [
        address(name, sent)
        for name in ("inquiry", "inquiry_answers", "inquiry_letters", "inquiry_csv", "inquiry_edit")
    ]
    pages.append(reverse("inquiries", args=(sent.initiative.slug,)))

    def count() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            counts.append(len(asked))
        return counts

    few = count()
    for n in range(20):
        one = Organisation.objects.create(slug=f"town{n}", kind="authority", name_en=f"Town {n}")
        InquiryBody.objects.create(inquiry=sent, authority=one, exchange=bodies(sent)[0].exchange)
    for n in range(3):
        question = QuestionInput({"en": f"More {n}?"}, QuestionKind.TEXT)
        inquiries.add_question(sent, question, people[T])
    assert count() == few


def test_an_initiative_without_inquiries_says_what_to_do(
    inquiry: Inquiry, sign_in: Callable[[Role], Client]
) -> None:
    Initiative.objects.filter(pk=inquiry.initiative_id).update(is_public=True)
    page = reverse("inquiries", args=(inquiry.initiative.slug,))
    assert Client().get(page).status_code == 200
    assert inquiry in sign_in(T).get(page).context["page"].rows
    assert inquiry not in Client().get(page).context["page"].rows
