"""The yearly return: what organisations say of themselves for a year, and how it becomes dated facts."""
