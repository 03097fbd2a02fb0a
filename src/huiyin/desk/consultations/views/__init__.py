"""Pages of a consultation, one module per step."""
