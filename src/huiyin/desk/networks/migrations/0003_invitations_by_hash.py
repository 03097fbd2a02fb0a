"""Invitations are known by the hash of their token: what was mailed goes on working, and no copy of the database opens
one."""

import hashlib
import secrets

from django.db import migrations, models

import huiyin.desk.networks.models


def hash_tokens(apps, schema_editor):
    Invitation = apps.get_model("networks", "Invitation")
    for invitation in Invitation.objects.order_by("pk").iterator():
        invitation.proof = hashlib.sha256(invitation.token.encode()).hexdigest()
        invitation.seed = secrets.token_urlsafe(32)
        invitation.save(update_fields=("proof", "seed"))


def make_tokens(apps, schema_editor):
    """Backwards there are no tokens any more: new ones, which nobody was sent."""
    Invitation = apps.get_model("networks", "Invitation")
    for invitation in Invitation.objects.order_by("pk").iterator():
        invitation.token = secrets.token_urlsafe(32)
        invitation.save(update_fields=("token",))


def note_leading(apps, schema_editor):
    """Who coordinates a network, and from today on needs a second step."""
    from django.utils import timezone

    User = apps.get_model("accounts", "User")
    leading = User.objects.filter(coordinates__isnull=False).distinct().values_list("pk", flat=True)
    found = User.objects.filter(pk__in=list(leading))
    found.update(is_leading=True)
    found.filter(second_step_from=None).update(second_step_from=timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0005_locks"),
        ("networks", "0002_total_orders"),
    ]

    operations = [
        migrations.AddField(
            "invitation", "seed",
            models.CharField(default=huiyin.desk.networks.models._make_token, max_length=64),
        ),
        migrations.AddField("invitation", "proof", models.CharField(max_length=64, null=True)),
        migrations.AlterField("invitation", "token", models.CharField(max_length=64, null=True)),
        migrations.RunPython(hash_tokens, make_tokens),
        migrations.RunPython(note_leading, migrations.RunPython.noop),
        migrations.AlterField("invitation", "proof", models.CharField(max_length=64, unique=True)),
        migrations.RemoveField("invitation", "token"),
    ]
