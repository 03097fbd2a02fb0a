"""Pages about the API: reference, own tokens and webhooks, files of dumps."""
