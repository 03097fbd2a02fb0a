"""The pages of initiatives and goals."""
