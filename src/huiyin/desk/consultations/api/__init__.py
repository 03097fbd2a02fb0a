"""Functions for consultations, one module per subject: laws, comments, imports, groups, jobs, stages."""
