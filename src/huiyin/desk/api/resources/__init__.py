"""The resources of the API: each uses the queries of the public pages and returns plain values."""
