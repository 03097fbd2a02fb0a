"""Organisations: members, authorities and partners, how they change, and who speaks for them."""
