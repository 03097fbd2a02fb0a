"""Consultations on a draft law: its text, comments, groups of comments, and votes."""
