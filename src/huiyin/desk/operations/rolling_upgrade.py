"""Rolling upgrades: one machine after the other gets a new version, and no visitor is turned away.

The first one migrates the tables while the others still run the old code. A migration that would break old code
(:mod:`huiyin.desk.operations.migration_safety`) is therefore not started while others are alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.operations.folder_lock import DeskUnavailable

if TYPE_CHECKING:
    from huiyin.desk.operations.migration_safety import BreakingChange

#: The most migrations named in a refusal.
_NAMED = 5


def check_others() -> None:
    """Raises :class:`~huiyin.desk.operations.folder_lock.DeskUnavailable` if this machine would break the
    others: by a folder of its own, or by migrations that their code does not survive.
    """
    from huiyin.desk.operations import presence

    check_place()
    others = presence.list_others()
    if others and (breaking := list_pending_breaks()):
        names = list(dict.fromkeys(one.migration for one in breaking))
        raise DeskUnavailable(
            "breaking", machines=", ".join(others), migrations=", ".join(names[:_NAMED])
        )


def check_place() -> None:
    """Raises :class:`~huiyin.desk.operations.folder_lock.DeskUnavailable` if a live machine of this desk uses
    another folder.
    """
    from django.conf import settings

    from huiyin.desk.operations import presence

    try:
        presence.check_place()
    except presence.OtherPlace as other:
        raise DeskUnavailable(
            "other_place", machine=other.machine, folder=str(settings.DATA)
        ) from other


def list_pending() -> list[str]:
    """Migrations that this version has and the database lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def list_unknown() -> list[str]:
    """Migrations of the desk's apps that the database has and this version lacks: it is older."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("huiyin.")}
    known = loader.disk_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known)  # fmt: skip


def list_pending_breaks() -> list[BreakingChange]:
    """The breaking changes in pending migrations."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from huiyin.desk.operations.migration_safety import find_breaking

    pending = list_pending()
    if not pending:
        return []
    executor = MigrationExecutor(connection)
    whole = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    state = executor.loader.project_state(())
    return list(find_breaking((migration for migration, _ in whole), state, pending))
