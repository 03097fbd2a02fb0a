"""What becomes of a joint proposal: handed in, answered, traced in the enacted text, and told to who commented."""
