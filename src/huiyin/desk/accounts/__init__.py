"""Accounts: people, their roles and permissions."""
