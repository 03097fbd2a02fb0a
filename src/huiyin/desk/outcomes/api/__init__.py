"""What may be done about a proposal that is signed: hand it in, answer it, trace what became of it."""
