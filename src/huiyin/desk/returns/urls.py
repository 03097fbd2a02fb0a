"""Addresses of the yearly return."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.returns.views import answers, rounds, tables

urlpatterns = [
    path("returns/", rounds.show_returns, name="returns"),
    path("returns/<int:year>/", rounds.show_round, name="return_round"),
    path("returns/<int:year>/table.xlsx", tables.download_table, name="return_table"),
    path("returns/<int:year>/upload/", tables.upload_table, name="return_upload"),
    path("returns/<int:year>/tables/<int:number>/", tables.show_table, name="return_table_rows"),
    path("returns/<int:year>/decide/<int:number>/", rounds.decide_return, name="return_decide"),
    path("returns/<int:year>/<slug:member>/", answers.edit_return, name="return_form"),
    path("returns/<int:year>/<slug:member>/draft/", answers.keep_draft, name="return_draft"),
]
