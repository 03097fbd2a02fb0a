"""What tells somebody that what they did was done stands where they look, once, and is never lost."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import hand_in

pytestmark = pytest.mark.django_db


def test_after_sending_a_comment_its_receipt_stands_above_the_comments_and_leads_to_ones_own(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    delegate = sign_in(Role.DELEGATE)
    send = reverse("comment_send", args=("wetlands", "art_2"))
    answer = delegate.post(send, {"key": uuid4(), "eid": "art_2", "text": "Five years are long"})
    assert answer["Location"].endswith("#receipt")
    page = delegate.get(answer["Location"]).content.decode()
    before, after = page.split('id="receipt"')
    assert '<section id="comments"' in before and "Five years are long" in after
    receipt = after.partition("</div>")[0]
    assert 'tabindex="-1"' in receipt and reverse("mine", args=("wetlands",)) in receipt
    assert 'id="receipt"' not in delegate.get(answer["Location"]).content.decode()


def test_a_receipt_whose_place_the_page_does_not_show_stands_at_its_end(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    edition = hand_in(consultation, Stage.REPLYING, [{"eid": "art_1", "action": "delete"}])
    one = edition.suggestions.get()
    officer = sign_in(Role.OFFICER)
    given = {"status": "accepted", "reason": ""}
    answer = officer.post(reverse("reply", args=("wetlands", one.pk)), given)
    assert answer["Location"].endswith("#receipt")
    elsewhere = officer.get(reverse("account")).content.decode()
    assert elsewhere.count('id="receipt"') == 1
    assert elsewhere.index('id="receipt"') < elsewhere.index("</main>")
