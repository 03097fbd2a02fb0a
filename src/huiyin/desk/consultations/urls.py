"""Addresses of consultations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.consultations.views import (
    arriving_files,
    audit,
    comments,
    draft_correction,
    for_you,
    groups,
    health,
    intake_receipts,
    intakes,
    invitations,
    law_text,
    overview,
    repeated_words,
    search,
    settings,
    statements,
    votes,
)

urlpatterns = [
    path("consultations/", law_text.show_home, name="consultations"),
    path("for-you/", for_you.show_for_you, name="for_you"),
    path("for-you/seen/", for_you.mark_seen, name="for_you_seen"),
    path("health/", health.show_health, name="health"),
    path("open/", settings.open_new, name="open"),
    path("c/<slug:slug>/", law_text.show_consultation, name="consultation"),
    path("c/<slug:slug>/overview/", overview.show_overview, name="overview"),
    path("c/<slug:slug>/days.ics", overview.download_days, name="days_ics"),
    path("c/<slug:slug>/at/<str:eid>/", law_text.show_provision, name="place"),
    path("c/<slug:slug>/at/<str:eid>/send/", comments.send_comment, name="comment_send"),
    path("c/<slug:slug>/at/<str:eid>/draft/", comments.save_draft, name="comment_draft"),
    path("c/<slug:slug>/at/<str:eid>/change/", comments.show_wording_change, name="comment_change"),
    path("c/<slug:slug>/comments/<uuid:key>/", law_text.show_comment, name="comment"),
    path("c/<slug:slug>/mine/", comments.show_own_comments, name="mine"),
    path(
        "c/<slug:slug>/mine/<uuid:key>/withdraw/",
        comments.withdraw_comment,
        name="comment_withdraw",
    ),
    path("c/<slug:slug>/groups/", groups.show_groups, name="groups"),
    path("c/<slug:slug>/groups/merge/", groups.merge_groups, name="groups_merge"),
    path("c/<slug:slug>/groups/basket/", groups.change_basket, name="groups_basket"),
    path("c/<slug:slug>/groups/anew/", groups.regroup_comments, name="regroup"),
    path("c/<slug:slug>/groups/undo/<int:number>/", groups.undo_decision, name="group_undo"),
    path("c/<slug:slug>/groups/<int:number>/", groups.show_group, name="group"),
    path("c/<slug:slug>/groups/<int:number>/split/", groups.split_group, name="group_split"),
    path("c/<slug:slug>/groups/<int:number>/change/", groups.edit_group, name="group_change"),
    path("c/<slug:slug>/statements/", statements.show_statements, name="statements"),
    path("c/<slug:slug>/statements/new/", statements.create_statement, name="statement_make"),
    path(
        "c/<slug:slug>/statements/<int:number>/", statements.edit_statement, name="statement_reword"
    ),
    path(
        "c/<slug:slug>/statements/<int:number>/change/",
        statements.moderate_statement,
        name="statement_change",
    ),
    path(
        "c/<slug:slug>/statements.csv",
        statements.export_statements,
        {"form": "csv"},
        name="statements_csv",
    ),
    path(
        "c/<slug:slug>/statements.xlsx",
        statements.export_statements,
        {"form": "xlsx"},
        name="statements_xlsx",
    ),
    path("c/<slug:slug>/vote/", votes.show_ballot, name="vote"),
    path("c/<slug:slug>/vote/undo/", votes.undo_vote, name="vote_undo"),
    path("c/<slug:slug>/map/", statements.opinion_map, name="opinion_map"),
    path("c/<slug:slug>/search/", search.show_search, name="search"),
    path("c/<slug:slug>/acts/", audit.show_audit_entries, name="acts"),
    path("c/<slug:slug>/acts.csv", audit.download_audit_entries, {"form": "csv"}, name="acts_csv"),
    path(
        "c/<slug:slug>/acts.xlsx", audit.download_audit_entries, {"form": "xlsx"}, name="acts_xlsx"
    ),
    path("c/<slug:slug>/manage/", settings.manage_consultation, name="manage"),
    path("c/<slug:slug>/manage/repeats/", repeated_words.show_repeats, name="repeats"),
    path("c/<slug:slug>/manage/pairs/", draft_correction.show_pairing, name="pairing"),
    path("c/<slug:slug>/manage/invited/", invitations.edit_invited, name="inviting"),
    path("c/<slug:slug>/manage/move/back/", settings.take_back_move, name="move_take_back"),
    path("c/<slug:slug>/manage/voting-day/", settings.set_voting_day, name="voting_day"),
    path("c/<slug:slug>/manage/move/", settings.move_stage, name="move"),
    path(
        "c/<slug:slug>/manage/draft/<slug:language>/",
        draft_correction.draft_text,
        name="draft_text",
    ),
    path("c/<slug:slug>/intake/", intakes.intake_list, name="intakes"),
    path("c/<slug:slug>/intake/parts/", arriving_files.begin_arrival, name="arrivals"),
    path("c/<slug:slug>/intake/parts/<uuid:key>/", arriving_files.discard_arrival, name="arrival"),
    path(
        "c/<slug:slug>/intake/parts/<uuid:key>/<int:number>/",
        arriving_files.receive_part,
        name="arrival_part",
    ),
    path("c/<slug:slug>/intake/<int:number>/", intakes.edit_intake, name="intake"),
    path(
        "c/<slug:slug>/intake/<int:number>/places/",
        intake_receipts.place_rows,
        name="intake_places",
    ),
    path(
        "c/<slug:slug>/intake/<int:number>/names/",
        intake_receipts.match_name,
        name="intake_names",
    ),
    path("c/<slug:slug>/jobs/<int:number>/", intakes.show_job, name="job"),
]
