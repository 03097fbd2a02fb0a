"""Passages of the draft and the law are shown in the reader's language, where the pair of texts is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.outcomes.api.uptake import take_enacted
from huiyin.desk.outcomes.models import Reply, Uptake
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_EN, DRAFT_ZH, hand_in

pytestmark = pytest.mark.django_db
PAGE = reverse("uptake", args=("wetlands",))
ZH = {
    "eid": "art_2__para_2",
    "action": "replace",
    "language": "zh",
    "wording": "湿地保护规划应当每三年修订一次。",
}
EN = {"wording_translated": "The plans shall be revised every three years."}
Enact = Callable[..., None]


@pytest.fixture
def enact(consultation: Consultation, people: dict[Role, Any], work: Callable[[], object]) -> Enact:
    """Take the law in Chinese, and in English where it is asked for, with three years in place of five."""

    def do(*, in_english: bool = True) -> None:
        by = people[Role.SECRETARIAT]
        take_enacted(consultation, "zh.txt", DRAFT_ZH.replace("五年", "三年").encode(), by)
        work()
        if in_english:
            take_enacted(consultation, "en.txt", DRAFT_EN.replace("five", "three").encode(), by)
            work()

    return do


def _show(client: Client, language: str) -> dict[str, Any]:
    page = client.get(PAGE, HTTP_ACCEPT_LANGUAGE=language)
    found: dict[str, Any] = page.context["suggestions"][0]
    return found


def _texts(shown: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (one["language"], "".join(part.text for part in one["parts"])) for one in shown["texts"]
    ]


def test_passages_of_the_law_are_of_the_readers_pair_of_texts(
    consultation: Consultation, enact: Enact, sign_in: Callable[[Role], Client]
) -> None:
    hand_in(consultation, Stage.TRACING, [ZH])
    enact()
    reader = sign_in(Role.READER)
    own = _show(reader, "zh")
    assert {language for language, _ in _texts(own)} == {"zh"} and not own["is_beside"]
    shown = _show(reader, "en")
    asked, draft, law = _texts(shown)
    assert (
        asked[0] == "zh" and shown["is_beside"]
    )  # not translated: shown as it was written, and marked
    assert draft == ("en", "The plans shall be revised every five years.")
    assert law == ("en", "The plans shall be revised every three years.")
    marked = [part.text for one in shown["texts"][1:] for part in one["parts"] if part.op == "mark"]
    assert marked == ["five", "three"]
    page = reader.get(PAGE, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "Uptake was tracked in Chinese" in page


def test_a_translated_suggestion_is_shown_with_the_passages_of_its_translation(
    consultation: Consultation, enact: Enact, sign_in: Callable[[Role], Client]
) -> None:
    hand_in(consultation, Stage.TRACING, [ZH | EN])
    enact()
    held = Uptake.objects.get()
    assert (held.verdict, {one["language"] for one in held.passages}) == ("adopted", {"zh"})
    shown = _show(sign_in(Role.READER), "en")
    assert not shown["is_beside"] and {language for language, _ in _texts(shown)} == {"en"}
    assert ("en", EN["wording_translated"]) in _texts(shown)
    # The verdict is that of what was written first, and the files keep its passages.
    told = sign_in(Role.READER).get(reverse("uptake_json", args=("wetlands",))).json()
    assert {one["language"] for one in told["suggestions"][0]["passages"]} == {"zh"}


def test_without_a_law_in_the_readers_language_what_was_traced_is_shown_and_marked(
    consultation: Consultation, enact: Enact, sign_in: Callable[[Role], Client]
) -> None:
    hand_in(consultation, Stage.TRACING, [ZH | EN])
    enact(in_english=False)
    shown = _show(sign_in(Role.READER), "en")
    assert not shown["is_beside"] and {language for language, _ in _texts(shown)} == {"zh"}


def test_the_page_of_a_suggestion_leads_on_to_its_reply_and_to_what_the_text_shows(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    one = hand_in(consultation, Stage.TRACING, [ZH | EN]).suggestions.get()
    Reply.objects.create(suggestion=one, status="accepted")
    Uptake.objects.create(suggestion=one, verdict="adopted", score=1, confidence=1, reason="same")
    page = sign_in(Role.SECRETARIAT).get(reverse("suggestion_words", args=("wetlands", 1, "S01")))
    html = page.content.decode()
    for name in ("replies", "uptake"):
        assert f'href="{reverse(name, args=("wetlands",))}?at={one.pk}#s{one.pk}"' in html
    # Both languages of it are there, the reader's first.
    assert html.index(EN["wording_translated"]) < html.index(str(ZH["wording"]))
