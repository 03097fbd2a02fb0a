"""Functions for tokens, webhooks and dumps, one module per subject."""
