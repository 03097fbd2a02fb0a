"""Pages of the joint proposal."""
