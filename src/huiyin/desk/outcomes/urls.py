"""Addresses of what becomes of a proposal."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.outcomes.views import (
    comment_outcome,
    handovers,
    replies,
    submissions,
    uptake,
    words,
)

_FURTHER = "c/<slug:slug>/submission/authorities/<int:number>/"
_PAPER = "c/<slug:slug>/proposal/<int:number>/paper.<slug:language>"

urlpatterns = [
    path("c/<slug:slug>/fate/<uuid:key>/", comment_outcome.show_comment_outcome, name="fate"),
    path("c/<slug:slug>/submission/", submissions.show_submission, name="submission"),
    path("c/<slug:slug>/submission/do/", submissions.submit_proposal, name="submit"),
    path("c/<slug:slug>/submission/authorities/", handovers.show_handovers, name="handovers"),
    path("c/<slug:slug>/submission/authorities/add/", handovers.hand_on, name="hand_on"),
    path(
        "c/<slug:slug>/submission/authorities/<int:number>/",
        handovers.reply_further,
        name="handover_reply",
    ),
    path("c/<slug:slug>/submission/reply/", replies.lead_to_own, name="own_replies"),
    path(_FURTHER + "replies/", replies.show_further, name="further_replies"),
    path(_FURTHER + "replies/table/", replies.download_further_table, name="further_table"),
    path(_FURTHER + "replies/take/", replies.take_further_table, name="further_take"),
    path(_FURTHER + "replies/<int:pk>/", replies.edit_further, name="further_reply"),
    path(
        "c/<slug:slug>/submission/files.zip",
        submissions.download_package,
        name="submission_package",
    ),
    path(
        "c/<slug:slug>/submission/files/<str:name>",
        submissions.download_file,
        name="submission_file",
    ),
    path(
        "c/<slug:slug>/proposal/<int:number>/suggestions/<str:key>/",
        words.suggestion_words,
        name="suggestion_words",
    ),
    path("c/<slug:slug>/proposal/<int:number>/words/", words.edition_words, name="edition_words"),
    path(_PAPER + ".pdf", submissions.download_paper, {"ending": "pdf"}, name="paper_pdf"),
    path(_PAPER + ".docx", submissions.download_paper, {"ending": "docx"}, name="paper_docx"),
    path("c/<slug:slug>/replies/", replies.show_replies, name="replies"),
    path("c/<slug:slug>/replies/table/", replies.replies_table, name="replies_table"),
    path("c/<slug:slug>/replies/take/", replies.replies_take, name="replies_take"),
    path("c/<slug:slug>/replies/<int:number>/", replies.edit_reply, name="reply"),
    path("c/<slug:slug>/uptake/", uptake.show_uptake, name="uptake"),
    path("c/<slug:slug>/uptake/enacted/", uptake.upload_enacted_text, name="enact"),
    path("c/<slug:slug>/uptake/<int:number>/", uptake.confirm_uptake, name="uptake_decide"),
    path("c/<slug:slug>/uptake.xlsx", uptake.export_uptake, {"ending": "xlsx"}, name="uptake_xlsx"),
    path("c/<slug:slug>/uptake.json", uptake.export_uptake, {"ending": "json"}, name="uptake_json"),
]
