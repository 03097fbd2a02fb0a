"""Addresses of the directory and of how the members change."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.directory.views import directory_list, figures, organisation

urlpatterns = [
    path("directory/", directory_list.show_directory, name="directory"),
    path("directory.csv", directory_list.download_directory, name="directory_csv"),
    path("directory/<slug:slug>/", organisation.show_organisation, name="organisation"),
    path("directory/<slug:slug>/<slug:kind>/", organisation.show_acts, name="organisation_acts"),
    path("members/", figures.show_members, name="members"),
    path("members/recompute/", figures.recompute_members, name="members_recompute"),
    path("members/<slug:table>.csv", figures.download_members, name="members_csv"),
]
