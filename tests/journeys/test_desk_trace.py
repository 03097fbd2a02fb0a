"""Step 9 of the journey: the enacted text is uploaded, uptake appears, a person overrules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.proposals.models import ProposalVersion
from huiyin.i18n import say
from tests.desk.world import hand_in
from tests.journeys.conftest import look, press_to, wait_for_work

WORDS = "县级以上人民政府应当每三年修订一次湿地保护规划。"


@pytest.fixture
def handed_in(consultation: Consultation) -> ProposalVersion:
    return hand_in(
        consultation,
        Stage.TRACING,
        (
            {"eid": "art_1", "wording": WORDS, "action": "insert"},
            {"eid": "art_3", "wording": "本法自公布之日起施行。"},
        ),
    )


def _check_print(page: Page) -> None:
    """On paper: nothing wider than the sheet, states with a border of their own, no buttons, and what was folded."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4 at 96 dots an inch
    wide = page.evaluate(
        "[...document.querySelectorAll('main table, main .badge')].map(one => one.getBoundingClientRect().right)"
    )
    assert wide and max(wide) <= 794
    badge = page.locator("main .badge").first
    assert badge.evaluate("one => getComputedStyle(one).borderTopWidth") != "0px"
    shown = "one => one.checkVisibility()"
    for one in page.locator("button, .tabs, .top, .foot, main form").all():
        assert not one.evaluate(shown), one
    page.emulate_media(media="screen")


def test_the_text_is_uploaded_and_a_verdict_overruled_by_keyboard_alone(
    visit: Any,
    reader: tuple[str, str],
    handed_in: ProposalVersion,
    consultation: Consultation,
    work: Callable[[], None],
    tmp_path: Path,
) -> None:
    language = reader[1]
    page = visit(Role.SECRETARIAT, "/c/wetlands/uptake/")
    look(page, "uptake-empty")
    text = tmp_path / "enacted.txt"
    source = consultation.draft.expressions.get(language="zh").source
    text.write_text(source.replace("制定本法。", f"制定本法。{WORDS}", 1), "utf-8")
    page.locator("#file").set_input_files(str(text))
    press_to(page, "form[enctype] button.first")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("uptake.enacted", language, file="enacted.txt"))).to_be_visible()
    work()
    wait_for_work(page)
    expect(page.locator(".badge.adopted")).to_have_count(1)
    look(page, "uptake-traced")
    second = handed_in.suggestions.get(key="S02")
    press_to(page, f"#s{second.pk} summary")
    page.keyboard.press("Enter")
    press_to(page, f"#verdict{second.pk}")
    for _ in range(7):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#verdict{second.pk}")).to_have_value("partly")
    press_to(page, f"#reason{second.pk}")
    page.keyboard.type("In force on the day of a decree.")
    press_to(page, f"#s{second.pk} button.first")
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("uptake.kept", language, key="S02"))).to_be_visible()
    assert Uptake.objects.get(suggestion=second).person_verdict == "partly"
    public = visit(Role.READER, "/c/wetlands/uptake/")
    expect(public.locator(".badge.partly")).to_have_count(1)
    expect(public.locator("main form[method=post]")).to_have_count(0)
    look(public, "uptake-public")
    _check_print(public)


def test_a_delegate_follows_a_comment_to_the_reply(
    visit: Any,
    reader: tuple[str, str],
    handed_in: ProposalVersion,
    consultation: Consultation,
    people: dict[Role, Any],
) -> None:
    language = reader[1]
    comment = Comment.objects.create(
        consultation=consultation, author=people[Role.DELEGATE], eid="art_1", unit="art_1",
        text="规划多年不修订，等于没有。", language="zh",
    )  # fmt: skip
    group = Group.objects.create(
        consultation=consultation, key="g", representative=comment, eid="art_1", size=1
    )
    Comment.objects.filter(pk=comment.pk).update(group=group)
    first = handed_in.suggestions.get(key="S01")
    first.groups.add(group)
    Reply.objects.create(suggestion=first, status="accepted", reason="改为每三年。")
    page = visit(Role.DELEGATE, "/c/wetlands/mine/")
    press_to(page, "main a[href*='/fate/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=say("fate.title", language))).to_be_visible()
    expect(page.get_by_text("改为每三年。")).to_be_visible()
    look(page, "fate")
