from django.db import migrations


def draw_again(apps, schema_editor):
    """Maps keep the counts of the groups that they show, and no other counts are shown beside them. The worker takes
    up what waits when it starts; until then none are shown."""
    OpinionResult = apps.get_model("consultations", "OpinionResult")
    Job = apps.get_model("consultations", "Job")
    for consultation in OpinionResult.objects.values_list("consultation", flat=True).order_by("consultation"):
        Job.objects.create(consultation_id=consultation, kind="map")


class Migration(migrations.Migration):
    dependencies = [("consultations", "0017_witness")]

    operations = [migrations.RunPython(draw_again, migrations.RunPython.noop)]
