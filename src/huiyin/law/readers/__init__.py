"""Extract text from files: one reader per format, with the precautions that files from outside need."""
