"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.registry.views import (
    calendars,
    changes,
    context_events,
    facts,
    files,
    focus_list,
    logos,
    organisations,
)

urlpatterns = [
    path("organisations/", organisations.show_registry, name="organisations"),
    path("organisations/new/", organisations.edit_organisation, name="organisation_new"),
    path("organisations/changes/", changes.show_changes, name="changes"),
    path("organisations/changes/new/", changes.record_change, name="change_new"),
    path("organisations/files/", files.show_files, name="registry_files"),
    path("organisations/files/<int:number>/", files.edit_file, name="registry_file"),
    path(
        "organisations/files/registry.<slug:ending>", files.export_registry, name="registry_export"
    ),
    path("organisations/<int:number>/", organisations.edit_organisation, name="organisation_edit"),
    path("organisations/<int:number>/calendar/", calendars.edit_calendar, name="calendar"),
    path("organisations/<int:number>/facts/", facts.show_facts, name="facts"),
    path("organisations/<int:number>/facts/new/<slug:kind>/", facts.edit_fact, name="fact_new"),
    path("organisations/<int:number>/facts/<int:fact>/", facts.edit_fact, name="fact"),
    path("organisations/<int:number>/logo/", logos.edit_logo, name="logo_edit"),
    path("logos/<str:name>.png", logos.send_logo, name="logo"),
    path("focuses/", focus_list.show_focuses, name="focuses"),
    path("focuses/<slug:focus>/", focus_list.edit_focus, name="focus"),
    path("context-events/", context_events.edit_context_events, name="context_events"),
    path("context-events/<int:number>/", context_events.edit_context_events, name="context_event"),
]
