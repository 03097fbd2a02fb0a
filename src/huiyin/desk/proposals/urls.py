"""Addresses of the joint proposal."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.proposals.views import (
    cover_letters,
    drafts,
    forwardings,
    minority_opinions,
    proposal,
    signatures,
    suggestion_order,
    translations,
)

_AT = "c/<slug:slug>/proposal/"

urlpatterns = [
    path(_AT, proposal.show_proposal, name="proposal"),
    path(_AT + "begin/", drafts.begin_proposal_version, name="proposal_begin"),
    path(_AT + "new/", drafts.suggestion_new, name="suggestion_new"),
    path(_AT + "change/", drafts.show_wording_change, name="suggestion_change"),
    path(_AT + "edit/<int:number>/", drafts.suggestion_edit, name="suggestion_edit"),
    path(_AT + "edit/<int:number>/drop/", suggestion_order.suggestion_drop, name="suggestion_drop"),
    path(
        _AT + "edit/<int:number>/back/",
        suggestion_order.suggestion_put_back,
        name="suggestion_put_back",
    ),
    path(_AT + "edit/<int:number>/move/", suggestion_order.suggestion_move, name="suggestion_move"),
    path(
        _AT + "edit/<int:number>/translation/",
        translations.edit_translation,
        name="suggestion_translation",
    ),
    path(_AT + "untranslated/", translations.show_untranslated, name="proposal_untranslated"),
    path(_AT + "order/", suggestion_order.proposal_order, name="proposal_order"),
    path(_AT + "groups/", drafts.groups_found, name="suggestion_groups"),
    path(_AT + "letter/", cover_letters.edit_letter, name="proposal_letter"),
    path(_AT + "remark/<int:number>/settle/", drafts.remark_settle, name="remark_settle"),
    path(
        _AT + "differ/<int:number>/withdraw/",
        minority_opinions.differ_withdraw,
        name="differ_withdraw",
    ),
    path("c/<slug:slug>/forward/", forwardings.show_forwardings, name="forward"),
    path(
        "c/<slug:slug>/forward/<int:number>/withdraw/",
        forwardings.withdraw_forwarding,
        name="forward_withdraw",
    ),
    path("c/<slug:slug>/forwarded/", forwardings.show_forwarded, name="forwarded"),
    path("c/<slug:slug>/forwarded/take/", forwardings.take_all, name="forwarded_take_all"),
    path("c/<slug:slug>/forwarded/<int:number>/", forwardings.show_item, name="forwarded_item"),
    path(
        "c/<slug:slug>/forwarded/<int:number>/settle/",
        forwardings.settle_item,
        name="forwarded_settle",
    ),
    path(_AT + "fix/", drafts.lock_proposal_version, name="proposal_fix"),
    path(_AT + "<int:number>/", proposal.show_proposal_version, name="edition"),
    path(_AT + "<int:number>/changes/", proposal.show_changes, name="edition_changes"),
    path(_AT + "<int:number>/remark/", drafts.add_remark, name="edition_remark"),
    path(_AT + "<int:number>/sign/", signatures.sign_proposal, name="edition_sign"),
    path(_AT + "<int:number>/differ/", minority_opinions.edit_opinion, name="edition_differ"),
]
