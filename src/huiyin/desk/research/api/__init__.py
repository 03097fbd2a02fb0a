"""What may be done with research, a file a subject: requests, works, uses and prizes, passages in laws, the library."""
