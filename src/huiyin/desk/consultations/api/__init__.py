"""What may be done in a consultation, a file a subject: laws, comments, intakes, groups, jobs, stages."""
