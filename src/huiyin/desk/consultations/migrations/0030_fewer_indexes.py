import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def drop_own_indexes(apps, schema_editor):
    """By the name that they have here; the table itself is not made anew, which SQLite would do with all comments."""
    table = apps.get_model("consultations", "Comment")._meta.db_table
    for column in ("consultation_id", "author_id", "group_id"):
        for name in _find_indexes(schema_editor, table, column):
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def make_own_indexes(apps, schema_editor):
    table = apps.get_model("consultations", "Comment")._meta.db_table
    for column in ("consultation_id", "author_id", "group_id"):
        if not _find_indexes(schema_editor, table, column):
            name, of = (schema_editor.quote_name(one) for one in (f"{table}_{column}_own", table))
            schema_editor.execute(f"CREATE INDEX {name} ON {of} ({schema_editor.quote_name(column)})")


def _find_indexes(schema_editor, table, column):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        held = connection.introspection.get_constraints(cursor, table)
    return [
        name for name, one in held.items()
        if one["index"] and one["columns"] == [column] and not (one["unique"] or one["primary_key"] or one["foreign_key"])
    ]  # fmt: skip


class Migration(migrations.Migration):
    """Indexes of comments that others begin with: each was written for every row, and none was needed to find one."""

    #: Fewer indexes change no row and no rule.
    is_survived_by_old_code = True

    dependencies = [
        ("consultations", "0029_arriving_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_own_indexes, make_own_indexes)],
            state_operations=[
                migrations.AlterField(
                    model_name="comment",
                    name="author",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="comment",
                    name="consultation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="consultations.consultation",
                    ),
                ),
                migrations.AlterField(
                    model_name="comment",
                    name="group",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="consultations.group",
                    ),
                ),
            ],
        ),
    ]
