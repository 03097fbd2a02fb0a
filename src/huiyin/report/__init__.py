"""The whole loop on files, and the report of it that a policy officer hands to the board."""
