"""The choice of fewer mails, and the address that follows something."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from huiyin.desk.notifications.forms import FollowForm, FollowLinkForm, MailChoiceForm
from huiyin.i18n import use_language


@pytest.mark.parametrize(
    ("posted", "is_one"),
    [("List-Unsubscribe=One-Click", True), ("digest=never", False), ("List-Unsubscribe=x", False)],
)
def test_a_mail_program_asks_by_one_click_alone(posted: str, is_one: bool) -> None:
    assert MailChoiceForm(QueryDict(posted)).is_one_click is is_one
    assert FollowLinkForm(QueryDict(posted)).is_one_click is is_one


def test_a_box_that_is_empty_is_a_choice_too() -> None:
    assert MailChoiceForm(QueryDict("digest=never")).cleaned_data["reminders"] is False
    assert MailChoiceForm(QueryDict("reminders=on")).cleaned_data["reminders"] is True


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("email", ["", "nobody", "a@", f"{'a' * 250}@example.org"])
def test_what_is_no_address_is_told(language: str, email: str) -> None:
    use_language(language)
    form = FollowForm({"email": email})
    assert list(form.errors) == ["email"]
    assert len(form.errors["email"]) == 1 or email.startswith("aaa")
    assert FollowForm({"email": "a@example.org"}).is_valid()
