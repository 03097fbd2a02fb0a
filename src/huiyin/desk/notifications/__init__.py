"""Mails: the outbox, receipts, reminders, digests."""
