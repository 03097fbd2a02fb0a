"""What the desk may hold of a person, field by field: whether it is taken away, and what becomes of it.

Every field of every table that leads to an account, or could hold a name, an address or words, stands here;
``tests/desk/attacks/test_personal_data.py`` goes through all tables and fails where one is missing. Who adds a field adds
its line here, and with it decides what is given to the person and what goes with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models


class ErasureEffect(StrEnum):
    """What becomes of what a field holds, when a person is erased."""

    ERASED = "erased"  # the row goes, or what of it is the person's
    DETACHED = "detached"  # the row stays and names the person no more
    STAYS = "stays"  # it is said in another's name: ``why`` is a code of ``personal.stays.…``
    NOBODY = "nobody"  # it says nothing of a person: ``why`` says what it says


@dataclass(frozen=True, slots=True)
class FieldHolding:
    """``why``: of what stays the code that the person reads, else words for who reads this; ``section``: where it
    stands in the file that a person takes away, or empty, and then ``why`` says why not."""

    fate: ErasureEffect
    why: str = ""
    section: str = ""


def _make_erased(section: str = "", why: str = "") -> FieldHolding:
    return FieldHolding(ErasureEffect.ERASED, why, section)


def _make_detached(section: str = "", why: str = "") -> FieldHolding:
    return FieldHolding(ErasureEffect.DETACHED, why, section)


def _make_kept(why: str, section: str = "") -> FieldHolding:
    return FieldHolding(ErasureEffect.STAYS, why, section)


def _make_impersonal(why: str) -> FieldHolding:
    return FieldHolding(ErasureEffect.NOBODY, why)


_CODE = _make_impersonal("a code, a number or an address of ours, from a list or a pattern")
_LAW = _make_kept("law")
_NETWORK = _make_kept("network")
_ORGANISATION = _make_kept("organisation")
_PAGES = _make_kept("pages")
_PROPOSAL = _make_kept("proposal")
_RESEARCH = _make_kept("research")
_INITIATIVE = _make_kept("initiative")
_PROGRAM = _make_impersonal("of the program itself")
_UNUSED = _make_impersonal("a table of Wagtail that the desk has no page for")
_WITH_ROW = "part of a row that goes"

#: Codes of what stays, in the order in which they are told.
STAYS = (
    "comment", "vote", "signature", "proposal", "network", "organisation", "reply", "research", "initiative", "law", "pages", "acts",
)  # fmt: skip

#: Tables of Wagtail that hold the words of pages, and such as hold none of people.
_OF_PAGES = (
    "wagtail_localize.translationsource", "wagtail_localize.string", "wagtail_localize.translationcontext",
    "wagtail_localize.template", "wagtail_localize.stringsegment", "wagtail_localize.overridablesegment",
    "wagtailembeds.embed", "wagtailsearch.indexentry", "wagtailsearch.sqliteftsindexentry",
    "wagtailcore.referenceindex", "wagtailredirects.redirect", "taggit.tag",
)  # fmt: skip
_OF_THE_PROGRAM = (
    "wagtailcore.locale", "wagtailcore.site", "wagtailcore.collection", "wagtailcore.workflow", "wagtailcore.task",
    "wagtailcore.collectionviewrestriction", "wagtailcore.pageviewrestriction", "auth.permission", "auth.group",
    "contenttypes.contenttype",
)  # fmt: skip

#: Table → field → what it holds. ``*`` stands for every other field of a table that is not ours.
HOLDINGS: Mapping[str, Mapping[str, FieldHolding]] = {
    # ---- accounts
    "accounts.user": {
        "email": _make_erased("account"),
        "name": _make_erased("account"),
        "language": _make_erased("account"),
        "password": _make_erased(why="a digest that nobody can read, not even its owner"),
    },
    "accounts.user_groups": {"user": _make_erased("account")},
    "accounts.user_user_permissions": {"user": _make_erased("account")},
    "audit.auditentry": {
        "actor": _make_detached("acts"),
        "details": _make_kept("acts", "acts"),
        "verb": _CODE,
        "thing": _CODE,
        "thing_id": _CODE,
    },
    "notifications.mail": {
        "person": _make_erased("mails"),
        "email": _make_erased("mails"),
        "about": _make_erased("mails"),
        "error": _make_erased(why=_WITH_ROW),
        "language": _make_erased(why=_WITH_ROW),
        "kind": _CODE,
        "occasion": _CODE,
        "subject": _make_erased(why="made of what the mail is about, which the file has"),
        "url": _make_erased(why=_WITH_ROW),
    },
    "notifications.follower": {
        "email": _make_erased("followings"),
        "language": _make_erased("followings"),
        "seed": _make_erased(why="of what stops the mails"),
        "proof": _make_erased(why="the hash of what stops the mails"),
    },
    "notifications.following": {
        "follower": _make_erased("followings"),
        "kind": _CODE,
        "key": _CODE,
        "seed": _make_erased(why="of what confirms and stops"),
        "proof": _make_erased(why="the hash of what confirms and stops"),
    },
    "account.emailaddress": {"user": _make_erased("account"), "email": _make_erased("account")},
    "account.emailconfirmation": {"key": _make_erased(why="a key that was mailed; goes with its address")},
    "mfa.authenticator": {
        "user": _make_erased("locks"),
        "data": _make_erased(why="secrets of the second step, which would open the account to who finds the file"),
    },
    "accounts.session": {
        "user": _make_erased("sessions"),
        "browser": _make_erased("sessions"),
        "system": _make_erased("sessions"),
        "session_key": _make_erased(why="the hash of what opens the account"),
        "session_data": _make_erased(why="sealed; what is done with a page that is open"),
    },
    "accounts.device": {"user": _make_erased("devices"), "proof": _make_erased(why="the hash of what a browser is known by")},
    "accounts.guess": {"who": _make_impersonal("a keyed hash of what was tried, for hours")},
    "accounts.requestcount": {
        "who": _make_impersonal("a keyed hash of who asked for what, until it counts no more"),
        "times": _make_impersonal("how often it was asked for"),
    },
    "sessions.session": {"*": _make_impersonal("the table of sessions of earlier versions, which is empty")},
    # ---- api
    "api.token": {
        "user": _make_erased("programs"),
        "name": _make_erased("programs"),
        "digest": _make_erased(why="a digest that nobody can read, not even its owner"),
        "start": _make_erased(why="how a secret begins that nobody can find out again"),
        "scopes": _CODE,
    },
    "api.webhook": {
        "user": _make_erased("programs"),
        "url": _make_erased("programs"),
        "secret": _make_erased(why="sealed; with it messages are signed"),
        "topics": _CODE,
    },
    "api.delivery": {"topic": _CODE, "key": _CODE, "href": _CODE, "state": _CODE, "error": _CODE},
    "api.dump": {"name": _CODE, "counts": _make_impersonal("how many rows each table has")},
    "api.dumpfile": {
        "name": _CODE,
        "table": _CODE,
        "format": _CODE,
        "file": _make_erased(why="made of what is public; all are dropped when somebody is erased"),
        "sha256": _CODE,
    },
    # ---- jobs
    "jobs.job": {
        "created_by": _make_detached("uploads"),
        "arguments": _make_erased("uploads"),
        "outcome": _make_impersonal("counts, and where an export lies, which is deleted"),
        "error": _make_erased(why="names the file that could not be read"),
        "kind": _CODE,
        "subject_type": _CODE,
    },
    # ---- registry, networks
    "registry.organisation": {
        "name_zh": _ORGANISATION,
        "name_en": _ORGANISATION,
        "email": _make_erased(why="the organisation's address; emptied where it is the person's own"),
        "slug": _CODE,
        "language": _CODE,
        "sort_key": _ORGANISATION,
        "sort_key_en": _ORGANISATION,
        "search_text": _ORGANISATION,
        "past_names": _ORGANISATION,
    },
    "registry.fact": {
        "text": _ORGANISATION, "data": _ORGANISATION, "source": _ORGANISATION, "code": _CODE, "since": _CODE,
        "until": _CODE, "kind": _CODE, "recorded_by": _make_detached(why="that they recorded it stands in the record of acts"),
    },
    "registry.fileimport": {
        "file_name": _ORGANISATION, "kind": _CODE, "counts": _make_impersonal("how many rows"), "headings": _ORGANISATION,
        "choices": _CODE, "content": _ORGANISATION, "file": _ORGANISATION, "plan": _ORGANISATION, "refused": _ORGANISATION,
        "undoing": _make_impersonal("how many rows"),
        "created_by": _make_detached(why="that they took it in stands in the record of acts"),
    },
    "registry.logofile": {"digest": _CODE, "file": _ORGANISATION},
    "registry.changeevent": {
        "source": _ORGANISATION, "note": _ORGANISATION, "kind": _CODE, "since": _CODE, "until": _CODE,
        "recorded_by": _make_detached(why="that they recorded it stands in the record of acts"),
    },
    "registry.contextevent": {
        "source": _ORGANISATION, "title_zh": _ORGANISATION, "title_en": _ORGANISATION, "note_zh": _ORGANISATION,
        "note_en": _ORGANISATION, "url": _ORGANISATION, "kind": _CODE, "since": _CODE, "until": _CODE,
        "recorded_by": _make_detached(why="that they recorded it stands in the record of acts"),
    },
    "registry.focusarea": {
        "name_zh": _NETWORK, "name_en": _NETWORK, "slug": _CODE, "icnptso": _CODE, "civil_class": _CODE, "sdgs": _CODE,
    },
    "registry.focuschange": {
        "before": _NETWORK, "after": _NETWORK, "kind": _CODE,
        "created_by": _make_detached(why="that they changed it stands in the record of acts"),
    },
    "registry.seat": {"user": _make_erased("roles")},
    "registry.formerseat": {"user": _make_erased("roles")},
    "registry.calendar": {"country": _CODE, "weekend": _CODE},
    "registry.calendarday": {"name": _make_impersonal("the name of a holiday")},
    "networks.network": {
        "name_zh": _NETWORK, "name_en": _NETWORK, "slug": _CODE, "description_zh": _NETWORK, "description_en": _NETWORK,
        "charter_zh": _NETWORK, "charter_en": _NETWORK,
    },
    "networks.formername": {"name_zh": _NETWORK, "name_en": _NETWORK},
    "networks.coordination": {"person": _make_erased("roles")},
    "networks.membershiprequest": {
        "words": _ORGANISATION, "answer": _ORGANISATION, "side": _CODE, "state": _CODE,
        "asked_by": _make_detached(why="that they asked stands in the record of acts"),
        "settled_by": _make_detached(why="that they answered stands in the record of acts"),
    },
    "networks.dutyreminder": {
        "duty": _CODE, "sent_by": _make_detached(why="that they reminded stands in the record of acts"),
    },
    "networks.forwardingline": {"declared_by": _make_detached(why="that they declared it stands in the record of acts")},
    "networks.network_coordinators": {"user": _make_erased("roles")},
    "networks.invitation": {
        "email": _make_erased("invitations"),
        "created_by": _make_detached("invitations"),
        "seed": _make_erased(why="of what opens the invitation"),
        "proof": _make_erased(why="the hash of what opens the invitation"),
        "language": _make_erased(why=_WITH_ROW),
    },
    # ---- the directory, the yearly return
    "directory.memberfigures": {"content": _make_impersonal("figures of organisations, made anew from the registry")},
    "returns.returnround": {"created_by": _make_detached(why="who opened a round stands in the record of acts")},
    "returns.returntable": {
        "file_name": _ORGANISATION,
        "rows": _ORGANISATION,
        "before": _ORGANISATION,
        "created_by": _make_detached(why="who uploaded it stands in the record of acts"),
    },
    "returns.return": {
        "answers": _ORGANISATION,
        "confirmed_by": _ORGANISATION,
        "note": _ORGANISATION,
        "state": _CODE,
        "saved_from": _CODE,
        "sent_by": _make_detached(why="who sent it stands in the record of acts"),
        "accepted_by": _make_detached(why="who accepted it stands in the record of acts"),
    },
    # ---- laws
    "laws.instrument": {"title_zh": _LAW, "title_en": _LAW},
    "laws.expression": {
        "file": _LAW, "file_name": _LAW, "title": _LAW, "source": _LAW, "previous_source": _LAW, "problems": _LAW,
        "furniture": _LAW, "source_language": _CODE, "language": _CODE,
    },
    "laws.provision": {
        "heading": _LAW, "text": _LAW, "num": _LAW, "foreign_eid": _LAW, "eid": _CODE, "parent": _CODE,
        "unit": _CODE, "chapter": _CODE, "kind": _CODE,
    },
    "laws.writtendraft": {
        "aim_zh": _LAW, "aim_en": _LAW, "slug": _CODE, "sharing": _CODE, "created_by": _make_detached("done"),
    },
    "laws.writtendraft_editors": {"user": _make_erased("roles")},
    "laws.draftprovision": {
        "text_zh": _LAW, "text_en": _LAW,
        "changed_by": _make_detached(why="that they wrote there stands in the record of acts"),
    },
    "laws.draftchange": {
        "text_zh": _LAW, "text_en": _LAW, "act": _CODE,
        "changed_by": _make_detached(why="that they wrote there stands in the record of acts"),
    },
    "laws.draftwords": {
        "person": _make_erased("draft_words"), "text_zh": _make_erased("draft_words"),
        "text_en": _make_erased("draft_words"), "seen": _CODE,
    },
    "laws.draftedition": {"name": _LAW, "pieces": _LAW, "kept_by": _make_detached("done")},
    # ---- consultations
    "consultations.consultation": {
        "title_zh": _NETWORK, "title_en": _NETWORK, "intro_zh": _NETWORK, "intro_en": _NETWORK,
        "created_by": _make_detached("done"), "slug": _CODE, "skips": _CODE,
    },
    "consultations.group": {
        "name_zh": _NETWORK, "name_en": _NETWORK, "aside": _NETWORK, "key": _CODE, "eid": _CODE, "languages": _CODE,
    },
    "consultations.decision": {"words": _NETWORK, "created_by": _make_detached("done"), "comments": _CODE},
    "consultations.intake": {
        "created_by": _make_detached("uploads"),
        "file": _make_erased(why="the tables that a person sent in hold what others said; the file is deleted, and named in the list"),
        "file_name": _make_erased("uploads"),
        "headings": _make_erased(why="the headings of the file"),
        "columns": _make_erased(why="the headings of the file"),
        "preview": _make_erased(why="the first rows of the file: what others said"),
        "refused": _make_erased(why="rows of the file: what others said"),
        "understood": _make_erased(why="the headings of the file, and how what was left out begins"),
        "digest": _CODE,
    },
    "consultations.arrivingfile": {
        "created_by": _make_erased("uploads"),
        "file_name": _make_erased("uploads"),
        "digests": _CODE,
        "digest": _CODE,
    },
    "consultations.arrivingpart": {"file": _make_erased(why="a part of a file that is still being sent")},
    "consultations.comment": {
        "author": _make_detached("comments"),
        "text": _make_kept("comment", "comments"),
        "wording": _make_kept("comment", "comments"),
        "quote": _make_kept("comment", "comments"),
        "reference": _make_kept("comment", "comments"),
        "earlier": _make_kept("comment", "comments"),
        "speaker": _make_erased("comments"),
        "eid": _CODE, "unit": _CODE, "language": _CODE, "relation": _CODE,
        "place": _make_impersonal("the sheet and row of a file"),
        "placing": _CODE,
    },
    "consultations.speakername": {
        "created_by": _make_detached("done"),
        "key": _make_impersonal("a keyed digest of what files call an organisation"),
    },
    "consultations.keptgrouping": {"token": _CODE},
    "consultations.tally": {"unit": _CODE},
    "consultations.statement": {"text_zh": _NETWORK, "text_en": _NETWORK, "key": _CODE},
    "consultations.vote": {
        "user": _make_detached("votes"),
        "participant": _make_kept("vote"),
    },
    "consultations.witness": {
        "user": _make_detached(why="that somebody whose seat ended may have seen a vote; goes when the vote is counted"),
    },
    "consultations.opinionresult": {"result": _make_kept("vote"), "charts": _make_kept("vote"), "placing": _make_kept("vote")},
    # ---- proposals
    "proposals.proposal": {"title_zh": _PROPOSAL, "title_en": _PROPOSAL},
    "proposals.proposalversion": {
        "created_by": _make_detached("done"), "salutation_zh": _PROPOSAL, "salutation_en": _PROPOSAL, "letter_zh": _PROPOSAL,
        "letter_en": _PROPOSAL, "closing_zh": _PROPOSAL, "closing_en": _PROPOSAL,
    },
    "proposals.suggestion": {
        "quote": _PROPOSAL, "wording": _PROPOSAL, "text": _PROPOSAL, "reason": _PROPOSAL, "divergence": _PROPOSAL,
        "wording_translated": _PROPOSAL, "text_translated": _PROPOSAL, "reason_translated": _PROPOSAL,
        "divergence_translated": _PROPOSAL, "translation_of": _CODE,
        "target": _PROPOSAL, "key": _CODE, "eid": _CODE, "unit": _CODE, "language": _CODE,
    },
    "proposals.forwarding": {
        "reasons": _PROPOSAL, "kind": _CODE,
        "forwarded_by": _make_detached(why="that they forwarded it stands in the record of acts"),
    },
    "proposals.forwardeditem": {
        "answer": _PROPOSAL, "state": _CODE, "taken_key": _CODE,
        "settled_by": _make_detached(why="that they settled it stands in the record of acts"),
    },
    "proposals.remark": {"created_by": _make_erased("remarks"), "text": _make_erased("remarks")},
    "proposals.signature": {"created_by": _make_detached("done")},
    "proposals.minorityopinion": {
        "created_by": _make_detached("done"), "text": _make_kept("signature", "done"), "suggestion_key": _CODE,
    },
    # ---- outcomes
    "outcomes.submission": {
        "created_by": _make_detached("done"), "package": _make_kept("signature"), "digests": _CODE,
    },
    "outcomes.reply": {"created_by": _make_detached("done"), "reason": _make_kept("reply", "done")},
    "outcomes.handover": {
        "created_by": _make_detached(why="that they handed it on stands in the record of acts"),
    },
    "outcomes.handoverreply": {
        "status": _CODE, "reason": _make_kept("reply"),
        "created_by": _make_detached(why="that they entered it stands in the record of acts"),
    },
    "outcomes.uptake": {
        "decided_by": _make_detached("done"), "person_reason": _make_kept("network", "done"), "passages": _LAW, "passages_translated": _LAW, "details": _CODE,
        "verdict": _CODE, "person_verdict": _CODE, "reason": _CODE,
    },
    # ---- research
    "research.researchrequest": {
        "title_zh": _RESEARCH, "title_en": _RESEARCH, "questions_zh": _RESEARCH, "questions_en": _RESEARCH,
        "created_by": _make_detached("done"),
    },
    "research.researchoffer": {"words": _RESEARCH, "created_by": _make_detached("done")},
    "research.work": {
        "slug": _CODE, "csl": _RESEARCH, "title_zh": _RESEARCH, "title_en": _RESEARCH,
        "found_by": _make_erased(why="made anew without the names of authors who were taken out"), "licence": _CODE,
        "method_zh": _RESEARCH, "method_en": _RESEARCH, "data_zh": _RESEARCH, "data_en": _RESEARCH, "data_url": _CODE,
        "withdrawn_note": _RESEARCH, "created_by": _make_detached("done"),
    },
    "research.worktheme": {"focus": _CODE},
    # That there was an author stays: the others would else seem to have written it alone (research.api.people).
    "research.workauthor": {
        "user": _make_detached("works"), "name_zh": _make_erased("works"), "name_en": _make_erased("works"),
        "family": _make_erased("works"), "given": _make_erased("works"), "label": _make_erased("works"), "orcid": _make_erased("works"),
    },
    "research.workversion": {
        "note_zh": _RESEARCH, "note_en": _RESEARCH, "recommendations_zh": _RESEARCH, "recommendations_en": _RESEARCH,
        "created_by": _make_detached("done"),
    },
    "research.workfile": {"name": _RESEARCH, "file": _RESEARCH, "language": _CODE, "sha256": _CODE},
    "research.workuse": {
        "source": _RESEARCH, "url": _CODE, "words": _RESEARCH, "language": _CODE, "created_by": _make_detached("done"),
    },
    "research.prize": {
        "name_zh": _RESEARCH, "name_en": _RESEARCH, "body_name": _ORGANISATION, "url": _CODE, "file": _RESEARCH,
        "file_name": _RESEARCH, "sha256": _CODE, "created_by": _make_detached("done"),
    },
    "research.lawtrace": {
        "language": _CODE, "passages": _RESEARCH, "note": _RESEARCH, "decided_by": _make_detached("done"),
    },
    # ---- initiatives
    "initiatives.inquiry": {
        "title_zh": _NETWORK, "title_en": _NETWORK, "letter_zh": _NETWORK, "letter_en": _NETWORK, "state": _CODE,
        "created_by": _make_detached(why="that they wrote it stands in the record of acts"),
    },
    "initiatives.inquiryquestion": {"label_zh": _NETWORK, "label_en": _NETWORK, "kind": _CODE, "choices": _NETWORK},
    "initiatives.inquirybody": {
        "changed_by": _make_detached(why="that they entered the answer stands in the record of acts"),
    },
    "initiatives.inquiryanswer": {"value": _make_kept("reply")},
    "initiatives.inquirytable": {
        "file_name": _make_kept("reply"), "rows": _make_kept("reply"), "before": _make_kept("reply"),
        "created_by": _make_detached(why="that they sent it stands in the record of acts"),
    },
    "initiatives.initiative": {
        "slug": _CODE, "name_zh": _INITIATIVE, "name_en": _INITIATIVE, "description_zh": _INITIATIVE, "description_en": _INITIATIVE,
        "results_zh": _INITIATIVE, "results_en": _INITIATIVE, "places": _CODE, "since": _CODE, "until": _CODE,
        "created_by": _make_detached("done"),
    },
    "initiatives.initiativefocus": {"focus": _CODE},
    "initiatives.initiativepart": {"since": _CODE, "until": _CODE, "created_by": _make_detached("done")},
    "initiatives.initiativemoney": {"currency": _CODE, "note": _INITIATIVE, "created_by": _make_detached("done")},
    "initiatives.initiativedocument": {
        "name": _INITIATIVE, "title_zh": _INITIATIVE, "title_en": _INITIATIVE, "file": _INITIATIVE, "sha256": _CODE,
        "created_by": _make_detached("done"),
    },
    "initiatives.consultationtie": {
        "consultation": _CODE, "created_by": _make_detached("done"), "ended_by": _make_detached("done"),
    },
    "initiatives.goal": {
        "since": _CODE, "until": _CODE, "title_zh": _INITIATIVE, "title_en": _INITIATIVE, "description_zh": _INITIATIVE,
        "description_en": _INITIATIVE, "targets": _CODE, "created_by": _make_detached("done"),
    },
    "initiatives.indicator": {
        "name_zh": _INITIATIVE, "name_en": _INITIATIVE, "unit_zh": _INITIATIVE, "unit_en": _INITIATIVE,
        "created_by": _make_detached("done"),
    },
    "initiatives.observation": {"source": _INITIATIVE, "created_by": _make_detached("done")},
    "initiatives.goaltie": {
        "note": _INITIATIVE, "created_by": _make_detached("done"), "ended_by": _make_detached("done"),
    },
    "initiatives.goalreview": {"note": _INITIATIVE, "created_by": _make_detached("done")},
    "initiatives.lineageevent": {
        "since": _CODE, "until": _CODE, "evidence": _INITIATIVE, "evidence_url": _CODE, "created_by": _make_detached("done"),
    },
    "initiatives.founder": {"created_by": _make_detached("done"), "answered_by": _make_detached("done")},
    # ---- ledger, personal
    "ledger.exchange": {
        "details": _make_kept("reply"), "subject_zh": _make_kept("reply"), "subject_en": _make_kept("reply"),
        "summary_zh": _make_kept("reply"), "summary_en": _make_kept("reply"), "body": _make_kept("reply"),
        "parties": _ORGANISATION, "created_by": _make_detached("done"), "language": _CODE, "link": _CODE, "before": _CODE,
        "digest": _CODE,
    },
    "ledger.exchangedocument": {"name": _make_kept("reply"), "file": _make_kept("reply"), "sha256": _CODE},
    "ledger.legalground": {
        "jurisdiction": _LAW, "name_zh": _LAW, "name_en": _LAW, "provision": _LAW, "url": _CODE,
    },
    "ledger.thread": {
        "promise": _make_kept("reply"), "promise_source": _make_kept("reply"), "meaning_note": _make_kept("network"),
        "meaning_by": _make_detached("done"),
    },
    "ledger.countdispute": {
        "reason_civil": _NETWORK, "reason_authority": _make_kept("reply"), "created_by": _make_detached("done"),
    },
    "ledger.logkey": {"name": _CODE, "public": _CODE, "secret": _make_impersonal("sealed: what signs the log")},
    "ledger.logentry": {
        "holder": _make_detached("done"), "kind": _CODE, "subject_type": _CODE, "fields": _make_impersonal("what an entry says that names nobody"),
        "commitments": _make_impersonal("salted digests"), "leaf": _make_impersonal("as it was logged: names nobody"),
    },
    "ledger.logopening": {
        "name": _CODE, "value": _make_impersonal("digests of words, and short names of organisations"), "salt": _CODE,
    },
    "ledger.figureset": {"scope": _CODE, "views": _make_impersonal("counts of exchanges, by network and authority")},
    "ledger.checkpoint": {"root": _CODE, "note": _CODE},
    "ledger.witness": {"name": _ORGANISATION, "key": _CODE, "created_by": _make_detached("done")},
    "ledger.cosignature": {"line": _CODE},
    "ledger.columnmapping": {
        "name": _NETWORK, "headings": _NETWORK, "headings_digest": _CODE, "columns": _NETWORK, "constants": _CODE,
        "created_by": _make_detached("done"),
    },
    "ledger.tableimport": {
        "file": _make_kept("reply"), "file_name": _make_kept("reply"), "headings": _make_kept("reply"),
        "preview": _make_kept("reply"), "plan": _make_kept("reply"), "refused": _make_kept("reply"), "created_by": _make_detached("uploads"),
    },
    "personal.erasure": {
        "person": _make_detached("requests"), "words": _make_erased("requests"), "reason": _make_erased("requests"),
        "settled_by": _make_detached(why="who answered somebody else's request"),
        "marks": _make_impersonal("digests by which nobody can be named"),
    },
    "personal.remnant": {
        "address": _make_impersonal("sealed, of somebody who was erased, until what was left of them is settled"),
        "mark": _make_impersonal("a digest by which nobody can be named"),
    },
    # ---- operations
    "operations.presence": {
        "process": _CODE, "machine": _make_impersonal("the name of a machine that serves the desk, while it does"), "role": _CODE,
        "version": _CODE, "place": _CODE, "keys": _CODE,
    },
    # ---- the pages of the site, written in Wagtail's editor
    "pages.homepage": {
        "body": _PAGES, "site_name": _PAGES, "civil_society": _PAGES, "footer": _PAGES, "organisation_name": _PAGES,
        "member_of": _PAGES, "address": _PAGES, "hours": _PAGES, "email": _PAGES, "phone": _PAGES, "colours": _CODE,
    },
    "pages.infopage": {"body": _PAGES},
    "pages.section": {"intro": _PAGES},
    "pages.series": {"lead": _PAGES},
    "pages.article": {"lead": _PAGES, "byline": _PAGES, "body": _PAGES},
    "pages.articlepicture": {"caption": _PAGES},
    "pages.picture": {
        "name": _PAGES, "file": _PAGES, "alt_zh": _PAGES, "alt_en": _PAGES, "sha256": _CODE, "created_by": _make_detached("editing"),
    },
    "pages.picturefile": {"form": _CODE, "ending": _CODE, "file": _PAGES},
    "pages.newsimport": {"source": _PAGES},
    "pages.importedpage": {"key": _CODE, "pair": _CODE, "source": _PAGES},
    "pages.newsletterissue": {
        "subject_zh": _PAGES, "subject_en": _PAGES, "text_zh": _PAGES, "text_en": _PAGES, "created_by": _make_detached("editing"),
    },
    "pages.pagetext": {  # derived from the page, and gone with it
        "language": _CODE, "title": _PAGES, "text": _PAGES, "folded": _PAGES, "url": _CODE,
    },
    "wagtailcore.page": {"owner": _make_detached("editing"), "locked_by": _make_detached(why="held for minutes"), "*": _PAGES},
    # Notes that were written beside a page stand there too, and go (huiyin.desk.personal.page_notes).
    "wagtailcore.revision": {"user": _make_detached("editing"), "content": _make_kept("pages", "editing"), "*": _PAGES},
    "wagtailcore.pagelogentry": {"user": _make_detached("editing"), "data": _make_kept("pages", "editing"), "*": _PAGES},
    "wagtailcore.modellogentry": {"user": _make_detached("editing"), "*": _PAGES},
    "wagtailcore.comment": {
        "user": _make_erased("editing"), "resolved_by": _make_detached(why="beside another's note"), "text": _make_erased("editing"),
        "*": _CODE,
    },
    "wagtailcore.commentreply": {"user": _make_erased("editing"), "text": _make_erased("editing")},
    "wagtailcore.pagesubscription": {"user": _make_erased(why="which page's notes somebody is told of")},
    "wagtailcore.workflowstate": {"requested_by": _make_detached("editing"), "*": _CODE},
    "wagtailcore.taskstate": {"finished_by": _make_detached("editing"), "comment": _PAGES, "*": _CODE},
    "wagtailcore.uploadedfile": {"uploaded_by_user": _make_erased(why="a file on its way into the editor"), "file": _make_erased(why=_WITH_ROW)},
    "wagtailcore.apitoken": {"user": _make_erased(why="keys that the desk gives to nobody"), "*": _make_erased(why=_WITH_ROW)},
    "wagtailusers.userprofile": {
        "user": _make_erased("editing"), "avatar": _make_erased(why="one's own picture, which is where it was taken from"),
        "*": _make_erased(why=_WITH_ROW),
    },
    "wagtaildocs.document": {"uploaded_by_user": _make_detached("editing"), "*": _PAGES},
    "wagtailimages.image": {"uploaded_by_user": _make_detached("editing"), "*": _PAGES},
    "wagtailimages.rendition": {"*": _PAGES},
    "wagtailadmin.editingsession": {"user": _make_erased(why="that somebody has a page open, for minutes"), "*": _CODE},
    "wagtailadmin.formstate": {"user": _make_erased(why="what stands in an open form of the editor"), "*": _make_erased(why=_WITH_ROW)},
    "wagtail_localize.stringtranslation": {"last_translated_by": _make_detached("editing"), "*": _PAGES},
    "wagtail_localize.segmentoverride": {"last_translated_by": _make_detached("editing"), "*": _PAGES},
    **{table: {"*": _PAGES} for table in _OF_PAGES},
    **{table: {"*": _PROGRAM} for table in _OF_THE_PROGRAM},
    "wagtailforms.formsubmission": {"*": _UNUSED},
    "django_tasks_database.dbtaskresult": {
        "*": _make_impersonal("the number of a job; what went wrong is deleted with the jobs that are done"),
    },
}  # fmt: skip

_WORDS = (
    models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField,
    models.GenericIPAddressField,
)  # fmt: skip


def list_fields() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every field of every table that leads to an account or can hold words."""
    account = get_user_model()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            leads = field.is_relation and field.related_model is account
            if leads or (isinstance(field, _WORDS) and not field.is_relation and not field.choices):
                yield model, field


def find_holding(model: type[models.Model], name: str) -> FieldHolding | None:
    """What is declared of a field; None where nothing is."""
    declared = HOLDINGS.get(model._meta.label_lower, {})
    return declared.get(name) or declared.get("*")


def list_relations() -> Iterator[tuple[type[models.Model], str, FieldHolding]]:
    """Every field that leads to an account, with what becomes of it. Raises ``LookupError`` where that is not said."""
    for model, field in list_fields():
        if field.is_relation:
            holding = find_holding(model, field.name)
            if holding is None:
                raise LookupError(f"{model._meta.label}.{field.name} is not declared")
            yield model, field.name, holding
