"""Addresses of consultations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.consultations.views import (
    auditing,
    commenting,
    grouping,
    intake,
    managing,
    reading,
    searching,
    stating,
    voting,
)

urlpatterns = [
    path("", reading.home, name="home"),
    path("open/", managing.open_new, name="open"),
    path("c/<slug:slug>/", reading.consultation, name="consultation"),
    path("c/<slug:slug>/at/<str:eid>/", reading.place, name="place"),
    path("c/<slug:slug>/at/<str:eid>/send/", commenting.send, name="comment_send"),
    path("c/<slug:slug>/at/<str:eid>/draft/", commenting.keep_draft, name="comment_draft"),
    path("c/<slug:slug>/at/<str:eid>/change/", commenting.shown_change, name="comment_change"),
    path("c/<slug:slug>/mine/", commenting.mine, name="mine"),
    path("c/<slug:slug>/mine/<uuid:key>/withdraw/", commenting.withdraw, name="comment_withdraw"),
    path("c/<slug:slug>/groups/", grouping.groups, name="groups"),
    path("c/<slug:slug>/groups/merge/", grouping.merge, name="groups_merge"),
    path("c/<slug:slug>/groups/anew/", grouping.regroup, name="regroup"),
    path("c/<slug:slug>/groups/undo/<int:number>/", grouping.undo, name="group_undo"),
    path("c/<slug:slug>/groups/<int:number>/", grouping.group, name="group"),
    path("c/<slug:slug>/groups/<int:number>/split/", grouping.split, name="group_split"),
    path("c/<slug:slug>/groups/<int:number>/change/", grouping.change, name="group_change"),
    path("c/<slug:slug>/statements/", stating.statements, name="statements"),
    path("c/<slug:slug>/statements/new/", stating.make, name="statement_make"),
    path("c/<slug:slug>/statements/<int:number>/", stating.reword, name="statement_reword"),
    path("c/<slug:slug>/statements/<int:number>/change/", stating.change, name="statement_change"),
    path("c/<slug:slug>/statements.csv", stating.export, {"form": "csv"}, name="statements_csv"),
    path("c/<slug:slug>/statements.xlsx", stating.export, {"form": "xlsx"}, name="statements_xlsx"),
    path("c/<slug:slug>/vote/", voting.vote, name="vote"),
    path("c/<slug:slug>/vote/undo/", voting.undo, name="vote_undo"),
    path("c/<slug:slug>/map/", stating.opinion_map, name="opinion_map"),
    path("c/<slug:slug>/search/", searching.search, name="search"),
    path("acts/", auditing.desk_acts, name="desk_acts"),
    path("acts.csv", auditing.desk_acts_file, {"form": "csv"}, name="desk_acts_csv"),
    path("acts.xlsx", auditing.desk_acts_file, {"form": "xlsx"}, name="desk_acts_xlsx"),
    path("c/<slug:slug>/acts/", auditing.acts, name="acts"),
    path("c/<slug:slug>/acts.csv", auditing.acts_file, {"form": "csv"}, name="acts_csv"),
    path("c/<slug:slug>/acts.xlsx", auditing.acts_file, {"form": "xlsx"}, name="acts_xlsx"),
    path("c/<slug:slug>/manage/", managing.manage, name="manage"),
    path("c/<slug:slug>/manage/move/", managing.move, name="move"),
    path("c/<slug:slug>/manage/draft/<slug:language>/", managing.draft_text, name="draft_text"),
    path("c/<slug:slug>/intake/", intake.intake_list, name="intakes"),
    path("c/<slug:slug>/intake/<int:number>/", intake.intake, name="intake"),
    path("c/<slug:slug>/jobs/<int:number>/", intake.job, name="job"),
]
