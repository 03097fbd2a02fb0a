"""The desk's settings, with the page that ``desk_load.py`` measures beside those of the desk."""

from huiyin.desk.settings import *  # noqa: F403

ROOT_URLCONF = "desk_load_urls"
