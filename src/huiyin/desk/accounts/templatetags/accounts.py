"""What the pages of accounts need of their templates."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """``value`` for a ``data-`` attribute, where the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)
