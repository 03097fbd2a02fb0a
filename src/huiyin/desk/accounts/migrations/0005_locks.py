"""What protects accounts: sessions by the hash of their key, known devices, counts of what was wrong, sealed secrets,
and since when somebody needs a second step. Nobody is signed out by it."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def move_sessions(apps, schema_editor):
    """Who is signed in stays so; the keys in the clear are deleted."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from huiyin.desk.accounts.sessions import hash_key

    Old = apps.get_model("sessions", "Session")
    Session = apps.get_model("accounts", "Session")
    people = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    for old in Old.objects.filter(expire_date__gt=django.utils.timezone.now()).iterator():
        person = SessionStore().decode(old.session_data).get(SESSION_KEY)
        if person is None or int(person) not in people:
            continue
        Session.objects.create(
            session_key=hash_key(old.session_key), session_data=old.session_data,
            expire_date=old.expire_date, user_id=int(person),
        )
    Old.objects.all().delete()


def begin_second_step(apps, schema_editor):
    """The days that the secretariat and operators have to set one up begin today."""
    User = apps.get_model("accounts", "User")
    User.objects.filter(models.Q(is_superuser=True) | models.Q(is_secretariat=True)).update(
        second_step_from=django.utils.timezone.now()
    )
    Authenticator = apps.get_model("mfa", "Authenticator")
    proves = Authenticator.objects.filter(type__in=("totp", "webauthn")).values("user")
    User.objects.filter(pk__in=proves).update(has_second_step=True)


def seal_secrets(apps, schema_editor):
    from huiyin.desk.accounts.second_step import seal_data

    Authenticator = apps.get_model("mfa", "Authenticator")
    for one in Authenticator.objects.exclude(type="webauthn").order_by("pk").iterator():
        one.data = seal_data(one.data)
        one.save(update_fields=("data",))


def open_secrets(apps, schema_editor):
    from huiyin.desk.accounts.second_step import open_data

    Authenticator = apps.get_model("mfa", "Authenticator")
    for one in Authenticator.objects.exclude(type="webauthn").order_by("pk").iterator():
        one.data = open_data(one.data)
        one.save(update_fields=("data",))


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0004_total_orders"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.AddField("user", "epoch", models.PositiveIntegerField(default=0)),
        migrations.AddField("user", "is_leading", models.BooleanField(default=False)),
        migrations.AddField("user", "has_second_step", models.BooleanField(default=False)),
        migrations.AddField("user", "second_step_from", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="Device",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proof", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen", models.DateTimeField(default=django.utils.timezone.now)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="devices", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ("-seen", "-id")},
        ),
        migrations.CreateModel(
            name="Guess",
            fields=[
                ("who", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={"ordering": ("who",)},
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("session_key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("device", models.BigIntegerField(blank=True, null=True)),
                ("browser", models.CharField(blank=True, max_length=20)),
                ("system", models.CharField(blank=True, max_length=20)),
                ("began", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen", models.DateTimeField(default=django.utils.timezone.now)),
                ("user", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to=settings.AUTH_USER_MODEL)),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False, "ordering": ("-seen", "session_key")},
        ),
        migrations.RunPython(move_sessions, migrations.RunPython.noop),
        migrations.RunPython(begin_second_step, migrations.RunPython.noop),
        migrations.RunPython(seal_secrets, open_secrets),
    ]
