from django.db import migrations


def note_coordinations(apps, schema_editor):
    """Who coordinates a network now does so since a day that nobody wrote down."""
    network = apps.get_model("networks", "Network")
    coordination = apps.get_model("networks", "Coordination")
    pairs = network.coordinators.through.objects.order_by("pk").values_list("network", "user")
    coordination.objects.bulk_create(
        coordination(network_id=number, person_id=person, since=None) for number, person in pairs
    )


class Migration(migrations.Migration):
    # The code of before goes by the coordinators alone, which stay as they are. Who it makes one, while both serve, has no
    # period.
    is_survived_by_old_code = True

    dependencies = [("networks", "0007_two_sides")]

    operations = [migrations.RunPython(note_coordinations, migrations.RunPython.noop)]
