"""Joint proposals: their versions, signatures, submission, replies and outcomes."""
