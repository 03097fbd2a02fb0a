"""Addresses of initiatives, their lineage, goals and chains."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.initiatives.views import initiatives, inquiries, work

#: One letter to many authorities.
_ONE = "initiatives/<slug:slug>/inquiries/<int:number>/"
_INQUIRIES = [
    path("initiatives/<slug:slug>/inquiries/", inquiries.show_inquiries, name="inquiries"),
    path("initiatives/<slug:slug>/inquiries/new/", inquiries.begin, name="inquiry_begin"),
    path(_ONE, inquiries.show_inquiry, name="inquiry"),
    path(_ONE + "edit/", inquiries.edit, name="inquiry_edit"),
    path(_ONE + "letters/", inquiries.show_letters, name="inquiry_letters"),
    path(_ONE + "answers/", inquiries.enter_answers, name="inquiry_answers"),
    path(_ONE + "answers.csv", inquiries.download_answers, name="inquiry_csv"),
    path(_ONE + "tables/", inquiries.send_table, name="inquiry_tables"),
    path(_ONE + "tables/<int:pk>/", inquiries.show_table, name="inquiry_table"),
]

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
    *_INQUIRIES,
]
