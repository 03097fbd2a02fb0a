"""The record of acts told on which day an organisation voted, and in which order on that day. It tells who voted, once
voting has ended: at once, in the order of names. While voting goes on it tells nothing; the end will."""

from django.db import migrations
from django.utils import timezone


def forget_order(apps, schema_editor):
    Act = apps.get_model("accounts", "Act")
    Consultation = apps.get_model("consultations", "Consultation")
    Vote = apps.get_model("consultations", "Vote")
    acts = Act.objects.filter(verb__startswith="vote.")
    ended = dict(
        Consultation.objects.filter(voting_ended__isnull=False).values_list("pk", "voting_ended")
    )
    voted = {}
    for consultation in set(acts.values_list("consultation", flat=True)):
        if consultation not in ended:
            continue
        # Who voted before an earlier end, or with votes that are still there; a vote taken back is none.
        still = Vote.objects.filter(statement__consultation=consultation)
        there = set(still.values_list("organisation__slug", flat=True))
        voted[consultation] = {
            (act.details.get("organisation", ""), act.by.name if act.by else "", act.by_id)
            for act in acts.filter(consultation=consultation, verb="vote.cast").select_related("by")
            if act.details.get("organisation", "") in there
        }
    acts.delete()
    for consultation, rows in sorted(voted.items()):
        day = timezone.localtime(ended[consultation])
        for slug, _, person in sorted(rows, key=lambda row: (row[0], row[1], row[2] or 0)):
            Act.objects.create(
                at=day.replace(hour=0, minute=0, second=0, microsecond=0),
                by_id=person,
                verb="vote.cast",
                thing="consultation",
                thing_id=str(consultation),
                details={"organisation": slug},
                consultation=consultation,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_total_orders"),
        ("consultations", "0013_total_orders"),
    ]

    operations = [migrations.RunPython(forget_order, migrations.RunPython.noop)]
