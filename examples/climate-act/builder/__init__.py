"""Builds the example from its hand-written sources, with a fixed seed."""
