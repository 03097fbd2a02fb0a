"""Pages about the outcome of a proposal."""
