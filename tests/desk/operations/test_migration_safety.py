"""Which migrations code of before survives, told by what they do."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from huiyin.desk.operations.migration_safety import find_breaking


def _judge(*operations: Any, **said: Any) -> list[tuple[str, str]]:
    state = ProjectState()
    fields = [
        ("id", models.BigAutoField(primary_key=True)), ("words", models.CharField(max_length=50, null=True)),
    ]  # fmt: skip
    state.add_model(ModelState("laws", "Note", fields))
    migration = migrations.Migration("0002_change", "laws")
    migration.operations = list(operations)
    for name, value in said.items():
        setattr(migration, name, value)
    found = list(find_breaking([migration], state))
    assert {one.migration for one in found} <= {"laws.0002_change"}
    return [(one.code, one.what) for one in found]


def _add(field: Any) -> Any:
    return migrations.AddField("note", "more", field)


def _alter(field: Any) -> Any:
    return migrations.AlterField("note", "words", field)


@pytest.mark.parametrize(
    "operation",
    [
        migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
        _add(models.TextField(null=True)),
        _add(models.IntegerField(db_default=0)),
        _add(models.ManyToManyField("laws.Note")),
        migrations.AddIndex("note", models.Index(fields=["words"], name="by_words")),
        _alter(models.CharField(max_length=80, null=True, help_text="longer")),
        migrations.SeparateDatabaseAndState(state_operations=[_add(models.TextField())]),
        migrations.AlterModelOptions("note", {"ordering": ("id",)}),
    ],
)
def test_what_only_adds_is_survived(operation: Any) -> None:
    assert _judge(operation) == []


@pytest.mark.parametrize(
    ("operation", "code", "what"),
    [
        (migrations.RemoveField("note", "words"), "goes", "note.words"),
        (migrations.DeleteModel("Note"), "goes", "Note"),
        (migrations.RenameField("note", "words", "said"), "renames", "note.words"),
        (migrations.RenameModel("Note", "Remark"), "renames", "Note"),
        (_add(models.IntegerField(default=0)), "requires", "note.more"),
        (_alter(models.CharField(max_length=20, null=True)), "narrows", "note.words"),
        (_alter(models.CharField(max_length=50, default="")), "narrows", "note.words"),
        (_alter(models.TextField(null=True)), "narrows", "note.words"),
        (_alter(models.CharField(max_length=50, null=True, unique=True)), "narrows", "note.words"),
        (
            migrations.AddConstraint(
                "note", models.UniqueConstraint(fields=["words"], name="one_each")
            ),
            "rules", "note.one_each",
        ),
        (migrations.RunSQL("SELECT 1"), "data", "SQL"),
    ],
)  # fmt: skip
def test_what_takes_away_renames_or_narrows_is_named(operation: Any, code: str, what: str) -> None:
    assert _judge(operation) == [(code, what)]


def test_what_is_done_to_a_table_that_comes_with_it_is_survived() -> None:
    made = migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])
    added = migrations.AddField("other", "more", models.IntegerField())
    assert _judge(made, added) == []


def test_a_migration_may_say_that_it_is_survived() -> None:
    operation = migrations.RunSQL("SELECT 1")
    assert _judge(operation, is_survived_by_old_code=True) == []
