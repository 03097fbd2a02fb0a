"""Tasks that an earlier version queued stand in the queue under this path, and are done by it."""

from huiyin.desk.jobs.tasks import run

__all__ = ["run"]
