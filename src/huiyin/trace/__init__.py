"""What became of every suggestion, and where a law's words come from."""
