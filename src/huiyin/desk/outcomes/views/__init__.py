"""Pages of what became of a proposal."""
