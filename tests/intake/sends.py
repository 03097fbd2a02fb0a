"""How a test sends a file: its name and what is in it give the path (the fixture ``send``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Send = Callable[[str, Any], Path]
