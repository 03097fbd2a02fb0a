"""How results are worded and drawn: shared by the report, the command line and the desk."""
