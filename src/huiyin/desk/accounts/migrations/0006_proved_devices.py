from django.db import migrations, models


def prove(apps, schema_editor):
    """Where somebody with a second step has signed in, they passed it."""
    apps.get_model("accounts", "Device").objects.filter(user__has_second_step=True).update(is_proved=True)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0005_locks"),
    ]

    operations = [
        migrations.AddField("device", "is_proved", models.BooleanField(default=False)),
        migrations.RunPython(prove, migrations.RunPython.noop),
    ]
