"""Pages of drafts written on this desk."""
