"""Template filters of the account pages."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from huiyin.desk.accounts.recovery_codes import count_left

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """``value`` as JSON for a ``data-`` attribute; the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def codes_left(codes: Any) -> int:
    """How many recovery codes are unused."""
    return count_left(codes)
