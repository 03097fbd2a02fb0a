"""What the ledger does and knows: a file a subject."""
