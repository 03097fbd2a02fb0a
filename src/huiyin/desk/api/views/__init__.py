"""Pages about the interface: its reference, one's own tokens and webhooks, the files of a dump."""
