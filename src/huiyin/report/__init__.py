"""The whole process on files, and the report on it that a policy officer gives to the board."""
