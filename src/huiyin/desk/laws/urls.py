"""Addresses of drafts that are written here."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.laws.views import draft_provisions, draft_versions, drafts

_ONE = "drafts/<slug:slug>/provisions/<uuid:key>/"

urlpatterns = [
    path("drafts/", drafts.show_drafts, name="drafts"),
    path("drafts/new/", drafts.begin_draft, name="draft_begin"),
    path("drafts/<slug:slug>/", drafts.show_draft, name="draft"),
    path("drafts/<slug:slug>/manage/", drafts.manage_draft, name="draft_manage"),
    path("drafts/<slug:slug>/try/", draft_provisions.try_words, name="draft_try"),
    path("drafts/<slug:slug>/paste/", draft_versions.paste_text, name="draft_paste"),
    path("drafts/<slug:slug>/versions/", draft_versions.show_versions, name="draft_versions"),
    path("drafts/<slug:slug>/compare/", draft_versions.compare_versions, name="draft_compare"),
    path(
        "drafts/<slug:slug>/files/<slug:name>.<slug:language>.<slug:ending>",
        draft_versions.export_version,
        name="draft_export",
    ),
    path(
        "drafts/<slug:slug>/provisions/new/", draft_provisions.write_new, name="draft_provision_new"
    ),
    path(_ONE, draft_provisions.write_provision, name="draft_provision"),
    path(_ONE + "change/", draft_provisions.change_order, name="draft_change"),
    path(_ONE + "split/", draft_provisions.show_split, name="draft_split"),
    path(_ONE + "history/", draft_provisions.show_history, name="draft_history"),
]
