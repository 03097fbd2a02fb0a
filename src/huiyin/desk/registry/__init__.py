"""Organisations: members, authorities and partners, their history, and who represents them."""
