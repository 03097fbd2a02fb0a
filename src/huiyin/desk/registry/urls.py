"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.registry import views

urlpatterns = [
    path("organisations/", views.show_registry, name="organisations"),
    path("organisations/new/", views.edit_organisation, name="organisation_new"),
    path("organisations/<int:number>/", views.edit_organisation, name="organisation"),
    path("organisations/<int:number>/calendar/", views.edit_calendar, name="calendar"),
]
