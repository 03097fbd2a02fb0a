"""Functions of the registry, one module per subject: facts, state on a day, changes, focuses, context, files."""
