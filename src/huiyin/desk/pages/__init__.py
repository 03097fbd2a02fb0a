"""Pages that editors write: research, news, about."""
