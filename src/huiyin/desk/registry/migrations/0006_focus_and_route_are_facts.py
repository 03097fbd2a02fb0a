from typing import Any

from django.db import migrations

from huiyin.desk.core.moved_models import CONTENT_TYPES


def forget_content_types(apps: Any, schema_editor: Any) -> None:
    """What they are is in the facts; nothing hangs on their content types but permissions, which go along."""
    using = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    content_types.filter(app_label="registry", model__in=("focus", "route")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_facts_of_before"),
        ("auth", "0012_alter_user_first_name_max_length"),
        CONTENT_TYPES,
    ]

    operations = [
        migrations.RunPython(forget_content_types, migrations.RunPython.noop),
        migrations.DeleteModel(name="Focus"),
        migrations.DeleteModel(name="Route"),
    ]
