"""One module per section of the report, from findings to the values that the template shows."""
