"""Template variables for the pages of a consultation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.tabs import list_tabs


def add_consultation(request: HttpRequest) -> dict[str, Any]:
    access = getattr(request, "access", None)
    if access is None:
        return {}
    return {
        "consultation": access.consultation,
        "access": access,
        "stages": [one.value for one in Stage if one not in access.consultation.skips],
        "more_tabs": list_tabs(access),
    }
