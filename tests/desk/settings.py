"""The desk as it runs, on a folder of its own, with what is slow on purpose made quick.

``DATABASE_URL`` runs the same tests on PostgreSQL (tools/with-postgres).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# In memory where there is room for it (a container may have 64 MB): nothing here outlives the tests.
_memory = Path("/dev/shm")
_has_room = _memory.is_dir() and shutil.disk_usage(_memory).free > 1_000_000_000
_folder = tempfile.mkdtemp(prefix="huiyin-tests-", dir=_memory if _has_room else None)
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["HUIYIN_DATA"] = _folder
os.environ["HUIYIN_SECRET_KEY"] = "only for tests"
# Playwright keeps an event loop in the thread of the test; Django then takes every query for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from huiyin.desk.settings import *  # noqa: E402, F403
from huiyin.desk.settings import DATA, DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "huiyin.desk.core.stored_files.DurableStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
(DATA / "static").mkdir(
    parents=True, exist_ok=True
)  # WhiteNoise warns of a folder that is not there
ALLOWED_HOSTS = ["*"]
LIMITS_TIMES = 0  # a test asks a thousand times a minute; tests/desk/core/test_rate_limits.py sets the limits again
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # On disk, so that the threads of a live server write as they do in life.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    # As in life but for what waits for the disk.
    as_in_life = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = as_in_life.replace("=FULL", "=OFF")
