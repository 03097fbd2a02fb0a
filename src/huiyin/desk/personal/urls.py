"""Addresses of one's own data, and of what the secretariat does with requests about it."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.personal import views, views_requests

urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("account/data/", views.own_data, name="own_data"),
    path("account/erase/", views.erase_me, name="erase_me"),
    path("people/requests/", views_requests.erasures, name="erasures"),
    path("people/requests/<int:number>/", views_requests.erasure, name="erasure"),
    path("people/requests/left/<int:number>/", views_requests.remnant, name="remnant"),
    path("people/requests/unknown/", views_requests.strangers, name="strangers"),
]
