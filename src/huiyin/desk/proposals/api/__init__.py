"""What may be done with a joint proposal, a file a subject: drafting, signing."""
