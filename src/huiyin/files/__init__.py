"""Files from outside: their format, their encoding, and what in them must not be trusted."""
