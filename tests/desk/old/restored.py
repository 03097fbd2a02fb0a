"""An old desk, restored into the database of the tests."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test.utils import override_settings

from huiyin.desk.operations import backup, upgrade
from tests.desk.machine import one_at_a_time, signer

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
#: The desks that are kept, the oldest first.
OLD = sorted(path for path in HERE.iterdir() if (path / "desk.zip").exists())
#: Of them those that hold something of everything, made by :mod:`tests.desk.old.make` alone; the others hold the example.
FULL = [path for path in OLD if not path.name.endswith("-example")]
#: As it is before a test puts :func:`kept_upgrade` in its place.
_really_upgrade = upgrade.upgrade_backup


def kept_upgrade(config: pytest.Config) -> Callable[..., Path]:
    """What upgrades a backup, once: the two hundred migrations take half a minute, so what came of them is kept from
    one run of the tests to the next, until a migration or what takes and restores backups changes."""

    def of(path: Path, place: Path, **more: Any) -> Path:
        parts = [path.read_bytes(), json.dumps(backup._list_migrations()).encode()]
        for files in ("migrations/*.py", "operations/*.py"):
            parts += [file.read_bytes() for file in sorted((ROOT / "src/huiyin/desk").rglob(files))]
        parts.append((ROOT / "requirements.lock").read_bytes())
        name = hashlib.sha256(b"\0".join(hashlib.sha256(one).digest() for one in parts)).hexdigest()
        kept = config.cache.mkdir("old-desks") / f"{path.parent.name}-{name[:16]}.zip"  # type: ignore[union-attr]
        with one_at_a_time(kept.parent):
            if not kept.exists():
                for other in kept.parent.glob(f"{path.parent.name}-*.zip"):
                    other.unlink(missing_ok=True)
                partial = kept.with_name(f"{kept.name}.{place.name}")
                shutil.copy(_really_upgrade(path, place, **more), partial)
                partial.replace(kept)
        return kept

    return of


@contextmanager
def restored(old: Path, config: pytest.Config, blocker: Any, folder: Path) -> Iterator[Path]:
    """``old`` in the database until the end, its uploads in ``folder``."""
    hashers = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    with (
        blocker.unblock(),
        override_settings(
            MEDIA_ROOT=folder / "uploads",
            PASSWORD_HASHERS=hashers,
            SECOND_STEP_DAYS=36_500,  # what was upgraded is kept between runs of the tests
        ),
        pytest.MonkeyPatch.context() as patched,
        transaction.atomic(),
    ):
        patched.setattr(upgrade, "upgrade_backup", kept_upgrade(config))
        file = old / "desk.zip"
        backup.restore_backup(file, trust=signer(file), is_unsigned=True, overwrite=True)
        # A desk that runs reads it when it begins.
        patched.setattr(settings, "SEALING_KEY", settings.SEALING_FILE.read_text("ascii"))
        yield old
        transaction.set_rollback(True)
    cache.clear()
    ContentType.objects.clear_cache()  # those of the old desk had other numbers
