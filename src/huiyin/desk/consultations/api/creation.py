"""Open a consultation: the draft law, who asks, who answers, who may comment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from huiyin.desk.audit.api import record_audit_entry
from huiyin.desk.consultations.api.drafts import send_file, title_of_file
from huiyin.desk.consultations.api.tallies import ensure_tallies
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.laws import written_drafts
from huiyin.desk.laws.api import create_draft
from huiyin.desk.registry.organisations import save_organisation

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.laws.models import DraftEdition
    from huiyin.desk.networks.models import Network
    from huiyin.desk.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class ConsultationInput:
    """The data for opening a consultation. ``files``: language (``zh``, ``en``) → name and bytes of the draft.
    ``initiator``: the authority that asks, or None if the network acts on its own initiative. ``written``: the
    version of a draft written on this desk, instead of files.
    """

    title_zh: str
    title_en: str
    authority: Organisation | None
    files: dict[str, tuple[str, bytes]]
    initiator: Organisation | None = None
    network: Network | None = None
    opens: date | None = None
    closes: date | None = None
    intro_zh: str = ""
    intro_en: str = ""
    written: DraftEdition | None = None


@transaction.atomic
def open_consultation(call: ConsultationInput, by: User, *, slug: str = "") -> Consultation:
    """Create the consultation in the stage "preparing", and have the drafts read.

    Without a title it is named after its files until the draft is read, then after the draft. Raises
    ``ValueError`` without a file or an authority; then nothing was created.
    """
    if call.written is not None:
        call = _take_written(call, call.written)
    authority = call.authority
    if not call.files or authority is None:
        raise ValueError("a consultation needs a draft and an authority")
    if not (call.title_zh or call.title_en):
        named = _name_by_files(call.files)
        call = replace(call, title_zh=named.get("zh", ""), title_en=named.get("en", ""))
    version = (
        create_draft(call.title_zh, call.title_en)
        if call.written is None
        else written_drafts.begin_version(call.written)
    )
    consultation = Consultation.objects.create(
        slug=find_free_slug(
            Consultation.objects, slug or slugify(call.title_en)[:50] or "consultation"
        ),
        title_zh=call.title_zh,
        title_en=call.title_en,
        intro_zh=call.intro_zh,
        intro_en=call.intro_en,
        draft=version,
        authority=authority,
        initiator=call.initiator,
        network=call.network,
        opens=call.opens,
        closes=call.closes,
        created_by=by,
    )
    ensure_tallies(consultation)
    for language, (name, data) in call.files.items():
        send_file(consultation, language, name, data, by, is_opening=True)
    record_audit_entry(by, "open", consultation)
    return consultation


def _take_written(call: ConsultationInput, edition: DraftEdition) -> ConsultationInput:
    """The same input with the texts of a draft written on this desk, and its title if none was given."""
    files = {
        language: (f"{edition.draft.slug}-{edition.number}.txt", source.encode())
        for language, source in written_drafts.get_sources(edition).items()
    }
    named = edition.draft.instrument
    return replace(
        call,
        files=files,
        title_zh=call.title_zh or named.title_zh,
        title_en=call.title_en or named.title_en,
    )


def _name_by_files(files: Mapping[str, tuple[str, bytes]]) -> dict[str, str]:
    """Language → the provisional title until the draft is read."""
    return {language: title_of_file(name) for language, (name, _) in files.items()}


@transaction.atomic
def open_for_new_authority(
    names: Mapping[str, str], call: ConsultationInput, by: User
) -> Consultation:
    """Create an authority that is not in the registry, and a consultation addressed to it. Raises
    :class:`huiyin.desk.registry.organisations.UnusableDetails` and as :func:`open_consultation`; then nothing
    was created.
    """
    return open_consultation(replace(call, authority=save_organisation(None, names, by)), by)


def has_consultations() -> bool:
    """Whether there is any consultation."""
    return Consultation.objects.exists()
