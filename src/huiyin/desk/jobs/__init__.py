"""Background jobs: the queue, their progress, how they ended, and recovery after a worker died."""
