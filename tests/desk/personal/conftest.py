"""A desk whose files lie apart, and somebody who asked to be erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.personal import erasure
from huiyin.desk.personal.models import Erasure


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    return tmp_path


@pytest.fixture
def asked(people: dict[Role, User], folder: Path) -> Erasure:
    return erasure.ask_erasure(people[Role.DELEGATE], "please")
