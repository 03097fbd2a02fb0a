"""Tables in files of any format, as people see them, before anybody asks what their columns hold."""
