"""Addresses of the ledger: exchanges, threads, figures, and the public record with its proofs."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.ledger.views import (
    archive,
    exchange_entry,
    exchanges,
    figures,
    grounds,
    record_log,
    tables,
)

urlpatterns = [
    path("ledger/", exchanges.show_ledger, name="ledger"),
    path("ledger/due/", exchanges.show_due, name="ledger_due"),
    path("ledger/grounds/", grounds.show_grounds, name="ledger_grounds"),
    path("ledger/grounds/new/", grounds.enter_ground, name="ledger_ground_new"),
    path("ledger/grounds/<int:number>/", grounds.edit_ground, name="ledger_ground"),
    path("ledger/exchanges/<int:number>/", exchanges.show_exchange, name="exchange"),
    path(
        "ledger/exchanges/<int:number>/documents/<int:pk>/",
        exchanges.download_document,
        name="exchange_document",
    ),
    path("ledger/threads/<int:number>/", exchanges.show_thread, name="thread"),
    path("ledger/threads/<int:number>/clock/", exchanges.show_clock, name="thread_clock"),
    path("ledger/threads/<int:number>/ground/", exchange_entry.change_ground, name="thread_ground"),
    path(
        "ledger/threads/<int:number>/meaning/", exchange_entry.change_meaning, name="thread_meaning"
    ),
    path("ledger/threads/<int:number>/dispute/", exchange_entry.add_dispute, name="thread_dispute"),
    path("ledger/threads/<int:number>/wake/", exchange_entry.wake_thread, name="thread_wake"),
    path("ledger/authorities/<slug:slug>/", exchanges.show_authority, name="ledger_authority"),
    path("ledger/networks/<slug:slug>/", exchanges.show_network, name="ledger_network"),
    path("ledger/ledger.zip", archive.download_archive, name="ledger_archive"),
    path("ledger/new.jsonl", archive.list_new, name="ledger_new"),
    path("ledger/figures/", figures.show_figures, name="ledger_figures"),
    path("ledger/figures.csv", figures.download_figures, name="ledger_figures_csv"),
    path(
        "ledger/authorities/<slug:slug>/figures/",
        figures.show_figures,
        {"scope": "authority"},
        name="ledger_authority_figures",
    ),
    path(
        "ledger/authorities/<slug:slug>/figures.csv",
        figures.download_figures,
        {"scope": "authority"},
        name="ledger_authority_csv",
    ),
    path(
        "ledger/networks/<slug:slug>/figures/",
        figures.show_figures,
        {"scope": "network"},
        name="ledger_network_figures",
    ),
    path(
        "ledger/networks/<slug:slug>/figures.csv",
        figures.download_figures,
        {"scope": "network"},
        name="ledger_network_csv",
    ),
    path("ledger/record/", exchange_entry.enter_exchange, name="ledger_record"),
    path(
        "ledger/exchanges/<int:number>/receipt.json",
        record_log.exchange_receipt,
        name="exchange_receipt",
    ),
    path(
        "ledger/exchanges/<int:number>/redact/", record_log.redact_exchange, name="exchange_redact"
    ),
    path(
        "ledger/exchanges/<int:number>/correct/",
        exchange_entry.enter_correction,
        name="exchange_correct",
    ),
    path("ledger/receipts/", record_log.list_receipts, name="ledger_receipts"),
    path("ledger/receipts/<uuid:key>.json", record_log.download_receipt, name="ledger_receipt"),
    path("ledger/log/", record_log.show_record, name="ledger_log"),
    path("ledger/log/cosign/", record_log.take_cosignature, name="ledger_cosign"),
    path("ledger/log/<path:name>", record_log.log_file, name="ledger_file"),
    path("ledger/verify/", record_log.show_verifier, name="ledger_verify"),
    path("ledger/tables/", tables.show_tables, name="ledger_tables"),
    path("ledger/tables/<int:number>/", tables.show_table, name="ledger_table"),
    path("ledger/record/mail/", exchange_entry.read_mail_file, name="ledger_mail"),
]
