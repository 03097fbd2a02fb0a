"""Functions for a signed proposal: submit it, answer it, trace its suggestions."""
