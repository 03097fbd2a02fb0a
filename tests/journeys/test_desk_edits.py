"""Two windows, or two people, at the same words: nothing is lost, and whoever comes second sees both."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Route, expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.proposals.api import drafts
from huiyin.desk.proposals.models import Suggestion
from huiyin.i18n import say
from tests.journeys.conftest import look

PLACE = "/c/wetlands/at/art_1/"


def test_a_comment_sent_at_the_tick_of_its_draft_is_sent(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.DELEGATE, PLACE)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/draft/", hold)
    with page.expect_request("**/draft/"):
        page.fill("#text", "before the tick")
    page.fill("#text", "before the tick, and after it")
    page.locator("#comment button.first").click()
    held[0].continue_()  # the draft, with the words of before, arrives at the moment of sending
    expect(page.get_by_text(say("desk.comment.sent", language))).to_be_visible()
    assert [(c.text, c.state) for c in Comment.objects.all()] == [
        ("before the tick, and after it", "sent")
    ]
    page.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(page.locator("#text")).to_have_value("")
    assert Comment.objects.get().state == "sent"


def test_a_draft_that_was_changed_in_another_window_is_shown_beside(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    language = reader[1]
    saved = say("desk.comment.saved", language)
    one = visit(Role.DELEGATE, PLACE)
    one.fill("#text", "one window")
    expect(one.locator("[data-state]")).to_have_text(saved)
    other = visit(Role.DELEGATE, PLACE)
    expect(other.locator("#text")).to_have_value("one window")
    other.fill("#text", "one window, and the other")
    expect(other.locator("[data-state]")).to_have_text(saved)
    one.fill("#text", "one window goes on")
    there = one.locator("[data-there]")
    expect(there).to_contain_text("one window, and the other")
    look(one, "draft-beside")
    assert Comment.objects.get().text == "one window, and the other"
    there.locator("[data-stay]").click()
    expect(one.locator("[data-state]")).to_have_text(saved)
    assert Comment.objects.get().text == "one window goes on"
    one.locator("#comment button.first").click()
    expect(one.get_by_text(say("desk.comment.sent", language))).to_be_visible()

    # The other window knows nothing of it yet: what is typed there becomes a comment of its own.
    other.fill("#text", "one window, and the other goes on")
    expect(other.locator("[data-state]")).to_have_text(say("desk.comment.elsewhere_sent", language))
    expect(other.locator("#text")).to_have_value("one window, and the other goes on")
    other.locator("#comment button.first").click()
    expect(other.get_by_text(say("desk.comment.sent", language))).to_be_visible()
    assert sorted(Comment.objects.values_list("text", "state")) == [
        ("one window goes on", "sent"),
        ("one window, and the other goes on", "sent"),
    ]


def test_of_two_people_at_one_suggestion_the_second_sees_both_texts(
    visit: Any, reader: tuple[str, str], consultation: Consultation, people: Any
) -> None:
    language = reader[1]
    consultation.stage = Stage.DRAFTING.value
    consultation.save(update_fields=("stage",))
    team = people[Role.SECRETARIAT]
    asked = drafts.SuggestionInput(
        "art_2", "第二条", wording="湿地保护规划应当每五年修订一次。", reason="规划要跟上变化。"
    )
    made = drafts.save_suggestion(drafts.begin_proposal_version(consultation, team), asked, team)
    edit = f"/c/wetlands/proposal/edit/{made.pk}/?text=zh"
    one, other = (visit(role, edit) for role in (Role.SECRETARIAT, Role.COORDINATOR))
    one.fill("#wording", "湿地保护规划应当每三年修订一次。")
    one.locator("[name=keep]").click()
    expect(one.get_by_text(say("proposal.kept", language))).to_be_visible()

    other.fill("#wording", "湿地保护规划应当每五年修订一次，并向社会公开。")
    other.locator("[name=keep]").click()
    expect(other.get_by_role("heading", level=1)).to_have_text(say("desk.both.title", language))
    expect(other.get_by_role("alert")).to_contain_text("secretariat")
    expect(other.locator("del")).to_have_count(1)
    look(other, "both")
    assert Suggestion.objects.get().wording == "湿地保护规划应当每三年修订一次。"
    both = "湿地保护规划应当每三年修订一次，并向社会公开。"
    other.get_by_label(say("desk.both.go_on", language)).fill(both)
    other.locator("#both button.first").click()
    expect(other.get_by_text(say("proposal.kept", language))).to_be_visible()
    assert Suggestion.objects.get().wording == both
    assert re.search("规划要跟上变化", Suggestion.objects.get().reason)
