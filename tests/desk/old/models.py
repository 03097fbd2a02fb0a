"""The models of today under their names of before, for functions of migrations that are tried on the tables of today."""

from __future__ import annotations

from typing import Any

from django.apps import apps

#: Name of before → that of today.
RENAMED = {
    ("accounts", "Act"): ("audit", "AuditEntry"),
    ("accounts", "Mail"): ("notifications", "Mail"),
}


class ModelsOfBefore:
    """What a migration is given as ``apps``."""

    def get_model(self, app: str, name: str) -> Any:
        return apps.get_model(*RENAMED.get((app, name), (app, name)))
