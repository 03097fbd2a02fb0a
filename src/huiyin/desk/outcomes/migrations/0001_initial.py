"""The tables of what becomes of a proposal, which ``proposals.0008_outcomes_go`` renamed: only the models are told."""

from __future__ import annotations

from typing import Any

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from huiyin.desk.core.moved_models import CONTENT_TYPES, MoveContentType


def mark_submitted(apps: Any, _schema_editor: Any) -> None:
    """Versions that were handed in say so themselves."""
    versions = apps.get_model("proposals", "ProposalVersion").objects
    for submission in apps.get_model("outcomes", "Submission").objects.all():
        versions.filter(pk=submission.edition_id).update(submitted_at=submission.at)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("proposals", "0008_outcomes_go"),
        ("registry", "0003_total_orders"),
        CONTENT_TYPES,
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("day", models.DateField()),
                        ("package", models.FileField(blank=True, upload_to="submissions/")),
                        ("digests", models.JSONField(default=dict)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("authority", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation")),
                        ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("edition", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="submission", to="proposals.proposalversion")),
                    ],
                    options={"ordering": ("id",)},
                ),
                migrations.CreateModel(
                    name="Reply",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("status", models.CharField(choices=[("accepted", "Accepted"), ("partly", "Partly"), ("rejected", "Rejected"), ("considering", "Considering"), ("out_of_scope", "Out Of Scope")], max_length=14)),
                        ("reason", models.TextField(blank=True)),
                        ("on", models.DateField(blank=True, null=True)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("suggestion", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="reply", to="proposals.suggestion")),
                    ],
                    options={"ordering": ("id",)},
                ),
                migrations.CreateModel(
                    name="Uptake",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("verdict", models.CharField(max_length=14)),
                        ("score", models.FloatField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)])),
                        ("confidence", models.FloatField(validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)])),
                        ("passages", models.JSONField(default=list)),
                        ("reason", models.CharField(max_length=40)),
                        ("details", models.JSONField(default=dict)),
                        ("person_verdict", models.CharField(blank=True, max_length=14)),
                        ("person_reason", models.TextField(blank=True)),
                        ("decided", models.DateTimeField(blank=True, null=True)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                        ("suggestion", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="uptake", to="proposals.suggestion")),
                    ],
                    options={"ordering": ("id",)},
                ),
            ],
        ),
        MoveContentType("proposals", "submission", "outcomes"),
        MoveContentType("proposals", "reply", "outcomes"),
        MoveContentType("proposals", "uptake", "outcomes"),
        migrations.RunPython(mark_submitted, migrations.RunPython.noop),
    ]
