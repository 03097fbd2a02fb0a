"""Work in the background: what is queued, how far it is, how it ended, and what a dead worker left."""
