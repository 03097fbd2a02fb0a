from typing import Any

from huiyin.desk.core import registration


def list_default_focuses(sender: object, using: str, **_: Any) -> None:
    """Signal receiver: fill an empty list of focuses. After migrations, so that an emptied database gets it again."""
    from huiyin.desk.registry.default_focuses import DEFAULT_FOCUSES
    from huiyin.desk.registry.models import FocusArea

    rows = FocusArea.objects.using(using)
    if not rows.exists():
        rows.bulk_create(
            FocusArea(position=position, **focus._asdict())
            for position, focus in enumerate(DEFAULT_FOCUSES, 1)
        )


class RegistryConfig(registration.DeskApp):
    name = "huiyin.desk.registry"
    label = "registry"

    def register(self) -> None:
        from django.db.models.signals import post_migrate

        from huiyin.desk.jobs.api import KINDS as JOBS
        from huiyin.desk.jobs.api import JobKind
        from huiyin.desk.registry.api import file_drafts, file_jobs

        JOBS.add(file_drafts.READING, JobKind(file_jobs.read_large))
        JOBS.add(file_drafts.TAKING, JobKind(file_jobs.take_large))
        JOBS.add(file_drafts.UNDOING, JobKind(file_jobs.undo_large))
        post_migrate.connect(list_default_focuses, sender=self)
