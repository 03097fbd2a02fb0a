"""Hand a signed edition to the authority: what is handed in is kept with its digests and never changes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.api import list_secretariat
from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api import stages
from huiyin.desk.consultations.mails import list_officers
from huiyin.desk.core.edit_conflicts import digest_version
from huiyin.desk.ledger.api import find_exchange, record_exchange
from huiyin.desk.ledger.data import ExchangeDirection, ExchangeKind, Promise
from huiyin.desk.notifications import outbox
from huiyin.desk.outcomes.models import Submission
from huiyin.desk.proposals.api.signatures import is_up_for_signing, lock_version, mark_submitted

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.proposals.models import ProposalVersion


#: So that the same edition makes the same package, whenever it is packed.
_DAY = (1980, 1, 1, 0, 0, 0)


class NotSigned(ValueError):
    """Nobody signed the edition, or it is not the newest that was put up for signing."""


class AlreadySubmitted(ValueError):
    """The edition was handed in already."""


class SignaturesChanged(ValueError):
    """Somebody signed, took a signature back or differed while the papers were being set."""


def find_submission_day(edition: ProposalVersion) -> date | None:
    """When a version was handed in; None where it was not. One query."""
    days = Submission.objects.filter(version=edition).values_list("day", flat=True)
    return days.first()


def digest_signatures(edition: ProposalVersion) -> str:
    """The version of what can still change of an edition that is fixed: who signs, and who differs in which words."""
    signed = edition.signatures.values_list("organisation", flat=True)
    differing = edition.minority_opinions.values_list("organisation", "suggestion_key", "text")
    opinions = ["\0".join(map(str, one)) for one in differing]
    return digest_version({"signed": [str(one) for one in signed], "opinions": opinions})


@transaction.atomic
def submit_proposal(
    edition: ProposalVersion,
    files: Mapping[str, bytes],
    by: User,
    *,
    seen: str | None = None,
    day: date | None = None,
) -> Submission:
    """Keep ``files`` (name → content) as what was handed in on ``day``, today unless it is given, with the SHA-256 of each,
    and move on to replies.
    ``seen``: the :func:`standing` that the files were made of; setting them takes time.

    Raises :class:`NotSigned`, :class:`Submitted`, :class:`Overtaken`.
    """
    edition = lock_version(edition)
    if Submission.objects.filter(version=edition).exists():
        raise AlreadySubmitted
    if seen is not None and seen != digest_signatures(edition):
        raise SignaturesChanged
    if not is_up_for_signing(edition) or not edition.signatures.exists():
        raise NotSigned
    consultation = stages.lock_consultation(edition.proposal.consultation_id)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    given, day = day, day or timezone.localdate()
    submission = Submission(
        version=edition, authority=consultation.authority, day=day, digests=digests, created_by=by
    )
    submission.package.save(
        f"{consultation.slug}-{edition.number}.zip", ContentFile(_pack_files(files)), save=False
    )
    submission.save(force_insert=True)
    mark_submitted(edition)
    _record_submission(consultation, edition, digests, day, by)
    record_audit_entry(by, "edition.submit", edition, number=edition.number)
    _tell_submitted(submission)
    if consultation.stage == Stage.SIGNING:
        stages.move_to_stage(consultation, Stage.REPLYING, by, day=given)
    return submission


def _record_submission(
    consultation: Consultation,
    edition: ProposalVersion,
    digests: Mapping[str, str],
    day: date,
    by: User,
) -> None:
    """In the ledger: the answer to the authority's call, where there was one, and an ask of one's own in any case."""
    call = find_exchange(consultation.pk, ExchangeKind.CALL)
    link = reverse("submission", args=(consultation.slug,))
    due = consultation.reply_due
    record_exchange(
        ExchangeKind.PROPOSAL if call is None else ExchangeKind.SUBMISSION,
        ExchangeDirection.TO_AUTHORITY,
        day,
        authority=consultation.authority_id,
        network=consultation.network_id,
        consultation=consultation.pk,
        details={
            "edition": edition.number,
            "signatures": edition.signatures.count(),
            "digests": dict(digests),
        },
        answers=call,
        subject={"zh": consultation.title_zh, "en": consultation.title_en},
        link=link,
        wants_answer=True,
        promise=Promise(due, source=reverse("consultation", args=(consultation.slug,)))
        if due
        else None,
        documents=digests.values(),
        by=by,
    )


def _pack_files(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in sorted(files.items()):
            package.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _tell_submitted(submission: Submission) -> None:
    """Write to the secretariat and to the officers of the authority."""
    told = submission.version.proposal.consultation
    team = list(list_secretariat())
    outbox.post_all(team, "submitted", submission=submission.pk)
    outbox.post_all(
        list_officers(told).exclude(pk__in=[one.pk for one in team]),
        "submitted_officer",
        submission=submission.pk,
    )
