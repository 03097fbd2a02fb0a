"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.registry.views import calendars, organisations

urlpatterns = [
    path("organisations/", organisations.show_registry, name="organisations"),
    path("organisations/new/", organisations.edit_organisation, name="organisation_new"),
    path("organisations/<int:number>/", organisations.edit_organisation, name="organisation"),
    path("organisations/<int:number>/calendar/", calendars.edit_calendar, name="calendar"),
]
