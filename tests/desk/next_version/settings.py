"""The desk as a later version of it would be set up: one app more, with a migration of its own."""

from huiyin.desk.settings import *  # noqa: F403
from huiyin.desk.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.desk.next_version"]
