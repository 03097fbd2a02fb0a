"""The result of an import, and corrections: to which provision and organisation each comment belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.comments import SENT, add_to_tally
from huiyin.desk.consultations.api.withdrawal import lock_groups
from huiyin.desk.consultations.models import Comment, Consultation, Intake, SpeakerName
from huiyin.desk.jobs.api import start_job
from huiyin.desk.laws.api import map_laws, place_provisions
from huiyin.desk.registry.organisations import save_organisation
from huiyin.intake.receipt import Placing, fold_name
from huiyin.law import locate_provision

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.registry.models import Organisation
    from huiyin.law import Law

#: Assigned to a provision by a person, not by the file.
BY_PERSON = "person"
#: Filters of the result page, besides the placings.
UNKNOWN, ALL = "unknown", "all"


@dataclass(frozen=True, slots=True)
class ReceiptCounts:
    """``placings``: (placing, number of comments), without zeros. ``unknown``: (name of an unknown organisation
    in the file, number of its comments).
    """

    placings: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, int], ...]

    @property
    def to_mend(self) -> int:
        """How many comments somebody should check."""
        fine = {Placing.EXACT, Placing.WHOLE, BY_PERSON}
        return sum(number for placing, number in self.placings if placing not in fine)


def digest_speaker(written: str) -> str:
    """The key of a :class:`SpeakerName` for an organisation's name in a file."""
    return salted_hmac("speaker", fold_name(written), algorithm="sha256").hexdigest()


def count_receipt(intake: Intake) -> ReceiptCounts:
    """The counts of an import. Two queries."""
    sent = intake.comments.filter(state=SENT)
    counted = dict(sent.order_by().values_list("placing").annotate(n=Count("pk")))
    order = [*(placing.value for placing in Placing), BY_PERSON]
    placings = tuple((one, counted[one]) for one in order if counted.get(one))
    unknown = sent.filter(is_speaker_unknown=True).order_by()
    named = unknown.values_list("speaker").annotate(n=Count("pk"))
    return ReceiptCounts(placings, tuple(sorted(named, key=lambda one: (-one[1], one[0]))))


def list_receipt(intake: Intake, show: str) -> QuerySet[Comment]:
    """The rows of a file with the placing ``show``, those of unknown organisations, or all."""
    sent = intake.comments.filter(state=SENT).select_related("organisation").order_by("pk")
    if show == UNKNOWN:
        return sent.filter(is_speaker_unknown=True)
    return sent if show == ALL else sent.filter(placing=show)


@transaction.atomic
def place_comments(intake: Intake, written: Mapping[int, str], by: User) -> dict[int, str]:
    """Assign comments of a file to provisions. ``written``: key → citation, empty for the whole law. Returns
    those whose citation is in no text of the draft; they are left unchanged.
    """
    consultation = intake.consultation
    laws = tuple(map_laws(consultation.draft).values())
    units = {p.unit.eid: p.under for law in laws for p in place_provisions(law)}
    lock_groups(consultation)
    comments = intake.comments.select_for_update().filter(state=SENT, pk__in=written)
    wrong: dict[int, str] = {}
    moved: list[Comment] = []
    more: Counter[str] = Counter()
    for comment in comments.order_by("pk"):
        cited = written[comment.pk].strip()
        eid = _locate(laws, cited) if cited else ""
        if eid is None:
            wrong[comment.pk] = cited
            continue
        if not comment.is_private:
            more[comment.unit] -= 1
            more[units.get(eid, "")] += 1
        comment.eid, comment.unit, comment.placing = eid, units.get(eid, ""), BY_PERSON
        comment.updated_at = timezone.now()
        moved.append(comment)
    if moved:
        Comment.objects.bulk_update(moved, ("eid", "unit", "placing", "updated_at"))
        _save_tallies(consultation, more)
        record_audit_entry(by, "intake.place", intake, comments=len(moved))
        start_job(consultation, "group", by)
    return wrong


def _locate(laws: Iterable[Law], cited: str) -> str | None:
    """The eId of a cited provision, at the cited depth; a bare number is an article."""
    for law in laws:
        located = locate_provision(law, cited)
        if located is not None and located.exact:
            return located.eid
    return None


def _save_tallies(consultation: Consultation, more: Mapping[str, int]) -> None:
    for unit, times in more.items():
        if times:
            add_to_tally(consultation, unit, times)


@transaction.atomic
def match_speaker(intake: Intake, written: str, organisation: Organisation | None, by: User) -> int:
    """Set which organisation a name in files means, or that it stays as written; also for later files of this
    consultation. Returns how many comments are affected.
    """
    consultation = intake.consultation
    lock_groups(consultation)
    SpeakerName.objects.update_or_create(
        consultation=consultation,
        key=digest_speaker(written),
        defaults={"organisation": organisation, "created_by": by, "created_at": timezone.now()},
    )
    key = fold_name(written)
    unknown = Comment.objects.filter(consultation=consultation, is_speaker_unknown=True)
    meant = [
        comment
        for comment in unknown.select_for_update().order_by("pk")
        if fold_name(comment.speaker) == key
    ]
    for comment in meant:
        comment.organisation, comment.is_speaker_unknown = organisation, False
        comment.updated_at = timezone.now()
    Comment.objects.bulk_update(
        meant, ("organisation", "is_speaker_unknown", "updated_at"), batch_size=500
    )
    details = {} if organisation is None else {"organisation": str(organisation)}
    record_audit_entry(by, "intake.match", intake, comments=len(meant), **details)
    if meant and organisation is not None:
        start_job(consultation, "group", by)
    return len(meant)


@transaction.atomic
def add_speaker(intake: Intake, written: str, by: User) -> Organisation:
    """Create an organisation from a name in a file, and assign it. Raises
    :class:`huiyin.desk.registry.organisations.UnusableDetails`.
    """
    is_chinese = any("\u3400" <= character <= "\u9fff" for character in written)
    made = save_organisation(None, {"name_zh" if is_chinese else "name_en": written}, by)
    match_speaker(intake, written, made, by)
    return made
