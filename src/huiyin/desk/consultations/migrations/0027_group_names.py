"""A group has a name in each language: what it was called goes to the one that it was written in."""

from typing import Any

from django.db import migrations, models

from huiyin.desk.core.moved_models import RenameFieldInPlace
from huiyin.text import detect_language, main_language


def sort_names(apps: Any, _schema_editor: Any) -> None:
    groups = apps.get_model("consultations", "Group").objects
    for pk, name in list(groups.exclude(name_zh="").values_list("pk", "name_zh")):
        if main_language(detect_language(name)) == "en":
            groups.filter(pk=pk).update(name_zh="", name_en=name)


def join_names(apps: Any, _schema_editor: Any) -> None:
    groups = apps.get_model("consultations", "Group").objects
    for pk, name in list(groups.filter(name_zh="").exclude(name_en="").values_list("pk", "name_en")):
        groups.filter(pk=pk).update(name_zh=name)


class Migration(migrations.Migration):

    dependencies = [
        ("consultations", "0026_voting_day"),
    ]

    operations = [
        RenameFieldInPlace("group", "name", "name_zh"),
        migrations.AddField(
            model_name="group",
            name="name_en",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RunPython(sort_names, join_names),
    ]
