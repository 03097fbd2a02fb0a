"""Addresses of initiatives, their lineage, goals and chains."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.initiatives.views import initiatives, work

urlpatterns = [
    path("initiatives/", initiatives.show_initiatives, name="initiatives"),
    path("initiatives/list.csv", initiatives.download_initiatives, name="initiatives_csv"),
    path("initiatives/new/", work.begin, name="initiative_begin"),
    path("initiatives/<slug:slug>/", initiatives.show_initiative, name="initiative"),
    path("initiatives/<slug:slug>/edit/", work.describe, name="initiative_edit"),
    path(
        "initiatives/<slug:slug>/documents/<int:number>/",
        initiatives.download_document,
        name="initiative_document",
    ),
    path(
        "initiatives/<slug:slug>/pictures/<int:number>/",
        initiatives.show_picture,
        name="initiative_picture",
    ),
]
