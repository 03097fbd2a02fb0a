"""Addresses of one's own data, and of what the secretariat does with requests about it."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.personal import request_views, views

urlpatterns = [
    path("privacy/", views.show_privacy, name="privacy"),
    path("account/data/", views.own_data, name="own_data"),
    path("account/erase/", views.erase_me, name="erase_me"),
    path("people/requests/", request_views.show_erasures, name="erasures"),
    path("people/requests/<int:number>/", request_views.answer_erasure, name="erasure"),
    path("people/requests/left/<int:number>/", request_views.settle_remnant, name="remnant"),
    path("people/requests/unknown/", request_views.search_strangers, name="strangers"),
]
