"""Take a consultation away, whole, in formats that other programs open."""
