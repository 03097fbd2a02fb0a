"""What can be read: each resource asks the queries of the public pages, and shows their rows as plain values."""
