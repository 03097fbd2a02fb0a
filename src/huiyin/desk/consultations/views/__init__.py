"""What people see of a consultation, a file a step of its journey."""
