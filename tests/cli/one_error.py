"""Whether a call ended with one sentence that says what is wrong."""

from __future__ import annotations


def is_one_error(err: str) -> bool:
    return err.startswith("error: ") and err.count("\n") == 1 and "Traceback" not in err
