"""Step 1: who may open what, the draft mended in place, its languages paired, who is invited, which stages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, drafts, stages
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.laws.models import Expression
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.law import UnreadableLaw
from huiyin.presentation.problems import say_unreadable
from tests.desk.forms import fill
from tests.desk.world import DRAFT_EN, DRAFT_ZH

Enter = Callable[[Role], Client]
TEXT = reverse("draft_text", args=("wetlands", "zh"))


def open_it(client: Client, **given: Any) -> Any:
    file = SimpleUploadedFile("draft.txt", DRAFT_ZH.encode())
    return client.post(reverse("open"), {"title_zh": "又一部法", "file_zh": file} | given)


@pytest.fixture
def other(db: None) -> Organisation:
    return Organisation.objects.create(slug="water", kind="authority", name_en="Ministry of Water")


def test_an_officers_authority_asks_and_answers(
    sign_in: Enter, authority: Organisation, other: Organisation
) -> None:
    officer = sign_in(Role.OFFICER)
    page = officer.get(reverse("open")).content.decode()
    assert "Ministry of Nature" in page and "Ministry of Water" not in page
    assert 'name="initiator"' not in page
    assert open_it(officer, authority=other.pk).status_code == 422
    assert open_it(officer, authority=authority.pk).status_code == 302
    made = Consultation.objects.get()
    assert (made.authority, made.initiator) == (authority, authority)
    assert officer.get(reverse("manage", args=(made.slug,))).status_code == 200


def test_a_coordinators_network_speaks_of_itself(
    sign_in: Enter, authority: Organisation, network: Network
) -> None:
    Network.objects.create(slug="other", name_en="Another network")
    coordinator = sign_in(Role.COORDINATOR)
    page = coordinator.get(reverse("open")).content.decode()
    assert "Another network" not in page and 'name="initiator"' not in page
    assert open_it(coordinator, authority=authority.pk).status_code == 422  # for which network?
    assert open_it(coordinator, authority=authority.pk, network=network.pk).status_code == 302
    made = Consultation.objects.get()
    assert (made.initiator, made.network) == (None, network)


def test_the_secretariat_opens_for_an_authority_or_for_nobody(
    sign_in: Enter, authority: Organisation, other: Organisation
) -> None:
    team = sign_in(Role.SECRETARIAT)
    assert open_it(team, authority=authority.pk, initiator=other.pk).status_code == 422
    assert open_it(team, authority=authority.pk, initiator=authority.pk).status_code == 302
    assert open_it(team, authority=authority.pk).status_code == 302
    assert {c.initiator for c in Consultation.objects.all()} == {authority, None}


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OPERATOR])
def test_nobody_else_opens_one(role: Role, sign_in: Enter, authority: Organisation) -> None:
    assert open_it(sign_in(role), authority=authority.pk).status_code == 403


def mend(consultation: Consultation, text: Expression, source: str) -> None:
    """As a colleague does."""
    by = User.objects.get(is_secretariat=True)
    drafts.correct_draft(consultation, text, source, by)


def shown(client: Client, url: str) -> str:
    """The version of the text that the page shows."""
    page = client.get(url).content.decode()
    return re.findall('name="version" value="([^"]+)"', page)[0]


def test_a_line_is_mended_where_its_problem_is_told_and_that_is_undone(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    text = Expression.objects.get(version=consultation.draft, language="zh")
    mend(consultation, text, DRAFT_ZH.replace("第三条", "第五条"))
    line = text.problems[0]["line"]
    page = team.get(TEXT).content.decode()
    assert re.search(
        f'name="line" value="{line}">\\s*<input type="hidden" name="was" value="第五条 ', page
    )
    assert "第五条 本法自2027年1月1日起施行。</textarea>" in page
    team.post(
        TEXT,
        {
            "line": line,
            "was": "第五条 本法自2027年1月1日起施行。",
            "words": "第三条 本法自2027年1月1日起施行。",
        },
    )
    text.refresh_from_db()
    assert text.problems == [] and text.provisions.filter(eid="art_3").exists()
    team.post(TEXT, {"undo": "1", "version": shown(team, TEXT)})
    text.refresh_from_db()
    assert text.provisions.filter(eid="art_5").exists()
    team.post(TEXT, {"undo": "1", "version": shown(team, TEXT)})  # and what was undone comes back
    assert text.provisions.filter(eid="art_3").exists()


def test_nothing_is_replaced_before_one_has_seen_what_comments_would_lose(
    consultation: Consultation, sign_in: Enter, people: Any, members: Any, work: Any
) -> None:
    comments.send_comment(
        consultation,
        people[Role.DELEGATE],
        members[0],
        comments.CommentInput(uuid4(), "art_3", "too late"),
    )
    team = sign_in(Role.SECRETARIAT)
    shorter = DRAFT_ZH.replace("第三条 本法自2027年1月1日起施行。\n", "")
    file = SimpleUploadedFile("shorter.txt", shorter.encode())
    team.post(TEXT, {"file": file})
    (reading,) = work()
    for url in (TEXT, reverse("manage", args=("wetlands",))):
        assert "shorter.txt has been read but not put in place" in team.get(url).content.decode()
    assert "第三条: 1 comment" in team.get(TEXT).content.decode()
    text = Expression.objects.get(version=consultation.draft, language="zh")
    assert text.provisions.filter(eid="art_3").exists() and text.file_name == "draft.txt"
    told = team.post(TEXT, {"source": shorter, "version": shown(team, TEXT)})
    assert told.status_code == 422 and "第三条: 1 comment" in told.content.decode()
    assert text.provisions.filter(eid="art_3").exists()
    team.post(TEXT, {"job": reading.pk, "sure": "yes"})
    assert [job.state for job in work()] == ["done"]
    text.refresh_from_db()
    assert not text.provisions.filter(eid="art_3").exists()
    assert Comment.objects.filter(eid="art_3").count() == 1
    # Other words in an article that stays take nothing from anybody.
    given = {"source": shorter.replace("五年", "三年"), "version": shown(team, TEXT)}
    assert team.post(TEXT, given).status_code == 302


@pytest.mark.parametrize("is_read", [True, False])
def test_a_consultation_is_opened_at_once_and_the_page_says_how_its_draft_was_read(
    is_read: bool, sign_in: Enter, authority: Organisation, work: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    words = DRAFT_ZH if is_read else "无"
    file = SimpleUploadedFile("draft.txt", words.encode())
    answer = open_it(team, authority=authority.pk, file_zh=file)
    page = team.get(answer.url).content.decode()
    assert "Reading draft.txt…" in page and 'hx-trigger="every 1s"' in page
    assert "Commenting can begin once" in page
    move = {"stage": "commenting"}
    made = Consultation.objects.get()
    team.post(reverse("move", args=(made.slug,)), move)
    assert Consultation.objects.get().stage == "preparing"  # there is nothing to comment on
    law = reverse("consultation", args=(made.slug,))
    assert team.get(law).url == answer.url
    (job,) = work()
    told = team.get(reverse("job", args=(made.slug, job.pk)))
    assert told["HX-Refresh"] == "true"
    page = team.get(answer.url).content.decode()
    if is_read:
        assert "Reading draft.txt" not in page and "3 articles" in page
        team.post(reverse("move", args=(made.slug,)), move)
        assert Consultation.objects.get().stage == "commenting"
    else:
        error = UnreadableLaw("no_provisions_found", file="draft.txt")
        assert html.escape(say_unreadable(error, ""), quote=False) in page
        again = reverse("draft_text", args=(made.slug, "zh"))
        assert f'href="{again}"' in page
        team.post(again, {"file": SimpleUploadedFile("better.txt", DRAFT_ZH.encode())})
        work()
        assert "3 articles" in team.get(answer.url).content.decode()


def test_a_line_that_moved_is_found_by_its_words_and_one_that_changed_is_shown_beside(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    text = Expression.objects.get(version=consultation.draft, language="zh")
    lines = DRAFT_ZH.split("\n")
    at = lines.index("湿地保护规划应当每五年修订一次。")
    mended = {"line": at + 1, "was": lines[at], "words": "规划应当每三年修订一次。"}
    # Somebody puts in a line above.
    mend(consultation, text, "\n".join((lines[0], "第一版", *lines[1:])))
    assert team.post(TEXT, mended).status_code == 302
    text.refresh_from_db()
    now = text.source.split("\n")
    assert now[at + 1] == "规划应当每三年修订一次。" and now[at] == lines[at - 1]
    # And where its words have gone, neither is lost before somebody has seen both.
    answer = team.post(TEXT, mended | {"words": "规划每十年修订一次。"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "规划每十年修订一次。" in page.replace("<ins>", "").replace("</ins>", "")
    assert lines[at - 1] in page.replace("<del>", "").replace("</del>", "")
    text.refresh_from_db()
    assert text.source.split("\n") == now


def test_two_who_mend_the_whole_text_see_both_and_neither_is_lost(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    seen = shown(team, TEXT)
    one, other = DRAFT_ZH.replace("五年", "三年"), DRAFT_ZH.replace("五年", "十年")
    assert team.post(TEXT, {"source": one, "version": seen}).status_code == 302
    assert team.post(TEXT, {"source": other, "version": seen}).status_code == 409
    text = Expression.objects.get(version=consultation.draft, language="zh")
    assert "三年" in text.source and "十年" not in text.source
    assert team.post(TEXT, {"undo": "1", "version": seen}).status_code == 409
    text.refresh_from_db()
    assert "三年" in text.source


def test_the_languages_stand_side_by_side_and_what_has_no_pair_is_shown(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    url = reverse("pairing", args=("wetlands",))
    assert "All articles have a counterpart." in team.get(url).content.decode()
    english = Expression.objects.get(version=consultation.draft, language="en")
    mend(consultation, english, DRAFT_EN.replace("Article 3", "Article 4"))
    page = team.get(url).content.decode()
    assert "2 articles have no counterpart." in page
    assert "?line=7#line" in page  # where 第三条 stands in the Chinese text
    english.refresh_from_db()
    at = english.source.split("\n").index("Article 4") + 1
    assert f"?line={at}#line" in page
    wanted = team.get(reverse("draft_text", args=("wetlands", "en")), {"line": at}).content.decode()
    assert 'id="line"' in wanted and ">Article 4</textarea>" in wanted
    team.post(
        reverse("draft_text", args=("wetlands", "en")),
        {"line": at, "was": "Article 4", "words": "Article 3"},
    )
    assert "All articles have a counterpart." in team.get(url).content.decode()


def test_organisations_are_invited_by_hand_by_network_and_by_a_table(
    consultation: Consultation, sign_in: Enter, members: list[Organisation], network: Network
) -> None:
    team = sign_in(Role.SECRETARIAT)
    url = reverse("inviting", args=("wetlands",))
    page = team.get(url, {"q": "组织2"}).content.decode()
    assert f'value="{members[1].pk}"' in page and f'value="{members[0].pk}"' not in page
    team.post(url, {"what": "add", "organisation": members[1].pk})
    consultation.refresh_from_db()
    assert consultation.is_by_invitation and list(consultation.invited.all()) == [members[1]]
    table = "organisation\nOrganisation 3\nBirds of nowhere\n组织1\n".encode()
    file = SimpleUploadedFile("who.csv", table)
    told = team.post(url, {"what": "file", "file": file}, follow=True).content.decode()
    assert "2 organisations invited" in told and "3 (Birds of nowhere)" in told
    team.post(url, {"what": "remove", "organisation": [m.pk for m in members]})
    assert not consultation.invited.exists()
    team.post(url, {"what": "network", "network": network.pk})
    assert consultation.invited.count() == len(members)
    team.post(url, {"what": "all"})
    consultation.refresh_from_db()
    assert not consultation.is_by_invitation
    assert team.post(url, {"what": "add"}).status_code == 422


def test_stages_that_are_not_wanted_are_gone_past(
    consultation: Consultation, sign_in: Enter, people: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    form = {"title_en": "Wetlands", "stages": "1", "with_stage": "grouping"}
    fill(team, reverse("manage", args=("wetlands",)), form)
    consultation.refresh_from_db()
    assert consultation.skips == ["deliberating"]
    assert b"Deliberat" not in team.get(reverse("consultation", args=("wetlands",))).content
    by = people[Role.SECRETARIAT]
    stages.move_to_stage(consultation, Stage.GROUPING, by)
    consultation.refresh_from_db()
    with pytest.raises(ValueError, match="border"):
        stages.move_to_stage(consultation, Stage.DELIBERATING, by)
    stages.move_to_stage(consultation, Stage.DRAFTING, by)
