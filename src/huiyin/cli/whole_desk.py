"""Load the desk for verbs that need its rows, unless a restore was interrupted."""

from __future__ import annotations

from huiyin.cli.output import exit_with_message
from huiyin.i18n import say


def load_whole_desk() -> None:
    """Load the desk; end the call if a restore was interrupted, because the data is then a mixture of two desks."""
    from huiyin.desk.operations import preparation, restore_files

    preparation.setup_django()
    if restore_files.is_under_way():
        exit_with_message(say("operate.half_restored", folder=str(preparation.get_data_folder())))
