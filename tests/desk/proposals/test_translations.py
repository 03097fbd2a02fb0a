"""Suggestions, names of groups and statements in both languages; where one lacks, the other is shown and marked."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from django.apps import apps as installed
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.outcomes.papers import make_paper, make_papers
from huiyin.desk.proposals.api import drafts, translations
from huiyin.desk.proposals.models import ProposalVersion, Suggestion
from huiyin.i18n import say
from tests.desk.forms import fill
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.django_db
SignIn = Callable[[Role], Client]
PAGE = reverse("proposal", args=("wetlands",))
ASKED = drafts.SuggestionInput(
    "art_1", "第一条", wording="为了保护和恢复湿地，制定本法。", reason="恢复同样重要"
)
IN_ENGLISH = {
    "wording": "This Act is made to protect and restore wetlands.",
    "reason": "To restore matters as much.",
}


@pytest.fixture
def edition(consultation: Consultation, people: dict[Role, Any]) -> ProposalVersion:
    """One suggestion in Chinese, resting on a group with a Chinese name and a Chinese statement."""
    comment = Comment.objects.create(
        consultation=consultation, eid="art_1", unit="art_1", text="还要恢复湿地", language="zh"
    )
    group = Group.objects.create(
        consultation=consultation, key=str(comment.public_id), representative=comment,
        eid="art_1", size=2, organisations=2, languages="zh", name_zh="恢复湿地",
    )  # fmt: skip
    Statement.objects.create(
        consultation=consultation, key="s1", text_zh="应当恢复湿地。", group=group
    )
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    made = drafts.begin_proposal_version(consultation, people[Role.SECRETARIAT])
    drafts.save_suggestion(
        made, drafts.SuggestionInput("art_1", "第一条", wording=ASKED.wording, reason=ASKED.reason, groups=(group,)),
        people[Role.SECRETARIAT],
    )  # fmt: skip
    return made


def _address() -> str:
    return reverse("suggestion_translation", args=("wetlands", Suggestion.objects.get().pk))


def test_a_suggestion_is_read_in_the_language_of_the_reader_and_marked_where_it_is_not(
    edition: ProposalVersion, sign_in: SignIn
) -> None:
    team = sign_in(Role.SECRETARIAT)
    page = team.get(PAGE).content.decode()
    assert '<p class="lines" lang="zh">恢复同样重要</p>' in page
    assert fill(team, _address(), IN_ENGLISH).status_code == 302
    page = team.get(PAGE).content.decode()
    # As a change of the English draft, with its reasons, and no Chinese that is not marked as such.
    assert (
        "restore" in page and '<p class="lines" lang="en">To restore matters as much.</p>' in page
    )
    assert "恢复同样重要" not in page
    chinese = team.get(PAGE, HTTP_ACCEPT_LANGUAGE="zh").content.decode()
    assert "恢复同样重要" in chinese and "To restore matters" not in chinese


def test_what_lacks_in_a_translation_is_shown_as_it_was_written(
    edition: ProposalVersion, sign_in: SignIn
) -> None:
    team = sign_in(Role.SECRETARIAT)
    fill(team, _address(), {"wording": IN_ENGLISH["wording"]})
    page = team.get(PAGE).content.decode()
    assert "restore" in page and '<p class="lines" lang="zh">恢复同样重要</p>' in page


def test_before_a_version_is_fixed_a_list_names_what_is_not_translated_and_leads_there(
    edition: ProposalVersion, sign_in: SignIn, people: dict[Role, Any]
) -> None:
    team, by = sign_in(Role.SECRETARIAT), people[Role.SECRETARIAT]
    group, statement = Group.objects.get(), Statement.objects.get()
    listed = reverse("proposal_untranslated", args=("wetlands",))
    fields = [f"group-{group.pk}", f"statement-{statement.pk}"]
    shown = team.get(PAGE).content.decode()
    for place in (_address(), *(f"{listed}#id_{field}" for field in fields)):
        assert f'<a href="{place}"' in shown, place
    shown = team.get(listed).content.decode()
    assert all(f'id="id_{field}"' in shown for field in fields) and _address() in shown
    assert [one.kind for one in translations.list_untranslated(edition)] == ["suggestion", "group", "statement"]  # fmt: skip
    fill(team, _address(), IN_ENGLISH)
    assert (
        team.post(listed, {fields[0]: "Restore wetlands", fields[1]: "x" * 301}).status_code == 422
    )
    assert team.post(listed, {}).status_code == 302  # nothing written, nothing changed
    words = "Wetlands should be restored."
    assert team.post(listed, {fields[0]: "Restore wetlands", fields[1]: words}).status_code == 302
    group.refresh_from_db()
    statement.refresh_from_db()
    assert (group.name_zh, group.name_en) == ("恢复湿地", "Restore wetlands")
    assert (statement.text_zh, statement.text_en) == ("应当恢复湿地。", words)
    # What is there in both meanwhile is not written over.
    stale = translations.UntranslatedItem("group", str(group.pk), "恢复湿地", "zh")
    assert not translations.add_translation(edition, stale, "Other", by)
    assert translations.list_untranslated(edition) == []
    assert "in both languages" in team.get(PAGE).content.decode()
    # A letter in one language is named too, and what was changed after it was translated.
    ProposalVersion.objects.update(letter_zh="请予采纳")
    one = Suggestion.objects.get()
    again = drafts.SuggestionInput("art_1", "第一条", wording=ASKED.wording, reason="恢复更重要")
    drafts.save_suggestion(edition, again, by, one)
    edition.refresh_from_db()
    left = translations.list_untranslated(edition)
    assert [(item.kind, item.lacking, item.is_outdated) for item in left] == [
        ("letter", ("letter",), False),
        ("suggestion", (), True),
    ]


def test_the_list_costs_as_many_queries_for_many_as_for_one(
    edition: ProposalVersion, people: dict[Role, Any]
) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            translations.list_untranslated(
                ProposalVersion.objects.select_related("proposal__consultation").get()
            )
        return len(asked)

    one = count()
    for n in range(5):
        drafts.save_suggestion(edition, drafts.SuggestionInput("art_2", "第二条", text=f"建议{n}"), people[Role.SECRETARIAT])  # fmt: skip
    assert count() == one <= 4


def test_a_fixed_version_is_translated_no_more_and_the_next_one_keeps_its_translation(
    edition: ProposalVersion, sign_in: SignIn, people: dict[Role, Any], consultation: Consultation
) -> None:
    team, by = sign_in(Role.SECRETARIAT), people[Role.SECRETARIAT]
    fill(team, _address(), IN_ENGLISH)
    address = _address()
    drafts.lock_proposal_version(edition, by)
    assert team.get(address).status_code == 404
    late = team.post(address, {"wording": "Something else."})
    assert late.status_code == 409 and "Something else." in late.content.decode()
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    made = drafts.begin_proposal_version(consultation, by)
    assert made.suggestions.get().wording_translated == IN_ENGLISH["wording"]
    assert Suggestion.objects.filter(wording_translated="Something else.").count() == 0


def test_a_translation_that_changed_is_a_change_of_the_version(
    edition: ProposalVersion, people: dict[Role, Any]
) -> None:
    before = drafts.snapshot_content(edition)
    translations.save_translation(Suggestion.objects.get(), IN_ENGLISH, people[Role.SECRETARIAT])
    assert drafts.snapshot_content(edition) != before


def test_what_changed_between_two_versions_is_shown_in_its_translation_too(
    edition: ProposalVersion, sign_in: SignIn, people: dict[Role, Any], consultation: Consultation
) -> None:
    by = people[Role.SECRETARIAT]
    drafts.lock_proposal_version(edition, by)
    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    drafts.begin_proposal_version(consultation, by)
    translations.save_translation(Suggestion.objects.get(version__number=2), IN_ENGLISH, by)
    page = sign_in(Role.SECRETARIAT).get(reverse("edition_changes", args=("wetlands", 2)))
    text = page.content.decode()
    assert say("proposal.wording_translated", "en") in text
    assert re.search(r'lang="en">[^/]*' + re.escape(IN_ENGLISH["wording"][:12]), text)


def test_the_papers_of_a_language_are_in_it_and_say_where_they_are_not(
    edition: ProposalVersion, people: dict[Role, Any], consultation: Consultation
) -> None:
    def read() -> str:
        data = make_paper(consultation, edition, date(2026, 5, 1), "en", "docx")
        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])

    lacking = say("submit.paper.other_language", "en", language="Chinese", reader="English")
    assert "恢复同样重要" in read() and lacking in read()
    assert not any("amended.en" in name for name in make_papers(consultation, edition, date(2026, 5, 1)))  # fmt: skip
    translations.save_translation(Suggestion.objects.get(), IN_ENGLISH, people[Role.SECRETARIAT])
    paper = read()
    assert lacking not in paper and "恢复" not in paper.replace("第一条", "")
    assert "This Act is made to protect and restore wetlands." in paper
    # And the English draft has the wording marked in it.
    amended = make_papers(consultation, edition, date(2026, 5, 1))["amended.en.akn.xml"].decode()
    assert "and restore" in amended


def test_a_word_file_says_in_which_language_each_paragraph_is(
    edition: ProposalVersion, consultation: Consultation
) -> None:
    data = make_paper(consultation, edition, date(2026, 5, 1), "en", "docx")
    body = docx.Document(io.BytesIO(data)).element.xml
    assert 'w:val="zh-CN"' in body


def test_words_are_found_in_either_language(edition: ProposalVersion, sign_in: SignIn) -> None:
    team = sign_in(Role.SECRETARIAT)
    fill(team, _address(), IN_ENGLISH)
    search = reverse("search", args=("wetlands",))
    for words in ("恢复同样", "restore matters"):
        assert (
            f"#s-{Suggestion.objects.get().pk}" in team.get(search, {"q": words}).content.decode()
        )


def test_a_group_is_named_in_both_languages_and_each_reader_sees_their_own(
    edition: ProposalVersion, sign_in: SignIn, consultation: Consultation
) -> None:
    team, group = sign_in(Role.SECRETARIAT), Group.objects.get()
    page = reverse("group", args=("wetlands", group.pk))
    assert '<h1 lang="zh">恢复湿地</h1>' in team.get(page).content.decode()
    consultation.stage = Stage.GROUPING.value
    consultation.save()
    to = reverse("group_change", args=("wetlands", group.pk))
    names = {"what": "name", "name_zh": "恢复湿地", "name_en": "Restore wetlands"}
    fill(team, page, names, to=to, holding='name="name_en"')
    assert '<h1 lang="en">Restore wetlands</h1>' in team.get(page).content.decode()
    assert (
        '<h1 lang="zh">恢复湿地</h1>' in team.get(page, HTTP_ACCEPT_LANGUAGE="zh").content.decode()
    )
    # A page of before the upgrade has one field: what it gives goes where it is written in.
    group.refresh_from_db()
    Group.objects.update(name_zh="", name_en="")
    assert team.post(to, {"what": "name", "name": "Mend wetlands"}).status_code == 302
    group.refresh_from_db()
    assert (group.name_zh, group.name_en) == ("", "Mend wetlands")


def test_names_that_groups_had_go_to_the_language_they_are_written_in(
    edition: ProposalVersion,
) -> None:
    from importlib import import_module

    moved = import_module("huiyin.desk.consultations.migrations.0027_group_names")
    Group.objects.update(name_zh="Restore wetlands", name_en="")
    moved.sort_names(installed, None)
    assert Group.objects.values_list("name_zh", "name_en").get() == ("", "Restore wetlands")
    moved.join_names(installed, None)
    assert Group.objects.get().name_zh == "Restore wetlands"
