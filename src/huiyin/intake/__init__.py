"""Comments, suggestions, votes and replies, read from the files people really send."""
