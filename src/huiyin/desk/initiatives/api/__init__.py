"""What may be done with initiatives, a file a subject: lists, initiatives, lineage, goals, the board, the chain."""
