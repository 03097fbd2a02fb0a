"""Addresses of initiatives, their lineage, goals and chains."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.initiatives.views import (
    chains,
    goals,
    initiative_entry,
    initiative_parts,
    initiatives,
    inquiries,
    lineage,
)

#: One letter to many authorities.
_ONE = "initiatives/<slug:slug>/inquiries/<int:number>/"
_INQUIRIES = [
    path("initiatives/<slug:slug>/inquiries/", inquiries.show_inquiries, name="inquiries"),
    path("initiatives/<slug:slug>/inquiries/new/", inquiries.begin_inquiry, name="inquiry_begin"),
    path(_ONE, inquiries.show_inquiry, name="inquiry"),
    path(_ONE + "edit/", inquiries.edit_inquiry, name="inquiry_edit"),
    path(_ONE + "letters/", inquiries.show_letters, name="inquiry_letters"),
    path(_ONE + "answers/", inquiries.enter_answers, name="inquiry_answers"),
    path(_ONE + "answers.csv", inquiries.download_answers, name="inquiry_csv"),
    path(_ONE + "tables/", inquiries.send_table, name="inquiry_tables"),
    path(_ONE + "tables/<int:pk>/", inquiries.show_table, name="inquiry_table"),
]

urlpatterns = [
    path("initiatives/", initiatives.show_initiatives, name="initiatives"),
    path("initiatives/list.csv", initiatives.download_initiatives, name="initiatives_csv"),
    path("initiatives/new/", initiative_entry.begin_initiative, name="initiative_begin"),
    path("initiatives/<slug:slug>/", initiatives.show_initiative, name="initiative"),
    path(
        "initiatives/<slug:slug>/edit/",
        initiative_entry.describe_initiative,
        name="initiative_edit",
    ),
    path(
        "initiatives/<slug:slug>/manage/",
        initiative_parts.manage_initiative,
        name="initiative_manage",
    ),
    path("initiatives/<slug:slug>/lineage/", lineage.show_lineage, name="initiative_lineage"),
    path("initiatives/<slug:slug>/relate/", lineage.enter_lineage, name="initiative_relate"),
    path("initiatives/<slug:slug>/split/", lineage.split_initiative, name="initiative_split"),
    path("initiatives/<slug:slug>/network/", lineage.found_network, name="initiative_found"),
    path("initiatives/<slug:slug>/chain/", chains.show_initiative_chain, name="chain_initiative"),
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
    path("founding/", lineage.answer_founders, name="founding"),
    path("lineage/networks/<slug:slug>/", lineage.show_network_lineage, name="network_lineage"),
    path("goals/", goals.show_goals, name="goals"),
    path("goals/new/", goals.begin_goal, name="goal_begin"),
    path("goals/board/", goals.show_board, name="board"),
    path("goals/board/<slug:table>.csv", goals.download_board, name="board_csv"),
    path("goals/<int:number>/", goals.show_goal, name="goal"),
    path("goals/<int:number>/edit/", goals.edit_goal, name="goal_edit"),
    path("goals/<int:number>/measure/", goals.measure_goal, name="goal_measure"),
    path("goals/<int:number>/chain/", chains.show_goal_chain, name="chain_goal"),
    path("chain/<slug:slug>/", chains.show_consultation_chain, name="chain_consultation"),
]
