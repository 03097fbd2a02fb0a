from __future__ import annotations

from django.urls import path

from huiyin.desk.ledger.views import replying

urlpatterns = [
    path("c/<slug:slug>/replies/", replying.replies, name="replies"),
    path("c/<slug:slug>/replies/table/", replying.replies_table, name="replies_table"),
    path("c/<slug:slug>/replies/take/", replying.replies_take, name="replies_take"),
    path("c/<slug:slug>/replies/<int:number>/", replying.reply, name="reply"),
]
