"""Migration operations for a model that moves to another app, besides its table.

The move itself is a change of Django's state (``SeparateDatabaseAndState``) and the table is renamed in place.
Two other things refer to a model by its app and must be moved too: its content type, which permissions and the
editor's log refer to by id, and its search index, which is rebuilt after the migrations.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

#: The dependency of a migration that uses :class:`MoveContentType`.
CONTENT_TYPES = ("contenttypes", "0002_remove_content_type_name")


class MoveContentType(migrations.RunPython):
    """Rename the content type ``old_app.old_model`` to ``new_app.new_model``, keeping its row and id."""

    def __init__(self, old_app: str, old_model: str, new_app: str, new_model: str = "") -> None:
        old, new = (old_app, old_model), (new_app, new_model or old_model)
        super().__init__(_rename_content_type(old, new), _rename_content_type(new, old))

    def describe(self) -> str:
        return "Move the content type of a model to its new app"


def _rename_content_type(old: tuple[str, str], new: tuple[str, str]) -> Any:
    def rename(apps: Any, schema_editor: Any) -> None:
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(
            schema_editor.connection.alias
        )
        moved = content_types.filter(app_label=old[0], model=old[1])
        moved.update(app_label=new[0], model=new[1])

    return rename


class RenamePermissions(migrations.RunPython):
    """Rename the permissions of ``app.new_model``, whose content type was moved, after the new name. The
    migration must depend on ``auth``.
    """

    def __init__(self, app: str, old_model: str, new_model: str, words: str = "") -> None:
        words = words or new_model
        super().__init__(
            _rename_permissions(app, new_model, old_model, new_model, words),
            _rename_permissions(app, new_model, new_model, old_model, old_model),
        )

    def describe(self) -> str:
        return "Call permissions after the new name of their model"


def _rename_permissions(app: str, model: str, old: str, new: str, words: str) -> Any:
    def rename(apps: Any, schema_editor: Any) -> None:
        permissions = apps.get_model("auth", "Permission").objects
        for verb in ("add", "change", "delete", "view"):
            permissions.using(schema_editor.connection.alias).filter(
                content_type__app_label=app, content_type__model=model, codename=f"{verb}_{old}"
            ).update(codename=f"{verb}_{new}", name=f"Can {verb} {words}")

    return rename


class RenameFieldInPlace(migrations.RenameField):
    """Rename a field by renaming its column. On SQLite, Django would rebuild the whole table for a foreign key.
    Ordering, indexes and unique constraints follow the new name.
    """

    def state_forwards(self, app_label: str, state: Any) -> None:
        # If the models of this state were already built, Django would rebuild them, with all
        # related models, for each renamed field: a tenth of a second each. Without them only the
        # description changes, and the models are built when needed.
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
        options = state.models[app_label, self.model_name_lower].options
        if "ordering" in options:
            options["ordering"] = tuple(map(self._follow, options["ordering"]))
        if "indexes" in options:
            options["indexes"] = [self._follow_fields(index) for index in options["indexes"]]
        if "constraints" in options:
            options["constraints"] = [
                self._follow_fields(one) if isinstance(one, models.UniqueConstraint) else one
                for one in options["constraints"]
            ]

    def _follow(self, name: str) -> str:
        sign = "-" * name.startswith("-")
        return sign + self.new_name if name.removeprefix("-") == self.old_name else name

    def _follow_fields(self, named: Any) -> Any:
        """The index or unique constraint ``named``, with the new field name."""
        _, expressions, parts = named.deconstruct()
        if "fields" in parts:
            parts = parts | {"fields": tuple(self._follow(name) for name in parts["fields"])}
        return type(named)(*expressions, **parts)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._rename(app_label, schema_editor, from_state, to_state, self.old_name, self.new_name)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._rename(app_label, schema_editor, from_state, to_state, self.new_name, self.old_name)

    def _rename(
        self, app: str, schema_editor: Any, from_state: Any, to_state: Any, old: str, new: str
    ) -> None:
        after = to_state.models[app, self.model_name_lower]
        table = after.options.get("db_table") or f"{app}_{self.model_name_lower}"
        columns = (
            _name_column(from_state.models[app, self.model_name_lower], old),
            _name_column(after, new),
        )
        names = map(schema_editor.quote_name, (table, *columns))
        schema_editor.execute("ALTER TABLE {} RENAME COLUMN {} TO {}".format(*names))


def _name_column(model: Any, name: str) -> str:
    """The column of a field, from the description of its model alone."""
    field = model.fields[name]
    return field.db_column or (f"{name}_id" if isinstance(field, models.ForeignKey) else name)


class DropSearchIndex(migrations.RunPython):
    """Drop the search index of ``table`` (:mod:`huiyin.desk.core.search`). The index under the table's new name
    is filled after the migrations.
    """

    def __init__(self, table: str) -> None:
        def drop(_apps: Any, schema_editor: Any) -> None:
            schema_editor.execute(f"DROP TABLE IF EXISTS {table}_words")

        super().__init__(drop, migrations.RunPython.noop)
