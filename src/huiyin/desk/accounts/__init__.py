"""People: who they are, what each role may do, what each has done."""
