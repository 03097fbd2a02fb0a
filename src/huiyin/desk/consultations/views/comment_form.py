"""The comment form beside a provision."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from huiyin.desk.accounts.permissions import Action
from huiyin.desk.consultations.access import ConsultationRequest, speaks_for
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.page_cache import is_for_once
from huiyin.desk.laws.api import LONGEST_FOREIGN_EID

#: The name of the whole law in addresses.
WHOLE = "law"


def form_context(
    request: ConsultationRequest, consultation: Consultation, eid: str, /, **more: Any
) -> dict[str, Any]:
    """The context of the form: the user's organisations and their draft."""
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
