"""The view that apps above show in place of one of their own."""

from __future__ import annotations

from huiyin.desk.consultations.views.law_text import show_home as show_consultations

__all__ = ["show_consultations"]
