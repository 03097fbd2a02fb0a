"""Addresses of the record of the whole desk; that of a consultation is among those of consultations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.audit import views

urlpatterns = [
    path("acts/", views.show_desk_entries, name="desk_acts"),
    path("acts.csv", views.download_desk_entries, {"form": "csv"}, name="desk_acts_csv"),
    path("acts.xlsx", views.download_desk_entries, {"form": "xlsx"}, name="desk_acts_xlsx"),
]
