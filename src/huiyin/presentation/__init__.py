"""How findings are said and drawn: what the report, the command line and the desk share."""
