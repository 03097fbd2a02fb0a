"""Whether the previous version of the code can keep serving after a migration, as in a rolling upgrade.

It can after additions: new tables, new columns that may be null or have a database default, new indexes. It
cannot after removals, renames or narrower columns, since it still uses the old ones or writes values that no
longer fit. What a migration does in Python or SQL cannot be judged automatically: it counts as breaking unless
the migration states ``is_survived_by_old_code = True``, with the reason beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field, ManyToManyField

#: The attribute by which a migration states this.
SURVIVED = "is_survived_by_old_code"
#: Code → operations that always break old code.
_BY_KIND: dict[str, tuple[type[Operation], ...]] = {
    "goes": (operations.RemoveField, operations.DeleteModel),
    "renames": (operations.RenameField, operations.RenameModel, operations.AlterModelTable),
    "rules": (
        operations.AddConstraint, operations.AlterUniqueTogether, operations.AlterIndexTogether,
        operations.AlterOrderWithRespectTo,
    ),
    "data": (operations.RunPython, operations.RunSQL),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BreakingChange:
    """``code``: goes, renames, requires, narrows, rules or data; ``what``: the model or field, if it has a name."""

    migration: str
    code: str
    what: str


def find_breaking(
    plan: Iterable[Migration], state: ProjectState, of: Iterable[str] | None = None
) -> Iterator[BreakingChange]:
    """Yield the breaking changes of the migrations in ``plan``, applied in this order to ``state``, which is
    modified. ``of``: report only these migrations, such as ``laws.0003_tables``.
    """
    wanted = None if of is None else frozenset(of)
    #: Tables created by these migrations, which old code does not know.
    fresh: set[tuple[str, str]] = set()
    for migration in plan:
        name = f"{migration.app_label}.{migration.name}"
        is_wanted = wanted is None or name in wanted
        is_survived = bool(getattr(migration, SURVIVED, False))
        for operation in migration.operations:
            if is_wanted and isinstance(operation, operations.CreateModel):
                fresh.add((migration.app_label, operation.name_lower))
            if is_wanted and not is_survived and _find_table(operation, migration) not in fresh:
                for code, what in _judge(operation, migration.app_label, state):
                    yield BreakingChange(name, code, what)
            operation.state_forwards(migration.app_label, state)


def _find_table(operation: Any, migration: Migration) -> tuple[str, str]:
    """The model that an operation changes, if any."""
    return migration.app_label, str(getattr(operation, "model_name", "")).lower()


def _judge(operation: Any, app: str, state: ProjectState) -> Iterator[tuple[str, str]]:
    """Yield code and name for each breaking change of one operation."""
    if isinstance(operation, operations.SeparateDatabaseAndState):
        for inner in operation.database_operations:
            yield from _judge(inner, app, state)
        return
    for code, kinds in _BY_KIND.items():
        if isinstance(operation, kinds):
            yield code, _name(operation)
    if isinstance(operation, operations.AddField):
        if _must_be_given(operation.field):
            yield "requires", _name(operation)
    elif isinstance(operation, operations.AlterField):
        model = state.models.get((app, operation.model_name_lower))
        before = model.fields.get(operation.name) if model is not None else None
        if before is not None and _is_narrower(before, operation.field):
            yield "narrows", _name(operation)


def _must_be_given(field: Field[Any, Any]) -> bool:
    """Whether a row cannot be added without knowing the column: Django leaves no default in the database."""
    has_column = not isinstance(field, ManyToManyField) and not field.generated
    return has_column and not field.null and not _is_filled(field)


def _is_narrower(before: Field[Any, Any], after: Field[Any, Any]) -> bool:
    if before.get_internal_type() != after.get_internal_type():
        return True
    if before.db_column != after.db_column or (before.null and not after.null):
        return True
    if (after.unique and not before.unique) or (_is_filled(before) and not _is_filled(after)):
        return True
    longest = after.max_length or float("inf")
    return longest < (before.max_length or float("inf"))


def _is_filled(field: Field[Any, Any]) -> bool:
    """Whether the database has a default for the column."""
    return field.db_default is not NOT_PROVIDED


def _name(operation: Any) -> str:
    model = getattr(operation, "model_name", "")
    name = getattr(operation, "name", None) or getattr(operation, "old_name", "") or ""
    inner = getattr(operation, "constraint", None) or getattr(operation, "code", None)
    name = name or getattr(inner, "name", "") or getattr(inner, "__name__", "")
    return ".".join(part for part in (model, name) if part) or "SQL"
