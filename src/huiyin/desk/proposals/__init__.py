"""The joint proposal: its versions, who signs, what was submitted, the replies, what became of it."""
