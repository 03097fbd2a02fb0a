"""Files to text: one reader per format, and the care that files of strangers need."""
