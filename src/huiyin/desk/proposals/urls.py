"""Addresses of the joint proposal."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.proposals.views import (
    arranging,
    differing,
    drafting,
    letters,
    reading,
    signing,
)

_AT = "c/<slug:slug>/proposal/"

urlpatterns = [
    path(_AT, reading.proposal, name="proposal"),
    path(_AT + "begin/", drafting.begin, name="proposal_begin"),
    path(_AT + "new/", drafting.suggestion_new, name="suggestion_new"),
    path(_AT + "change/", drafting.shown_change, name="suggestion_change"),
    path(_AT + "edit/<int:number>/", drafting.suggestion_edit, name="suggestion_edit"),
    path(_AT + "edit/<int:number>/drop/", arranging.suggestion_drop, name="suggestion_drop"),
    path(
        _AT + "edit/<int:number>/back/", arranging.suggestion_put_back, name="suggestion_put_back"
    ),
    path(_AT + "edit/<int:number>/move/", arranging.suggestion_move, name="suggestion_move"),
    path(_AT + "order/", arranging.proposal_order, name="proposal_order"),
    path(_AT + "groups/", drafting.groups_found, name="suggestion_groups"),
    path(_AT + "letter/", letters.letter, name="proposal_letter"),
    path(_AT + "remark/<int:number>/settle/", drafting.remark_settle, name="remark_settle"),
    path(_AT + "differ/<int:number>/withdraw/", differing.differ_withdraw, name="differ_withdraw"),
    path(_AT + "fix/", drafting.fix, name="proposal_fix"),
    path(_AT + "<int:number>/", reading.edition, name="edition"),
    path(_AT + "<int:number>/changes/", reading.changes, name="edition_changes"),
    path(_AT + "<int:number>/remark/", drafting.remark, name="edition_remark"),
    path(_AT + "<int:number>/sign/", signing.sign, name="edition_sign"),
    path(_AT + "<int:number>/differ/", differing.differ, name="edition_differ"),
]
