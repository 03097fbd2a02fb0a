"""The tables of today under the names of before, for functions of migrations that are tried on the tables of today."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.migrations.state import ModelState, ProjectState

#: Name of before → that of today.
RENAMED = {
    ("accounts", "Act"): ("audit", "AuditEntry"),
    ("accounts", "Mail"): ("notifications", "Mail"),
    ("consultations", "Job"): ("jobs", "Job"),
}
#: Model, by its name of today → field of today → what it was called.
FIELDS: dict[tuple[str, str], dict[str, str]] = {
    ("jobs", "Job"): {
        "subject_id": "consultation_id",
        "created_by": "by",
        "created_at": "at",
        "heartbeat_at": "beat",
        "ended_at": "ended",
    },
    ("audit", "AuditEntry"): {"created_at": "at", "actor": "by"},
    ("notifications", "Mail"): {"created_at": "at", "due_at": "due", "settled_at": "settled"},
    ("consultations", "Consultation"): {
        "created_by": "by",
        "created_at": "at",
        "voting_ended_at": "voting_ended",
    },
    ("consultations", "Comment"): {"submitted_at": "at", "updated_at": "changed"},
    ("consultations", "Group"): {"name_en": "name"},  # in which language it was is not known
    ("consultations", "Statement"): {"counted_at": "counted"},
    ("consultations", "Vote"): {"cast_at": "at"},
    ("consultations", "OpinionResult"): {"computed_at": "at"},
    ("consultations", "Decision"): {"created_by": "by", "created_at": "at", "undone_at": "undone"},
    ("consultations", "Intake"): {"created_by": "by", "created_at": "at"},
}
#: Fields that came since → what they hold in a row of before.
SINCE: dict[tuple[str, str], dict[str, Any]] = {("jobs", "Job"): {"subject_type": "consultation"}}


class ModelsOfBefore:
    """What a migration is given as ``apps``."""

    def __init__(self) -> None:
        state = ProjectState.from_apps(apps)
        for key, names in FIELDS.items():
            model = state.models[key[0], key[1].lower()]
            for name, before in names.items():
                field = model.fields[name]
                field.db_column = apps.get_model(*key)._meta.get_field(name).column
                model.options |= {"indexes": [], "constraints": [], "ordering": ()}
                model.fields = {before if n == name else n: f for n, f in model.fields.items()}
        for key, values in SINCE.items():
            for name, value in values.items():
                state.models[key[0], key[1].lower()].fields[name].default = value
        for (app, name), key in RENAMED.items():
            today = state.models.pop((key[0], key[1].lower()))
            options = today.options | {"db_table": apps.get_model(*key)._meta.db_table}
            options |= {"indexes": [], "constraints": [], "ordering": ()}
            state.models[app, name.lower()] = ModelState(
                app, name, list(today.fields.items()), options, today.bases, today.managers
            )
        self._apps = state.apps

    def get_model(self, app: str, name: str) -> Any:
        return self._apps.get_model(app, name)
