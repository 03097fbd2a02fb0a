"""What a network does of its own accord, in the browser: a law written from an empty page by two people at once and handed to
two authorities, and a letter to ten of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import InitiativeState, Role, Stage
from huiyin.desk.consultations.api import comments
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.initiatives.api import initiatives, inquiries
from huiyin.desk.initiatives.data import InitiativeInput, InitiativeKind
from huiyin.desk.initiatives.models import Inquiry
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.draft_texts import write_chinese
from huiyin.desk.laws.models import WrittenDraft
from huiyin.desk.ledger.api.threads import map_thread_clocks
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Network
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.world import PASSWORD
from tests.journeys.conftest import Keys, look, press_to, wait_for_work

ARTICLES = 20
TITLES = {"zh": "城市夏季降温条例", "en": "Summer Cooling Act"}
#: What two people write into the same article, each something else.
BOTH = {"zh": ("，昼夜开放", "，备有饮水"), "en": (", open day and night", ", with drinking water")}
WORDS = {
    "zh": ("纳凉点应当无障碍。", "没有坡道，轮椅进不去。"),
    "en": ("Cool rooms shall be step-free.", "Without a ramp no wheelchair gets in."),
}


def write_article(number: int, language: str) -> str:
    if language == "zh":
        return f"第{write_chinese(number)}条 每个街道应当设立第{number}类纳凉点。"
    return f"Article {number}\nEvery district shall have cool rooms of class {number}."


def test_two_people_write_a_law_and_two_authorities_are_handed_it(
    visit: Any,
    reader: tuple[str, str],
    people: dict[Role, User],
    network: Network,
    authority: Organisation,
    members: list[Organisation],
    work: Callable[[], Any],
) -> None:
    language = reader[1]
    field = f"#id_text_{language}"

    # 1. An empty page; the first article is typed, and is read beside it as it is typed.
    page = visit(Role.COORDINATOR, "/drafts/new/")
    look(page, "draft-begin")
    for code, title in TITLES.items():
        page.fill(f"#id_title_{code}", title)
    press_to(page, "main button.first")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(TITLES[language])
    look(page, "draft-empty")
    draft = WrittenDraft.objects.get()
    page.click("main a.button.first")
    page.fill(field, write_article(1, language))
    expect(page.locator("#reading .saved")).to_be_visible()
    look(page, "draft-write")
    press_to(page, "#write button.first")
    page.keyboard.press("Enter")
    expect(page.locator("main article")).to_have_count(1)

    # 2. The others are pasted.
    page.click(".tabs a[href$='/paste/']")
    page.fill("#id_source", "\n".join(write_article(n, language) for n in range(2, ARTICLES + 1)))
    page.click("button[value=look]")
    look(page, "draft-paste")
    page.click("button[value=take]")
    expect(page.locator("main article")).to_have_count(ARTICLES)
    look(page, "draft")

    # 3. Somebody is asked to write with them; both change the same article at once, and nothing is lost.
    page.click(".tabs a[href$='/manage/']")
    page.select_option("#number", str(people[Role.DELEGATE].pk))
    page.click("button[value=add]")
    look(page, "draft-manage")
    second = written_drafts.list_provisions(draft)[1]
    at = f"/drafts/{draft.slug}/provisions/{second.key}/"
    page.goto(page.url.split("/drafts/")[0] + at)
    other = visit(Role.DELEGATE, at)
    said = write_article(2, language)
    one, two = BOTH[language]
    for who, words in ((other, one), (page, two)):
        who.fill(field, f"{said[:-1]}{words}{said[-1]}")
        who.click("#write button.first")
    expect(page.locator("#both")).to_be_visible()
    expect(page.locator("#both section.both")).to_contain_text([one])
    look(page, "draft-both")
    page.fill("#both textarea", f"{said[:-1]}{one}{two}{said[-1]}")
    page.click("#both button.first")
    expect(page.locator(f"#p-{second.key}")).to_contain_text(f"{one}{two}")
    page.goto(page.url.split("/drafts/")[0] + at + "history/")
    expect(page.locator("main")).to_contain_text(one)
    look(page, "draft-history")

    # 4. The version is kept, and a consultation opened on it.
    page.click(".tabs a[href$='/versions/']")
    page.click("button[value=keep]")
    expect(page.locator("#version-1")).to_be_visible()
    look(page, "draft-versions")
    page.click("a[href*='/compare/']")
    look(page, "draft-compare")
    page.go_back()
    page.click("a[href*='/open/?written=']")
    expect(page.locator("#title_zh")).to_be_visible()
    page.select_option("#authority", str(authority.pk))
    look(page, "draft-open")
    page.click("main form button.first")
    expect(page.get_by_text(say("desk.open.made", language))).to_be_visible()
    consultation = Consultation.objects.get()
    work()

    def lead_on(*stages: Stage) -> None:
        """From the team's page, one stage after another."""
        page.click(".tabs a[href$='/manage/']")
        for stage in stages:
            page.click(f"form[action$='/move/'] button[value={stage}]")
            expect(page.get_by_text(say("desk.manage.moved", language))).to_be_visible()

    page = visit(Role.SECRETARIAT, f"/c/{consultation.slug}/")
    lead_on(Stage.COMMENTING)

    # 5. It goes the ordinary way: a comment, a proposal of one suggestion, a signature.
    suggestion, reason = WORDS[language]
    other = visit(Role.DELEGATE, f"/c/{consultation.slug}/")
    other.click("#art_2 .say a")
    other.fill("#text", reason)
    other.click("#comment button.first")
    expect(other.get_by_text(say("desk.comment.sent", language))).to_be_visible()
    assert Comment.objects.get().consultation == consultation
    # Another member says the same by email, which the team entered: one shared point.
    same = comments.CommentInput(uuid4(), "art_2", reason)
    comments.send_comment(consultation, people[Role.SECRETARIAT], members[1], same)
    lead_on(Stage.GROUPING)
    # Grouping begins with its stage, and the page that waits for it shows what came of it.
    page.click(".tabs a[href$='/groups/']")
    expect(page.get_by_text(say("desk.job.group", language))).to_be_visible()
    work()
    wait_for_work(page)
    expect(page.locator("main article")).to_have_count(1)
    lead_on(Stage.DELIBERATING, Stage.DRAFTING)
    page.click(".tabs a[href$='/proposal/']")
    page.click("main a[href$='/proposal/new/']")
    page.select_option("#at", "art_2")
    page.click("form:has(#at) button")
    page.fill("#wording", suggestion)
    page.fill("#reason", reason)
    page.check("input[name=group]")
    page.click("#suggestion button[name=keep]")
    expect(page.locator("main article ins").first).to_be_visible()
    page.click("details:has(form[action$='/fix/']) summary")
    page.click("form[action$='/fix/'] button")
    expect(page.locator("#signatures")).to_be_visible()
    other.goto(page.url)
    other.click("form[action$='/sign/'] button.first")
    expect(other.locator("#signatures ~ ul li")).to_have_count(1)

    # 6. It is handed to the authority that is asked, and to a further one, which answers.
    water = Organisation.objects.create(
        slug="water", kind="authority", name_zh="水利部", name_en="Ministry of Water"
    )
    own = User.objects.create_user("water@example.org", PASSWORD, name="Water")
    people[Role.ADDRESSEE] = own
    grant_role(own, Role.OFFICER, water)
    page.click(".tabs a[href$='/submission/']")
    page.click("details:has(form[action$='/submission/do/']) summary")
    page.click("form[action$='/submission/do/'] button")
    page.click("main a[href$='/submission/authorities/']")
    look(page, "handovers-none")
    page.select_option("#id_authority", str(water.pk))
    page.fill("#id_due_on", (timezone.localdate() + timedelta(30)).isoformat())
    page.click("form[action$='/add/'] button.first")
    handover = Submission.objects.get().handovers.get()
    card = page.locator("section", has=page.locator(f"#handover-{handover.pk}"))
    expect(card.get_by_text(say("handover.read", language))).to_be_visible()
    # Its own officer is asked on their first page, and answers by the pages that the first authority has.
    officer = Keys(visit(Role.ADDRESSEE, "/"))
    officer.press("main .card a.first")
    expect(officer.page.locator("h1")).to_contain_text(
        {"zh": water.name_zh, "en": water.name_en}[language]
    )
    look(officer.page, "further-replies")
    officer.press("article details:has(select) summary")
    officer.choose("article select", "accepted")
    officer.write("article textarea", suggestion)
    officer.press("article button.first")
    expect(officer.page.locator("main .badge.accepted")).to_be_visible()
    # What came on paper is entered by the team in the same place; both see one answer.
    page.reload()
    expect(card.locator(".badge.accepted")).to_be_visible()
    card.locator("details summary").click()
    look(page, "handovers")
    states = map_thread_clocks([handover.exchange])
    assert states[handover.exchange].state == "answered"
    asked = handover.submission.version.suggestions.get()
    assert not hasattr(asked, "reply")  # the other still has to answer


def test_ten_authorities_are_asked_at_once(
    visit: Any, reader: tuple[str, str], people: dict[Role, User], network: Network
) -> None:
    language = reader[1]
    name, letter, plan, rooms = {
        "zh": ("哪里可以纳凉", "{authority}：请于{due}前答复。", "有无方案？", "纳凉点数量"),
        "en": ("Where to cool down", "To {authority}: please answer by {due}.", "Is there a plan?", "How many cool rooms?"),
    }[language]  # fmt: skip
    campaign = initiatives.begin_initiative(
        InitiativeInput(
            InitiativeKind.CAMPAIGN, InitiativeState.RUNNING, {language: name}, since="2026", network=network.pk
        ),
        people[Role.SECRETARIAT],
    )  # fmt: skip
    Organisation.objects.bulk_create(
        Organisation(
            slug=f"city{n}", kind="authority", name_zh=f"第{n}市政府", name_en=f"City of Ford {n}"
        )
        for n in range(10)
    )

    # 1. The letter is written, what is asked, and whom; then it is sent.
    page = visit(Role.COORDINATOR, f"/initiatives/{campaign.slug}/inquiries/")
    look(page, "inquiries-none")
    page.click("main a.button.first")
    page.fill(f"#inquiryform_title_{language}", name)
    page.fill(f"#inquiryform_letter_{language}", letter)
    page.fill("#inquiryform_due_on", (timezone.localdate() + timedelta(30)).isoformat())
    look(page, "inquiry-begin")
    press_to(page, "main form button.first")
    page.keyboard.press("Enter")
    expect(page.locator("#questions")).to_be_visible()
    for n, (label, kind) in enumerate(((plan, "yes_no"), (rooms, "number"))):
        if n:
            page.click("section:has(#questions) details summary")
        page.fill(f"#questionform_label_{language}", label)
        page.select_option("#questionform_answer_kind", kind)
        page.click("button[value=question]")
        expect(page.locator("section:has(#questions) ol li")).to_have_count(n + 1)
    for box in page.locator("label.choice", has_text="第" if language == "zh" else "Ford").all():
        box.click()
    page.click("button[value=bodies]")
    look(page, "inquiry-edit")
    page.click("main form a[href$='/letters/']")
    expect(page.locator("main article")).to_have_count(10)
    look(page, "inquiry-letters")
    page.go_back()
    page.click("button[value=send]")
    inquiry = Inquiry.objects.get()
    here = (
        page.url.split("/initiatives/")[0] + f"/initiatives/{campaign.slug}/inquiries/{inquiry.pk}/"
    )

    # 2. Answers that came on paper are entered in the grid; what is no number is told where it stands.
    page.goto(here + "answers/")
    first, second = list(inquiries.select_bodies(inquiry))[:2]
    yes_no, number = inquiries.list_questions(inquiry)
    page.select_option(f"#id_b{first.pk}-q{yes_no.pk}", "yes")
    page.fill(f"#id_b{first.pk}-q{number.pk}", "12")
    page.fill(f"#id_b{second.pk}-q{number.pk}", "?!")
    page.click("button.first")
    expect(page.locator("td .wrong")).to_have_count(1)
    look(page, "inquiry-answers")
    page.fill(f"#id_b{second.pk}-q{number.pk}", "30")
    page.click("main form:has(table) button.first")

    # 3. Others come as a table, of which one row is refused.
    lines = [
        f"{say('inquiry.head.authority', language)},{plan},{rooms}",
        *(f"city{n},{'yes' if n % 2 else 'no'},{n}" for n in range(2, 9)),
        "Atlantis,yes,5",
    ]
    page.goto(here + "answers/")
    page.click("details.card summary")
    page.set_input_files(
        "#file", {"name": "paper.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    )
    page.click("form[action$='/tables/'] button")
    expect(page.locator("section:has(#refused) li")).to_have_count(1)
    expect(page.locator("section:has(#taken) tbody tr")).to_have_count(7)
    look(page, "inquiry-table")
    page.click("button[value=take]")
    expect(page.locator(".note.good form, form.note.good")).to_be_visible()

    # 4. The grid and the figures of it.
    page.goto(here)
    expect(page.locator("main tbody tr")).to_have_count(10)
    expect(page.locator("main tbody tr").nth(1)).to_contain_text(
        say("inquiry.thread.partly", language)
    )
    expect(page.locator("main")).to_contain_text(
        say("inquiry.counted", language, asked=10, answered=9)
    )
    expect(page.locator("section[aria-labelledby=summary]")).to_contain_text(
        "77"
    )  # 12 + 30 + 2 + … + 8
    look(page, "inquiry")
    page = visit(Role.READER, f"/initiatives/{campaign.slug}/inquiries/")
    expect(page.locator("main li.card")).to_have_count(1)
    look(page, "inquiries")
