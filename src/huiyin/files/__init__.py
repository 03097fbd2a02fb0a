"""Files of strangers: what they are, which bytes they hold, and what may not be trusted in them."""
