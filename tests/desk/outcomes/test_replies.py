"""The authority answers each suggestion, one by one or by a table; what it said before stays."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.ledger.api import find_broken_exchange
from huiyin.desk.ledger.data import ExchangeKind
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.outcomes.api import replies as api
from huiyin.desk.outcomes.models import Reply
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from huiyin.intake import ReplyStatus
from tests.desk.forms import fill
from tests.desk.world import hand_in

EXAMPLE = Path(__file__).parents[3] / "examples" / "climate-act" / "replies.xlsx"
Rows = list[tuple[Any, ...]]


@pytest.fixture
def edition(consultation: Consultation) -> ProposalVersion:
    """Three suggestions, handed in."""
    asked = {
        "eid": "art_2",
        "wording": "=湿地保护规划应当每三年修订一次。",
        "reason": "五年太长。",
    }
    return hand_in(consultation, Stage.REPLYING, [asked] * 3)


def _book(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _take(client: Client, content: bytes, name: str = "replies.xlsx") -> str:
    answer = client.post(
        reverse("replies_take", args=("wetlands",)), {"file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 200
    return answer.content.decode()


def _said() -> dict[str, tuple[str, str]]:
    return {
        one.suggestion.key: (one.status, one.reason)
        for one in Reply.objects.select_related("suggestion")
    }


def test_an_officer_answers_and_amends_and_what_was_said_before_stays(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.OFFICER)
    first = edition.suggestions.get(key="S01")
    url = reverse("reply", args=("wetlands", first.pk))
    client.post(url, {"status": "considering", "reason": "We look into it."})
    amended = {"status": "accepted", "reason": "Every three years."}
    fill(client, reverse("replies", args=("wetlands",)), amended, to=url)
    client.post(url, {"status": "accepted", "reason": "Every three years."})  # nothing new
    assert _said() == {"S01": ("accepted", "Every three years.")}
    told = Exchange.objects.filter(kind=ExchangeKind.REPLY)
    assert [(one.details["status"], one.details["amends"]) for one in told] == [
        ("considering", False),
        ("accepted", True),
    ]
    assert find_broken_exchange() is None
    public = sign_in(Role.READER).get(reverse("replies", args=("wetlands",))).content.decode()
    assert "Every three years." in public and "We look into it." in public
    assert "1 earlier reply" in public and "1 of 3 suggestions" in public
    assert 'method="post"' not in public.split("<main")[1].split("</main")[0]


def test_a_reply_that_says_no_says_why_and_what_was_typed_is_kept(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.OFFICER)
    url = reverse("reply", args=("wetlands", edition.suggestions.get(key="S02").pk))
    for given, sentence in (("rejected", "Give a reason"), ("perhaps", "Choose an outcome")):
        answer = client.post(url, {"status": given, "reason": "  "})
        assert answer.status_code == 422
        assert sentence in answer.content.decode().split('role="alert"')[1].split("</p>")[0]
    assert _said() == {}
    assert '<option value="rejected" selected>' in client.post(
        url, {"status": "rejected"}
    ).content.decode()  # fmt: skip


def test_only_what_was_handed_in_is_answered(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    later = ProposalVersion.objects.create(proposal=edition.proposal, number=2)
    secret = Suggestion.objects.create(version=later, key="S01", wording="not handed in")
    client = sign_in(Role.OFFICER)
    url = reverse("reply", args=("wetlands", secret.pk))
    assert client.post(url, {"status": "accepted"}).status_code == 404
    page = client.get(reverse("replies", args=("wetlands",))).content.decode()
    assert "not handed in" not in page


def test_good_rows_of_a_table_are_taken_and_every_other_is_named_with_why(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    rows: Rows = [
        ("建议编号", "处理结果", "答复理由"),
        ("S01", "采纳", "'=已采纳。"),  # as our own table writes it
        ("S99", "采纳", ""),
        ("S02", "不采纳", ""),
        ("S01", "不采纳", "again"),
        ("S02", "maybe", "who knows"),
        ("S03", "", ""),
    ]
    page = _take(sign_in(Role.OFFICER), _book(rows))
    assert _said() == {"S01": ("accepted", "=已采纳。")}
    refused = page.split("<tbody>")[1].split("</tbody>")[0]
    rows_named = [int(n) for n in re.findall(r"<td>[^<]*?(\d+)\s*</td>\s*<td>", refused)]
    assert rows_named == [3, 4, 5, 6]
    for words in (
        "no suggestion “S99”",
        "rejected or out of scope: give a reason",
        "Row 2 already replies to “S01”",
    ):
        assert words in refused
    assert "maybe" in refused
    assert "1 reply imported" in page and "left unchanged: 7." in page


def test_the_form_of_the_example_is_understood(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    _take(sign_in(Role.SECRETARIAT), EXAMPLE.read_bytes())
    assert {key: status for key, (status, _) in _said().items()} == {
        "S01": "accepted",
        "S02": "rejected",
        "S03": "accepted",
    }


def test_a_file_that_is_no_table_is_refused_by_name(
    edition: ProposalVersion, sign_in: Callable[[Role], Client]
) -> None:
    page = _take(sign_in(Role.OFFICER), b"PK\x03\x04 broken", "broken.xlsx")
    assert "broken.xlsx" in page.split("<tbody>")[1].split("</tbody>")[0]
    assert _said() == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_that_is_downloaded_is_taken_when_it_comes_back(
    language: str,
    edition: ProposalVersion,
    people: dict[Role, Any],
    sign_in: Callable[[Role], Client],
) -> None:
    people[Role.OFFICER].language = language
    people[Role.OFFICER].save()
    client = sign_in(Role.OFFICER)
    for n in (4, 5):
        Suggestion.objects.create(version=edition, key=f"S0{n}", position=n, text="要有经费")
    given = client.get(reverse("replies_table", args=("wetlands",)), HTTP_ACCEPT_LANGUAGE=language)
    book = openpyxl.load_workbook(io.BytesIO(given.content))
    page = book.active
    assert page is not None
    assert page["C2"].value == "'=湿地保护规划应当每三年修订一次。"  # no spreadsheet runs it
    choices = page.data_validations.dataValidation[0].formula1.strip('"').split(",")
    for row, choice in enumerate(choices, 2):
        page[f"D{row}"], page[f"E{row}"] = choice, f"reason {row}"
    written = io.BytesIO()
    book.save(written)
    _take(client, written.getvalue())
    assert [status for _, (status, _) in sorted(_said().items())] == list(ReplyStatus)
    assert api.take_table(
        edition.proposal.consultation, "again.xlsx", written.getvalue(), people[Role.OFFICER]
    ) == api.ImportedReplies(same=5)  # fmt: skip


def test_search_finds_replies(edition: ProposalVersion, people: dict[Role, Any]) -> None:
    first = edition.suggestions.get(key="S01")
    api.save_reply(
        edition.proposal.consultation, first, "rejected", "经费不足", people[Role.OFFICER]
    )  # fmt: skip
    for words in ("费", "经费"):
        page = Client().get(reverse("search", args=("wetlands",)), {"q": words}).content.decode()
        assert f"<mark>{words}</mark>" in page and f"/replies/?at={first.pk}#s{first.pk}" in page


def test_the_page_asks_as_much_of_the_database_for_many_suggestions(
    edition: ProposalVersion, people: dict[Role, Any]
) -> None:
    Client().get(reverse("replies", args=("wetlands",)))  # what is kept between pages is kept now
    asked = []
    for more in (0, 30):
        for n in range(more):
            one = Suggestion.objects.create(version=edition, key=f"M{n}", eid="art_1")
            api.save_reply(
                edition.proposal.consultation, one, "accepted", "", people[Role.OFFICER]
            )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert Client().get(reverse("replies", args=("wetlands",))).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_what_is_unanswered_is_filtered_by_chapter_and_state_and_the_choice_stays(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    asked = [{"eid": "art_2", "text": "a"}, {"eid": "art_3", "text": "b"}, {"eid": "art_1", "text": "c"}]  # fmt: skip
    edition = hand_in(consultation, Stage.REPLYING, asked)
    first, second, _ = edition.suggestions.all()
    Reply.objects.create(suggestion=first, status="accepted")
    client, page = sign_in(Role.OFFICER), reverse("replies", args=("wetlands",))

    def shown(**chosen: str) -> list[str]:
        found = client.get(page, chosen).context["suggestions"]
        return [one["is"].key for one in found]

    chapters = [eid for eid, _ in client.get(page).context["filter"].fields["chapter"].choices]
    assert len(chapters) == 3 and chapters[0] == ""
    assert shown(state="none") == ["S02", "S03"] and shown(state="answered") == ["S01"]
    assert shown(state="none", chapter=chapters[1]) == ["S03"]
    assert shown(state="rejected") == [] and shown(state="no such") == ["S01", "S02", "S03"]
    html = client.get(page, {"state": "none"}).content.decode()
    assert "1 of 3 suggestions" in html  # the numbers are over all
    url = reverse("reply", args=("wetlands", second.pk)) + "?state=none"
    assert f'action="{url}"' in html
    answer = fill(client, page, {"status": "accepted", "reason": ""}, to=url.partition("?")[0])
    assert answer.status_code == 302
    answer = client.post(url, {"status": "accepted", "reason": ""})
    assert answer["Location"].startswith(f"{page}?state=none&at={second.pk}")
    # The one just answered is shown with its receipt, though it is unanswered no more.
    assert shown(state="none", at=str(second.pk)) == ["S02", "S03"] and shown(state="none") == [
        "S03"
    ]
    assert shown(state="none", chapter="no chapter") == ["S03"]
    assert client.get(page, {"state": "considering"}).content.decode().count("No suggestion") >= 1
