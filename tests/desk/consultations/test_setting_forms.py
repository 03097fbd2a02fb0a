"""What the team types of a consultation, before any row is written."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from huiyin.desk.consultations.setting_forms import DraftFileField, SettingsForm, StageForm
from huiyin.desk.core.form_fields import collect_given, list_sentences
from huiyin.i18n import say


def _fill(query: str) -> SettingsForm:
    consultation: Any = SimpleNamespace(authority=None)
    return SettingsForm(consultation, QueryDict(query))


def test_settings_are_read_and_stages_only_where_the_page_asked_for_them() -> None:
    form = _fill(
        "title_en=+Wetlands+&intro_en=a%0D%0Ab&opens=2026-01-02&closes=2026-02-03&reply_due=2026-03-04&with_stage=signing"
    )
    assert form.is_valid()
    given = form.make_input(may_move=True)
    assert (given.title_en, given.intro_en, given.opens, given.closes) == (
        "Wetlands",
        "a\nb",
        date(2026, 1, 2),
        date(2026, 2, 3),
    )
    assert given.reply_due(None) == date(2026, 3, 4) and given.with_stages is None


def test_who_may_not_move_it_sets_no_stages_and_a_day_that_was_not_given_stays() -> None:
    form = _fill("title_zh=x&stages=1&with_stage=signing")
    assert form.is_valid()
    assert form.make_input(may_move=True).with_stages == ["signing"]
    assert form.make_input(may_move=False).with_stages is None
    assert form.make_input(may_move=True).reply_due(date(2026, 5, 6)) == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", say("desk.open.no_title")),
        ("title_en=a&opens=soon", say("desk.open.not_a_day", written="soon")),
        ("title_en=a&opens=2026-02-02&closes=2026-01-01", say("desk.open.window_ends_first")),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(query: str, sentence: str) -> None:
    form = _fill(query)
    assert not form.is_valid() and list_sentences(form) == [sentence]
    assert collect_given(form).get("opens") == QueryDict(query).get("opens")


def test_a_draft_may_be_empty_and_not_too_large(settings: Any) -> None:
    settings.UPLOAD_LIMIT = 3
    field = DraftFileField()
    assert field.clean(None) is None
    assert field.clean(SimpleUploadedFile("a.txt", b"")) is not None
    with pytest.raises(Exception, match="0"):
        field.clean(SimpleUploadedFile("a.txt", b"four"))


def test_a_stage_that_there_is_not_is_none() -> None:
    assert StageForm(QueryDict("stage=never")).cleaned_data["stage"] == ""
