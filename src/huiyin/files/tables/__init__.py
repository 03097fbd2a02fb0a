"""Tables in files of any format, as people see them, before their columns are interpreted."""
