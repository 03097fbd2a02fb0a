"""``{% load registry %}``: what facts say, and what an organisation was called on a day."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from huiyin.desk.registry.data import FactRecord
from huiyin.desk.registry.labels import describe_days, describe_period
from huiyin.desk.registry.models import Organisation

register = template.Library()


@register.simple_tag
def period(fact: FactRecord) -> str:
    """From when until when a fact holds."""
    return describe_period(fact)


@register.filter
def days(written: str) -> str:
    """A partial date as the reader writes it."""
    return describe_days(written)


@register.filter
def name_on(organisation: Organisation | None, day: date | datetime | None) -> str:
    """What an organisation was called on the day of an act."""
    if organisation is None:
        return ""
    return organisation.name if day is None else organisation.name_on(day)
