import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def draw_again(apps, schema_editor):
    """Maps are drawn by other rules from now on: not of one group alone, and what is agreed by all says of whom. The
    worker takes up what waits when it starts."""
    OpinionResult = apps.get_model("consultations", "OpinionResult")
    Job = apps.get_model("consultations", "Job")
    for consultation in OpinionResult.objects.values_list("consultation", flat=True).order_by("consultation"):
        Job.objects.create(consultation_id=consultation, kind="map")


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0016_understood"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="witnessed", to=settings.AUTH_USER_MODEL)),
                ("vote", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="witnesses", to="consultations.vote")),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.RunPython(draw_again, migrations.RunPython.noop),
    ]
