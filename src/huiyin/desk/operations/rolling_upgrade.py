"""One machine after the other comes to a new version, and nobody who asks is turned away.

The first that begins brings the tables to their new form, while the others go on with the code of before. So a migration
that such code would not survive (:mod:`huiyin.desk.operations.migration_safety`) is not begun as long as others live.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiyin.desk.operations.folder_lock import DeskUnavailable

if TYPE_CHECKING:
    from huiyin.desk.operations.migration_safety import BreakingChange

#: Migrations that are named at most where one is refused.
_NAMED = 5


def check_others() -> None:
    """Raises :class:`~huiyin.desk.operations.folder_lock.DeskUnavailable` where this machine would break what others do:
    by a folder of its own, or by tables that their code does not survive."""
    from huiyin.desk.operations import presence

    check_place()
    others = presence.list_others()
    if others and (breaking := list_pending_breaks()):
        names = list(dict.fromkeys(one.migration for one in breaking))
        raise DeskUnavailable(
            "breaking", machines=", ".join(others), migrations=", ".join(names[:_NAMED])
        )


def check_place() -> None:
    """Raises :class:`~huiyin.desk.operations.folder_lock.DeskUnavailable` where a machine of this desk that lives keeps its
    files elsewhere."""
    from django.conf import settings

    from huiyin.desk.operations import presence

    try:
        presence.check_place()
    except presence.OtherPlace as other:
        raise DeskUnavailable(
            "other_place", machine=other.machine, folder=str(settings.DATA)
        ) from other


def list_pending() -> list[str]:
    """Migrations that this version has and the tables have not."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def list_unknown() -> list[str]:
    """Migrations of the desk's own apps that the tables have and this version has not: it is older than they are."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("huiyin.")}
    known = loader.disk_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known)  # fmt: skip


def list_pending_breaks() -> list[BreakingChange]:
    """What in the migrations that wait code of before does not survive."""
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
