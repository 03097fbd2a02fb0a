"""What goes with a model that moves from one app to another, beside its table: for migrations.

The move itself is told to Django as state (``SeparateDatabaseAndState``), and the table is renamed where it lies. What
else names the model by its app stays behind unless it is taken along: the row of its content type, on whose number
permissions and the editor's log hang, and the index of its words, which is made anew after the migrations.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

#: What a migration with :class:`MoveContentType` stands on.
CONTENT_TYPES = ("contenttypes", "0002_remove_content_type_name")


class MoveContentType(migrations.RunPython):
    """The content type ``old_app.old_model`` is from now on that of ``new_app.new_model``: the same row."""

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
    """The permissions on ``app.new_model``, whose content type was moved, are called after it, and no more after
    ``old_model``. Stands on ``auth``."""

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
    """Another name for a field, whose column is renamed where it is. Django would make the whole table anew for a foreign
    key on SQLite. What orders rows, indexes them and keeps them unique goes with it."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Models that were made already Django would make anew, with all that they refer to, for every field by itself:
        # a tenth of a second each. Without them it changes the description alone, and makes them when they are needed.
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
        """The index or unique constraint ``named``, on the field by its new name."""
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
    """The column of a field, by the description of its model alone."""
    field = model.fields[name]
    return field.db_column or (f"{name}_id" if isinstance(field, models.ForeignKey) else name)


class DropSearchIndex(migrations.RunPython):
    """The index of words beside ``table`` (:mod:`huiyin.desk.core.search`) goes; that of its new name is filled after
    the migrations."""

    def __init__(self, table: str) -> None:
        def drop(_apps: Any, schema_editor: Any) -> None:
            schema_editor.execute(f"DROP TABLE IF EXISTS {table}_words")

        super().__init__(drop, migrations.RunPython.noop)
