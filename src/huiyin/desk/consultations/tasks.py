"""Tasks queued by earlier versions refer to this module path."""

from huiyin.desk.jobs.tasks import run

__all__ = ["run"]
