"""One module per section of the report: from findings to what the template shows."""
