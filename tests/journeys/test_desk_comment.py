"""Steps 1 to 3 of the journey: open a consultation, comment on it, fold the comments into groups."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.i18n import say
from tests.desk.world import DRAFT_EN, DRAFT_ZH, PASSWORD
from tests.journeys.conftest import look, press_to


def test_the_secretariat_opens_a_consultation_and_mends_how_it_was_read(
    visit: Any, reader: tuple[str, str], people: Any, authority: Any, tmp_path: Path, work: Any
) -> None:
    language = reader[1]
    zh = tmp_path / "湿地保护法.txt"
    zh.write_text(DRAFT_ZH.replace("第三条", "第四条"), "utf-8")  # a gap, to be mended in place
    en = tmp_path / "wetlands.txt"
    en.write_text(DRAFT_EN, "utf-8")
    page = visit(Role.SECRETARIAT, "/")
    look(page, "home-empty")
    page.get_by_role("link", name=say("desk.home.open", language)).click()
    page.locator("main button.first").click()  # nothing filled in: the page says what is missing
    look(page, "open")
    page.set_input_files("#file_zh", zh)
    page.set_input_files("#file_en", en)
    page.select_option(
        "#authority", label=authority.name_zh if language == "zh" else authority.name_en
    )
    page.fill("#opens", "2026-03-02")
    page.fill("#closes", "2026-01-01")
    page.locator("main button.first").click()  # the window ends before it begins
    expect(page.get_by_text(say("desk.open.window_ends_first", language))).to_be_visible()
    assert page.locator("#file_zh").input_value().endswith(zh.name)  # what was chosen stays
    page.fill("#closes", "2026-04-01")
    page.locator("main button.first").click()
    expect(page.get_by_text(say("desk.open.made", language))).to_be_visible()
    expect(page.get_by_text(say("desk.job.reading", language, name=zh.name))).to_be_visible()
    look(page, "manage-reading")
    work()  # the page asks again, and shows how it was read
    unpaired = say("pairing.wrong", language, n=2)  # 第四条 and Article 3
    expect(page.get_by_text(unpaired)).to_be_visible()
    look(page, "manage")
    page.get_by_role("link", name="湿地保护法（草案）").click()
    look(page, "draft-text")
    page.get_by_role("link", name=say("desk.draft.line", language, line=7)).click()
    assert page.evaluate("getSelection().toString()").startswith("第四条")
    page.get_by_role("link", name=say("desk.tab.manage", language)).first.click()
    page.get_by_role("link", name=say("pairing.go", language)).click()
    look(page, "pairing")
    page.get_by_role("link", name=say("pairing.mend", language)).last.click()
    line = page.locator("#wanted")
    expect(line).to_have_value("第四条 本法自2027年1月1日起施行。")
    line.fill(line.input_value().replace("第四条", "第三条"))
    page.get_by_role("button", name=say("desk.draft.again", language)).first.click()
    expect(page.get_by_text(say("desk.draft.fine", language))).to_be_visible()
    expect(page.get_by_role("button", name=say("desk.draft.undo", language))).to_be_visible()
    page.get_by_role("link", name=say("desk.tab.manage", language)).first.click()
    expect(page.get_by_text(say("pairing.fine", language))).to_be_visible()
    page.get_by_role("link", name=say("invite.go", language)).click()
    page.fill("#q", "1")
    page.get_by_role("button", name=say("desk.search.go", language)).click()
    page.locator("input[name=organisation]").check()
    page.get_by_role("button", name=say("invite.add", language), exact=True).click()
    expect(page.get_by_text(say("invite.added", language, n=1))).to_be_visible()
    look(page, "inviting")
    page.get_by_role("link", name=say("desk.tab.manage", language)).first.click()
    page.fill("#reply_days", "20")
    page.get_by_role("button", name=say("desk.keep", language)).click()
    page.get_by_role("button", name=say("desk.stage.commenting", language)).click()
    expect(page.get_by_text(say("desk.manage.moved", language))).to_be_visible()
    made = Consultation.objects.get()
    assert made.stage == Stage.COMMENTING
    assert made.reply_due is not None and made.reply_due.isoformat() == "2026-04-30"


def test_a_delegate_comments_by_keyboard_alone_and_finds_it_again(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.DELEGATE, "/c/wetlands/")
    look(page, "law")
    press_to(page, "#art_2 .say a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/at/art_2/**")
    press_to(page, "#text")
    page.keyboard.type("五年太长" if language == "zh" else "Five years are too long")
    press_to(page, "details summary")
    page.keyboard.press("Enter")
    press_to(page, "#wording")
    page.locator("#wording").evaluate("e => e.setSelectionRange(e.value.length, e.value.length)")
    page.keyboard.type("！" if language == "zh" else "!")
    expect(page.locator("#change ins")).to_be_visible()
    look(page, "comment")
    press_to(page, "#comment button.first")
    page.keyboard.press("Enter")
    receipt = page.locator("#comments #receipt")
    expect(receipt).to_contain_text(say("desk.comment.sent", language))
    expect(receipt).to_be_in_viewport()
    expect(receipt).to_be_focused()
    expect(receipt.get_by_role("link")).to_have_attribute("href", "/c/wetlands/mine/")
    expect(page.locator("#comments ins")).to_have_text("！" if language == "zh" else "!")
    expect(page.locator("#comments del")).to_have_count(0)
    look(page, "place")
    page.get_by_role("link", name=say("desk.tab.mine", language)).click()
    expect(page.locator("article.card")).to_have_count(1)
    look(page, "mine")
    page.get_by_role("link", name=say("desk.comment.withdraw", language)).click()
    expect(page.get_by_role("heading", name=say("repeats.stays", language))).to_be_visible()
    look(page, "withdraw")
    page.get_by_role("button", name=say("desk.comment.withdraw", language)).click()
    expect(page.get_by_text(say("desk.comment.withdrawn", language))).to_be_visible()
    assert Comment.objects.get().state == Comment.State.WITHDRAWN


def test_words_marked_in_the_law_are_quoted(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    page = visit(Role.DELEGATE, "/c/wetlands/at/art_1/")
    page.evaluate(
        """() => {
            const words = document.querySelector('#unit [data-own]').firstChild;
            const range = document.createRange();
            range.setStart(words, 0);
            range.setEnd(words, 6);
            document.getSelection().addRange(range);
        }"""
    )
    page.locator("[data-pick]").click()
    quoted = page.locator("#quote").input_value()
    assert quoted and quoted in page.locator("#unit").inner_text()
    assert page.evaluate("document.activeElement.id") == "text"


def test_what_was_written_survives_a_lost_connection(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.DELEGATE, "/c/wetlands/at/art_1/")
    page.fill("#text", "before the line broke")
    expect(page.locator("[data-state]")).to_have_text(say("desk.comment.saved", language))
    page.context.set_offline(True)
    page.fill("#text", "after the line broke")
    expect(page.locator("[data-state]")).to_have_text(say("desk.comment.offline", language))
    page.locator("#comment button.first").click()
    expect(page.locator("[data-state]")).to_have_text(say("desk.comment.offline", language))
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#text")).to_have_value("after the line broke")
    page.locator("#comment button.first").click()
    expect(page.get_by_text(say("desk.comment.sent", language))).to_be_visible()
    assert [(c.text, c.state) for c in Comment.objects.all()] == [("after the line broke", "sent")]
    page.reload()
    expect(page.locator("#text")).to_have_value("")


def test_files_are_taken_in_and_every_row_that_was_not_is_named(
    visit: Any,
    reader: tuple[str, str],
    consultation: Consultation,
    tmp_path: Path,
    work: Callable[[], Any],
) -> None:
    language = reader[1]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["单位名称", "针对条款", "我们怎么看"])
    sheet.append(["河流守望", "第十五条", "应当明确罚款的数额，目前的写法过于笼统，难以执行。"])
    for n in range(1, 4):
        sheet.append(
            [f"组织{n}", "第二条", "规划应当每三年修订一次，五年太长，湿地等不起，鸟也等不起。"]
        )
    sheet.append(["组织1", "第一条", ""])
    book.save(tmp_path / "意见.xlsx")
    page = visit(Role.SECRETARIAT, "/c/wetlands/intake/")
    look(page, "intakes")
    page.set_input_files("#files", tmp_path / "意见.xlsx")
    page.locator("main button.first").click()
    expect(page.locator("progress")).to_be_visible()
    work()
    expect(page.get_by_text(say("desk.intake.result", language, n=4))).to_be_visible()
    expect(page.get_by_text(say("intake.refusal.empty_text", language))).to_be_visible()
    # The row that cites what does not exist is shown, and mended where it stands.
    look(page, "intake")
    receipt = page.locator("#rows")
    expect(receipt.locator("tbody tr")).to_have_count(1)
    receipt.locator("tbody input:not([type=hidden])").fill("2")
    receipt.get_by_role("button", name=say("receipt.keep_places", language)).click()
    expect(page.locator("#receipt")).to_contain_text(say("receipt.was_placed", language, n=1))
    expect(page.locator("#receipt")).to_be_in_viewport()
    page.locator("#meant-1").select_option("leave")
    page.locator("form", has=page.locator("#meant-1")).get_by_role("button").click()
    expect(page.locator("#receipt")).to_contain_text("河流守望")
    expect(page.locator("#meant-1")).to_have_count(0)
    page.goto(page.url.split("/c/")[0] + "/c/wetlands/groups/")
    look(page, "groups")
    page.locator("article a").first.click()
    look(page, "group")
    page.get_by_text(say("desk.group.work", language)).click()
    page.fill("#name_zh", "每三年修订")
    page.get_by_role("button", name=say("desk.keep", language)).click()
    expect(page.locator("h1")).to_have_text("每三年修订")
    group = Group.objects.get(name_zh="每三年修订")
    assert (group.size, group.organisations, group.name) == (3, 3, "每三年修订")


def test_an_upload_that_takes_long_says_so(
    visit: Any, reader: tuple[str, str], consultation: Consultation, tmp_path: Path
) -> None:
    table = tmp_path / "意见.csv"
    table.write_text("条款,意见\n第二条,五年太长。\n", "utf-8")
    page = visit(Role.SECRETARIAT, "/c/wetlands/intake/")
    page.set_input_files("#files", table)
    # The server has not answered: as long as that is so, the page stays.
    page.route("**/intake/", lambda route: route.fulfill(status=204))
    page.locator("main button.first").click()
    expect(page.get_by_role("status").filter(has_text=say("desk.busy", reader[1]))).to_be_visible()
    expect(page.locator("main button.first")).to_be_disabled()


def test_groups_are_split_merged_and_undone(
    visit: Any,
    reader: tuple[str, str],
    consultation: Consultation,
    members: Any,
    people: Any,
    work: Callable[[], Any],
) -> None:
    from uuid import uuid4

    from huiyin.desk.consultations.api import comments
    from huiyin.desk.jobs import api as jobs

    language = reader[1]
    for member in members:
        comments.send_comment(
            consultation, people[Role.SECRETARIAT], member,
            comments.CommentInput(uuid4(), "art_2", "Plans must be revised every three years, for the wetlands cannot wait."),
        )  # fmt: skip
    jobs.start_job(consultation, "group", None)
    work()
    page = visit(Role.SECRETARIAT, f"/c/wetlands/groups/{Group.objects.get().pk}/")
    page.locator("input[name=comment]").last.check()
    page.get_by_role("button", name=say("desk.group.split", language)).click()
    expect(page.locator("progress")).to_be_visible()
    work()
    expect(page.locator("#merge article")).to_have_count(2)
    for box in page.locator("input[name=group]").all():
        box.check()
    page.get_by_role("button", name=say("desk.group.merge", language)).click()
    expect(page.locator("progress")).to_be_visible()
    work()
    expect(page.locator("#merge article")).to_have_count(1)
    for _ in range(2):
        page.get_by_role("button", name=say("desk.undo", language)).first.click()
        expect(page.locator("progress")).to_be_visible()
        work()
        expect(page.locator("progress")).to_have_count(0)
    assert Group.objects.get().size == len(members)


@pytest.mark.parametrize("role", [Role.DELEGATE])
def test_somebody_signs_in_and_changes_the_language(
    visit: Any, reader: tuple[str, str], role: Role, consultation: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.READER, "/c/wetlands/at/art_1/")
    look(page, "reader")
    page.get_by_role("link", name=say("desk.sign_in", language)).last.click()
    page.fill("#id_login", f"{role.value}@example.org")
    page.fill("#id_password", "wrong wrong wrong")
    page.locator("main button.first").click()
    expect(page.locator("[role=alert]:visible")).to_be_visible()
    look(page, "sign-in")
    page.fill("#id_password", PASSWORD)
    page.locator("main button.first").click()
    page.wait_for_url("**/at/art_1/")
    other = "en" if language == "zh" else "zh"
    page.locator("button[name=language]").click()
    expect(page.get_by_role("heading", name=say("desk.comment.title", other))).to_be_visible()
