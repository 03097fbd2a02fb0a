"""The record of acts: everything that changes something writes one, and it is read in words, filtered, taken away."""

from __future__ import annotations

import ast
import html
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from django.utils import timezone

import huiyin.desk
from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import InitiativeState, Role, Stage
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import intakes, stages
from huiyin.desk.consultations.api.comments import add_to_tally
from huiyin.desk.consultations.models import Comment, Consultation, Decision, Group, Statement
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.core.sealed_secrets import seal_text
from huiyin.desk.initiatives.api import goals, initiatives, inquiries, inquiry_tables, lineage
from huiyin.desk.initiatives.data import (
    GoalInput,
    InitiativeInput,
    InitiativeKind,
    InquiryInput,
    PartInput,
    PartRole,
    QuestionInput,
    QuestionKind,
)
from huiyin.desk.initiatives.models import Founder, Goal, Initiative
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.draft_data import DraftInput
from huiyin.desk.laws.models import DraftProvision
from huiyin.desk.ledger.api.exchanges import save_exchange
from huiyin.desk.ledger.api.grounds import snapshot_ground_terms
from huiyin.desk.ledger.api.tables import receive_table
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeInput, ExchangeKind
from huiyin.desk.ledger.models import LegalGround
from huiyin.desk.networks import forwarding_lines
from huiyin.desk.networks.models import Invitation, Network
from huiyin.desk.notifications.models import Mail
from huiyin.desk.outcomes.api import handovers
from huiyin.desk.outcomes.models import Handover, Submission, Uptake
from huiyin.desk.pages import newsletters
from huiyin.desk.pages.models import NewsletterIssue, Picture
from huiyin.desk.personal import erasure
from huiyin.desk.personal.models import Erasure, Remnant
from huiyin.desk.proposals.api import forwardings
from huiyin.desk.proposals.models import (
    ForwardedItem,
    MinorityOpinion,
    Proposal,
    ProposalVersion,
    Remark,
    Signature,
    Suggestion,
)
from huiyin.desk.registry.api import change_events, context_events, facts, file_drafts
from huiyin.desk.registry.data import (
    ChangeInput,
    ChangeKind,
    ContextInput,
    ContextKind,
    FactInput,
    FactKind,
)
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.api import requests, works
from huiyin.desk.research.data import AuthorInput, RequestInput, RequestKind, WorkInput, WorkType
from huiyin.desk.research.models import ResearchRequest, Work
from huiyin.desk.returns.api import rounds, table_rounds
from huiyin.desk.returns.data import RowRead
from huiyin.desk.returns.models import Return
from huiyin.i18n import say
from huiyin.i18n.catalogue import MissingWords
from huiyin.transparency import KeyKind, generate_key
from tests.desk.accounts.test_accounts import set_up_app, sign_in_as
from tests.desk.addresses import patterns
from tests.desk.forms import carried, seen_of
from tests.desk.records import Unrecordable, rows, unrecordable
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import PASSWORD

#: Addresses that are posted to without a record, and why that is right.
EXEMPT = {
    "vote": "is recorded when voting has ended, in no order of time: tried below",
    "vote_undo": "a vote that was taken back is none",
    "ledger_cosign": "a witness has no account here: its line proves itself, and stands on the page",
    **dict.fromkeys(
        ("follow", "follow_confirm", "follow_stop", "follow_stop_all"),
        "what an address follows concerns nobody else; the link works without signing in",
    ),
    "ledger_mail": "reads a mail into a form, records nothing",
    "draft_try": "what somebody types is theirs alone until it is saved",
    "comment_draft": "a draft is its author's alone until it is sent",
    "comment_change": "shows a change, keeps nothing",
    "return_draft": "a draft is the organisation's until it is sent",
    "suggestion_change": "shows a change, keeps nothing",
    "suggestion_groups": "shows groups, keeps nothing",
    "mail_choice": "which mails one gets concerns nobody else; the link works without signing in",
    "for_you_seen": "what one has looked at concerns nobody else",
    "groups_basket": "gathers groups in one's own session; merging them is recorded",
    **dict.fromkeys(
        ("arrivals", "arrival", "arrival_part"),
        "a file that has not wholly come is no intake; when it has, that it was taken in is recorded",
    ),
    "speak": "the language one reads in concerns nobody else",
    "api_unknown": "nothing is there: answers 404",
    "api_tokens": "recorded as token.add, tried in desk/api/test_tokens",
    "api_token_revoke": "recorded as token.revoke, tried in desk/api/test_tokens",
    "api_hooks": "recorded as webhook.add, tried in desk/api/test_webhooks",
    "api_hook_act": "recorded as webhook.remove and others, tried in desk/api/test_webhooks",
    "api_dump_request": "recorded as dump.ask, tried in desk/api/test_dumps",
    "api_consultations_slug_comments": "takes a token; recorded as on the page, tried in desk/api/test_writings",
    "api_consultations_slug_tables": "takes a token; recorded as on the page, tried in desk/api/test_writings",
    "api_consultations_slug_replies": "takes a token; recorded as on the page, tried in desk/api/test_writings",
    "api_exchanges": "takes a token; recorded as on the page, tried in desk/api/test_writings",
    "account_login": "signing in changes nothing of the desk",
    "sessions": "recorded as account.sessions_end where one ended, tried in attacks/test_sessions",
    "account_logout": "signing out changes nothing of the desk",
    "account_signup": "is closed: makes no account",
    "account_reauthenticate": "shows that it is oneself, changes nothing",
    "account_reset_password": "writes a mail; the new password is recorded when it is set",
    "account_reset_password_from_key": "recorded as account.password_reset, tried in test_accounts",
    "account_set_password": "recorded as account.password, tried in test_accounts",
    "mfa_authenticate": "signing in changes nothing of the desk",
    "mfa_reauthenticate": "shows that it is oneself, changes nothing",
    "mfa_reauthenticate_webauthn": "shows that it is oneself, changes nothing",
    "mfa_login_webauthn": "signing in changes nothing of the desk",
    "mfa_edit_webauthn": "the name of one's own key, which nobody else sees",
    "mfa_activate_totp": "recorded as account.factor_add, tried in test_accounts",
    "mfa_deactivate_totp": "recorded as account.factor_remove, tried below",
    "mfa_add_webauthn": "recorded as account.factor_add, tried in test_accounts",
    "mfa_remove_webauthn": "recorded as account.factor_remove, tried in test_accounts",
    "mfa_generate_recovery_codes": "recorded as account.codes, tried below",
}
UUID = uuid4()


class World:
    """One of everything, at the stage that is asked for."""

    def __init__(
        self, consultation: Consultation, people: dict[Role, User], members: list[Any]
    ) -> None:
        self.consultation, self.people, self.members = consultation, people, members
        delegate = people[Role.DELEGATE]
        words = [
            said.CommentInput(
                UUID if n == 0 else uuid4(), "art_1", f"wetlands are water, number {n}"
            )
            for n in range(4)
        ]
        self.comments = [
            said.send_comment(consultation, delegate, members[0], word) for word in words
        ]
        self.groups = [
            Group.objects.create(
                consultation=consultation, key=str(n), representative=self.comments[n],
                eid="art_1", size=2, organisations=1,
            )
            for n in range(2)
        ]  # fmt: skip
        for n, comment in enumerate(self.comments):
            comment.group = self.groups[n % 2]
            comment.save()
        self.decision = Decision.objects.create(
            consultation=consultation,
            kind="merge",
            comments=[],
            created_by=people[Role.SECRETARIAT],
        )
        self.statements = [
            Statement.objects.create(
                consultation=consultation, key=f"s{n}", text_en=f"S {n}", position=n
            )
            for n in range(2)
        ]
        self.intake = intakes.receive_file(
            consultation, "a.csv", b"provision,comment\nArticle 1,Water\n", people[Role.SECRETARIAT]
        )
        self.invitation = Invitation.objects.create(
            email="new@example.org", role="delegate", organisation=members[0]
        )
        self.edition: ProposalVersion | None = None

    def version(self, language: str) -> str:
        """Of the draft's text, as the page has it."""
        text = self.consultation.draft.expressions.get(language=language)
        return digest_version({"source": text.source})

    def exchange_form(self) -> dict[str, Any]:
        return {
            "kind": "request", "direction": "to_authority", "authority": self.consultation.authority_id,
            "day": "2026-03-02", "subject_en": "Plans", "visibility": "public",
        }  # fmt: skip

    def asked_for(self) -> Any:
        """A request that stands in the ledger."""
        given = ExchangeInput(
            ExchangeKind.REQUEST, ExchangeDirection.TO_AUTHORITY, date(2026, 3, 2), self.consultation.authority_id,
            subject_en="Plans",
        )  # fmt: skip
        return save_exchange(given, self.people[Role.SECRETARIAT])

    def ground(self) -> LegalGround:
        """A law by which answers are due."""
        given = {"jurisdiction": "cn", "name_en": "A law", "amount": 20, "unit": "day"}
        return LegalGround.objects.get_or_create(defaults=given, pk=1)[0]

    def research_form(self) -> dict[str, Any]:
        return {
            "kind": "call", "direction": "from_authority", "authority": self.consultation.authority_id, "title_en": "Marshes",
            "questions_en": "How many are left?", "day": "2026-03-02", "visibility": "public",
        }  # fmt: skip

    def research_asked(self) -> ResearchRequest:
        """Research that the authority asks for."""
        given = RequestInput(
            RequestKind.CALL, ExchangeDirection.FROM_AUTHORITY, self.consultation.authority_id, date(2026, 3, 2),
            {"en": "Marshes"}, {"en": "How many are left?"},
        )  # fmt: skip
        return requests.ask_research(given, self.people[T])

    def work_form(self) -> dict[str, Any]:
        return {
            "type": "report", "title_en": "Marshes left", "issued": "2026", "organisation": self.members[0].pk,
            "licence": "CC-BY-4.0", "visibility": "public",
        }  # fmt: skip

    def researched(self) -> Work:
        """A draft of a work, with an author."""
        words = {"en": {"title": "Marshes"}}
        given = WorkInput(WorkType.REPORT, words, (2026,), organisation=self.members[0].pk)
        self.work = works.begin_work(given, self.people[T])
        author = AuthorInput(False, organisation=self.members[0].pk)
        works.add_author(self.work, author, self.people[T])
        return self.work

    def work_version(self) -> str:
        return digest_version(works.snapshot_work(self.work))

    def drafted(self) -> DraftProvision:
        """A provision of a draft that is written here."""
        given = DraftInput("", "Marsh Act", network=self.consultation.network_id)
        draft = written_drafts.begin_draft(given, self.people[T])
        return written_drafts.add_provision(
            draft, None, {"zh": "", "en": "Article 1\nWater."}, self.people[T]
        )

    def inquired(self, *, is_sent: bool = False) -> dict[str, Any]:
        """Where an inquiry of an initiative stands."""
        given = InitiativeInput(
            InitiativeKind.CAMPAIGN,
            InitiativeState.RUNNING,
            {"en": "Marsh"},
            network=self.consultation.network_id,
        )
        begun = initiatives.begin_initiative(given, self.people[T])
        words = {"en": "Dear {authority}"}
        self.inquiry = inquiries.begin_inquiry(
            begun, InquiryInput({"en": "Marshes"}, words), self.people[T]
        )
        question = QuestionInput({"en": "How many?"}, QuestionKind.NUMBER)
        self.question = inquiries.add_question(self.inquiry, question, self.people[T])
        inquiries.choose_bodies(self.inquiry, [self.consultation.authority_id], self.people[T])
        if is_sent:
            inquiries.send_inquiry(self.inquiry, self.people[T])
        return {"slug": begun.slug, "number": self.inquiry.pk}

    def answer_row(self) -> dict[str, str]:
        body = self.inquiry.bodies.get()
        return {
            f"b{body.pk}-q{self.question.pk}": "3",
            f"b{body.pk}-version": inquiries.digest_body(body, [self.question]),
        }

    def inquiry_table(self) -> dict[str, Any]:
        where = self.inquired(is_sent=True)
        made = inquiry_tables.receive_table(
            self.inquiry, "a.csv", b"Authority,How many?\nMinistry of Nature,3\n", self.people[T]
        )
        return where | {"pk": made.pk}

    def draft_parts(self) -> dict[str, Any]:
        one = self.drafted()
        return {"slug": one.draft.slug, "key": one.key}

    def published(self) -> Work:
        work = self.researched()
        works.add_version(work, date(2026, 3, 2), self.people[T], note={}, recommendations={})
        return works.publish_work(work, self.people[T])

    def prize_form(self) -> dict[str, Any]:
        return {
            "prize_en": "Award", "body": self.consultation.authority_id, "level": "national", "day": "2026-03-02",
            "evidence_url": "https://example.org/award",
        }  # fmt: skip

    def initiative_form(self) -> dict[str, Any]:
        return {
            "kind": "campaign", "state": "running", "name_en": "Cool streets", "network": self.consultation.network_id,
            "is_public": "on",
        }  # fmt: skip

    def initiative(self) -> Initiative:
        """A campaign of the network, led by a member."""
        given = InitiativeInput(
            InitiativeKind.CAMPAIGN, InitiativeState.RUNNING, {"en": "Cool streets"}, network=self.consultation.network_id
        )  # fmt: skip
        self.begun = initiatives.begin_initiative(given, self.people[T])
        part = PartInput(self.members[0].pk, PartRole.LEAD, "2024")
        initiatives.add_part(self.begun, part, self.people[T])
        return self.begun

    def initiative_version(self) -> str:
        return digest_version(initiatives.snapshot_initiative(self.begun))

    def held_version(self) -> str:
        return digest_version(lineage.list_held(self.begun).digested)

    def founder(self) -> Founder:
        """An organisation that is invited to found a network."""
        done = lineage.found_network(
            self.initiative(), "2026", self.people[T], names={"en": "Shade"}, evidence="Minutes"
        )
        return done.invited[0]

    def newsletter(self) -> NewsletterIssue:
        return newsletters.make_issue(timezone.localdate(), timezone.localdate(), self.people[T])

    def logo(self) -> int:
        given = FactInput(FactKind.LOGO, text="0" * 64)
        return facts.record_fact(self.members[0], given, None).id

    def picture(self) -> Picture:
        return Picture.objects.create(name="lake.png", file="pictures/lake.png", sha256="0" * 64)

    def goal(self) -> Goal:
        given = GoalInput({"en": "Cooler cities"}, network=self.consultation.network_id)
        return goals.save_goal(None, given, self.people[T])

    def register(self) -> Any:
        return receive_table("m.csv", b"day,who\n2026-03-02,A\n", self.people[Role.SECRETARIAT])

    def outsider(self) -> Organisation:
        """A member of the umbrella that is not in the network."""
        return Organisation.objects.create(slug="cranes", name_en="Cranes")

    def unheard(self) -> list[Comment]:
        """Nobody has commented yet."""
        Comment.objects.update(state="withdrawn")
        return self.comments

    def above(self) -> Consultation:
        """The umbrella's consultation, to which a line of the network leads; the network's proposal is up for signing."""
        if self.edition is None:
            self.propose(fixed=True)
        assert self.consultation.network is not None
        forwarding_lines.declare_line(self.consultation.network, None, self.people[T])
        one = self.consultation
        return Consultation.objects.create(
            slug="umbrella",
            title_en="Umbrella",
            draft=one.draft,
            authority=one.authority,
            stage="drafting",
        )

    def forwarded(self) -> ForwardedItem:
        """From here to the umbrella."""
        above = self.above()
        given = forwardings.ForwardingInput("Members agree.", is_whole=True)
        self.consultation.stage = Stage.SIGNING.value
        self.consultation.save()
        made = forwardings.forward_items(
            self.consultation, above, given, self.people[Role.COORDINATOR]
        )
        found = made.items.first()
        assert found is not None
        return found

    def came(self) -> ForwardedItem:
        """From a network below to here."""
        one = self.consultation
        below = Network.objects.create(slug="ponds", name_en="Ponds")
        origin = Consultation.objects.create(
            slug="ponds",
            title_en="Ponds",
            draft=one.draft,
            authority=one.authority,
            stage="signing",
            network=below,
        )
        version = ProposalVersion.objects.create(
            proposal=Proposal.objects.create(consultation=origin),
            number=1,
            locked_at=timezone.now(),
        )
        Suggestion.objects.create(version=version, key="S01", text="More water.")
        forwarding_lines.declare_line(below, one.network, self.people[T])
        given = forwardings.ForwardingInput("Members agree.", is_whole=True)
        made = forwardings.forward_items(origin, one, given, self.people[T])
        found = made.items.first()
        assert found is not None
        return found

    def propose(self, *, fixed: bool = False, handed_in: bool = False) -> Suggestion:
        proposal = Proposal.objects.create(consultation=self.consultation)
        self.edition = ProposalVersion.objects.create(
            proposal=proposal, number=1, locked_at=timezone.now() if fixed or handed_in else None
        )
        one = Suggestion.objects.create(
            version=self.edition, key="S01", eid="art_1", unit="art_1", language="zh",
            wording="为了保护和修复湿地，制定本法。", reason="更全面。",
        )  # fmt: skip
        Suggestion.objects.create(version=self.edition, key="S02", position=1, text="More water.")
        if handed_in:
            Submission.objects.create(
                version=self.edition, authority=self.consultation.authority, day=date(2026, 5, 1)
            )
            Uptake.objects.create(
                suggestion=one, verdict="adopted", score=1, confidence=1, reason="same"
            )
        return one

    def name_in_chinese(self) -> Group:
        """A group without an English name, on which a suggestion rests that is being written."""
        group = self.groups[0]
        group.name_zh = "水"
        group.save()
        self.propose().groups.add(group)
        return group

    def signed(self) -> Signature:
        edition = self.propose(fixed=True).version
        return Signature.objects.create(version=edition, organisation=self.members[0])

    def dropped(self) -> Suggestion:
        one = self.propose()
        one.dropped_at = timezone.now()
        one.save()
        return one

    def another(self) -> Organisation:
        return Organisation.objects.create(
            slug="rivers", kind="authority", name_en="Ministry of Rivers"
        )

    def handed_on(self, one: Suggestion) -> Handover:
        submission = one.version.submission
        return handovers.hand_on(
            self.consultation, submission, self.another().pk, None, self.people[T]
        )

    def remarked(self) -> Remark:
        one = self.propose()
        return Remark.objects.create(version=one.version, suggestion=one, text="Why?")

    def differed(self) -> MinorityOpinion:
        edition = self.propose(fixed=True).version
        return MinorityOpinion.objects.create(
            version=edition, organisation=self.members[0], text="We differ."
        )

    def spoken(self) -> Comment:
        """What somebody without an account said."""
        return Comment.objects.create(
            consultation=self.consultation, eid="art_1", text="Said", speaker="Ida Stranger"
        )

    def row(self) -> Comment:
        """A row of the file."""
        add_to_tally(self.consultation, "", 1)
        return Comment.objects.create(
            consultation=self.consultation, intake=self.intake, place="·2·1", text="Water",
            placing="whole", speaker="Cranes", is_speaker_unknown=True,
        )  # fmt: skip

    def moved(self) -> Consultation:
        """As if it had come to its stage just now."""
        details = {"before": "preparing", "after": self.consultation.stage}
        record_audit_entry(self.people[T], "move", self.consultation, **details)
        return self.consultation

    def ask_year(self) -> dict[str, Any]:
        """A round of the yearly return."""
        rounds.open_round(2024, self.people[Role.SECRETARIAT])
        return {"year": 2024}

    def answered(self) -> Return:
        round_ = rounds.find_round(2024)
        assert round_ is not None
        return rounds.send_return(round_, self.members[0], None, self.people[Role.DELEGATE])

    def asked(self) -> Erasure:
        return erasure.ask_erasure(self.people[Role.DELEGATE])

    def left(self) -> Remnant:
        """What an earlier version left of somebody whom it erased."""
        address = seal_text("ida@example.org", "erased")
        return Remnant.objects.create(address=address, mark="a", erased_at=timezone.now())

    def fact(self) -> dict[str, int]:
        made = facts.record_fact(self.members[0], FactInput(FactKind.PLACE, "CN-YN"), None)
        return {"number": self.members[0].pk, "fact": made.id}

    def change(self) -> int:
        given = ChangeInput(ChangeKind.DISSOLUTION, "2020", [self.members[0].pk])
        return change_events.record_change(given, None).id

    def filled_table(self) -> int:
        round_ = rounds.find_round(2024)
        assert round_ is not None
        rows = [RowRead(2, "org1", "Chair", {"main_focus": "women"})]
        return int(table_rounds.keep_table(round_, "r.csv", rows, self.people[T]).pk)

    def sent_file(self) -> int:
        return int(
            file_drafts.begin_import("o.csv", ContentFile(b"name\nCranes\n"), self.people[T]).pk
        )

    def context_event(self) -> int:
        given = ContextInput(ContextKind.POLICY, "2020", title_en="A law")
        return context_events.save_context_event(given, None).id

    def mail(self) -> Mail:
        return Mail.objects.create(
            person=self.people[Role.DELEGATE], kind="account_changed", state=Mail.State.GIVEN_UP
        )


T, D, OFFICER = Role.SECRETARIAT, Role.DELEGATE, Role.OFFICER
Post = tuple[Role, Stage, Callable[[World], tuple[dict[str, Any], dict[str, Any]]]]


def _draft(w: World) -> dict[str, Any]:
    return {"title_en": "Another act", "authority": w.consultation.authority_id,
            "file_en": SimpleUploadedFile("d.txt", b"Article 1\nWater is free.\n")}  # fmt: skip


def vote_of(w: World) -> tuple[dict[str, Any], dict[str, Any]]:
    return {}, {"statement": w.statements[0].pk, "vote": "agree", "organisation": w.members[0].pk}


#: Address → who posts, at which stage, and what: the parts of the address, the form.
DOING: dict[str, Post] = {
    "open": (T, Stage.COMMENTING, lambda w: ({}, _draft(w))),
    "comment_send": (D, Stage.COMMENTING, lambda w: ({"eid": "art_1"}, {"key": uuid4(), "eid": "art_1", "text": "More water"})),
    "comment_withdraw": (D, Stage.COMMENTING, lambda w: ({"key": UUID}, {})),
    "groups_merge": (T, Stage.GROUPING, lambda w: ({}, {"group": [g.pk for g in w.groups], "version": seen_of(w.groups)})),
    "regroup": (T, Stage.GROUPING, lambda w: ({}, {})),
    "group_undo": (T, Stage.GROUPING, lambda w: ({"number": w.decision.pk}, {})),
    "group_split": (T, Stage.GROUPING, lambda w: ({"number": w.groups[0].pk}, {"comment": w.comments[2].pk, "version": seen_of(w.groups)})),
    "group_change": (T, Stage.GROUPING, lambda w: ({"number": w.groups[0].pk}, {"what": "name", "name_en": "Water"})),
    "statement_make": (T, Stage.GROUPING, lambda w: ({}, {"text_en": "Wetlands are water."})),
    "statement_reword": (T, Stage.GROUPING, lambda w: ({"number": w.statements[0].pk}, {"text_en": "Water."})),
    "statement_change": (T, Stage.GROUPING, lambda w: ({"number": w.statements[0].pk}, {"what": "down"})),
    "manage": (T, Stage.COMMENTING, lambda w: ({}, {"title_en": "Wetlands", "who": "all"})),
    "calendar": (T, Stage.COMMENTING, lambda w: ({"number": w.consultation.authority_id}, {"what": "rules", "weekend": ["6"]})),
    "inviting": (T, Stage.COMMENTING, lambda w: ({}, {"what": "add", "organisation": w.members[0].pk})),
    "ledger_record": (T, Stage.COMMENTING, lambda w: ({}, w.exchange_form())),
    "ledger_ground_new": (T, Stage.COMMENTING, lambda w: ({}, {"jurisdiction": "cn", "name_en": "A law", "amount": 20, "unit": "day"})),
    "ledger_ground": (T, Stage.COMMENTING, lambda w: ({"number": w.ground().pk}, {"jurisdiction": "cn", "name_en": "B law", "amount": 15, "unit": "day", "version": digest_version(snapshot_ground_terms(w.ground()))})),
    "thread_ground": (T, Stage.COMMENTING, lambda w: ({"number": w.asked_for().number}, {"promised_on": "2026-05-01", "promise": "by May"})),
    "thread_meaning": (T, Stage.COMMENTING, lambda w: ({"number": w.asked_for().number}, {"meaning": "full"})),
    "thread_dispute": (T, Stage.COMMENTING, lambda w: ({"number": w.asked_for().number}, {"claimed_on": "2026-05-01", "reason_civil": "a", "reason_authority": "b"})),
    "thread_wake": (T, Stage.COMMENTING, lambda w: ({"number": w.asked_for().number}, {})),
    "ledger_log": (T, Stage.COMMENTING, lambda w: ({}, {"witness_name": "A", "witness_key": str(generate_key("a.example.org", KeyKind.WITNESS))})),
    "exchange_redact": (T, Stage.COMMENTING, lambda w: ({"number": w.asked_for().number}, {"names": "subject_en", "reason": "person"})),
    "exchange_correct": (T, Stage.COMMENTING, lambda w: ({"number": w.asked_for().number}, {"correction_en": "Sent a day later."})),
    "ledger_tables": (T, Stage.COMMENTING, lambda w: ({}, {"file": SimpleUploadedFile("m.csv", b"day,who\n2026-03-02,A\n")})),
    "ledger_table": (T, Stage.COMMENTING, lambda w: ({"number": w.register().pk}, {"column_day": "day", "all_authority": w.consultation.authority_id, "all_kind": "meeting", "all_direction": "to_authority"})),
    "draft_begin": (T, Stage.COMMENTING, lambda w: ({}, {"title_en": "Marsh Act", "network": w.consultation.network_id, "sharing": "editors"})),
    "draft_manage": (T, Stage.COMMENTING, lambda w: ({"slug": w.drafted().draft.slug}, {"what": "delete"})),
    "draft_provision_new": (T, Stage.COMMENTING, lambda w: ({"slug": w.drafted().draft.slug}, {"what": "save", "text_en": "Article 2\nReeds."})),
    "draft_provision": (T, Stage.COMMENTING, lambda w: (one := w.drafted()) and ({"slug": one.draft.slug, "key": one.key}, {"what": "save", "text_en": "Article 1\nReeds.", "version": written_drafts.digest_provision(one)})),
    "draft_change": (T, Stage.COMMENTING, lambda w: (w.draft_parts(), {"what": "delete"})),
    "draft_paste": (T, Stage.COMMENTING, lambda w: ({"slug": w.drafted().draft.slug}, {"what": "take", "language": "en", "source": "Article 2\nReeds."})),
    "draft_versions": (T, Stage.COMMENTING, lambda w: ({"slug": w.drafted().draft.slug}, {"what": "keep", "name": "March"})),
    "inquiry_begin": (T, Stage.COMMENTING, lambda w: ({"slug": w.inquired()["slug"]}, {"title_en": "Heat", "letter_en": "Dear {authority}"})),
    "inquiry_edit": (T, Stage.COMMENTING, lambda w: (w.inquired(), {"what": "send"})),
    "inquiry_answers": (T, Stage.COMMENTING, lambda w: (w.inquired(is_sent=True), w.answer_row())),
    "inquiry_tables": (T, Stage.COMMENTING, lambda w: (w.inquired(is_sent=True), {"file": SimpleUploadedFile("a.csv", b"Authority,How many?\nMinistry of Nature,3\n")})),
    "inquiry_table": (T, Stage.COMMENTING, lambda w: (w.inquiry_table(), {"what": "take"})),
    "research_ask": (T, Stage.COMMENTING, lambda w: ({}, w.research_form())),
    "research_offer": (D, Stage.COMMENTING, lambda w: ({"number": w.research_asked().pk}, {"organisation": w.members[0].pk})),
    "research_steer": (OFFICER, Stage.COMMENTING, lambda w: ({"number": w.research_asked().pk}, {"what": "withdraw"})),
    "research_begin": (D, Stage.COMMENTING, lambda w: ({}, w.work_form())),
    "research_edit": (D, Stage.COMMENTING, lambda w: ({"slug": w.researched().slug}, w.work_form() | {"version": w.work_version()})),
    "research_manage": (D, Stage.COMMENTING, lambda w: ({"slug": w.researched().slug}, {"what": "version", "day": "2026-03-02", "role": "text"})),
    "research_honour": (OFFICER, Stage.COMMENTING, lambda w: ({"slug": w.published().slug}, w.prize_form())),
    "initiative_begin": (T, Stage.COMMENTING, lambda w: ({}, w.initiative_form())),
    "initiative_edit": (D, Stage.COMMENTING, lambda w: ({"slug": w.initiative().slug}, w.initiative_form() | {"name_en": "Shade", "version": w.initiative_version()})),
    "newsletters": (T, Stage.COMMENTING, lambda w: ({}, {"since": "2026-11-01", "until": "2026-11-30"})),
    "newsletter": (T, Stage.COMMENTING, lambda w: ({"number": w.newsletter().pk}, {"what": "delete"})),
    "logo_edit": (T, Stage.COMMENTING, lambda w: ({"number": w.members[0].pk}, {"withdraw": w.logo()})),
    "pictures": (T, Stage.COMMENTING, lambda w: ({}, {"what": "delete", "number": w.picture().pk})),
    "initiative_manage": (D, Stage.COMMENTING, lambda w: ({"slug": w.initiative().slug}, {"what": "money", "amount": "5", "currency": "CNY", "source": "foreign"})),
    "initiative_relate": (T, Stage.COMMENTING, lambda w: ({"slug": w.initiative().slug}, {"kind": "grew", "side": "before", "networks": w.consultation.network_id, "since": "2025", "evidence": "Report"})),
    "initiative_split": (T, Stage.COMMENTING, lambda w: ({"slug": w.initiative().slug}, {"first_en": "A", "second_en": "B", "since": "2025", "evidence": "Report", "version": w.held_version()})),
    "initiative_found": (T, Stage.COMMENTING, lambda w: ({"slug": w.initiative().slug}, {"name_en": "Shade", "since": "2025", "evidence": "Report", "version": w.held_version()})),
    "founding": (D, Stage.COMMENTING, lambda w: ({}, {"number": w.founder().pk, "accepts": "yes"})),
    "goal_begin": (T, Stage.COMMENTING, lambda w: ({}, {"title_en": "Cooler cities"})),
    "goal_edit": (T, Stage.COMMENTING, lambda w: ({"number": w.goal().pk}, {"what": "withdraw"})),
    "goal_measure": (T, Stage.COMMENTING, lambda w: ({"number": w.goal().pk}, {"what": "indicator", "name_en": "Shade", "counted_by": "hand"})),
    "organisations": (T, Stage.COMMENTING, lambda w: ({}, {"file": SimpleUploadedFile("o.csv", b"name\nCranes\n")})),
    "organisation_new": (T, Stage.COMMENTING, lambda w: ({}, {"name_en": "Cranes"})),
    "fact_new": (T, Stage.COMMENTING, lambda w: ({"number": w.members[0].pk, "kind": "place"}, {"code": "CN-YN"})),
    "fact": (T, Stage.COMMENTING, lambda w: (w.fact(), {"what": "end"})),
    "change_new": (T, Stage.COMMENTING, lambda w: ({}, {"kind": "dissolution", "on": "2020", "ins": w.members[0].slug})),
    "changes": (T, Stage.COMMENTING, lambda w: ({}, {"withdraw": w.change()})),
    "registry_files": (T, Stage.COMMENTING, lambda w: ({}, {"file": SimpleUploadedFile("o.csv", b"name\nCranes\n")})),
    "registry_file": (T, Stage.COMMENTING, lambda w: ({"number": w.sent_file()}, {"confirm": "1", "role-0": "name", "kind": "member"})),
    "focuses": (T, Stage.COMMENTING, lambda w: ({}, {"name_en": "Wells"})),
    "focus": (T, Stage.COMMENTING, lambda w: ({"focus": "water"}, {"what": "retire"})),
    "context_events": (T, Stage.COMMENTING, lambda w: ({}, {"kind": "policy", "since": "2020", "title_en": "A law"})),
    "context_event": (T, Stage.COMMENTING, lambda w: ({"number": w.context_event()}, {"withdraw": "1"})),
    "organisation_edit": (T, Stage.COMMENTING, lambda w: ({"number": w.members[0].pk}, {"name_en": "Cranes"})),
    "networks": (T, Stage.COMMENTING, lambda w: ({}, {"name_en": "Cranes"})),
    "network": (T, Stage.COMMENTING, lambda w: ({"number": w.consultation.network_id}, {"what": "name", "name_en": "Cranes"})),
    "network_join": (D, Stage.COMMENTING, lambda w: ({}, {"what": "leave", "sure": "yes", "organisation": w.members[0].pk})),
    "network_requests": (Role.COORDINATOR, Stage.COMMENTING, lambda w: ({}, {"what": "invite", "organisation": w.outsider().pk})),
    "network_remind": (Role.COORDINATOR, Stage.COMMENTING, lambda w: (w.unheard() and {}, {"duty": f"comment:{w.consultation.pk}"})),
    "network_description": (Role.COORDINATOR, Stage.COMMENTING, lambda w: ({}, {"charter_en": "We meet in May."})),
    "forward": (Role.COORDINATOR, Stage.SIGNING, lambda w: ({}, {"what": "whole", "target": w.above().pk, "reasons": "Members agree."})),
    "forward_withdraw": (Role.COORDINATOR, Stage.SIGNING, lambda w: ({"number": w.forwarded().forwarding_id}, {})),
    "forwarded_settle": (T, Stage.SIGNING, lambda w: ({"number": w.came().pk}, {"what": "back", "answer": "Say where."})),
    "forwarded_take_all": (T, Stage.DRAFTING, lambda w: ({}, {"forwarding": w.came().forwarding_id})),
    "members_recompute": (T, Stage.COMMENTING, lambda w: ({}, {})),
    "returns": (T, Stage.COMMENTING, lambda w: ({}, {"year": 2024})),
    "return_round": (T, Stage.COMMENTING, lambda w: (w.ask_year(), {"what": "close"})),
    "return_form": (D, Stage.COMMENTING, lambda w: (w.ask_year() | {"member": "org1"}, {"what": "unchanged"})),
    "return_upload": (T, Stage.COMMENTING, lambda w: (w.ask_year(), {"file": SimpleUploadedFile("r.csv", b"id,Confirmed by,Main focus\norg1,Chair,women\n")})),
    "return_table_rows": (T, Stage.COMMENTING, lambda w: (w.ask_year() | {"number": w.filled_table()}, {"what": "count"})),
    "return_decide": (T, Stage.COMMENTING, lambda w: (w.ask_year() | {"number": (given := w.answered()).pk}, {"what": "accept", "version": given.version})),
    "export_make": (T, Stage.COMMENTING, lambda w: ({}, {"everything": "yes"})),
    "move_take_back": (T, Stage.COMMENTING, lambda w: (w.moved() and {}, {})),
    "voting_day": (T, Stage.COMMENTING, lambda w: ({}, {"voting_closes": "2030-01-01"})),
    "move": (T, Stage.COMMENTING, lambda w: ({}, {"stage": "grouping"})),
    "draft_text": (T, Stage.COMMENTING, lambda w: ({"language": "en"}, {"source": "Article 1\nWater.\n", "version": w.version("en")})),
    "intakes": (T, Stage.COMMENTING, lambda w: ({}, {"files": SimpleUploadedFile("b.csv", b"provision,comment\nArticle 2,Air\n")})),
    "intake": (T, Stage.COMMENTING, lambda w: ({"number": w.intake.pk}, {"text": "comment"})),
    "intake_places": (T, Stage.COMMENTING, lambda w: ({"number": w.intake.pk}, {f"place_{w.row().pk}": "Article 2"})),
    "intake_names": (T, Stage.COMMENTING, lambda w: ({"number": w.intake.pk}, {"written": "Cranes", "meant": str(w.members[0].pk)})),
    "people": (T, Stage.COMMENTING, lambda w: ({}, {"email": "b@example.org", "role": "secretariat"})),
    "person": (T, Stage.COMMENTING, lambda w: ({"number": w.people[D].pk}, {"what": "close", "sure": "yes"})),
    "invitation_withdraw": (T, Stage.COMMENTING, lambda w: ({"number": w.invitation.pk}, {})),
    "join": (Role.READER, Stage.COMMENTING, lambda w: ({"token": w.invitation.token}, {"name": "N", "password": "reeds by the lake"})),
    "proposal_begin": (T, Stage.DRAFTING, lambda w: ({}, {})),
    "suggestion_new": (T, Stage.DRAFTING, lambda w: ({}, {"keep": "1", "eid": "art_1", "wording": "为了保护湿地和水，制定本法。"})),
    "suggestion_edit": (T, Stage.DRAFTING, lambda w: ({"number": w.propose().pk}, {"keep": "1", "eid": "art_1", "wording": "为了湿地，制定本法。"})),
    "suggestion_translation": (T, Stage.DRAFTING, lambda w: ({"number": w.propose().pk}, {"wording": "This Act is made for wetlands."})),
    "proposal_untranslated": (T, Stage.DRAFTING, lambda w: ({}, {f"group-{w.name_in_chinese().pk}": "Water"})),
    "suggestion_drop": (T, Stage.DRAFTING, lambda w: ({"number": w.propose().pk}, {})),
    "proposal_fix": (T, Stage.DRAFTING, lambda w: (w.propose() and {}, {})),
    "edition_remark": (D, Stage.DRAFTING, lambda w: (w.propose(fixed=True) and {"number": 1}, {"text": "well said"})),
    "suggestion_move": (T, Stage.DRAFTING, lambda w: ({"number": w.propose().pk}, {"down": "1"})),
    "suggestion_put_back": (T, Stage.DRAFTING, lambda w: ({"number": w.dropped().pk}, {})),
    "proposal_order": (T, Stage.DRAFTING, lambda w: (w.propose() and {}, {})),
    "proposal_letter": (T, Stage.DRAFTING, lambda w: (w.propose() and {}, {"keep": "1", "letter_zh": "尊敬的部长："})),
    "remark_settle": (T, Stage.DRAFTING, lambda w: ({"number": w.remarked().pk}, {})),
    "edition_differ": (D, Stage.SIGNING, lambda w: (w.propose(fixed=True) and {"number": 1}, {"organisation": w.members[0].pk, "text": "We differ."})),
    "differ_withdraw": (D, Stage.SIGNING, lambda w: ({"number": w.differed().pk}, {})),
    "mail_again": (T, Stage.COMMENTING, lambda w: (w.mail() and {}, {})),
    "edition_sign": (D, Stage.SIGNING, lambda w: (w.propose(fixed=True) and {"number": 1}, {"organisation": w.members[0].pk})),
    "reply": (OFFICER, Stage.REPLYING, lambda w: ({"number": w.propose(handed_in=True).pk}, {"status": "accepted"})),
    "hand_on": (T, Stage.REPLYING, lambda w: (w.propose(handed_in=True) and {}, {"authority": w.another().pk})),
    "handover_reply": (T, Stage.REPLYING, lambda w: (one := w.propose(handed_in=True)) and ({"number": w.handed_on(one).pk}, {"suggestion": one.pk, "status": "accepted"})),
    "further_reply": (T, Stage.REPLYING, lambda w: (one := w.propose(handed_in=True)) and ({"number": w.handed_on(one).pk, "pk": one.pk}, {"status": "accepted"})),
    "further_take": (T, Stage.REPLYING, lambda w: ({"number": w.handed_on(w.propose(handed_in=True)).pk}, {"file": SimpleUploadedFile("r.csv", b"suggestion,status,reason\nS01,accepted,yes\n")})),
    "replies_take": (OFFICER, Stage.REPLYING, lambda w: (w.propose(handed_in=True) and {}, {"file": SimpleUploadedFile("r.csv", b"suggestion,status,reason\nS01,accepted,yes\n")})),
    "enact": (T, Stage.REPLYING, lambda w: (w.propose(handed_in=True) and {}, {"language": "en", "file": SimpleUploadedFile("e.txt", b"Article 1\nWater.\n")})),
    "uptake_decide": (T, Stage.TRACING, lambda w: ({"number": w.propose(handed_in=True).pk}, {"verdict": "not_adopted", "reason": "no"})),
    "account": (D, Stage.COMMENTING, lambda w: ({}, {"name": "Lin"})),
    "own_data": (D, Stage.COMMENTING, lambda w: ({}, {})),
    "erase_me": (D, Stage.COMMENTING, lambda w: ({}, {"sure": "yes"})),
    "erasure": (T, Stage.COMMENTING, lambda w: ({"number": w.asked().pk}, {"what": "grant", "sure": "yes"})),
    "remnant": (T, Stage.COMMENTING, lambda w: ({"number": w.left().pk}, {"what": "leave"})),
    "strangers": (T, Stage.COMMENTING, lambda w: ({}, {"q": "Ida Stranger", "named": "Ida Stranger", "meant": f"comment:{w.spoken().pk}", "what": "take"})),
    "account_change_password": (D, Stage.COMMENTING, lambda w: ({}, {"oldpassword": PASSWORD, "password1": "reeds by the lake", "password2": "reeds by the lake"})),
}  # fmt: skip


@pytest.fixture
def world(consultation: Consultation, people: dict[Role, User], members: list[Any]) -> World:
    return World(consultation, people, members)


def _takes_posts(client: Client, where: str, pattern: URLPattern) -> bool:
    """Whether an address does something with a form; Wagtail keeps a log of its own."""
    if pattern.name is None or where.startswith(("cms/", "_util/", "documents/")):
        return False
    given = {
        "slug": "nowhere", "eid": "a", "number": 0, "key": UUID, "language": "zh", "token": "t",
        "pk": 0, "name": "n", "uidb36": "1", "kind": "place", "fact": 0, "focus": "n", "ending": "csv",
        "year": 0, "member": "nowhere", "table": "n", "network": "nowhere", "path": "nowhere",
    }  # fmt: skip
    given |= {"dump": "2026-03-01-000000", "rest": "nothing"}
    names = re.findall(r"<(?:\w+:)?(\w+)>", where)
    kwargs = {name: given[name] for name in names} | dict(pattern.default_args)
    address = (  # the part of Wagtail's has no name
        reverse(pattern.name, args=["nowhere/"])
        if pattern.name == "wagtail_serve"
        else reverse(pattern.name, kwargs=kwargs)
    )
    return client.post(address).status_code != 405


def test_every_address_that_is_posted_to_is_tried_or_exempt_with_a_reason(
    sign_in: Callable[[Role], Client],
) -> None:
    client = sign_in(Role.SECRETARIAT)
    posted = {pattern.name for where, pattern in patterns() if _takes_posts(client, where, pattern)}
    gone = {
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_confirm_login_code",
    }  # fmt: skip - answer 404, as test_accounts holds
    pages = {"account_reset_password_done", "account_reset_password_from_key_done", "mfa_index",
             "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes"}  # fmt: skip
    later = {"submit"}  # need what another post brings: tried below
    assert posted - gone - pages - later == (set(DOING) | set(EXEMPT)) - pages


@pytest.mark.parametrize("name", DOING)
def test_what_changes_something_is_recorded_or_is_not_done(
    name: str, world: World, sign_in: Callable[[Role], Client]
) -> None:
    role, stage, form = DOING[name]
    world.consultation.stage = stage.value
    world.consultation.save()
    kwargs, given = form(world)
    kwargs = dict(kwargs or {})
    pattern = next(p for _, p in patterns() if p.name == name)
    if "slug" in pattern.pattern.converters:
        kwargs.setdefault("slug", "wetlands")
    before = AuditEntry.objects.count()
    client, address = sign_in(role), reverse(name, kwargs=kwargs)
    posted = {**(given or {}), **carried(client, address)}
    before_all = rows()
    with unrecordable(), pytest.raises(Unrecordable):
        client.post(address, posted)
    assert rows() == before_all  # what cannot be recorded is not done
    for file in posted.values():
        if isinstance(file, SimpleUploadedFile):
            file.seek(0)
    answer = client.post(address, posted)
    assert answer.status_code in (200, 302), answer.content.decode()[-3000:]
    assert AuditEntry.objects.count() > before, answer.content.decode()[-3000:]
    act = AuditEntry.objects.order_by("pk").last()
    assert act is not None
    if role is not Role.READER:
        assert act.actor == world.people[role]
    if str(pattern.pattern).startswith("c/") and kwargs.get("slug") == "wetlands":
        assert act.consultation == world.consultation.pk


def test_who_voted_is_recorded_when_voting_ends_and_handing_in_when_it_is_done(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.DELEGATE)
    world.consultation.stage = Stage.DELIBERATING.value
    world.consultation.save()
    before = AuditEntry.objects.count()
    client.post(reverse("vote", args=("wetlands",)), vote_of(world)[1])
    assert AuditEntry.objects.count() == before
    stages.move_to_stage(world.consultation, Stage.DRAFTING, world.people[T])
    act = AuditEntry.objects.get(verb="vote.cast")
    assert (act.actor, act.details) == (world.people[D], {"organisation": "org1"})
    world.consultation.stage = Stage.SIGNING.value
    world.consultation.save()
    world.propose(fixed=True)
    client.post(
        reverse("edition_sign", args=("wetlands", 1)), {"organisation": world.members[0].pk}
    )
    sign_in(Role.SECRETARIAT).post(reverse("submit", args=("wetlands",)))
    assert AuditEntry.objects.filter(verb="edition.submit").count() == 1


def _verbs() -> set[str]:
    """Every verb that the code records, written in the call or given a name before it."""
    found = set()
    for path in Path(huiyin.desk.__file__ or "").parent.rglob("*.py"):
        source = path.read_text("utf-8")
        if "record_audit_entry" not in source:
            continue
        tree = list(ast.walk(ast.parse(source)))
        named = {
            target.id: node.value
            for node in tree
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in tree:
            if not isinstance(node, ast.Call) or len(node.args) < 2:
                continue
            if getattr(node.func, "id", getattr(node.func, "attr", "")) != "record_audit_entry":
                continue
            verb = node.args[1]
            if isinstance(verb, ast.Name):
                verb = named[verb.id]
            choices = (verb.body, verb.orelse) if isinstance(verb, ast.IfExp) else (verb,)
            for part in (inner for choice in choices for inner in _ends(choice)):
                if isinstance(part, ast.Constant):
                    found.add(str(part.value))
    of_registry = {f"change.{kind}" for kind in ChangeKind} | {
        f"fact.{deed}" for deed in ("record", "change", "correct", "end")
    } | {f"focus.{deed}" for deed in ("added", "changed", "merged", "retired", "restored")}  # fmt: skip
    return found | of_registry | {f"group.{kind}" for kind in Decision.Kind.values}


def _ends(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _ends(node.body)
        yield from _ends(node.orelse)
    else:
        yield node


@pytest.mark.one_database  # read from the source
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_act_has_words(language: str) -> None:
    verbs = _verbs()
    assert len(verbs) > 30
    missing = []
    for verb in verbs:
        try:
            say(f"audit.verb.{verb}", language)
        except MissingWords:
            missing.append(verb)
    assert missing == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_read_in_words_and_taken_away_as_shown(
    world: World, sign_in: Callable[[Role], Client], language: str
) -> None:
    client = sign_in(Role.SECRETARIAT)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-CN" if language == "zh" else "en"
    client.post(reverse("move", args=("wetlands",)), {"stage": "grouping"})
    page = html.unescape(client.get(reverse("acts", args=("wetlands",))).content.decode())
    assert say("audit.verb.move", language) in page
    assert say("desk.stage.grouping", language) in page
    assert say("audit.verb.take_in", language) in page and "a.csv" in page
    url = reverse("acts_xlsx", args=("wetlands",)) + "?kind=leading"
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url).content)).active
    assert sheet is not None
    rows = list(sheet.values)
    assert rows[0][3] == say("audit.column.did", language)
    assert [row[3] for row in rows[1:]] == [
        say("audit.verb.move", language), say("audit.verb.open", language),
    ]  # fmt: skip
    text = client.get(reverse("desk_acts_csv")).content.decode("utf-8-sig")
    assert text.count("\n") == AuditEntry.objects.count() + 1


def test_acts_are_chosen_by_person_kind_and_day(
    world: World, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    url = reverse("acts", args=("wetlands",))

    def shown(**chosen: Any) -> list[str]:
        return [act.verb for act, *_ in client.get(url, chosen).context["acts"]]

    assert shown(by=people[Role.DELEGATE].pk) == ["send"] * 4
    assert shown(kind="leading") == ["open"]
    today = timezone.localdate()
    assert shown(until=today - timedelta(days=1)) == []
    assert len(shown(since=today, until=today)) == AuditEntry.objects.count()
    assert len(shown(since="yesterday", kind="x", by="me", page="0")) == AuditEntry.objects.count()
    assert shown(since="9999-12-31") == shown()


def test_who_may_not_see_private_comments_does_not_see_who_sent_one(
    world: World, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    secret = User.objects.create_user("hidden@example.org", name="Hidden Author")
    word = said.CommentInput(uuid4(), "art_1", "quietly", is_private=True)
    said.send_comment(world.consultation, secret, world.members[0], word)
    for name, args in (
        ("acts", ("wetlands",)), ("acts_csv", ("wetlands",)),
        ("desk_acts", ()), ("desk_acts_csv", ()),
    ):  # fmt: skip
        team = sign_in(Role.SECRETARIAT).get(reverse(name, args=args)).content.decode()
        operator = sign_in(Role.OPERATOR).get(reverse(name, args=args)).content.decode()
        assert "Hidden Author" in team
        assert "Hidden Author" not in operator


def test_the_record_of_the_desk_is_for_the_team_alone(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    for role in Role:
        status = sign_in(role).get(reverse("desk_acts")).status_code
        expected = {Role.SECRETARIAT: 200, Role.OPERATOR: 200, Role.READER: 302}.get(role, 403)
        assert status == expected, role


def test_a_long_record_is_paged_and_asks_no_more(
    world: World, people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    client = sign_in(Role.SECRETARIAT)
    url = reverse("acts", args=("wetlands",))
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    for n in range(120):
        user = User.objects.create_user(f"u{n}@example.org")
        record_audit_entry(user, "send", world.comments[n % 4])
    with CaptureQueriesContext(connection) as many:
        page = client.get(url)
    assert len(many) == len(few)
    assert len(page.context["acts"]) == 50
    assert "page=2" in page.content.decode()
    for name in ("acts_csv", "desk_acts_csv"):
        args = ("wetlands",) if name == "acts_csv" else ()
        with CaptureQueriesContext(connection) as taken:
            client.get(reverse(name, args=args))
        assert len(taken) < 12


def test_an_act_is_never_changed(world: World) -> None:
    act = AuditEntry.objects.first()
    assert act is not None
    act.verb = "nothing"
    with pytest.raises(TypeError):
        act.save()


def test_taking_the_second_step_away_is_recorded(
    people: dict[Role, User], django_capture_on_commit_callbacks: Any
) -> None:
    client = sign_in_as(people[Role.DELEGATE])
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
        client.post(reverse("mfa_generate_recovery_codes"))
        client.post(reverse("mfa_deactivate_totp"))
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"account.codes", "account.factor_add", "account.factor_remove"} <= verbs
