"""Opening a consultation: the draft tells the title, a new authority is added in place, nothing chosen is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_ZH

pytestmark = pytest.mark.django_db


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("湿地 草案 0301.txt", DRAFT_ZH.encode())


def test_a_title_that_nobody_gave_is_taken_from_the_draft(
    authority: Organisation, sign_in: Callable[[Role], Client], work: Callable[[], Any]
) -> None:
    given = {"authority": authority.pk, "file_zh": _file()}
    assert sign_in(Role.SECRETARIAT).post(reverse("open"), given).status_code == 302
    made = Consultation.objects.order_by("pk").last()
    assert made is not None and made.title_zh == "湿地 草案 0301"
    work()
    made.refresh_from_db()
    assert (made.title_zh, made.title_en) == ("湿地保护法（草案）", "")


def test_an_authority_that_is_in_no_list_is_added_with_the_consultation(
    standing: Any, db: None, sign_in: Callable[[Role], Client]
) -> None:
    given = {"authority_en": "Water Board", "file_zh": _file()}
    assert sign_in(Role.SECRETARIAT).post(reverse("open"), given).status_code == 302
    made = Consultation.objects.order_by("pk").last()
    assert made is not None
    assert (made.authority.name_en, made.authority.kind) == ("Water Board", "authority")


def test_where_the_new_authority_is_there_already_nothing_is_made(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    before = Consultation.objects.count(), Organisation.objects.count()
    given = {"authority_en": authority.name_en, "file_zh": _file()}
    assert sign_in(Role.SECRETARIAT).post(reverse("open"), given).status_code == 422
    assert (Consultation.objects.count(), Organisation.objects.count()) == before


def test_only_the_team_adds_an_authority(
    standing: Any, db: None, sign_in: Callable[[Role], Client]
) -> None:
    before = Organisation.objects.count()
    given = {"authority_en": "Water Board", "file_zh": _file()}
    assert sign_in(Role.COORDINATOR).post(reverse("open"), given).status_code == 422
    assert Organisation.objects.count() == before


def test_the_form_is_sent_so_that_chosen_files_stay_and_leads_on_when_all_is_well(
    authority: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    team, given = sign_in(Role.SECRETARIAT), {"authority": authority.pk, "file_zh": _file()}
    wrong = team.post(reverse("open"), given | {"closes": "never"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422 and 'id="errors"' in wrong.content.decode()
    fine = team.post(reverse("open"), given | {"file_zh": _file()}, headers={"HX-Request": "true"})
    assert fine["HX-Redirect"].endswith("/manage/")
