"""Addresses of people and invitations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.networks import views, views_networks

urlpatterns = [
    path("networks/", views_networks.networks, name="networks"),
    path("networks/<int:number>/", views_networks.network, name="network"),
    path("people/", views.people, name="people"),
    path("people/<int:number>/", views.person, name="person"),
    path("people/invitations/<int:number>/withdraw/", views.withdraw, name="invitation_withdraw"),
    path("people/mails/again/", views.mail_again, name="mail_again"),
    path("join/<str:token>/", views.join, name="join"),
]
