"""All that the desk holds, for tests that show that something changed nothing."""

from __future__ import annotations

from typing import Any

from django.apps import apps

_DESK = (
    "accounts", "registry", "networks", "ledger", "laws", "jobs", "audit", "notifications", "consultations", "proposals", "outcomes", "auth", "mfa",
)  # fmt: skip


def photograph() -> dict[str, list[Any]]:
    """Model → its rows; without sessions, queues and caches."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in _DESK
    }
