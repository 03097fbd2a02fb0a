"""Projects, campaigns, programmes and working groups: who does them, what grew from what, and which goals they serve."""
