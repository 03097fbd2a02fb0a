"""Submit a signed edition to the authority. What is submitted is stored with digests and never changes."""

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


#: A fixed time of ZIP entries, so that the same edition always makes the same package.
_DAY = (1980, 1, 1, 0, 0, 0)


class NotSigned(ValueError):
    """Nobody signed the edition, or it is not the newest one open for signing."""


class AlreadySubmitted(ValueError):
    """The edition was submitted already."""


class SignaturesChanged(ValueError):
    """A signature or minority opinion changed while the documents were being made."""


def find_submission_day(edition: ProposalVersion) -> date | None:
    """When a version was submitted, or None. One query."""
    days = Submission.objects.filter(version=edition).values_list("day", flat=True)
    return days.first()


def digest_signatures(edition: ProposalVersion) -> str:
    """The version of what can still change in a fixed edition: signatures and minority opinions."""
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
    """Store ``files`` (name → content) as submitted on ``day`` or today, with their SHA-256 digests, and move
    to the replies.

    ``seen``: the :func:`digest_signatures` from which the files were made, which takes time. Raises
    :class:`NotSigned`, :class:`AlreadySubmitted`, :class:`SignaturesChanged`.
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
    """Record the submission in the ledger: as the answer to the authority's call, if there was one, and in any
    case as an ask.
    """
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
    """Mail the secretariat and the authority's officers."""
    told = submission.version.proposal.consultation
    team = list(list_secretariat())
    outbox.post_all(team, "submitted", submission=submission.pk)
    outbox.post_all(
        list_officers(told).exclude(pk__in=[one.pk for one in team]),
        "submitted_officer",
        submission=submission.pk,
    )
