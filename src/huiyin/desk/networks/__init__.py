"""Networks of organisations, their coordinators, and invitations."""
