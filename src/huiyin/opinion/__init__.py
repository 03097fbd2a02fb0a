"""Who agrees with whom, on what, and how sure that is."""
