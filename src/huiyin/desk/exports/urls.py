"""Addresses of what is taken away."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.exports import views

_AT = "c/<slug:slug>/take-away/"

urlpatterns = [
    path(_AT, views.take_away, name="exports"),
    path(_AT + "make/", views.request_export, name="export_make"),
    path(_AT + "<int:number>/files.zip", views.download_export, name="export_file"),
]
