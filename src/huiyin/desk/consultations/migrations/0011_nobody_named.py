"""What desks hold already: counts that were shown are published, an organisation has one vote on a statement, acts of
voting name the day and the organisation alone, and what was withdrawn stands for no group."""

import unicodedata

from django.db import migrations
from django.utils import timezone

#: Stages after voting.
_AFTER = ("drafting", "signing", "replying", "tracing", "closed")
#: So many letters in a row are taken from a comment.
_PASSAGE = 12


def publish_votes(apps, schema_editor):
    """Counts stay as people saw them: the next change takes five organisations."""
    Vote = apps.get_model("consultations", "Vote")
    seen = set()
    for vote in Vote.objects.filter(organisation__isnull=False).order_by("-at", "-pk").iterator():
        # Whose short name was changed could vote twice: the later vote holds.
        if (vote.statement_id, vote.organisation_id) in seen:
            vote.delete()
        seen.add((vote.statement_id, vote.organisation_id))
    for organisation in set(Vote.objects.values_list("organisation", flat=True)) - {None}:
        Vote.objects.filter(organisation=organisation).update(
            participant=f"organisation:{organisation}"
        )
    for value in (-1, 0, 1):
        Vote.objects.filter(value=value).update(published=value)
    Statement = apps.get_model("consultations", "Statement")
    voted = Vote.objects.values("statement")
    Statement.objects.filter(pk__in=voted).update(counted=timezone.now())
    Consultation = apps.get_model("consultations", "Consultation")
    Act = apps.get_model("accounts", "Act")
    ended = {
        int(act.thing_id)
        for act in Act.objects.filter(verb="move", thing="consultation")
        if act.details.get("before") == "deliberating" and act.details.get("after") in _AFTER
    }
    ended |= set(Consultation.objects.filter(stage__in=_AFTER).values_list("pk", flat=True))
    Consultation.objects.filter(
        pk__in=ended, statements__in=Statement.objects.filter(pk__in=voted)
    ).update(voting_ended=timezone.now())


def forget_statements(apps, schema_editor):
    """An act of voting is one on the consultation, on a day."""
    Act = apps.get_model("accounts", "Act")
    Statement = apps.get_model("consultations", "Statement")
    of = dict(Statement.objects.values_list("pk", "consultation"))
    for act in Act.objects.filter(verb__startswith="vote.").iterator():
        of_statement = of.get(int(act.thing_id)) if act.thing == "statement" else None
        found = act.consultation or of_statement
        Act.objects.filter(pk=act.pk).update(
            thing="consultation",
            thing_id=str(found or ""),
            consultation=found,
            details={name: act.details[name] for name in ("organisation",) if name in act.details},
            at=timezone.localtime(act.at).replace(hour=0, minute=0, second=0, microsecond=0),
        )


def take_out_withdrawn(apps, schema_editor):
    """As ``consultations.api.hiding`` does from now on."""
    Comment = apps.get_model("consultations", "Comment")
    Group = apps.get_model("consultations", "Group")
    Statement = apps.get_model("consultations", "Statement")
    gone = Comment.objects.filter(state="withdrawn")
    touched = set(gone.exclude(group=None).values_list("group", flat=True))
    touched |= set(
        Group.objects.exclude(representative__state="sent").values_list("pk", flat=True)
    )
    touched |= set(
        Group.objects.filter(size__gt=0, representative__is_private=True).values_list(
            "pk", flat=True
        )
    )
    Job = apps.get_model("consultations", "Job")
    lost = {}
    for comment in gone.exclude(group=None):
        lost.setdefault(comment.group_id, []).append(_squeeze(comment.text or comment.wording))
    for group in Group.objects.filter(pk__in=touched).select_related("representative"):
        if group.representative.state == "withdrawn":
            said = group.representative.text or group.representative.wording
            lost.setdefault(group.pk, []).append(_squeeze(said))
        members = list(group.comments.filter(state="sent").order_by("pk"))
        public = [member for member in members if not member.is_private]
        shown = public or members
        own = [member for member in shown if member.pk == group.representative_id]
        speaker = (own or shown or [None])[0]
        group.representative = speaker
        group.key = str(speaker.public_id) if speaker else f"empty-{group.pk}"
        group.size, group.private = len(public), len(members) - len(public)
        group.organisations = len({m.organisation_id or m.speaker for m in public} - {""})
        words = [_squeeze(m.text or m.wording) for m in public]
        name = _squeeze(group.name)
        if name and _is_in(name, lost.get(group.pk, ())) and not _is_in(name, words):
            group.name = ""
        group.save()
        for statement in Statement.objects.filter(group=group):
            for field in ("text_zh", "text_en"):
                text = _squeeze(getattr(statement, field))
                is_gone = text in lost.get(group.pk, ()) or (
                    len(text) >= _PASSAGE and _is_in(text, lost.get(group.pk, ()))
                )
                if text and is_gone and not _is_in(text, words):
                    setattr(statement, field, "")
                    statement.is_unworded = statement.is_moderated_out = True
            if statement.is_unworded:
                statement.save()
                apps.get_model("consultations", "OpinionResult").objects.filter(
                    consultation=statement.consultation_id
                ).delete()
                # The worker takes up what waits when it starts.
                Job.objects.create(consultation_id=statement.consultation_id, kind="map")
    gone.exclude(group=None).update(group=None, relation="")
    touched = Group.objects.filter(pk__in=touched).values_list("consultation", flat=True)
    for consultation in set(touched):
        Job.objects.create(consultation_id=consultation, kind="group")


def _is_in(text, said):
    return any(text in words for words in said)


def _squeeze(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_acts_of_a_consultation"),
        ("consultations", "0010_published_votes"),
    ]

    operations = [
        migrations.RunPython(publish_votes, migrations.RunPython.noop),
        migrations.RunPython(forget_statements, migrations.RunPython.noop),
        migrations.RunPython(take_out_withdrawn, migrations.RunPython.noop),
    ]
