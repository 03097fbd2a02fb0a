"""What may be done with the registry, a file a subject: facts, what holds on a day, changes, focuses, context, files."""
