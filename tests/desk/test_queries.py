"""No page asks the database more often when there is more to show: every page × every role, few rows and many."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import TABLE, Action, Role, Stage, has_permission
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
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.networks.api import grant_role
from huiyin.desk.networks.models import Invitation, Network
from huiyin.desk.outcomes.models import Handover, HandoverReply, Reply, Submission, Uptake
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
    "intakes": 8,
    "job": 7,
    "manage": 20,
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
