"""The desk for other programs: public data as JSON, tokens for writing, dumps, and webhooks."""
