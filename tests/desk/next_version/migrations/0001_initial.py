"""A column of comments that the code of before does not know, and a table. With ``NEXT_VERSION_BREAKS`` one that it would
not survive: so says what it does, in Python."""

import os
from typing import ClassVar

from django.db import migrations, models


def nothing(apps: object, editor: object) -> None:
    """Whether code of before survives this nobody can read off it."""


class Migration(migrations.Migration):
    is_survived_by_old_code = not os.environ.get("NEXT_VERSION_BREAKS")
    dependencies: ClassVar[list[tuple[str, str]]] = [("consultations", "0001_initial")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.CreateModel(
            name="Later",
            fields=[("id", models.BigAutoField(primary_key=True)), ("words", models.TextField())],
        ),
        migrations.RunSQL(
            "ALTER TABLE consultations_comment ADD COLUMN later text NULL", migrations.RunSQL.noop
        ),
        migrations.RunPython(nothing, nothing),
    ]
