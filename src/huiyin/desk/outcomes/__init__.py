"""The outcome of a joint proposal: submitted, answered, traced in the enacted text, and reported to commenters."""
