"""No page asks the database more often when there is more to show: every page × every role, few rows and many."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import (
    TABLE,
    Action,
    InitiativeState,
    Role,
    Stage,
    has_permission,
)
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api import creation
from huiyin.desk.consultations.models import (
    Comment,
    Consultation,
    Decision,
    Group,
    Intake,
    OpinionResult,
    Statement,
    Tally,
    Vote,
)
from huiyin.desk.initiatives.api import goals
from huiyin.desk.initiatives.api.initiatives import begin_initiative
from huiyin.desk.initiatives.data import GoalInput, InitiativeInput, InitiativeKind
from huiyin.desk.initiatives.models import Goal, Initiative
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.draft_data import DraftInput, DraftSharing
from huiyin.desk.laws.models import WrittenDraft
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.data import (
    ExchangeDirection,
    ExchangeInput,
    ExchangeKind,
    ExchangeSource,
)
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Invitation, Network
from huiyin.desk.outcomes.models import Handover, HandoverReply, Reply, Submission, Uptake
from huiyin.desk.pages import frame
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.bilingual_pages import ArticleInput, ArticleWords, SeriesInput, write_news
from huiyin.desk.proposals.models import (
    ForwardedItem,
    Forwarding,
    Proposal,
    ProposalVersion,
    Remark,
    Signature,
    Suggestion,
)
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.models import ResearchRequest, Work
from huiyin.intake import ReplyStatus
from tests.desk.addresses import patterns
from tests.desk.world import DRAFT_EN, DRAFT_ZH

# How often a page asks is the views' matter; that it is answered on both is tried by tests/desk/accounts/test_permissions.py.
pytestmark = pytest.mark.one_database

#: Page → the most queries that any role needs for it at any stage, session and account included. A page that
#: is not here fails: write down what it needs, and see that it does not grow.
MOST = {
    "acts": 9,
    "acts_csv": 7,
    "acts_xlsx": 7,
    "consultation": 9,
    "draft_text": 9,
    "edition": 34,
    "edition_changes": 11,
    "edition_words": 11,
    "fate": 14,
    "group": 15,
    "groups": 14,
    "exports": 9,
    "handovers": 15,
    "further_replies": 25,
    "further_table": 13,
    "forward": 18,
    "forwarded": 14,
    "forwarded_item": 16,
    "intake": 10,
    "inviting": 12,
    "pairing": 11,
    "intakes": 9,
    "job": 7,
    "manage": 21,
    "mine": 9,
    "opinion_map": 12,
    "overview": 27,
    "days_ics": 6,
    "place": 16,
    "proposal": 36,
    "proposal_letter": 14,
    "proposal_untranslated": 16,
    "repeats": 7,
    "replies": 21,
    "replies_table": 10,
    "search": 21,
    "statement_make": 7,
    "statement_reword": 7,
    "statements": 12,
    "statements_csv": 8,
    "statements_xlsx": 8,
    "submission": 14,
    "submission_package": 7,
    "submission_file": 9,
    "paper_docx": 21,
    "paper_pdf": 21,
    "suggestion_edit": 14,
    "suggestion_new": 11,
    "suggestion_translation": 16,
    "suggestion_words": 16,
    "uptake": 20,
    "uptake_json": 12,
    "uptake_xlsx": 9,
    "vote": 11,
}
#: Stages at which, taken together, all can be done that can be done at any.
STAGES = (
    Stage.COMMENTING,
    Stage.DELIBERATING,
    Stage.DRAFTING,
    Stage.SIGNING,
    Stage.TRACING,
)
#: The second is more than a page shows (30), so that pages are turned as well.
FEW, MANY = 3, 32
_HANDED_IN = "proposal.zh.docx"


def _fill(
    consultation: Consultation, times: int, people: dict[Role, User]
) -> dict[str, int | UUID]:
    """``times`` of everything that a consultation can hold. Gives the numbers that addresses need."""
    network = Network.objects.create(slug=f"n{times}", name_en=f"Network of {times}")
    network.coordinators.add(people[Role.COORDINATOR])
    members = Organisation.objects.bulk_create(
        Organisation(slug=f"n{times}-{n}", name_en=f"Member {n} of {times}") for n in range(times)
    )
    network.members.set(members)
    for member in members:
        grant_role(people[Role.DELEGATE], Role.DELEGATE, member, network)
    consultation.network = network
    consultation.save()
    author = people[Role.DELEGATE]
    intakes = [
        Intake(
            consultation=consultation, file_name=f"{n}.csv", digest=f"{n}", is_done=True, created_by=author,
            organisation=members[n], headings=["条款", "意见"],
            refused=[
                {"sheet": "", "row": row, "reason": "empty_text", "details": {}} for row in range(times)
            ],
        )
        for n in range(times)
    ]  # fmt: skip
    intakes[0].file.save(
        "意见.csv", ContentFile("条款,意见\n第二条,应当公开\n".encode()), save=False
    )
    Intake.objects.bulk_create(intakes)
    jobs = Job.objects.bulk_create(
        Job(**name_subject(consultation), kind=kind, state=Job.State.DONE)
        for kind in ("take_in", "group", "map", "uptake")
        for _ in range(times)
    )
    comments = Comment.objects.bulk_create(
        Comment(
            consultation=consultation, author=author, organisation=members[n % times],
            eid=unit, unit=unit, text=f"规划应当公开 plans in public {n}", wording=wording, is_private=n == 1,
            intake=intakes[n % times], place=f"{unit}{n}",
        )
        for unit, wording in (("art_2", "县级以上人民政府应当编制并公布湿地保护规划。"), ("", ""))
        for n in range(2 * times)
    )  # fmt: skip
    Comment.objects.create(
        consultation=consultation, author=author, eid="art_2", unit="art_2", text="not sent yet",
        state=Comment.State.DRAFT,
    )  # fmt: skip
    Tally.objects.filter(consultation=consultation, unit="art_2").update(comments=2 * times - 1)
    groups = Group.objects.bulk_create(
        Group(
            consultation=consultation, key=str(comments[n].public_id), representative=comments[n],
            eid="art_2", size=2, private=1, organisations=2,
        )
        for n in range(times)
    )  # fmt: skip
    for n, comment in enumerate(comments):
        comment.group = groups[0 if n < times else n % times]
    Comment.objects.bulk_update(comments, ["group"], batch_size=50)
    decisions = Decision.objects.bulk_create(
        Decision(
            consultation=consultation, kind=Decision.Kind.MERGE, comments=[], created_by=author
        )
        for _ in range(times)
    )
    # One group less than there are, so that one is still offered.
    statements = Statement.objects.bulk_create(
        Statement(
            consultation=consultation, key=f"s{n}", text_en=f"Statement {n}", position=n,
            group=groups[n + 1] if n + 1 < times else None, is_moderated_out=n == 1,
        )
        for n in range(times)
    )  # fmt: skip
    Vote.objects.bulk_create(
        Vote(
            statement=statement, participant=participant, value=1, published=1, user=author,
            organisation=members[0] if participant == members[0].slug else None,
        )
        for statement in statements[::2]
        for participant in (members[0].slug, *(f"p{n}" for n in range(times)))
    )  # fmt: skip
    OpinionResult.objects.create(
        consultation=consultation, result={"groups": [], "consensus": {}, "divergence": {}}
    )
    for n in range(times):
        record_audit_entry(author, "send", comments[n])
    proposal = Proposal.objects.create(consultation=consultation, title_en="Joint proposal")
    for number in range(1, times + 1):
        edition = ProposalVersion.objects.create(
            proposal=proposal, number=number, locked_at=timezone.now() if number < times else None
        )
        suggestions = Suggestion.objects.bulk_create(
            Suggestion(
                version=edition, key=f"{n}", position=n, eid="art_2", unit="art_2", language="zh",
                wording=f"县级以上人民政府应当编制第{n}份湿地保护规划。", reason="in public",
            )
            for n in range(times if number >= times - 1 else 1)
        )  # fmt: skip
        for suggestion in suggestions:
            suggestion.groups.set(groups[:4])
        Remark.objects.bulk_create(
            Remark(version=edition, suggestion=suggestion, text="well said", created_by=author)
            for suggestion in (*suggestions, None)
        )
        if number == times - 1:
            _hand_in(consultation, edition, members, suggestions)
    return {
        "group": groups[0].pk, "statement_reword": statements[0].pk, "intake": intakes[0].pk,
        "job": jobs[0].pk, "edition": times - 1, "edition_changes": times - 1, "edition_words": times - 1, "suggestion_words": times - 1,
        "suggestion_words key": "0", "paper_pdf": times - 1, "paper_docx": times - 1,
        "suggestion_edit": suggestions[0].pk, "suggestion_translation": suggestions[0].pk, "fate": comments[0].public_id,
        "decision": decisions[0].pk, "forwarded_item": _forward(consultation, suggestions),
        **dict.fromkeys(("further_replies", "further_table"), _hand_on(consultation, suggestions)),
    }  # fmt: skip


def _hand_on(consultation: Consultation, suggestions: list[Suggestion]) -> int:
    """A further authority answered everything."""
    further, _ = Organisation.objects.get_or_create(
        slug="water", defaults={"kind": "authority", "name_en": "Ministry of Water"}
    )
    submission = Submission.objects.get(version__proposal__consultation=consultation)
    made = Handover.objects.create(
        submission=submission, authority=further, day=timezone.localdate()
    )
    HandoverReply.objects.bulk_create(
        HandoverReply(
            handover=made,
            suggestion=one,
            status="rejected",
            reason="in public",
            replied_on=made.day,
        )
        for one in suggestions
    )
    return int(made.pk)


def _forward(consultation: Consultation, suggestions: list[Suggestion]) -> int:
    """All suggestions came from a network, and went up to the umbrella body; one that waits."""
    forwarding = Forwarding.objects.create(
        origin=consultation, target=consultation, kind="suggestions", reasons="in public"
    )
    waiting = ForwardedItem.objects.create(forwarding=forwarding, suggestion=suggestions[0])
    ForwardedItem.objects.bulk_create(
        ForwardedItem(
            forwarding=forwarding, suggestion=one, state="taken", taken_key=one.key, settled_at=timezone.now()
        )
        for one in suggestions
    )  # fmt: skip
    return int(waiting.pk)


def _hand_in(
    consultation: Consultation,
    edition: ProposalVersion,
    members: list[Organisation],
    suggestions: list[Suggestion],
) -> None:
    """Signed by everybody, handed in, answered, traced."""
    Signature.objects.bulk_create(
        Signature(version=edition, organisation=member) for member in members
    )
    submission = Submission(
        version=edition, authority=consultation.authority, day=timezone.localdate(),
        digests={_HANDED_IN: "0" * 64},
    )  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(_HANDED_IN, b"handed in")
    submission.package.save("package.zip", ContentFile(packed.getvalue()), save=True)
    Reply.objects.bulk_create(
        Reply(suggestion=suggestion, status=ReplyStatus.REJECTED, reason="in public")
        for suggestion in suggestions
    )
    passage = {
        "where": "draft", "eid": "art_2", "text": "规划", "marks": [[0, 2]], "language": "zh",
    }  # fmt: skip
    Uptake.objects.bulk_create(
        Uptake(
            suggestion=suggestion, verdict="adopted", score=1, confidence=1, reason="nothing_asked",
            passages=[passage], details={},
        )
        for suggestion in suggestions
    )  # fmt: skip
    last = Exchange.objects.order_by("-number").first()
    begin = last.number if last else 0
    Exchange.objects.bulk_create(
        Exchange(
            number=begin + n, day=timezone.localdate(), direction="from_authority", kind="reply",
            authority=consultation.authority, consultation_id=consultation.pk, digest="",
            details={"suggestion": suggestion.key, "status": "rejected", "reason": "in public"},
        )
        for n, suggestion in enumerate([*suggestions, *suggestions], 1)
    )  # fmt: skip


def _sign(consultation: Consultation) -> None:
    """What is being written is put up, and everybody signs it."""
    newest = ProposalVersion.objects.filter(proposal__consultation=consultation).order_by(
        "-number"
    )[0]
    newest.locked_at = timezone.now()
    newest.save()
    assert consultation.network is not None
    Signature.objects.bulk_create(
        Signature(version=newest, organisation=member)
        for member in consultation.network.members.all()
    )


@pytest.fixture
def worlds(
    people: dict[Role, User], authority: Organisation
) -> tuple[tuple[Consultation, dict[str, Any]], ...]:
    """Two consultations that differ in how much they hold, and what stands in their addresses."""
    made = []
    for times in (FEW, MANY):
        consultation = creation.open_consultation(
            creation.ConsultationInput(
                title_zh="湿地保护法（草案）",
                title_en="Wetlands Protection Act",
                authority=authority,
                files={
                    "zh": ("draft.txt", DRAFT_ZH.encode()),
                    "en": ("draft.en.txt", DRAFT_EN.encode()),
                },
            ),
            people[Role.SECRETARIAT],
            slug=f"with-{times}",
        )
        jobs.perform_waiting(consultation)
        consultation.enacted = consultation.draft
        made.append((consultation, _fill(consultation, times, people)))
    return tuple(made)


def _pages() -> Iterator[tuple[str, Any]]:
    """Every address of a consultation that can be looked at."""
    for _, pattern in patterns():
        if hasattr(pattern.callback, "needs"):
            yield pattern.name, pattern


def _url(pattern: Any, consultation: Consultation, known: dict[str, Any]) -> str:
    given: dict[str, Any] = {
        "slug": consultation.slug, "eid": "art_2", "language": "zh",
        "name": _HANDED_IN, "pk": 0, "number": known.get(pattern.name, 0), "key": known.get(f"{pattern.name} key", known.get(pattern.name, uuid4())),
    }  # fmt: skip
    names = {name: given[name] for name in pattern.pattern.converters}
    return reverse(pattern.name, kwargs=names)


#: What is added to an address, so that the page has something to do.
QUERY = {"search": "?q=public", "suggestion_new": "?eid=art_2", "statement_make": "?group=0"}


def _asked(client: Client, url: str) -> tuple[int, list[str]]:
    """The status of the answer, and the queries that it took."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(url)
        answer.getvalue()
    return answer.status_code, asked


def test_the_stages_tried_leave_out_nothing_that_can_be_done() -> None:
    for action, granted in TABLE.items():
        for role, stages in granted.items():
            assert not stages or set(stages) & set(STAGES), f"{role} may {action}"


def _shown_to(role: Role, action: Action) -> list[Stage]:
    return [stage for stage in STAGES if has_permission((role, Role.READER), action, stage)]


def _comes(role: Role, action: Action, stage: Stage) -> bool:
    """Whether `make test` looks: at every stage as who keeps the desk; as the others at the last stage at which they
    may. `make sweep` looks as everybody at all stages."""
    at = _shown_to(role, action)
    return stage in (at if role is Role.SECRETARIAT else at[-1:])


def _ever_comes(role: Role, action: Action, stage: Stage) -> bool:
    return stage in _shown_to(role, action)


def test_the_part_that_is_tried_shows_every_action_to_everybody_who_may() -> None:
    for action in TABLE:
        for role in Role:
            tried = [stage for stage in STAGES if _comes(role, action, stage)]
            assert bool(tried) == bool(_shown_to(role, action)), f"{role}: {action}"


@pytest.mark.parametrize(
    "comes",
    [
        pytest.param(_comes, id="part"),
        pytest.param(_ever_comes, id="all", marks=pytest.mark.sweep),
    ],
)
def test_no_page_asks_more_often_when_there_is_more_to_show(
    comes: Callable[[Role, Action, Stage], bool],
    worlds: tuple[tuple[Consultation, dict[str, Any]], ...],
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
    settings: Any,
) -> None:
    settings.LIMITS_TIMES = 0  # one person asks for every page here
    shown: dict[str, int] = {}
    grown: list[str] = []
    clients = {role: sign_in(role) for role in Role}
    # One account has two roles; who asks once need not ask again.
    account = {role: people[role].pk if role in people else None for role in Role}
    warm: set[str] = set()  # a law is read once and then kept in memory
    for stage in STAGES:
        for consultation, _ in worlds:
            consultation.stage = stage.value
            consultation.save()
            if stage is Stage.SIGNING:  # what was being written is put up and signed
                _sign(consultation)
        for name, pattern in _pages():
            action = pattern.callback.needs
            came: set[int | None] = set()
            for role, client in clients.items():
                if account[role] in came or not comes(role, action, stage):
                    continue
                came.add(account[role])
                counted = []
                for consultation, known in worlds:
                    url = _url(pattern, consultation, known) + QUERY.get(name, "")
                    status, asked = _asked(client, url)
                    if status == 200 and url not in warm:
                        warm.add(url)
                        status, asked = _asked(client, url)
                    if status in (302, 403, 404, 405):  # asks who one is, or is for another time
                        break
                    assert status == 200, f"{role} at {stage}: {url} gave {status}"
                    counted.append(asked)
                if len(counted) < len(worlds):
                    continue
                few, many = counted
                shown[name] = max(shown.get(name, 0), len(many))
                if len(few) != len(many):
                    more = [sql for sql in many if sql not in few][:1]
                    grown.append(f"{name} as {role} at {stage}: {len(few)} → {len(many)} {more}")
    assert grown == []
    over = {name: most for name, most in shown.items() if most > MOST.get(name, 0)}
    assert over == {}, "pages that are new, or that ask more often than they did"
    assert set(MOST) == set(shown), "pages that are gone, or that nobody was shown"


#: As :data:`MOST`, of the pages that belong to no consultation.
MOST_OUTSIDE = {
    "desk_acts": 6,
    "for_you": 24,
    "design": 2,
    # The page that the team writes for it, and the consultations that are under way.
    "home": 7,
    "people": 10,
    "machine": 12,
    "open": 6,
    "account": 2,
    "account_login": 2,
}


def test_no_page_outside_a_consultation_asks_more_often_when_there_is_more(
    worlds: tuple[tuple[Consultation, dict[str, Any]], ...],
    sign_in: Callable[[Role], Client],
    authority: Organisation,
) -> None:
    client = sign_in(Role.SECRETARIAT)
    before = {}
    for name in MOST_OUTSIDE:
        _asked(client, reverse(name))
        before[name] = len(_asked(client, reverse(name))[1])
    draft = worlds[0][0].draft
    Consultation.objects.bulk_create(
        Consultation(slug=f"more-{n}", title_en="More", draft=draft, authority=authority)
        for n in range(MANY)
    )
    for n in range(MANY):
        network = Network.objects.create(slug=f"more-{n}", name_en="More")
        user = User.objects.create_user(f"more-{n}@example.org")
        member = network.members.create(slug=f"more-{n}", name_en="More")
        grant_role(user, Role.DELEGATE, member, network)
        grant_role(user, Role.COORDINATOR, None, network)
        Invitation.objects.create(
            email=f"waiting-{n}@example.org", role="delegate", organisation=member, network=network
        )
    after = {name: len(_asked(client, reverse(name))[1]) for name in MOST_OUTSIDE}
    assert after == before
    assert all(after[name] <= most for name, most in MOST_OUTSIDE.items()), after


#: As :data:`MOST`, of what everybody reads who comes to the site without an account, made anew: whole pages, and what
#: programs ask for. What grows with the rows of one app is tried by that app's own tests; that the pages of editors,
#: and what lists everything, do not, here.
MOST_PUBLIC = {
    "feed": 2,
    "feed_of": 3,
    "days_network": 2,
    "research_request": 3,
    "initiative": 13,
    "initiative_lineage": 3,
    "chain_initiative": 4,
    "inquiries": 2,
    "goal": 6,
    "chain_goal": 4,
    "network_lineage": 5,
    "draft": 4,
    "draft_versions": 2,
    "exchange": 5,
    "thread": 7,
    "thread_clock": 7,
    "ledger_authority": 3,
    "ledger_network": 3,
    "ledger_authority_figures": 2,
    "ledger_network_figures": 2,
    "organisation": 16,
    "network_page": 7,
    "follow": 1,
    "follow_feed": 6,
    "home": 19,
    "results": 1,
    "site_search": 6,
    "feeds": 1,
    "feeds_opml": 2,
    "days": 1,
    "sitemap": 14,
    "sitemap_news": 2,
    "robots": 0,
    "manifest": 0,
    "consultations": 2,
    "health": 3,
    "research": 8,
    "research_csv": 8,
    "research_feed": 3,
    "research_requests": 1,
    "initiatives": 6,
    "initiatives_csv": 6,
    "goals": 1,
    "board": 11,
    "drafts": 1,
    "ledger": 3,
    "ledger_due": 3,
    "ledger_grounds": 1,
    "ledger_archive": 3,
    "ledger_figures": 1,
    "ledger_log": 4,
    "ledger_verify": 1,
    "directory": 8,
    "directory_csv": 8,
    "members": 4,
    "network_list": 1,
    "privacy": 0,
    "metrics": 9,
    "site news": 18,
    "site article": 17,
    "site part": 20,
    "site series": 14,
    "site about": 13,
    "site tag": 18,
    "site year": 19,
    "site whole": 14,
    "research_work": 12,
}


def _write_site(times: int, network: Network, consultation: Consultation) -> None:
    """``times`` more articles in both languages, in a series and in none."""
    words = {code: ArticleWords(f"{code} {times}", "lead", "<p>b</p>", "Chen", ("wetland",)) for code in ("zh-hans", "en")}  # fmt: skip
    about = {"network": network.pk, "consultation": consultation.pk}
    series = [SeriesInput(f"s{times}", dict.fromkeys(words, ("Talks", "lead")))]
    write_news(
        [
            ArticleInput(f"a{times}-{n}", date(2026, 1 + n % 12, 2), words, f"s{times}" if n % 2 else "", about)
            for n in range(times)
        ],
        series,
    )  # fmt: skip


def _write_records(
    times: int, people: dict[Role, User], authority: Organisation, network: Network
) -> None:
    """``times`` more of what the public lists are of."""
    by = people[Role.SECRETARIAT]
    members = Organisation.objects.bulk_create(
        Organisation(slug=f"r{times}-{n}", name_en=f"M {n}", kind="member") for n in range(times)
    )
    network.members.add(*members)
    Network.objects.bulk_create(
        Network(slug=f"p{times}-{n}", name_en=f"N {n}") for n in range(times)
    )
    Work.objects.bulk_create(
        Work(slug=f"w{times}-{n}", organisation=members[n], network=network, type="report", title_en=f"W {n}", visibility="public",
             state="published", csl={"en": {"type": "report", "title": "W", "issued": {"date-parts": [[2026, 5]]}}}, year=2026, published_on=date(2026, 5, 1), created_by=by)
        for n in range(times)
    )  # fmt: skip
    ResearchRequest.objects.bulk_create(
        ResearchRequest(kind="call", direction="from_authority", authority=authority, network=network, day=date(2026, 5, 1),
                        title_en=f"R {n}", visibility="public", state="open", created_by=by)
        for n in range(times)
    )  # fmt: skip
    for n in range(min(times, 6)):
        given = InitiativeInput(
            InitiativeKind.CAMPAIGN, InitiativeState.RUNNING, {"en": f"C{times} {n}"}, network=network.pk, is_public=True
        )  # fmt: skip
        campaign = begin_initiative(given, by)
        goal = goals.save_goal(None, GoalInput({"en": f"G {n}"}, network=network.pk), by)
        goals.tie_goal(campaign, goal, by, day=date(2026, 5, 1))
        written_drafts.begin_draft(
            DraftInput("条例", "Act", network=network.pk, sharing=DraftSharing.PUBLIC), by
        )
        asked = ExchangeInput(
            ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, date(2026, 5, 1), authority.pk, network=network.pk,
            subject_en=f"Asked {n}", source=ExchangeSource.HAND,
        )  # fmt: skip
        save_exchange(asked, by)


def _public_urls(network: Network, authority: Organisation) -> dict[str, str]:
    """Every page outside a consultation that everybody may read, by its name: those without anything in their address,
    and one of each of the others."""
    at = {
        "feed": ("news", "atom"), "feed_of": ("network", network.slug, "json"), "days_network": (network.slug,),
        "research_work": (Work.objects.order_by("pk")[0].slug,),
        "research_request": (ResearchRequest.objects.order_by("pk")[0].pk,),
        "initiative": (slug := Initiative.objects.order_by("pk")[0].slug,), "initiative_lineage": (slug,), "chain_initiative": (slug,),
        "inquiries": (slug,), "goal": (goal := Goal.objects.order_by("pk")[0].pk,), "chain_goal": (goal,),
        "network_lineage": (network.slug,), "draft": (draft := WrittenDraft.objects.order_by("pk")[0].slug,), "draft_versions": (draft,),
        "exchange": (ask := Exchange.objects.order_by("pk")[0].number,), "thread": (ask,), "thread_clock": (ask,),
        "ledger_authority": (authority.slug,), "ledger_network": (network.slug,), "ledger_authority_figures": (authority.slug,),
        "ledger_network_figures": (network.slug,), "organisation": (authority.slug,), "network_page": (network.slug,),
        "follow": ("network", network.slug), "follow_feed": ("network", network.slug),
    }  # fmt: skip
    urls = {name: reverse(name, args=args) for name, args in at.items()}
    for where, pattern in patterns():
        is_plain = (
            "<" not in where
            and "(" not in where
            and not where.startswith(("cms/", "accounts/", "api/"))
        )
        if is_plain and pattern.name and not hasattr(pattern.callback, "needs"):
            urls[pattern.name] = reverse(pattern.name)
    pages = {
        "news": "news/",
        "article": "news/a3-0/",
        "part": "news/s3/a3-1/",
        "series": "news/s3/",
        "about": "about/",
    }
    pages |= {"tag": "news/?tag=wetland", "year": "news/?year=2026", "whole": "news/s3/?whole"}
    urls |= {f"site {name}": f"/{path}" for name, path in pages.items()}
    urls["site_search"] += "?words=wetland"
    return {name: f"/en{url}" for name, url in urls.items()}


def test_no_public_page_asks_more_often_than_it_may_or_when_there_is_more(
    people: dict[Role, User],
    authority: Organisation,
    network: Network,
    consultation: Consultation,
    settings: Any,
) -> None:
    """A few hundred pages are made, each once to read what is kept and once to count: seconds, for all that is public."""
    settings.LIMITS_TIMES = 0
    prepare_pages()
    frame.forget_frame()
    frame.keep_frames({"en": frame.get_frame("en")}, 3600)  # asked for anew twice a minute
    _write_site(FEW, network, consultation)
    _write_records(FEW, people, authority, network)
    client, counted = Client(), {}
    urls = _public_urls(network, authority)

    def count() -> dict[str, int]:
        for name, url in urls.items():
            if name not in counted and _asked(client, url)[0] != 200:
                continue  # is not everybody's, or leads on
            status, asked = _asked(client, url)
            assert status == 200, url
            counted[name] = len(asked)
        return dict(counted)

    few = count()
    _write_site(MANY, network, consultation)
    _write_records(MANY, people, authority, network)
    many = count()
    grown = {name: (few[name], many[name]) for name in few if many[name] > few[name]}
    assert grown == {}
    over = {name: most for name, most in many.items() if most > MOST_PUBLIC.get(name, 0)}
    assert over == {}, "pages that are new, or that ask more often than they did"
    assert set(MOST_PUBLIC) == set(many), "pages that are gone, or that nobody is shown"
    frame.keep_frames({}, 3600)
