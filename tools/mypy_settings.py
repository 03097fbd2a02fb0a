"""The settings with which mypy's plugin sets the desk up: as it runs, in a folder of mypy's own.

The plugin asks Django itself what a model's fields, managers and reverse accessors are, and Django asks for settings,
which make the folder of a desk. It lies in mypy's cache: mypy ends without saying so to anybody who would tidy up.
"""

import os

os.environ["HUIYIN_DATA"] = ".mypy_cache/desk"
os.environ["HUIYIN_SECRET_KEY"] = "only to check types"

from huiyin.desk.settings import *  # noqa: F403
