"""A call for comments on a law: its text, what is said about it, what is grouped and voted on."""
