from django.db import migrations, models


def draw_again(apps, schema_editor):
    """Maps are made of the votes of who is in their groups alone. The worker takes up what waits when it starts."""
    OpinionResult = apps.get_model("consultations", "OpinionResult")
    Job = apps.get_model("consultations", "Job")
    waiting = Job.objects.filter(kind="map", state="waiting")
    for consultation in OpinionResult.objects.values_list("consultation", flat=True).order_by("consultation"):
        if not waiting.filter(consultation_id=consultation).exists():
            Job.objects.create(consultation_id=consultation, kind="map")


class Migration(migrations.Migration):
    dependencies = [("consultations", "0018_map_counts")]

    operations = [
        migrations.AddField("opinionresult", "placing", models.JSONField(default=dict)),
        migrations.RunPython(draw_again, migrations.RunPython.noop),
    ]
