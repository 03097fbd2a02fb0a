"""What the network proposes is a version of its proposal, and knows when it was handed in."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def rename_permissions(apps: Any, _schema_editor: Any) -> None:
    """Django renames the content type of a model with it, but not what may be done to it."""
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="proposals", codename__endswith="_edition"
    )
    for permission in permissions:
        permission.codename = permission.codename.removesuffix("edition") + "proposalversion"
        permission.name = permission.name.replace("edition", "proposal version")
        permission.save()


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0006_total_orders"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RenameModel(old_name="Edition", new_name="ProposalVersion"),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
        migrations.AddField(
            model_name="proposalversion",
            name="submitted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
