"""The form in which somebody says what should change, beside the provision that it is about."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, speaks_for
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.page_cache import is_for_once
from huiyin.desk.laws.api import LONGEST_FOREIGN_EID

#: What stands in an address for "the whole law".
WHOLE = "law"


def form_context(
    request: ConsultationRequest, consultation: Consultation, eid: str, /, **more: Any
) -> dict[str, Any]:
    """What the form needs: who one speaks for, and what one was writing."""
    if not request.access.may(Action.COMMENT):
        return {"form": None}
    unit = "" if eid == WHOLE else eid
    draft = said.list_drafts(consultation, request.access.person, unit)
    is_for_once(request)
    form = {
        "key": draft.public_id if draft else uuid4(),
        "eid": draft.eid if draft else unit,
        "quote": draft.quote if draft else request.GET.get("quote", "")[:2000],
        "text": draft.text if draft else "",
        "wording": draft.wording if draft else "",
        "is_private": draft.is_private if draft else False,
        "organisation": draft.organisation_id if draft else None,
        "is_draft": draft is not None,
        "version": said.version_of_draft(draft) if draft else 0,
        "error": "",
    }
    if not draft and request.GET.get("on"):
        form["eid"] = request.GET["on"][:LONGEST_FOREIGN_EID]
    return {
        "form": form | more,
        "organisations": list(speaks_for(request.access.person, consultation)),
    }
