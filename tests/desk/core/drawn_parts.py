"""What several tests here begin with."""

from __future__ import annotations

from pathlib import Path

SOURCE = Path(__file__).resolve().parents[3] / "src/huiyin"
