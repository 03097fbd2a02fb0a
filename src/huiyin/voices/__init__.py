"""What is really said: comments that say the same text fold into groups."""
