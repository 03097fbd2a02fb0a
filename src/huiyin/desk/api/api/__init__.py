"""What may be done with tokens, webhooks and dumps, a file a subject."""
