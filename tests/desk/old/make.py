"""Make a desk that holds everything a desk can hold, back it up, and write down every address of it.

    python -m tests.desk.old.make FOLDER [--example]

Run with the code of the version that is to be kept; writes ``desk.zip`` and ``addresses.json`` into FOLDER. Nobody
in it lives: every name is invented. All is done as people do it, through what the desk offers, so that the record of
acts, the mails and the ledger are there too. With ``--example`` the desk holds both consultations of the shipped
example instead.
"""

from __future__ import annotations

import html
import json
import logging
import os
import re
import sys
import tempfile
from collections import deque
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin
from uuid import UUID

#: What everybody here signs in with.
PASSWORD = "wetlands for all"
#: Seed of the coordinator's authenticator.
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROLES = ("reader", "delegate", "coordinator", "secretariat", "officer", "operator")

ZH = """湿地保护法（草案）
第一章 总则
第一条 为了保护湿地，制定本法。
第二条 县级以上人民政府应当编制湿地保护规划。
湿地保护规划应当每五年修订一次。
第三条 任何单位和个人都有保护湿地的义务。
第二章 附则
第四条 本法自2027年1月1日起施行。
"""
EN = """Wetlands Protection Act (draft)
CHAPTER I General provisions
Article 1
This Act is made to protect wetlands.
Article 2
1. Governments at county level and above shall draw up plans for the protection of wetlands.
2. The plans shall be revised every five years.
Article 3
Every organisation and every person has a duty to protect wetlands.
CHAPTER II Final provisions
Article 4
This Act enters into force on 1 January 2027.
"""
ENACTED_ZH = ZH.replace("（草案）", "").replace(
    "应当编制湿地保护规划。", "应当编制并公布湿地保护规划。"
)
ENACTED_EN = EN.replace(" (draft)", "").replace("draw up plans", "draw up and publish plans")
FOREIGN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><body>
<chapter eId="ch1"><num>第一章</num><heading>总则</heading>
<article eId="ch1-art1"><num>第一条</num><content><p>为了保护河流，制定本法。</p></content></article>
<article eId="ch1-art2"><num>第二条</num><content><p>沿河的县应当每年公布水质。</p></content></article></chapter>
<chapter eId="ch2"><num>第二章</num><heading>附则</heading>
<article eId="ch2-art3"><num>第三条</num><content><p>本法自公布之日起施行。</p></content></article></chapter>
</body></act></akomaNtoso>"""
ODD = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><body>
<article eId='art_1"x'><num>第一条</num><content><p>为了保护草原，制定本法。</p></content></article>
<article eId="art_2 &lt;b&gt;"><num>第二条</num><content><p>草原应当轮牧。</p></content></article>
<article eId="art_3"><num>第三条</num><content><p>牧民参加草原的规划。</p></content></article>
</body></act></akomaNtoso>"""
TABLE = (
    "条款,意见,建议条文,组织\n"
    + "".join(
        f"第{'一二三四'[n % 4]}条,第{n}行：规划应当向社会公开。,,{('清溪社', '远山会', '望潮社')[n % 3]}\n"
        for n in range(12)
    )
    + '第二条,,"县级以上人民政府应当编制并公布湿地保护规划。",清溪社\n第九十九条,没有这一条。,,远山会\n,,,\n'
)
STAGES = (
    "preparing", "commenting", "grouping", "deliberating", "drafting", "signing", "replying", "tracing", "closed",
)  # fmt: skip


class World:
    """Everybody, and what they belong to."""

    def __init__(self) -> None:
        from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
        from allauth.mfa.totp.internal.auth import TOTP

        from huiyin.desk.accounts.api import choose_mails
        from huiyin.desk.accounts.models import User
        from huiyin.desk.accounts.permissions import Role
        from huiyin.desk.networks.api import grant_role
        from huiyin.desk.networks.models import Network
        from huiyin.desk.operations import preparation
        from huiyin.desk.pages.api import let_edit
        from huiyin.desk.registry import calendars, organisations
        from huiyin.desk.registry.api.facts import record_fact
        from huiyin.desk.registry.data import FactInput, FactKind

        preparation.make_operator("operator@example.org", PASSWORD)
        self.operator = User.objects.get(email="operator@example.org")
        self.operator.name = "Ossian Brandt"
        self.operator.is_secretariat = False
        self.operator.save()
        names = {
            "secretariat": "申望舒", "coordinator": "Corvin Aldane", "delegate": "董知微", "second": "Delia Marsh",
            "officer": "官清和", "gone": "Leaf Autumn",
        }  # fmt: skip
        self.people = {"operator": self.operator} | {
            key: User.objects.create_user(
                f"{key}@example.org", PASSWORD, name=name,
                language="en" if name.isascii() else "zh-hans",
            )
            for key, name in names.items()
        }  # fmt: skip
        by = self.operator
        kept = [
            organisations.save_organisation(None, given, by)
            for given in (
                {"name_zh": "湿地管理部", "name_en": "Ministry of Wetlands", "kind": "authority",
                 "email": "ministry@example.org", "language": "zh-hans"},
                {"name_zh": "清溪社", "name_en": "Clear Brook", "kind": "member", "email": "brook@example.org"},
                {"name_zh": "远山会", "name_en": "", "kind": "member", "email": ""},
                {"name_zh": "", "name_en": "Tidewatch", "kind": "member", "language": "en"},
                {"name_zh": "望潮社", "name_en": "Tide Gazers", "kind": "member"},
                {"name_zh": "同行基金会", "name_en": "Fellow Foundation", "kind": "partner"},
                {"name_zh": "河流管理局", "name_en": "Rivers Authority", "kind": "authority"},
            )
            for given in [{"slug": "", "language": "zh-hans", "email": ""} | given]
        ]  # fmt: skip
        self.ministry, self.brook, self.hills, self.tide, self.gazers, self.partner, self.rivers = (
            kept
        )
        self.members = [self.brook, self.hills, self.tide, self.gazers]
        self.network = Network.objects.create(
            slug="wetlands", name_zh="湿地网络", name_en="Wetlands network"
        )
        self.other = Network.objects.create(slug="rivers", name_zh="江河网络")
        shares = {"professional": 0.5, "grassroots": 0.3, "international": 0.2}
        for organisation, fact in (
            *((m, FactInput(FactKind.NETWORK, "wetlands", since="2024")) for m in self.members),
            (self.brook, FactInput(FactKind.NETWORK, "rivers", since="2020", until="2023")),
            (self.brook, FactInput(FactKind.FOCUS, "environment", since="2024")),
            (self.brook, FactInput(FactKind.ROUTE, data=shares, text="年报第三页", since="2025")),
        ):
            record_fact(organisation, fact, self.people["secretariat"])
        grant_role(self.people["secretariat"], Role.SECRETARIAT)
        let_edit(self.people["secretariat"])
        grant_role(self.people["coordinator"], Role.COORDINATOR, network=self.network)
        grant_role(self.people["delegate"], Role.DELEGATE, self.brook)
        for member in self.members[1:]:
            grant_role(self.people["second"], Role.DELEGATE, member)
        grant_role(self.people["gone"], Role.DELEGATE, self.hills)
        grant_role(self.people["officer"], Role.OFFICER, self.ministry)
        TOTP.activate(self.people["coordinator"], SEED)
        RecoveryCodes.activate(self.people["coordinator"])
        choose_mails(self.people["second"], "daily", reminders=False)
        choose_mails(self.people["officer"], "never", reminders=True)
        gone = self.people["gone"]
        gone.is_active = False
        gone.save()
        calendars.set_rules(self.ministry, "cn", [5, 6], by)
        calendars.set_days(
            self.ministry,
            [
                calendars.CalendarEntry(date(2026, 12, 1), False, "湿地日"),
                calendars.CalendarEntry(date(2026, 12, 5), True, "补班"),
            ],
            by,
        )

    def invite(self) -> None:
        """One invitation that waits, one that was taken back, one that is over, one that was accepted."""
        from huiyin.desk.accounts.permissions import Role
        from huiyin.desk.networks import api

        by = self.people["secretariat"]
        api.invite_person(
            "waiting@example.org", Role.DELEGATE, by, organisation=self.tide, language="en"
        )
        api.take_back(api.invite_person("back@example.org", Role.SECRETARIAT, by), by)
        over = api.invite_person("over@example.org", Role.COORDINATOR, by, network=self.other)
        over.expires_at = over.created_at - timedelta(days=1)
        over.save()
        api.accept_invitation(
            api.invite_person("joined@example.org", Role.OFFICER, by, organisation=self.rivers), "江流", PASSWORD
        )  # fmt: skip

    def publish(self) -> None:
        """News in Chinese, one piece translated, and one that is being written."""
        from wagtail.models import Locale

        from huiyin.desk.pages.models import Article, Section

        chinese = Locale.objects.get(language_code="zh-hans")
        news = Section.objects.get(locale=chinese)
        survey = news.add_child(
            instance=Article(
                title="湿地调查", slug="survey", locale=chinese, dated=date(2026, 3, 1),
                body="<h2>鸟回来了</h2><p>今年春天有<b>四十七</b>种水鸟。</p>", owner=self.people["secretariat"],
            )
        )  # fmt: skip
        survey.save_revision(user=self.people["secretariat"]).publish()
        research = news.add_child(
            instance=Section(title="研究", slug="research", locale=chinese, intro="读过的文章")
        )
        research.save_revision().publish()
        research.add_child(
            instance=Article(
                title="草稿", slug="unfinished", locale=chinese, body="<p>未写完</p>", live=False
            )
        )
        english = Locale.objects.get(language_code="en")
        there = survey.get_translation_or_none(english) or survey.copy_for_translation(
            english, copy_parents=True
        )
        there = there.specific
        there.title, there.body = (
            "Survey of wetlands",
            "<h2>The birds are back</h2><p>Forty-seven kinds.</p>",
        )
        there.save_revision().publish()


def said(key: str, eid: str, text: str, **more: Any) -> Any:
    from huiyin.desk.consultations.api.comments import CommentInput

    return CommentInput(UUID(sha256(key.encode()).hexdigest()[:32]), eid, text, **more)


def work(consultation: Any) -> None:
    """What waits in the queue, as the worker does it."""
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.jobs.models import Job

    while (
        job := Job.objects.about(consultation)
        .filter(state=Job.State.WAITING)
        .order_by("pk")
        .first()
    ):
        jobs.perform_job(job)


def lead(world: World, stage: str, slug: str = "", **call: Any) -> Any:
    """A consultation led to ``stage``, with all that happens until then and is half done there."""
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import creation, stages
    from huiyin.desk.laws.models import Version

    index = STAGES.index(stage)
    given: dict[str, Any] = {
        "title_zh": f"湿地保护法（{slug or stage}）", "title_en": f"Wetlands Protection Act ({slug or stage})",
        "intro_zh": "请在期限内提出意见。", "intro_en": "Say what you think in time.",
        "authority": world.ministry, "network": world.network, "initiator": None,
        "files": {"zh": ("草案.txt", ZH.encode()), "en": ("draft.en.txt", EN.encode())},
        "opens": date(2026, 11, 1), "closes": date(2030, 12, 31),
    } | call  # fmt: skip
    by = given.pop("by", world.people["secretariat"])
    made = creation.open_consultation(creation.ConsultationInput(**given), by, slug=slug or stage)
    work(made)  # reads the drafts
    assert made.draft.standing == Version.Standing.FOR_COMMENT
    steps = (None, comment, group, deliberate, draft, sign, reply, trace, None)
    for number in range(1, index + 1):
        if made.stage != STAGES[number]:  # handing in moves on by itself
            stages.move_to_stage(made, Stage(STAGES[number]), world.people["secretariat"])
            made.refresh_from_db()
        if step := steps[number]:
            step(world, made, is_last=number == index)
        made.refresh_from_db()
        if STAGES[number] == "signing" and index > number:
            hand_in(world, made)
            made.refresh_from_db()
    return made


def comment(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.consultations.api import comments, intakes

    delegate, second, team = (world.people[who] for who in ("delegate", "second", "coordinator"))
    eids = list(
        one.draft.expressions.order_by("-language").first().provisions.exclude(unit="").filter(depth=0)
        .values_list("eid", flat=True)
    )  # fmt: skip
    at = one.slug
    first, then = eids[0], eids[1]
    comments.send_comment(one, delegate, world.brook, said(f"{at}1", then, "规划应当向社会公开。"))
    comments.send_comment(one, second, world.hills, said(f"{at}2", then, "规划应当向社会公布。"))
    comments.send_comment(
        one,
        second,
        world.tide,
        said(f"{at}3", then, "Plans should be public, with maps.", quote="规划"),
    )
    comments.send_comment(one, second, world.gazers, said(f"{at}4", "", "整部法律应当写得更短。"))
    comments.send_comment(
        one,
        delegate,
        world.brook,
        said(f"{at}5", first, "不公开的意见：请勿外传。", is_private=True),
    )
    taken_back = comments.send_comment(
        one, delegate, world.brook, said(f"{at}6", first, "这条意见收回了。")
    )
    comments.withdraw_comment(taken_back, delegate)
    comments.send_comment(
        one, team, None, said(f"{at}7", eids[2], "The network asks who is meant by everybody.")
    )
    comments.save_draft(
        one, delegate, world.brook, said(f"{at}8", eids[2], f"还没有写完的草稿（{at}）")
    )
    if len(eids) > 3:
        wording = "县级以上人民政府应当编制并公布湿地保护规划。"
        comments.send_comment(one, delegate, world.brook, said(f"{at}9", then, "", wording=wording))
        intakes.receive_file(one, "意见汇总.csv", TABLE.encode(), team, organisation=world.hills)
        intakes.receive_file(one, "broken.xlsx", b"this is no table", team)
        work(one)


def group(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.consultations.api import comments, groups
    from huiyin.desk.consultations.models import Comment, Decision, Group
    from huiyin.desk.jobs import api as jobs

    by = world.people["coordinator"]
    jobs.start_job(one, "group", by)
    work(one)
    there = list(Group.objects.filter(consultation=one, size__gt=0))
    assert len(there) >= 4, there
    groups.rename_group(there[0], "规划公开", "", by)
    groups.set_aside(there[-1], "与草案无关", by)
    groups.set_aside(there[-2], "暂时放下", by)
    groups.bring_back(there[-2], by)
    big = there[0]
    groups.split_group(
        big, [big.comments.exclude(pk=big.representative_id).order_by("pk").last()], by
    )
    work(one)
    there = list(Group.objects.filter(consultation=one, size__gt=0, aside=""))
    groups.merge_groups(there[-2:], by)
    work(one)
    there = list(Group.objects.filter(consultation=one, size__gt=0, aside=""))
    groups.merge_groups(there[-2:], by)
    work(one)
    groups.undo_decision(Decision.objects.filter(consultation=one, kind="merge").last(), by)
    work(one)
    # Taken back after its group was made, and before the groups are made anew: it still speaks for the group.
    speaks = Comment.objects.filter(
        consultation=one,
        represents__isnull=False,
        author__isnull=False,
        state="sent",
        is_private=False,
    )
    last = speaks.order_by("-pk")[0]
    assert last.author is not None
    comments.withdraw_comment(last, last.author)


def deliberate(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.consultations.api import statements, votes
    from huiyin.desk.consultations.models import Group, Vote

    by, delegate, second = (world.people[who] for who in ("coordinator", "delegate", "second"))
    rests = Group.objects.filter(consultation=one, size__gt=0, aside="").first()
    words = (
        ("规划应当公开。", "Plans should be public."), ("每三年修订一次规划。", "Plans should be revised every three years."),
        ("罚款应当更高。", "Fines should be higher."), ("", "Local people should be heard first."), ("县里管得过多。", ""),
        ("湿地应当全部列名。", "All wetlands should be named."), ("这一句不表决。", "Nobody votes on this."),
    )  # fmt: skip
    made = [
        statements.create_statement(one, by, zh, en, rests if n == 0 else None)
        for n, (zh, en) in enumerate(words)
    ]
    statements.reword_statement(made[1], by, "规划应当每三年修订一次。", made[1].text_en)
    statements.move_statement(made[5], by, up=True)
    statements.withhold_statement(made[6], by, withheld=True)
    # Votes that came in by a file: who votes so has no account.
    Vote.objects.bulk_create(
        Vote(
            statement=statement,
            participant=f"p{who:02}",
            value=(1, -1, 0)[(who % 2 + n * (who % 3)) % 3],
        )
        for who in range(24)
        for n, statement in enumerate(made[:6])
    )
    for n, statement in enumerate(made[:6]):
        votes.cast_vote(statement, delegate, world.brook, (1, -1, 0)[n % 3])
        for m, member in enumerate((world.hills, world.tide)):
            votes.cast_vote(statement, second, member, (1, 0, -1)[(n + m) % 3])
    votes.cast_vote(made[0], delegate, world.brook, -1)
    votes.take_back(votes.cast_vote(made[2], delegate, world.brook, 1), delegate, one)
    work(one)


def draft(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.consultations.models import Group
    from huiyin.desk.proposals.api import cover_letters, drafts, suggestion_order

    by, delegate = world.people["coordinator"], world.people["delegate"]
    edition = drafts.begin_proposal_version(one, by)
    rests = tuple(Group.objects.filter(consultation=one, size__gt=0, aside="")[:2])
    asks = (
        drafts.SuggestionInput("art_2", "第二条", wording="县级以上人民政府应当编制并公布湿地保护规划。", reason="公众应当知道。",
                       divergence="有的成员要求附图。", groups=rests),
        drafts.SuggestionInput("art_3", "第三条", action="delete", reason="没有人知道怎样执行。"),
        drafts.SuggestionInput("art_1", "Article 1", action="insert", text="Say what a wetland is.", language="en"),
        drafts.SuggestionInput("", "全文", text="写得更短。"),
        drafts.SuggestionInput("art_4", "第四条", action="keep", reason="日期合适。"),
    )  # fmt: skip
    made = [drafts.save_suggestion(edition, asked, by) for asked in asks]
    drafts.save_suggestion(
        edition,
        drafts.SuggestionInput("", "全文", text="整部法律写得更短。", reason="短的才有人读。"),
        by,
        made[3],
    )
    dropped = drafts.save_suggestion(
        edition, drafts.SuggestionInput("art_4", "第四条", text="推迟一年施行。"), by
    )
    suggestion_order.drop_suggestion(dropped, by)
    back = drafts.save_suggestion(
        edition, drafts.SuggestionInput("art_1", "第一条", text="写明目的。"), by
    )
    suggestion_order.drop_suggestion(back, by)
    suggestion_order.put_back(back, by)
    suggestion_order.move_suggestion(made[2], True, by)
    suggestion_order.follow_the_law(edition, by)
    settled = drafts.add_remark(edition, made[0], "附图也应当公布。", delegate)
    drafts.add_remark(edition, None, "The letter is too long.", delegate)
    drafts.settle_remark(settled, True, by)
    cover_letters.save_letters(
        edition,
        {
            "zh": cover_letters.CoverLetter(
                "湿地管理部：", "我们读了草案，谨提出以下建议。", "此致敬礼"
            ),
            "en": cover_letters.CoverLetter("Dear Ministry,", "", ""),
        },
        by,
    )


def sign(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.proposals.api import drafts, minority_opinions, signatures
    from huiyin.desk.proposals.models import ProposalVersion

    by, delegate, second = (world.people[who] for who in ("coordinator", "delegate", "second"))
    first = ProposalVersion.objects.get(proposal__consultation=one)
    drafts.lock_proposal_version(first, by)
    signatures.sign_proposal(first, world.brook, delegate)
    newer = drafts.begin_proposal_version(one, by)
    drafts.save_suggestion(
        newer,
        drafts.SuggestionInput("art_1", "第一条", text="目的里写上候鸟。", reason="它们没有护照。"),
        by,
    )
    drafts.lock_proposal_version(newer, by)
    newer.refresh_from_db()
    signatures.sign_proposal(newer, world.brook, delegate)
    for member in (world.hills, world.tide):
        signatures.sign_proposal(newer, member, second)
    signatures.withdraw_signature(newer, world.tide, second)
    minority_opinions.save_opinion(newer, world.tide, "We would keep Article 3.", second, key="S02")
    minority_opinions.save_opinion(newer, world.gazers, "全文不必缩短。", second)
    gone = minority_opinions.save_opinion(newer, world.hills, "先前的不同意见。", second)
    minority_opinions.withdraw_opinion(gone, second)


def hand_in(world: World, one: Any) -> None:
    from django.utils import timezone

    from huiyin.desk.outcomes.api import submissions
    from huiyin.desk.outcomes.papers import make_papers
    from huiyin.desk.proposals.models import ProposalVersion

    edition = ProposalVersion.objects.filter(proposal__consultation=one).order_by("-number").first()
    assert edition is not None
    files = make_papers(one, edition, timezone.localdate())
    submissions.submit_proposal(edition, files, world.people["secretariat"])


def reply(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.outcomes.api import replies

    officer = world.people["officer"]
    edition = replies.find_submitted_version(one)
    assert edition is not None
    asked = list(edition.suggestions.all())
    answers = (
        ("considering", ""), ("rejected", "已有其他规定。"), ("partly", "目的部分采纳。"), ("accepted", "同意。"),
    )  # fmt: skip
    for suggestion, (status, reason) in zip(asked, answers, strict=False):
        replies.save_reply(one, suggestion, status, reason, officer)
    replies.save_reply(one, asked[0], "accepted", "经研究，予以采纳。", officer)
    table = (
        "建议编号,采纳情况,理由\n"
        + f"{asked[4].key},不属于本法范围,另有专门法律。\nS77,采纳,没有这一条\n"
    )
    replies.take_table(one, "回复.csv", table.encode(), officer)


def trace(world: World, one: Any, *, is_last: bool) -> None:
    from huiyin.desk.outcomes.api import replies, uptake

    by = world.people["secretariat"]
    uptake.take_enacted(one, "公布.txt", ENACTED_ZH.encode(), by)
    uptake.take_enacted(one, "enacted.en.txt", ENACTED_EN.encode(), by)
    work(one)
    edition = replies.find_submitted_version(one)
    assert edition is not None
    first, second, *_ = edition.suggestions.all()
    uptake.confirm_uptake(first, "adopted", "公布一词写进了法律。", by)
    uptake.confirm_uptake(second, "not_adopted", "第三条还在。", by)


def fill() -> World:
    from datetime import UTC

    from django.core.mail import get_connection

    from huiyin.desk.consultations.api import drafts
    from huiyin.desk.exports import api as exports
    from huiyin.desk.notifications import outbox
    from huiyin.desk.notifications.models import Mail

    get_connection()
    world = World()
    world.invite()
    world.publish()
    outbox.deliver_mails()
    for stage in STAGES:
        if stage not in ("deliberating", "drafting"):
            lead(world, stage)
    lead(world, "deliberating", initiator=world.ministry)
    lead(world, "drafting")
    lead(
        world, "preparing", "of-the-authority", initiator=world.ministry, by=world.people["officer"]
    )
    invited = lead(
        world,
        "commenting",
        "by-invitation",
        network=None,
        initiator=world.rivers,
        authority=world.rivers,
    )
    invited.is_by_invitation = True
    invited.save()
    invited.invited.set([world.brook, world.tide])
    lead(
        world, "commenting", "foreign", files={"zh": ("foreign.xml", FOREIGN.encode())},
        title_zh="河流法（草案）", title_en="Rivers Act",
    )  # fmt: skip
    lead(
        world, "commenting", "odd", files={"zh": ("odd.xml", ODD.encode())},
        title_zh="草原法（草案）", title_en="Grasslands Act",
    )  # fmt: skip
    mended = lead(world, "preparing", "mended", closes=None, title_en="")
    text = mended.draft.expressions.get(language="zh")
    drafts.correct_draft(
        mended, text, text.source.replace("每五年", "每三年"), world.people["secretariat"]
    )
    from huiyin.desk.consultations.models import Consultation

    commented = Consultation.objects.get(slug="commenting")
    exports.request_export(commented, world.people["secretariat"], everything=False)
    work(commented)
    Mail.objects.filter(kind="comments", person=world.people["delegate"]).update(
        due_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    outbox.deliver_mails()
    given_up = Mail.objects.filter(state=Mail.State.WAITING).first()
    assert given_up is not None
    Mail.objects.filter(pk=given_up.pk).update(
        state=Mail.State.GIVEN_UP, error="550 no such box", attempts=1
    )
    return world


# ---- what is there to see ----------------------------------------------------------------------------


def plain(page: str) -> str:
    """What a page says."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", page)
    return " ".join(html.unescape(page).split())


def candidates() -> list[str]:
    """Words that pages are known by again: of people, laws, pages. Not of what was taken back."""
    from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
    from huiyin.desk.laws.models import Provision
    from huiyin.desk.networks.models import Network
    from huiyin.desk.outcomes.models import Reply
    from huiyin.desk.pages.models import Article
    from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion, Remark, Suggestion
    from huiyin.desk.registry.models import Organisation

    found: set[str] = set()
    for rows, names in (
        (Comment.objects.exclude(state="withdrawn"), ("text", "wording", "quote")),
        (Consultation.objects.all(), ("title", "intro")),
        (Group.objects.all(), ("name", "aside")),
        (Provision.objects.all(), ("heading", "text")),
        (Statement.objects.all(), ("text",)),
        (Network.objects.all(), ("name",)),
        (ProposalVersion.objects.all(), ("salutation", "letter", "closing")),
        (MinorityOpinion.objects.all(), ("text",)),
        (Remark.objects.all(), ("text",)),
        (Reply.objects.all(), ("reason",)),
        (Suggestion.objects.all(), ("wording", "text", "reason", "divergence")),
        (Organisation.objects.all(), ("name",)),
    ):
        fields = [
            field.name
            for field in rows.model._meta.get_fields()
            if field.name.removesuffix("_zh").removesuffix("_en") in names
        ]
        assert fields, rows.model
        found.update(
            " ".join(word.split())
            for row in rows.values_list(*fields)
            for word in row
            if isinstance(word, str) and word
        )
    for article in Article.objects.all():
        found |= {article.title, plain(article.body)}
    return sorted(word for word in found if len(word) > 1)


#: Not looked at: what signs out, what changes with every answer, the editor of pages, what other programs serve, and
#: files that are offered for an hour.
SKIPPED = re.compile(r"^/(accounts/|cms/|static/|mails/|join/|speak/|c/[^/]+/take-away/\d)")


#: Consultations whose pages are written down as each role sees them; of the others, as everybody does.
AS_EACH_ROLE = ("preparing", "of-the-authority", "commenting", "closed")


def written_down(people: dict[str, Any]) -> dict[str, Any]:
    """Every address that leads somewhere, with the words that its page is known by; as a role, and in English, where
    it says something else than it says to everybody in Chinese."""
    from django.test import Client

    words = candidates()
    at = {word: number for number, word in enumerate(words)}
    pages: list[dict[str, Any]] = []
    everybody: dict[str, tuple[Any, ...]] = {}
    for role in ROLES:
        for language in ("zh-hans", "en") if role == "reader" else ("zh-hans",):
            client = Client(HTTP_ACCEPT_LANGUAGE=language, raise_request_exception=False)
            if role != "reader":
                people[role].language = language
                client.force_login(
                    people[role], backend="allauth.account.auth_backends.AuthenticationBackend"
                )
            for url, answer, body in walk(client):
                one: dict[str, Any] = {
                    "url": url,
                    "role": role,
                    "language": language,
                    "status": answer.status_code,
                }
                kind = answer.get("Content-Type", "")
                if answer.status_code == 200 and "/submission/files" in url:
                    one["sha256"] = sha256(body).hexdigest()
                elif answer.status_code == 200 and (kind.startswith("text/") or "json" in kind):
                    text = (
                        plain(body.decode()) if "html" in kind else " ".join(body.decode().split())
                    )
                    one["words"] = [at[word] for word in words if word in text]
                what = (answer.status_code, one.get("sha256"), one.get("words"))
                first = role == "reader" and language == "zh-hans"
                if first or (everybody.get(url) != what and is_looked_into(url)):
                    pages.append(one)
                if first:
                    everybody[url] = what
    return {"words": words, "pages": pages}


def is_looked_into(url: str) -> bool:
    slug = re.match("/c/([^/]+)/", url)
    return slug is None or slug[1] in AS_EACH_ROLE


def more_addresses() -> list[str]:
    """What a page may lead to by a form or a script alone: every address of a consultation, a place, a group."""
    from django.urls import reverse

    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.laws.models import Provision

    found = [
        "/",
        "/pages/",
        "/organisations/",
        "/people/",
        "/networks/",
        "/account/",
        "/acts/",
        "/acts.csv",
    ]
    names = (
        "consultation", "mine", "groups", "statements", "statements_csv", "statements_xlsx", "vote", "opinion_map", "search",
        "acts", "acts_csv", "manage", "pairing", "inviting", "intakes", "proposal", "exports", "submission",
        "submission_package", "replies", "replies_table", "uptake", "uptake_xlsx", "uptake_json",
    )  # fmt: skip
    for one in Consultation.objects.order_by("pk"):
        found += [reverse(name, args=(one.slug,)) for name in names]
        eids = (
            Provision.objects.filter(expression__version=one.draft).exclude(unit="").filter(depth=0)
        )
        for eid in sorted(set(eids.values_list("eid", flat=True))):
            found.append(reverse("place", args=(one.slug, eid)))
    return found


def walk(client: Any, most: int = 600) -> Any:
    """Every address that links lead to, and those of :func:`more_addresses`."""
    waiting = deque(more_addresses())
    seen = set(waiting)
    while waiting and most:
        url = waiting.popleft()
        answer = client.get(url)
        body = answer.getvalue()
        most -= 1
        if answer.status_code in (403, 404, 405) or (
            answer.status_code == 302 and "/accounts/login/" in answer["Location"]
        ):
            continue
        if answer.status_code in (301, 302) and client.get(url, follow=True).status_code != 200:
            continue
        yield url, answer, body
        if "text/html" not in answer.get("Content-Type", ""):
            continue
        for link in re.findall(r'href="([^"]+)"', body.decode()):
            to = urldefrag(urljoin(url, html.unescape(link)))[0]
            is_page = to.startswith("/") and not SKIPPED.match(to) and not re.search('[?"<> ]', to)
            if is_page and to not in seen:
                seen.add(to)
                waiting.append(to)


def load_the_example() -> dict[str, Any]:
    """The people of the shipped example, who walk through it, by their roles."""
    from huiyin.desk.accounts.models import User
    from huiyin.desk.operations.example import load_example

    load_example()
    return {
        role: User.objects.get(email=f"{role}@example.org") for role in ROLES if role != "reader"
    }


def main(folder: Path, *options: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        os.environ["HUIYIN_DATA"] = os.environ.get("HUIYIN_OLD_DESK", place)
        os.environ["HUIYIN_SITE"] = "http://desk.example.org"
        os.environ.pop("DATABASE_URL", None)
        from huiyin.desk.operations import preparation

        preparation.prepare_desk()
        from django.conf import settings
        from django.db import connection

        from huiyin.desk.operations.backup import write_backup

        logging.getLogger("django.request").setLevel(
            logging.ERROR
        )  # what is not there is asked for too
        settings.ALLOWED_HOSTS = ["*"]
        settings.LIMITS_TIMES = 0
        people = load_the_example() if "--example" in options else fill().people
        folder.mkdir(parents=True, exist_ok=True)
        manifest = write_backup(folder / "desk.zip", ())
        found = written_down(people)
        found["taken"] = manifest["taken"]
        found["rows"] = {
            name.removeprefix("tables/").removesuffix(".jsonl"): part["rows"]
            for name, part in manifest["parts"].items()
            if part.get("rows")
        }
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        (folder / "addresses.json").write_text(text.replace('{"url"', '\n{"url"') + "\n", "utf-8")
        connection.close()
        print(f"{sum(found['rows'].values())} rows, {len(found['pages'])} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
