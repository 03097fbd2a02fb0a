"""What every page stands in: language, safety headers, template tags, the look."""
