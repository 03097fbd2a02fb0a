"""Export a whole consultation in formats that other programs open."""
