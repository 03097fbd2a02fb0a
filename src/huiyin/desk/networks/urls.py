"""Addresses of people and invitations."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.networks import network_views, views

urlpatterns = [
    path("networks/", network_views.show_networks, name="networks"),
    path("networks/<int:number>/", network_views.edit_network, name="network"),
    path("people/", views.show_people, name="people"),
    path("people/<int:number>/", views.edit_person, name="person"),
    path(
        "people/invitations/<int:number>/withdraw/",
        views.withdraw_invitation,
        name="invitation_withdraw",
    ),
    path("people/mails/again/", views.mail_again, name="mail_again"),
    path("join/<str:token>/", views.accept_invitation, name="join"),
]
