"""The pages of drafts that are written here."""
