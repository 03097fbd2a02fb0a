from __future__ import annotations

from django.urls import path

from huiyin.desk.ledger.views import exporting, fate, replying, submitting, tracing, words

_PAPER = "c/<slug:slug>/proposal/<int:number>/paper.<slug:language>"

urlpatterns = [
    path("c/<slug:slug>/take-away/", exporting.take_away, name="exports"),
    path("c/<slug:slug>/take-away/make/", exporting.make, name="export_make"),
    path("c/<slug:slug>/take-away/<int:number>/files.zip", exporting.download, name="export_file"),
    path("c/<slug:slug>/fate/<uuid:key>/", fate.fate, name="fate"),
    path("c/<slug:slug>/submission/", submitting.submission, name="submission"),
    path("c/<slug:slug>/submission/do/", submitting.submit, name="submit"),
    path("c/<slug:slug>/submission/files.zip", submitting.package, name="submission_package"),
    path("c/<slug:slug>/submission/files/<str:name>", submitting.file, name="submission_file"),
    path(
        "c/<slug:slug>/proposal/<int:number>/suggestions/<str:key>/",
        words.suggestion_words,
        name="suggestion_words",
    ),
    path("c/<slug:slug>/proposal/<int:number>/words/", words.edition_words, name="edition_words"),
    path(_PAPER + ".pdf", submitting.paper, {"ending": "pdf"}, name="paper_pdf"),
    path(_PAPER + ".docx", submitting.paper, {"ending": "docx"}, name="paper_docx"),
    path("c/<slug:slug>/replies/", replying.replies, name="replies"),
    path("c/<slug:slug>/replies/table/", replying.replies_table, name="replies_table"),
    path("c/<slug:slug>/replies/take/", replying.replies_take, name="replies_take"),
    path("c/<slug:slug>/replies/<int:number>/", replying.reply, name="reply"),
    path("c/<slug:slug>/uptake/", tracing.uptake, name="uptake"),
    path("c/<slug:slug>/uptake/enacted/", tracing.enact, name="enact"),
    path("c/<slug:slug>/uptake/<int:number>/", tracing.decide, name="uptake_decide"),
    path("c/<slug:slug>/uptake.xlsx", tracing.export, {"ending": "xlsx"}, name="uptake_xlsx"),
    path("c/<slug:slug>/uptake.json", tracing.export, {"ending": "json"}, name="uptake_json"),
]
