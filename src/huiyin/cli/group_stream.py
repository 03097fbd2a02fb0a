"""``huiyin group`` from Parquet to Parquet, on this machine or a Ray cluster, without holding the texts in memory."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from huiyin.cli.output import exit_with_message, print_notice, require_path, stop_unwritable
from huiyin.i18n import say


def stream_groups(table: Path, text: str, out: Path, ray: str | None) -> None:
    """Group ``table`` into ``out``; on failure, end the call with a sentence."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from huiyin.grouping.parquet_files import group_file

    try:
        names = pq.read_schema(require_path(table)).names
    except (pa.ArrowException, OSError):
        exit_with_message(say("law.unreadable.damaged", file=str(table)))
    if text not in names:
        exit_with_message(
            say("voices.no_text", file=str(table), column=text, seen=", ".join(names))
        )
    if not out.parent.is_dir():
        exit_with_message(say("cli.file_unwritable", file=str(out), reason=say("voices.no_folder")))
    failures: tuple[type[Exception], ...] = (pa.ArrowException, OSError)
    if ray is not None:
        failures = (*failures, *_ray_failures())
    try:
        done = group_file(table, out, text=text, id="id" if "id" in names else None, ray=ray)
    except pa.ArrowException:
        exit_with_message(say("law.unreadable.damaged", file=str(table)))
    except failures as error:
        _explain_failure(error, table, out, ray)
    print_notice(say("voices.written", path=str(out)))
    print_notice(say("voices.summary", comments=done.comments, groups=done.groups))


def _explain_failure(error: Exception, table: Path, out: Path, ray: str | None) -> NoReturn:
    """End the call: Ray failed, or one of the two files cannot be used."""
    if ray is not None:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        exit_with_message(say("voices.ray_failed", address=ray, reason=reason))
    if isinstance(error, OSError) and error.filename and Path(error.filename) != table:
        stop_unwritable(out, error)
    exit_with_message(say("law.unreadable.damaged", file=str(table)))


def _ray_failures() -> tuple[type[Exception], ...]:
    """Return the exceptions that Ray raises; end the call if Ray is not installed."""
    try:
        from ray.exceptions import RayError
    except ImportError:
        exit_with_message(say("voices.ray_missing"))
    return (RayError, ConnectionError, RuntimeError, ValueError)
