"""Columns of one line (names, titles, file names) store no characters that turn the direction of what follows.

Whatever writes the row, a form, a file, another program or Wagtail's editor, the column removes them
(:mod:`huiyin.text.direction_marks`). Columns of several lines (``TextField``) keep them.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page

from huiyin.text import strip_direction_marks

#: The log keeps what was sealed, character by character.
_SEALED = "huiyin.desk.ledger.models.record_log"


class LineColumn(models.CharField[Any, Any]):
    """A ``CharField``; migrations know it as nothing else."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = strip_direction_marks(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return strip_direction_marks(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


def guard_line_columns() -> None:
    """Make every ``CharField`` of the desk's tables and of Wagtail's pages a :class:`LineColumn`. Called once all
    models are known, so that no model has to remember it.
    """
    for model in apps.get_models(include_auto_created=True):
        is_ours = model.__module__.startswith("huiyin.desk.") and model.__module__ != _SEALED
        if is_ours or model is Page:
            for field in model._meta.local_concrete_fields:
                if type(field) is models.CharField:
                    field.__class__ = LineColumn
