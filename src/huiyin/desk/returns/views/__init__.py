"""Pages of the yearly return."""
