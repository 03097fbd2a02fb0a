"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.registry import views

urlpatterns = [
    path("organisations/", views.registry, name="organisations"),
    path("organisations/new/", views.organisation, name="organisation_new"),
    path("organisations/<int:number>/", views.organisation, name="organisation"),
    path("organisations/<int:number>/calendar/", views.calendar, name="calendar"),
]
